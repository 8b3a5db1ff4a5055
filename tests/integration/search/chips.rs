//! What narrows a search stands over the results, however it was said, and each is taken away in one click.

use super::asking::slugs;
use super::search;
use crate::harness::{Page, Server};
use serde_json::json;

/// What narrows the search, as the page says it.
fn chips(page: &Page) -> Vec<String> {
    let plain = |chip: String| chip.replace('\u{a0}', " ");
    let chips = page.texts(".filters a:not(.clear)").into_iter().map(plain);
    let chip = |chip: String| chip.replacen("Retirer le filtre", "", 1).trim().to_owned();
    chips.map(chip).collect()
}

pub(super) fn searched(server: &Server, query: &[(&str, &str)]) -> Page {
    let answer = server.request("GET", "/recherche").query(query).send();
    answer.expect(200).page()
}

#[test]
fn what_was_typed_is_taken_away_like_what_was_chosen() {
    let server = Server::with_content();
    let text = "\"brise-glace\" thème:animation -enfants groupe";
    let page = searched(&server, &[("q", text), ("tag", "expression")]);
    assert_eq!(
        chips(&page),
        [
            "Côte à côte : brise-glace",
            "Thème : animation",
            "Sans : enfants",
            "Thème : expression"
        ]
    );
    for left in [
        "thème:animation -enfants groupe",
        "\"brise-glace\" -enfants groupe",
        "\"brise-glace\" thème:animation groupe",
    ] {
        let link = page.values(".filters a", "href").into_iter().find(|link| {
            let page = server.open(link);
            page.values("input[name=q]", "value") == [left]
        });
        let link = link.unwrap_or_else(|| panic!("nothing leads to {left}"));
        assert_eq!(chips(&server.open(&link)).len(), 3, "{left}");
    }
    assert!(page.links().contains("/recherche?q=groupe"), "all at once");
    // in the list of themes, both are chosen, and each can be taken back
    let chosen = page.texts(".facet a[aria-current=true] .facet-value");
    assert_eq!(chosen, ["animation", "expression"]);
    let back = page.values(".facet a[aria-current=true]", "href");
    for (link, left) in back.iter().zip([[0, 2, 3], [0, 1, 2]]) {
        let all = chips(&page);
        assert_eq!(chips(&server.open(link)), left.map(|at| all[at].clone()));
    }
}

#[test]
fn words_that_are_not_understood_are_no_filters() {
    let server = Server::with_content();
    for text in [
        "groupe",
        "thème:xylographie groupe",
        "atelier:groupe",
        "\"mouvant débat\"",
    ] {
        let page = searched(&server, &[("q", text)]);
        assert_eq!(chips(&page), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn these_words_alone_are_not_offered_where_that_finds_nothing() {
    let server = Server::with_content();
    for (typed, offered) in [
        ("ETP", true),
        ("photolengage", false),
        ("brise-glase", false),
    ] {
        let page = searched(&server, &[("q", typed)]);
        let links = page.links();
        let alone: Vec<_> = links
            .iter()
            .filter(|link| link.contains("literal=true"))
            .collect();
        assert_eq!(!alone.is_empty(), offered, "{typed}: {alone:?}");
        for link in alone {
            assert!(!server.open(link).all("article.card").is_empty(), "{typed}");
        }
    }
}

#[test]
fn near_words_are_told_and_can_be_left_out() {
    let server = Server::with_content();
    let page = server.open("/recherche?q=ETP&kind=publication");
    page.shows(&["Aussi cherché", "éducation thérapeutique"]);
    let literal = "/recherche?q=ETP&kind=publication&literal=true";
    assert!(page.links().contains(literal), "{:?}", page.links());
    let page = server.open(literal);
    assert!(!page.text().contains("Aussi cherché"));
    assert_eq!(
        chips(&page),
        ["Type de ressource : Publication", "Ces mots seulement"]
    );
    assert!(page.links().contains("/recherche?q=ETP&kind=publication"));
    // another search from this page is one for its words alone too
    assert_eq!(page.values("input[name=literal]", "value"), ["true"]);
    assert_eq!(page.values("input[name=kind]", "value"), ["publication"]);

    let wide = search(&server, &[("q", "ETP")]);
    let literal = search(&server, &[("q", "ETP"), ("literal", "true")]);
    assert_ne!(wide["also_searched"], json!([]));
    assert_eq!(literal["also_searched"], json!([]));
    assert!(literal["total"].as_u64() < wide["total"].as_u64());
    for slug in slugs(&literal) {
        let sheet = server.get(&format!("/ressources/{slug}")).expect(200);
        assert!(sheet.text().to_lowercase().contains("etp"), "{slug}");
    }
}
