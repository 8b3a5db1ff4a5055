//! Whatever is typed, there is an answer, soon.

use crate::shelf::{ask, sheet, shelf};
use proptest::prelude::*;
use search::Index;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

static SHELF: LazyLock<Index> = LazyLock::new(|| {
    let body = "Un atelier sur le sommeil, l’ETP et les proches-aidants. ".repeat(20);
    let index = shelf((0..50).map(|number| sheet(number, &format!("Atelier {number}"), &body)));
    index.set_lexicon("- ETP = éducation thérapeutique du patient\n- sommeil ~ dormir, la nuit");
    index
});

#[test]
fn no_text_is_an_error() {
    let long = "atelier ".repeat(5_000);
    let unbroken = "é".repeat(100_000);
    for text in [
        "\"",
        "\"\"\"",
        "AND OR NOT",
        "+-&&||!(){}[]^~*?:\\/",
        "title:atelier",
        "a*",
        "*",
        "[a TO b]",
        "\0\u{1}\u{7f}",
        "\u{202e}reileta",
        "🙂 🙃",
        "'’'",
        "l'",
        "-",
        "-atelier",
        "-\"",
        "-tag:",
        "tag:\"x",
        "année:-1 kind:\u{0} auteur:é",
        "--atelier--",
        "<script>alert(1)</script>",
        "%00%ff",
        "\u{fffd}",
        "e\u{301}\u{301}\u{301}",
        "١٢٣ 数学 مرحبا",
        &long,
        &unbroken,
    ] {
        let start = Instant::now();
        let results = ask(&SHELF, text);
        SHELF.suggest(text, 10).unwrap();
        assert!(results.total <= 50, "{text:.40}");
        // a debug build on a busy machine; a release build answers in milliseconds
        assert!(
            start.elapsed() < Duration::from_secs(10),
            "{text:.40} took {:?}",
            start.elapsed()
        );
    }
    assert_eq!(ask(&SHELF, &long).total, 50);
}

#[test]
fn foreign_operators_are_only_words() {
    let found = ask(&SHELF, "+atelier (sommeil) AND | title:atelier").total;
    assert_eq!(found, 50);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_answered(text in "\\PC{0,60}|[a-z' \"’-]{0,60}|(atelier|sommeil|\"|ETP| |-|:|tag:|’|é){0,20}") {
        let results = ask(&SHELF, &text);
        prop_assert_eq!(results.hits.len(), results.total);
        for hit in &results.hits {
            let opened = hit.excerpt.matches("<mark>").count();
            prop_assert_eq!(opened, hit.excerpt.matches("</mark>").count());
            prop_assert_eq!(opened * 2, hit.excerpt.matches('<').count());
            prop_assert!(hit.score.is_finite());
        }
        SHELF.suggest(&text, 10)?;
    }
}
