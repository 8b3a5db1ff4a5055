//! Two people revise the same text.

#![expect(
    clippy::panic,
    reason = "a merge of the wrong kind fails the test and shows itself"
)]

use markup::{Merge, Region, merge};
use proptest::prelude::*;

use crate::support::few_words;

const SHEET: &str = "# Photolangage\n\nChacun choisit une photo. Puis chacun la présente au groupe.\n\n\
    - une table\n- des photos\n- du temps\n\nLe bilan se fait à la fin de la séance.";

#[track_caller]
fn clean(base: &str, mine: &str, theirs: &str) -> String {
    match merge(base, mine, theirs) {
        Merge::Clean(text) => text,
        Merge::Conflict(regions) => panic!("conflict: {regions:#?}"),
    }
}

/// The conflicting words, `base→mine|theirs`.
#[track_caller]
fn conflicts(base: &str, mine: &str, theirs: &str) -> Vec<String> {
    match merge(base, mine, theirs) {
        Merge::Clean(text) => panic!("clean: {text}"),
        Merge::Conflict(regions) => regions
            .iter()
            .filter_map(|region| match region {
                Region::Clean(_) => None,
                Region::Conflict { base, mine, theirs } => Some(format!("{base}→{mine}|{theirs}")),
            })
            .collect(),
    }
}

/// A revision of the sheet; the words must be in it.
#[track_caller]
fn sheet(from: &str, to: &str) -> String {
    assert!(SHEET.contains(from), "{from}");
    SHEET.replace(from, to)
}

#[test]
fn different_paragraphs_merge() {
    let mine = sheet("une photo", "deux photos");
    let theirs = sheet("à la fin", "au milieu");
    assert_eq!(
        clean(SHEET, &mine, &theirs),
        mine.replace("à la fin", "au milieu")
    );
}

#[test]
fn neighbouring_lines_merge() {
    let mine = sheet("- une table", "- une grande table");
    let theirs = sheet("- des photos", "- trente photos");
    assert_eq!(
        clean(SHEET, &mine, &theirs),
        mine.replace("- des photos", "- trente photos")
    );
}

#[test]
fn words_of_one_sentence_that_are_apart_merge() {
    let mine = sheet("Le bilan se", "Le débriefing se");
    let theirs = sheet("de la séance", "de l’atelier");
    assert_eq!(
        clean(SHEET, &mine, &theirs),
        mine.replace("de la séance", "de l’atelier")
    );
}

#[test]
fn the_same_words_are_a_conflict_of_those_words() {
    assert_eq!(
        conflicts(
            SHEET,
            &sheet("une photo.", "deux photos."),
            &sheet("une photo.", "trois images.")
        ),
        ["une photo→deux photos|trois images"]
    );
}

#[test]
fn neighbouring_words_are_one_phrase() {
    assert_eq!(
        conflicts(
            "Le petit chat noir dort ici.",
            "Le petit chien noir dort ici.",
            "Le petit chat brun dort ici."
        ),
        ["chat noir →chien noir |chat brun "]
    );
}

#[test]
fn the_same_change_made_twice_is_made_once() {
    let both = sheet("une photo", "deux photos");
    assert_eq!(clean(SHEET, &both, &both), both);
    let mine = both.replace("à la fin", "au milieu");
    assert_eq!(clean(SHEET, &mine, &both), mine);
}

#[test]
fn a_paragraph_deleted_here_and_edited_there_is_a_conflict() {
    let paragraph = "Chacun choisit une photo. Puis chacun la présente au groupe.\n";
    let deleted = sheet(&format!("{paragraph}\n"), "");
    let edited = sheet("une photo", "deux photos");
    for (mine, theirs) in [(&deleted, &edited), (&edited, &deleted)] {
        let found = conflicts(SHEET, mine, theirs).concat();
        assert!(
            found.contains("choisit une photo") && found.contains("deux photos"),
            "{found}"
        );
    }
}

#[test]
fn a_sentence_deleted_here_and_edited_there_is_a_conflict() {
    let deleted = sheet(" Puis chacun la présente au groupe.", "");
    let edited = sheet("présente au", "montre au");
    assert_eq!(conflicts(SHEET, &deleted, &edited).len(), 1);
}

#[test]
fn a_paragraph_rewritten_here_and_edited_there_is_a_conflict() {
    let rewritten = sheet(
        "Chacun choisit une photo. Puis chacun la présente au groupe.",
        "On étale tout sur la table puis on discute à deux.",
    );
    let edited = sheet("une photo", "deux photos");
    assert_eq!(
        conflicts(SHEET, &rewritten, &edited),
        [
            "Chacun choisit une photo. Puis chacun la présente au groupe.\n\
          →On étale tout sur la table puis on discute à deux.\n\
          |Chacun choisit deux photos. Puis chacun la présente au groupe.\n"
        ]
    );
}

