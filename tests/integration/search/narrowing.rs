//! Filters, facets, pages.

use super::search;
use crate::harness::{Page, Server};
use serde_json::Value;
use std::collections::BTreeSet;

fn all(server: &Server, query: &[(&str, &str)]) -> Vec<Value> {
    let query: Vec<_> = query.iter().copied().chain([("limit", "100")]).collect();
    search(server, &query)["hits"].as_array().unwrap().clone()
}

fn tagged(hit: &Value, tag: &str) -> bool {
    hit["tags"]
        .as_array()
        .unwrap()
        .iter()
        .any(|other| other.as_str().unwrap().to_lowercase() == tag)
}

#[test]
fn a_filter_repeated_widens_and_another_narrows() {
    let server = Server::with_content();
    let everything = all(&server, &[]);
    let total = search(&server, &[])["total"].as_u64().unwrap();
    assert_eq!(everything.len() as u64, total);
    let counted = |so: &dyn Fn(&Value) -> bool| everything.iter().filter(|hit| so(hit)).count();
    let kinds = |hit: &Value| hit["kind"] == "fiche-methode" || hit["kind"] == "outil";
    let either = all(&server, &[("kind", "fiche-methode"), ("kind", "outil")]);
    assert_eq!(either.len(), counted(&kinds));
    let both = all(
        &server,
        &[
            ("kind", "fiche-methode"),
            ("kind", "outil"),
            ("tag", "animation"),
        ],
    );
    assert_eq!(
        both.len(),
        counted(&|hit| kinds(hit) && tagged(hit, "animation"))
    );
    assert!(!both.is_empty() && both.len() < either.len());
}

#[test]
fn facets_count_the_whole_result() {
    let server = Server::with_content();
    let everything = all(&server, &[]);
    let answer = search(&server, &[("limit", "1")]);
    let kinds = answer["facets"]["kind"].as_array().unwrap();
    for kind in kinds {
        let counted = everything
            .iter()
            .filter(|hit| hit["kind"] == kind["value"])
            .count();
        assert_eq!(kind["count"], counted, "{kind}");
        assert!(
            kind["label"]
                .as_str()
                .is_some_and(|label| label != kind["value"].as_str().unwrap()),
            "{kind}"
        );
    }
    let counted: u64 = kinds
        .iter()
        .map(|kind| kind["count"].as_u64().unwrap())
        .sum();
    assert_eq!(counted, everything.len() as u64);
    for tag in answer["facets"]["tag"].as_array().unwrap() {
        let counted = everything
            .iter()
            .filter(|hit| tagged(hit, &tag["value"].as_str().unwrap().to_lowercase()))
            .count();
        assert_eq!(tag["count"], counted, "{tag}");
    }
    for name in ["licence", "author", "year", "public", "format"] {
        assert!(
            !answer["facets"][name].as_array().unwrap().is_empty(),
            "{name}"
        );
    }
}

#[test]
fn a_facet_of_the_page_leads_to_what_it_counts() {
    let server = Server::with_content();
    let page = server.open("/recherche?q=groupe");
    let links = page.values(".facet a", "href");
    assert!(links.len() > 5, "{links:?}");
    for link in links.iter().take(12) {
        let facet = page.texts(&format!(".facet a[href='{link}'] .count"));
        let narrowed = server.open(link);
        // each filter is removable in one click
        assert!(
            narrowed
                .values("a", "href")
                .iter()
                .any(|link| link == "/recherche?q=groupe"),
            "{link}"
        );
        let hits = narrowed.all("article.card").len();
        let counted: usize = facet[0].parse().unwrap();
        assert_eq!(hits, counted.min(20), "{link}");
    }
}

#[test]
fn the_panel_stays_open_for_whoever_chooses_in_it() {
    let server = Server::with_content();
    let page = server.open("/recherche?q=groupe");
    assert!(page.all(".facets > details[open]").is_empty());
    let next = &page.values(".facet a", "href")[0];
    let chosen = server.open(next);
    assert_eq!(chosen.all(".facets > details[open]").len(), 1, "{next}");
    assert_eq!(chosen.texts(".facets .chosen"), ["(1)"]);
    // what is chosen elsewhere is of the search alone, and so is the address that others should know
    let elsewhere = [
        ".filters a",
        ".with-room a",
        ".pager a",
        "link[rel=canonical]",
    ];
    for selector in elsewhere {
        for link in chosen.values(selector, "href") {
            assert!(!link.contains("panel"), "{selector}: {link}");
        }
    }
}

#[test]
fn long_lists_begin_short_and_show_what_is_chosen_in_them() {
    let server = Server::with_content();
    let page = server.open("/recherche");
    let more = page.values(".facet .more a", "href");
    assert!(more.len() > 8, "{more:?}");
    assert!(page.all(".more[open]").is_empty());
    assert!(page.all(".facet > ul > li:nth-child(9)").is_empty());
    assert!(!page.texts(".facet .count").contains(&"0".to_owned()));
    let chosen = server.open("/recherche?tag=formation");
    let shown = chosen.all(".more[open] a[aria-current=true]").len()
        + chosen.all("details.facet > ul a[aria-current=true]").len();
    assert_eq!(shown, 1);
}

#[test]
fn the_words_are_marked_in_titles_too() {
    let server = Server::with_content();
    let page = server.open("/recherche?q=debat%20mouvant");
    let marks = page.texts(".card-title mark").join(" ");
    assert!(marks.contains("débat"), "{marks}");
    assert_eq!(page.texts(".card-title")[0], "Le débat mouvant");
    let hit = search(&server, &[("q", "debat mouvant")])["hits"][0].clone();
    assert_eq!(hit["title"], "Le débat mouvant");
    let marked = hit["marked_title"].as_str().unwrap();
    assert!(marked.contains("<mark>débat"), "{marked}");
}

#[test]
fn paging_gives_each_once_in_the_order_asked_for() {
    let server = Server::with_content();
    for sort in ["relevance", "updated", "created", "title"] {
        let (mut seen, mut offset) = (Vec::new(), 0);
        let total = search(&server, &[("sort", sort)])["total"]
            .as_u64()
            .unwrap() as usize;
        while offset < total {
            let page = search(
                &server,
                &[
                    ("sort", sort),
                    ("limit", "7"),
                    ("offset", &offset.to_string()),
                ],
            );
            seen.extend(page["hits"].as_array().unwrap().iter().map(|hit| {
                (
                    hit["slug"].to_string(),
                    hit["title"].to_string(),
                    hit["updated_at"].to_string(),
                )
            }));
            offset += 7;
        }
        let distinct: BTreeSet<_> = seen.iter().map(|(slug, ..)| slug).collect();
        assert_eq!((seen.len(), distinct.len()), (total, total), "{sort}");
        if sort == "updated" {
            assert!(
                seen.windows(2).all(|pair| pair[0].2 >= pair[1].2),
                "{seen:?}"
            );
        }
    }
    let first = server.open("/recherche?sort=title");
    let second = server.open("/recherche?sort=title&page=2");
    assert_eq!(first.all("article.card").len(), 20);
    let titles = |page: &Page| page.texts("article.card .card-title");
    assert!(
        titles(&first)
            .iter()
            .all(|title| !titles(&second).contains(title))
    );
}
