//! Order, paging, excerpts.

use crate::shelf::{ask, found, sheet, shelf, titles};
use search::{Index, Query, Sort};
use std::collections::HashSet;

fn sorted(index: &Index, text: &str, sort: Sort) -> Vec<String> {
    let query = Query {
        text: text.to_owned(),
        sort,
        limit: 100,
        ..Query::default()
    };
    index
        .search(&query)
        .unwrap()
        .hits
        .into_iter()
        .map(|hit| hit.title)
        .collect()
}

#[test]
fn nothing_asked_lists_everything_latest_first() {
    let index = titles(&["Ancien", "Moyen", "Neuf"]);
    for text in ["", "   ", "?!", "\"\""] {
        assert_eq!(found(&index, text), ["Neuf", "Moyen", "Ancien"], "{text}");
    }
    assert_eq!(ask(&index, "").total, 3);
}

#[test]
fn results_are_sorted_as_asked() {
    let mut revised = sheet(1, "Étoile du groupe", "");
    revised.updated_at = sheet(9, "", "").updated_at;
    let index = shelf([
        revised,
        sheet(2, "zèbre du groupe", ""),
        sheet(3, "Arbre du groupe", ""),
    ]);
    let by = |sort| sorted(&index, "groupe", sort);
    assert_eq!(
        by(Sort::Title),
        ["Arbre du groupe", "Étoile du groupe", "zèbre du groupe"]
    );
    assert_eq!(
        by(Sort::Updated),
        ["Étoile du groupe", "Arbre du groupe", "zèbre du groupe"]
    );
    assert_eq!(
        by(Sort::Created),
        ["Arbre du groupe", "zèbre du groupe", "Étoile du groupe"]
    );
}

#[test]
fn pages_cover_every_result_once() {
    let index = shelf([]);
    // several commits, so that the engine keeps several segments
    for part in 0..5 {
        let sheets = (0..21).map(|number| sheet(part * 100 + number, "Même titre", "atelier"));
        crate::shelf::put(&index, sheets, u64::from(part) + 1);
    }
    for (text, sort) in [
        ("", Sort::Relevance),
        ("atelier", Sort::Relevance),
        ("atelier", Sort::Title),
        ("", Sort::Created),
    ] {
        let mut seen = HashSet::new();
        for offset in (0..105).step_by(10) {
            let query = Query {
                text: text.to_owned(),
                sort,
                limit: 10,
                offset,
                ..Query::default()
            };
            let results = index.search(&query).unwrap();
            assert_eq!(results.total, 105);
            assert_eq!(results.hits.len(), 10.min(105 - offset));
            seen.extend(results.hits.into_iter().map(|hit| hit.resource));
        }
        assert_eq!(seen.len(), 105, "{text} {sort:?}");
    }
}

#[test]
fn limits_hold() {
    let index = shelf((0..120).map(|number| sheet(number, "Atelier", "")));
    let query = |limit, offset| Query {
        text: "atelier".to_owned(),
        limit,
        offset,
        ..Query::default()
    };
    assert_eq!(
        index.search(&query(usize::MAX, 0)).unwrap().hits.len(),
        Query::MAX_LIMIT
    );
    assert!(index.search(&query(0, 0)).unwrap().hits.is_empty());
    assert!(
        index
            .search(&query(10, usize::MAX))
            .unwrap()
            .hits
            .is_empty()
    );
    assert_eq!(index.search(&query(10, 115)).unwrap().hits.len(), 5);
}

fn excerpt(body: &str, text: &str) -> String {
    ask(
        &shelf([sheet(1, "Titre", body), sheet(0, "Autre", "")]),
        text,
    )
    .hits[0]
        .excerpt
        .clone()
}

#[test]
fn excerpts_mark_what_was_found_however_it_was_written() {
    let body = "Des formatrices animent l’atelier café <b>& co</b> avec un proche-aidant.";
    for (text, marked) in [
        ("formateur", "<mark>formatrices</mark>"),
        ("cafe", "<mark>café</mark> &lt;b&gt;&amp; co&lt;/b&gt;"),
        ("l'atelier", "l’<mark>atelier</mark>"),
        ("atelire ", "<mark>atelier</mark>"),
        ("anim", "<mark>animent</mark>"),
        ("procheaidant", "<mark>proche-aidant</mark>"),
        ("\"atelier café\"", "<mark>atelier café</mark>"),
    ] {
        let html = excerpt(body, text);
        assert!(html.contains(marked), "{text}: {html}");
    }
    let html = excerpt(body, "avec un aidant");
    assert!(
        !html.contains("<mark>un</mark>"),
        "small words are not marked: {html}"
    );
}

#[test]
fn excerpts_show_the_passage_where_most_is_found() {
    let filler = "Phrase sans intérêt particulier. ".repeat(40);
    let body = format!(
        "Un mot du sommeil ici. {filler}Là on parle du sommeil des adolescents fatigués. {filler}"
    );
    let html = excerpt(&body, "sommeil adolescents");
    assert!(
        html.contains("<mark>sommeil</mark> des <mark>adolescents</mark>"),
        "{html}"
    );
    assert!(html.starts_with("… ") && html.ends_with(" …"), "{html}");
    let plain = html.replace("<mark>", "").replace("</mark>", "");
    assert!((100..=260).contains(&plain.chars().count()), "{html}");
}

#[test]
fn without_words_in_the_text_an_excerpt_is_its_beginning() {
    let body = format!("Voici le début. {}", "Suite. ".repeat(100));
    for text in ["", "titre"] {
        let html = excerpt(&body, text);
        assert!(
            html.starts_with("Voici le début. Suite.") && html.ends_with('…'),
            "{text}: {html}"
        );
    }
}
