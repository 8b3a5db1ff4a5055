//! What was done to find something is said.

use crate::shelf::{ask, sheet, shelf, titles};
use search::Relaxed;

#[test]
fn nothing_is_said_of_words_that_are_there() {
    let index = titles(&["Le débat mouvant", "Autre"]);
    for text in [
        "débat",
        "debats mouvants",
        "\"débat mouvant\"",
        "déb",
        "le",
        "",
    ] {
        assert_eq!(ask(&index, text).relaxed, [], "{text}");
    }
}

#[test]
fn a_correction_is_said_with_what_was_searched() {
    let index = titles(&["L’hémodialyse à domicile", "Autre"]);
    let searched = vec!["hémodialyse".to_owned()];
    let word = "hemodyalise".to_owned();
    assert_eq!(
        ask(&index, "hemodyalise ").relaxed,
        [Relaxed::Corrected { word, searched }]
    );
}

#[test]
fn a_quotation_that_nobody_has_is_searched_as_words() {
    let index = shelf([sheet(1, "Un", "Agir, c’est pouvoir refuser.")]);
    let quotation = "pouvoir d’agir".to_owned();
    let results = ask(&index, "« pouvoir d’agir »");
    assert_eq!(results.total, 1);
    assert_eq!(results.relaxed, [Relaxed::Unquoted { quotation }]);
}

#[test]
fn words_that_nobody_has_are_left_out_and_said() {
    let index = titles(&["Le photolangage", "Le débat mouvant"]);
    let words = vec!["Zzyzx".to_owned(), "qwrtz".to_owned()];
    let results = ask(&index, "photolangage Zzyzx qwrtz ");
    assert_eq!(results.total, 1);
    assert_eq!(results.relaxed, [Relaxed::LeftOut { words }]);
    assert_eq!(
        ask(&index, "zzyzx ").relaxed,
        [],
        "where nothing is found, nothing was done"
    );
}

#[test]
fn the_steps_are_said_in_order() {
    let index = titles(&["Le photolangage en groupe", "Groupe"]);
    let steps = ask(&index, "photolangagge \"groupe photolangage\" Zzyzx ").relaxed;
    assert!(
        matches!(
            &steps[..],
            [
                Relaxed::Corrected { .. },
                Relaxed::Unquoted { .. },
                Relaxed::LeftOut { .. }
            ]
        ),
        "{steps:?}"
    );
}
