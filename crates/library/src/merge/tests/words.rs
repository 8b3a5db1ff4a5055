//! No word of anybody is ever lost: it is in the merged text, or the text is a conflict that holds both.

use super::{content, merge};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// What somebody does to a text of lines of words.
#[derive(Debug, Clone)]
enum Edit {
    AddWord(usize, usize),
    ReplaceWord(usize, usize),
    RemoveWord(usize, usize),
    AddLine(usize),
    RemoveLine(usize),
    MoveLine(usize, usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    let place = 0_usize..6;
    prop_oneof![
        (place.clone(), place.clone()).prop_map(|(line, word)| Edit::AddWord(line, word)),
        (place.clone(), place.clone()).prop_map(|(line, word)| Edit::ReplaceWord(line, word)),
        (place.clone(), place.clone()).prop_map(|(line, word)| Edit::RemoveWord(line, word)),
        place.clone().prop_map(Edit::AddLine),
        place.clone().prop_map(Edit::RemoveLine),
        (place.clone(), place).prop_map(|(from, to)| Edit::MoveLine(from, to)),
    ]
}

type Lines = Vec<Vec<String>>;

/// A text of few different words, with blank lines and list items as sheets have them.
fn base() -> impl Strategy<Value = Lines> {
    let word = prop_oneof![
        Just("-"),
        Just("le"),
        Just("sommeil"),
        Just("est"),
        Just("long"),
        Just("et"),
        Just("court")
    ];
    let line = proptest::collection::vec(word.prop_map(str::to_owned), 0..6);
    proptest::collection::vec(line, 0..6)
}

/// Makes the edits; each word that is added is new, and its author's own.
fn edited(mut lines: Lines, edits: &[Edit], author: &str) -> (Lines, BTreeSet<String>) {
    let mut added = BTreeSet::new();
    for (number, edit) in edits.iter().enumerate() {
        let word = format!("{author}{number}");
        let count = lines.len();
        match *edit {
            Edit::AddLine(at) => lines.insert(at.min(count), vec![word]),
            _ if count == 0 => {}
            Edit::RemoveLine(at) => drop(lines.remove(at % count)),
            Edit::MoveLine(from, to) => {
                let line = lines.remove(from % count);
                lines.insert(to.min(count - 1), line);
            }
            Edit::AddWord(line, at) => {
                let line = &mut lines[line % count];
                line.insert(at.min(line.len()), word);
            }
            Edit::ReplaceWord(line, at) | Edit::RemoveWord(line, at) => {
                let line = &mut lines[line % count];
                if !line.is_empty() {
                    let at = at % line.len();
                    line.remove(at);
                    if matches!(edit, Edit::ReplaceWord(..)) {
                        line.insert(at, word);
                    }
                }
            }
        }
    }
    for word in lines
        .iter()
        .flatten()
        .filter(|word| word.starts_with(author))
    {
        added.insert(word.clone());
    }
    (lines, added)
}

fn text(lines: &Lines) -> String {
    let lines: Vec<String> = lines.iter().map(|line| line.join(" ")).collect();
    lines.join("\n")
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    proptest::collection::vec(edit(), 0..4)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn every_word_is_in_the_merge_or_it_is_a_conflict(base in base(), one in edits(), other in edits()) {
        let (mine, my_words) = edited(base.clone(), &one, "moi");
        let (theirs, their_words) = edited(base.clone(), &other, "autre");
        let of = |lines: &Lines| content("T", &text(lines), &[]);
        let merged = merge(&of(&base), &of(&mine), &of(&theirs), None);
        let body = merged.content.body.as_str();
        let words: BTreeSet<&str> = body.split_whitespace().collect();
        for word in &my_words {
            prop_assert!(words.contains(word.as_str()), "mine: {} is lost: {:?}", word, body);
        }
        if merged.conflicts.is_empty() {
            for word in &their_words {
                prop_assert!(words.contains(word.as_str()), "theirs: {} is lost: {:?}", word, body);
            }
        }
    }

    #[test]
    fn both_sides_are_treated_alike(base in base(), one in edits(), other in edits()) {
        let (mine, _) = edited(base.clone(), &one, "moi");
        let (theirs, _) = edited(base.clone(), &other, "autre");
        let of = |lines: &Lines| content("T", &text(lines), &[]);
        let (base, mine, theirs) = (of(&base), of(&mine), of(&theirs));
        let here = merge(&base, &mine, &theirs, None);
        let there = merge(&base, &theirs, &mine, None);
        prop_assert_eq!(&here.conflicts, &there.conflicts);
        if here.conflicts.is_empty() {
            prop_assert_eq!(here.content.body, there.content.body);
        }
    }
}
