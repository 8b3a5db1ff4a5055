//! How two texts differ, as a person would tell it.

use markup::{Block, BlockKind, Span, compare};
use proptest::prelude::*;

use crate::support::few_words;

/// A side, its changed parts in brackets.
fn side(spans: &[Span]) -> String {
    spans
        .iter()
        .map(|span| match span.changed {
            true => format!("[{}]", span.text),
            false => span.text.clone(),
        })
        .collect()
}

fn told(old: &str, new: &str) -> Vec<(BlockKind, String, String)> {
    compare(old, new)
        .iter()
        .map(|block| (block.kind, side(&block.old), side(&block.new)))
        .collect()
}

fn text(blocks: &[Block], pick: fn(&Block) -> &Vec<Span>) -> String {
    blocks
        .iter()
        .flat_map(pick)
        .map(|span| span.text.as_str())
        .collect()
}

fn row(kind: BlockKind, old: &str, new: &str) -> (BlockKind, String, String) {
    (kind, old.to_owned(), new.to_owned())
}

#[test]
fn a_changed_word_is_shown_in_its_paragraph() {
    assert_eq!(
        told(
            "Avant.\n\nLe groupe choisit une photo.\n",
            "Avant.\n\nLe groupe choisit deux photos.\n"
        ),
        [
            row(BlockKind::Same, "Avant.\n\n", "Avant.\n\n"),
            row(
                BlockKind::Changed,
                "Le groupe choisit [une photo].\n",
                "Le groupe choisit [deux photos].\n"
            ),
        ]
    );
}

#[test]
fn an_elided_word_changes_without_its_article() {
    assert_eq!(
        told("Demander l’avis du groupe", "Demander l’accord du groupe"),
        [row(
            BlockKind::Changed,
            "Demander l’[avis] du groupe",
            "Demander l’[accord] du groupe"
        )]
    );
}

#[test]
fn whole_paragraphs_come_and_go() {
    assert_eq!(
        told("un\n\ndeux\n", "un\n\ndeux\n\ntrois\n"),
        [
            row(BlockKind::Same, "un\n\ndeux\n", "un\n\ndeux\n"),
            row(BlockKind::Added, "", "[\ntrois\n]"),
        ]
    );
    assert_eq!(
        told("un\ndeux\n", "un\n"),
        [
            row(BlockKind::Same, "un\n", "un\n"),
            row(BlockKind::Removed, "[deux\n]", ""),
        ]
    );
}

#[test]
fn a_paragraph_rewritten_beyond_recognition_is_not_confetti() {
    assert_eq!(
        told(
            "Le chat de la voisine dort.",
            "On prévoit de la place pour dix chaises."
        ),
        [
            row(BlockKind::Removed, "[Le chat de la voisine dort.]", ""),
            row(
                BlockKind::Added,
                "",
                "[On prévoit de la place pour dix chaises.]"
            ),
        ]
    );
}

#[test]
fn lines_far_from_any_change_are_folded_but_kept() {
    let lines =
        |range: std::ops::Range<u8>| range.map(|n| format!("ligne {n}\n")).collect::<String>();
    let old = lines(0..40);
    let new = old.replace("ligne 20\n", "ligne 20 bis\n");
    let kinds: Vec<_> = compare(&old, &new).iter().map(|block| block.kind).collect();
    assert_eq!(
        kinds,
        [
            BlockKind::Skipped(17),
            BlockKind::Same,
            BlockKind::Changed,
            BlockKind::Same,
            BlockKind::Skipped(16),
        ]
    );
    assert_eq!(told(&old, &new)[0].1, lines(0..17));
    assert_eq!(told(&old, &new)[1].1, lines(17..20));
}

#[test]
fn equal_texts_have_no_change() {
    assert_eq!(compare("", ""), []);
    assert_eq!(
        told("a\nb\n", "a\r\nb\r\n"),
        [row(BlockKind::Skipped(2), "a\nb\n", "a\nb\n")]
    );
}

#[test]
fn a_line_feed_at_the_end_is_a_change() {
    assert_eq!(told("a", "a\n"), [row(BlockKind::Changed, "a", "a[\n]")]);
}

proptest! {
    #[test]
    fn both_texts_can_be_read_back(old in few_words(), new in few_words()) {
        let blocks = compare(&old, &new);
        prop_assert_eq!(text(&blocks, |block| &block.old), old);
        prop_assert_eq!(text(&blocks, |block| &block.new), new);
    }

    #[test]
    fn any_text_can_be_read_back(old in "[^\r]{0,40}", new in "[^\r]{0,40}") {
        let blocks = compare(&old, &new);
        prop_assert_eq!(text(&blocks, |block| &block.old), old);
        prop_assert_eq!(text(&blocks, |block| &block.new), new);
    }

    #[test]
    fn what_is_not_marked_is_on_both_sides(old in few_words(), new in few_words()) {
        for block in compare(&old, &new) {
            let kept = |spans: &[Span]| -> String {
                spans.iter().filter(|span| !span.changed).map(|span| span.text.as_str()).collect()
            };
            prop_assert_eq!(kept(&block.old), kept(&block.new));
        }
    }
}
