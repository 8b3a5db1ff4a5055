//! What may be said besides words: what must not be there, and which value a facet must have.

use crate::shelf::{ask, found, sheet, shelf, titles};
use search::{Index, Query, Relaxed};
use std::collections::BTreeMap;

#[test]
fn what_is_excluded_is_not_found() {
    let index = titles(&[
        "Le sommeil la nuit",
        "Le sommeil réparateur",
        "Les nuits sans sommeil",
        "Le sommeil, travail de nuits",
    ]);
    assert_eq!(found(&index, "sommeil -nuit"), ["Le sommeil réparateur"]);
    assert_eq!(
        found(&index, "sommeil -\"travail de nuits\"").len(),
        3,
        "words between marks are excluded as they stand"
    );
    assert_eq!(found(&index, "-nuit"), ["Le sommeil réparateur"]);
    assert_eq!(
        found(&index, "sommeil - nuit"),
        found(&index, "sommeil nuit"),
        "a dash is none"
    );
    assert_eq!(ask(&index, "sommeil -xyz").total, 4);
    assert_eq!(
        ask(&index, "sommeil -sommeil").total,
        0,
        "that is what was asked"
    );
    assert_eq!(ask(&index, "sommeil -nuit").facets["kind"][0].count, 1);
}

#[test]
fn an_excluded_word_does_not_take_its_family_along() {
    let index = titles(&["Former une équipe", "Se mettre en forme", "Une formation"]);
    assert_eq!(
        found(&index, "-formations"),
        ["Se mettre en forme", "Former une équipe"]
    );
}

#[test]
fn themes_are_excluded_too() {
    let mut one = sheet(1, "Respirer", "");
    one.tags = vec!["Relaxation".to_owned()];
    let index = shelf([one, sheet(2, "Respirer mieux", "")]);
    assert_eq!(found(&index, "respirer -relaxation"), ["Respirer mieux"]);
    assert_eq!(
        found(&index, "respirer -thème:relaxation"),
        ["Respirer mieux"]
    );
}

fn rich() -> Index {
    let mut one = sheet(1, "Respirer", "");
    one.tags = vec!["Gestion du stress".to_owned()];
    one.authors = vec!["Marie Durand".to_owned()];
    one.facets = vec![("public".to_owned(), "proches-aidants".to_owned())];
    one.year = 2021;
    let mut two = sheet(2, "Respirer encore", "Le stress.");
    two.kind = "outil".to_owned();
    two.licence = "CC-BY-NC-4.0".to_owned();
    two.language = "en".to_owned();
    two.authors = vec!["Paul Petit".to_owned()];
    shelf([one, two])
}

#[test]
fn a_named_value_filters() {
    let index = rich();
    for text in [
        "respirer thème:stress",
        "respirer tag:\"gestion du stress\"",
        "auteur:durand respirer",
        "author:\"Marie Durand\"",
        "année:2021",
        "year:2021 respirer",
        "licence:by-sa",
        "type:méthode",
        "kind:fiche-methode",
        "langue:français",
        "language:fr",
        "public:aidants",
        "PUBLIC:proche-aidant",
    ] {
        assert_eq!(found(&index, text), ["Respirer"], "{text}");
        assert!(ask(&index, text).relaxed.is_empty(), "{text}");
    }
    assert_eq!(
        ask(&index, "auteur:durand auteur:petit").total,
        2,
        "or within a facet"
    );
    assert_eq!(
        ask(&index, "auteur:durand langue:anglais").total,
        0,
        "and between facets"
    );
}

#[test]
fn named_values_go_together_with_filters() {
    let query = Query {
        text: "respirer langue:en".to_owned(),
        filters: BTreeMap::from([("kind".to_owned(), vec!["fiche-methode".to_owned()])]),
        limit: 10,
        ..Query::default()
    };
    assert_eq!(rich().search(&query).unwrap().total, 0);
}

#[test]
fn a_name_that_is_no_facet_is_a_word_and_an_unknown_value_is_said() {
    let index = rich();
    assert_eq!(ask(&index, "respirer:stress").total, 2);
    assert_eq!(ask(&index, "respirer:stress").relaxed, []);
    let results = ask(&index, "thème:respirer");
    assert_eq!(results.total, 2, "the value is read as a word");
    let words = vec!["thème:respirer".to_owned()];
    assert_eq!(results.relaxed, [Relaxed::LeftOut { words }]);
}

#[test]
fn four_names_are_read_and_more_are_words() {
    let mut one = sheet(1, "Un", "Le sommeil.");
    one.tags = vec!["sommeil".to_owned()];
    let index = shelf([one, sheet(2, "Deux", "Le sommeil.")]);
    let four = "theme:sommeil ".repeat(4);
    assert_eq!(ask(&index, &four).typed.len(), 4);
    let many = ask(&index, &"theme:sommeil ".repeat(20));
    assert_eq!((many.typed.len(), many.total), (4, 1));
    assert_eq!(many.hits[0].excerpt, "Le <mark>sommeil</mark>.");
}
