//! What is withdrawn is unknown at once, before the engine has written its files anew.

use crate::shelf::{ask, id, put, sheet, shelf};
use model::Seq;
use search::{Document, Index, Query, Relaxed, Update};

/// Two sheets with words of their own, of which the first is withdrawn; the second is found by what is left.
fn without_the_first(first: Document, second: Document) -> Index {
    let index = shelf([first, second, sheet(3, "Autre", "Rien de tel.")]);
    index.apply(&[Update::Remove(id(1))], Seq(2)).unwrap();
    index
}

fn suggested(index: &Index, prefix: &str) -> Vec<String> {
    let lines = index.suggest(prefix, 8).unwrap();
    lines.into_iter().map(|line| line.text).collect()
}

#[test]
fn a_word_that_only_it_had_is_corrected() {
    let index = without_the_first(
        sheet(1, "Le photolangages", "Un hémodyalise."),
        sheet(2, "L’hémodialyse", "Un photolangage."),
    );
    for (word, searched) in [
        ("hemodyalise", "hémodialyse"),
        ("photolangagge", "photolangage"),
    ] {
        let results = ask(&index, &format!("{word} "));
        assert_eq!(
            results.relaxed,
            [Relaxed::Corrected {
                word: word.to_owned(),
                searched: vec![searched.to_owned()]
            }]
        );
        assert_eq!(results.did_you_mean.as_deref(), Some(searched));
        assert_eq!(results.total, 1);
    }
}

#[test]
fn its_words_are_no_correction_and_no_continuation() {
    let index = without_the_first(
        sheet(1, "Zootherapie", "Zootherapie."),
        sheet(2, "Deux", ""),
    );
    let results = ask(&index, "zoothérapies zootherapye ");
    assert_eq!((results.total, results.relaxed), (0, vec![]));
    assert_eq!(results.did_you_mean, None);
    for typed in ["z", "zo", "zoo", "zooth"] {
        assert_eq!(suggested(&index, typed), [""; 0], "{typed}");
        assert_eq!(ask(&index, typed).total, 0, "{typed}");
    }
}

#[test]
fn its_themes_are_no_longer_suggested_nor_understood() {
    let mut first = sheet(1, "Un", "");
    first.tags = vec!["zoothérapie".to_owned(), "sommeil".to_owned()];
    let mut second = sheet(2, "Deux", "");
    second.tags = vec!["sommeil".to_owned()];
    let index = without_the_first(first, second);
    assert_eq!(suggested(&index, "zoo"), [""; 0]);
    assert_eq!(suggested(&index, "somm"), ["sommeil"]);
    assert_eq!(ask(&index, "theme:sommeil").total, 1);
    let unknown = ask(&index, "theme:zootherapie sommeil ");
    let words = vec!["theme:zootherapie".to_owned()];
    assert!(matches!(
        &unknown.relaxed[..],
        [Relaxed::LeftOut { words: left }] if left.starts_with(&words)
    ));
}

#[test]
fn what_it_replaced_is_unknown_too_and_comes_back_when_it_is_said_again() {
    let index = shelf([sheet(1, "Zootherapie", ""), sheet(2, "Deux", "")]);
    put(&index, [sheet(1, "Musicothérapie", "")], 2);
    assert_eq!(suggested(&index, "zoo"), [""; 0]);
    assert_eq!(ask(&index, "zootherapie ").total, 0);
    put(&index, [sheet(4, "Zoothérapie", "")], 3);
    assert_eq!(suggested(&index, "zoo"), ["Zoothérapie"]);
    assert_eq!(ask(&index, "zootherapye ").total, 1);
}

#[test]
fn accents_are_those_of_the_sheets_that_stand() {
    let index = shelf([
        sheet(1, "Un", "Les cotés."),
        sheet(2, "Deux", "Les côtés."),
        sheet(3, "Trois", "Les cotés."),
    ]);
    let updates = [1, 3].map(|number| Update::Remove(id(number)));
    index.apply(&updates, Seq(2)).unwrap();
    assert_eq!(suggested(&index, "cote"), ["côtés"]);
}

#[test]
fn many_withdrawn_sheets_hide_no_word_that_is_left() {
    let many = (10..200).map(|number| sheet(number, &format!("Zoo{number}"), ""));
    let index = shelf(many.chain([sheet(1, "Zootrope", "")]));
    let gone: Vec<Update> = (10..200).map(|number| Update::Remove(id(number))).collect();
    index.apply(&gone, Seq(2)).unwrap();
    assert_eq!(index.count(), 1);
    assert_eq!(suggested(&index, "zoo"), ["Zootrope"]);
    let everything = index.search(&Query {
        limit: 5,
        ..Query::default()
    });
    assert_eq!(everything.unwrap().total, 1);
}