#[test]
fn a_paragraph_added_next_to_an_edited_one_merges() {
    let edited = sheet("Le bilan", "Un bilan");
    for (from, to) in [
        ("\n\nLe bilan", "\n\nUn jeu.\n\nLe bilan"),
        ("la séance.", "la séance.\n\nUn jeu."),
        ("- du temps", "- du temps\n- de l’eau"),
    ] {
        let added = sheet(from, to);
        let expected = added.replace("Le bilan", "Un bilan");
        assert_eq!(clean(SHEET, &added, &edited), expected);
        assert_eq!(clean(SHEET, &edited, &added), expected);
    }
}

#[test]
fn the_last_line_edited_and_a_line_added_after_it_merge() {
    assert_eq!(
        clean("un\ndeux trois", "un\ndeux trois\nquatre", "un\ndeux fois"),
        "un\ndeux fois\nquatre"
    );
    assert_eq!(
        clean("un\ndeux trois", "un\ndeux trois\n", "un\ndeux fois"),
        "un\ndeux fois\n"
    );
}

#[test]
fn two_different_additions_at_one_place_are_a_conflict() {
    assert_eq!(conflicts("a\n", "a\nb\n", "a\nc\n"), ["→b\n|c\n"]);
}

#[test]
fn one_addition_made_by_both_is_not_doubled_by_an_edit_beside_it() {
    let base = "Le groupe se réunit ici.\n";
    let mine = "Le groupe se réunit là.\nUn jeu.\n";
    let theirs = "Le groupe se réunit ici.\nUn jeu.\n";
    assert_eq!(clean(base, mine, theirs), mine);
}

#[test]
fn blanks_nobody_touched_stay_and_line_endings_are_one() {
    let base = "a  b\t c  \n\n\n  d e\n \n";
    assert_eq!(
        clean(
            base,
            &base.replace('b', "B"),
            &base.replace('e', "E").replace('\n', "\r\n")
        ),
        "a  B\t c  \n\n\n  d E\n \n"
    );
}

#[test]
fn an_emptied_text_never_swallows_the_others_work() {
    assert_eq!(conflicts("un mot\n", "", "un mot de plus\n").len(), 1);
    assert_eq!(clean("un mot\n", "", "un mot\n"), "");
}

fn swapped(merge: Merge) -> Merge {
    let Merge::Conflict(regions) = merge else {
        return merge;
    };
    Merge::Conflict(
        regions
            .into_iter()
            .map(|region| match region {
                Region::Conflict { base, mine, theirs } => Region::Conflict {
                    base,
                    mine: theirs,
                    theirs: mine,
                },
                clean => clean,
            })
            .collect(),
    )
}

/// One side of a merge, the conflicts settled in its favour.
fn in_favour(merge: &Merge, pick: fn(&Region) -> &String) -> String {
    match merge {
        Merge::Clean(text) => text.clone(),
        Merge::Conflict(regions) => regions.iter().map(pick).map(String::as_str).collect(),
    }
}

proptest! {
    #[test]
    fn who_changed_nothing_gets_the_others_text(base in few_words(), other in few_words()) {
        prop_assert_eq!(merge(&base, &base, &other), Merge::Clean(other.clone()));
        prop_assert_eq!(merge(&base, &other, &base), Merge::Clean(other.clone()));
        prop_assert_eq!(merge(&base, &other, &other), Merge::Clean(other));
    }

    #[test]
    fn a_merge_is_the_same_seen_from_the_other_side(
        base in few_words(), mine in few_words(), theirs in few_words()
    ) {
        prop_assert_eq!(merge(&base, &mine, &theirs), swapped(merge(&base, &theirs, &mine)));
    }

    #[test]
    fn nothing_new_is_lost(base in few_words(), mine in few_words(), theirs in few_words()) {
        let merged = merge(&base, &mine, &theirs);
        let settled = [
            (&mine, in_favour(&merged, |region| match region {
                Region::Clean(text) | Region::Conflict { mine: text, .. } => text,
            })),
            (&theirs, in_favour(&merged, |region| match region {
                Region::Clean(text) | Region::Conflict { theirs: text, .. } => text,
            })),
        ];
        for (side, text) in settled {
            for word in side.split(|c: char| !c.is_alphanumeric()) {
                prop_assert!(base.contains(word) || text.contains(word), "{word:?} of {merged:?}");
            }
        }
    }

    #[test]
    fn a_clean_merge_makes_up_no_word(base in few_words(), mine in few_words(), theirs in few_words()) {
        if let Merge::Clean(text) = merge(&base, &mine, &theirs) {
            for word in text.split_whitespace() {
                prop_assert!([&base, &mine, &theirs].iter().any(|source| source.contains(word)), "{word}");
            }
        }
    }
}
