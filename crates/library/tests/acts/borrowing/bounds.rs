//! A page costs no more than what it shows, whatever its text asks for.

use super::pictures::with_file;
use super::{LENDER, shown};
use crate::bench::{library, rendering, sheet};
use library::Rendering;
use std::sync::atomic::{AtomicUsize, Ordering};

#[tokio::test(flavor = "multi_thread")]
async fn passages_that_find_no_room_are_not_sought_for_ever() {
    let library = library().await;
    let long = "mot ".repeat(70_000);
    let body = format!("## Long\n\n{long}\n\n## Court\n\nUn mot.\n");
    sheet(&library, "Prêteuse", &body).await;
    // one heading has many names: case and punctuation do not count
    let names: String = (0..60)
        .map(|n| format!("![[preteuse#Long{}]]\n\n", "!".repeat(n)))
        .collect();
    let text = format!("![[preteuse]]\n\n{names}![[preteuse#Court]]\n");
    let slug = sheet(&library, "Emprunt", &text).await;
    let html = shown(&library, &slug).await;
    assert_eq!(
        html.matches("<figure").count(),
        1,
        "what stands behind the last that is sought is linked to"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passage_shown_again_and_again_is_written_as_often_as_there_is_room() {
    let library = library().await;
    sheet(&library, "Prêteuse", LENDER).await;
    let lines = |line: &str| format!("{line}\n").repeat(5000);
    for line in ["![[preteuse]]", "![[nulle-part]]"] {
        let slug = sheet(&library, "Emprunt", &lines(line)).await;
        let asked = AtomicUsize::new(0);
        let caption = |_: &library::Lent| {
            asked.fetch_add(1, Ordering::Relaxed);
            Vec::new()
        };
        let not_lent = |_: &library::NotLent| {
            asked.fetch_add(1, Ordering::Relaxed);
            ("Absente".to_owned(), None)
        };
        let counting = Rendering {
            caption: &caption,
            not_lent: &not_lent,
            ..rendering()
        };
        let sheet = library.read(&slug).await.unwrap();
        let rendered = library
            .render(sheet.content(), sheet.kind.as_deref(), &counting)
            .await
            .unwrap();
        assert_eq!(asked.into_inner(), 20, "{line}");
        assert_eq!(rendered.body.matches("wikilink").count(), 4980, "{line}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_shown_again_and_again_says_whose_it_is_as_often_as_there_is_room() {
    let library = library().await;
    let lender = with_file(&library, "Cartes", b"\x89PNG un", "CC-BY-4.0").await;
    let line = format!("![](/ressources/{lender}/fichiers/carte.png)");
    for (text, asks) in [
        (format!("{line}\n\n").repeat(9_000), 1),
        (format!("Un mot {line}\n\n").repeat(9_000), 0),
    ] {
        let slug = sheet(&library, "Emprunt", &text).await;
        let asked = AtomicUsize::new(0);
        let caption = |lent: &library::Lent| {
            asked.fetch_add(1, Ordering::Relaxed);
            let words = format!("{} {}", lent.title, "nom ".repeat(2_500));
            let url = "/".to_owned();
            vec![markup::Link { words, url }]
        };
        let counting = Rendering {
            caption: &caption,
            ..rendering()
        };
        let sheet = library.read(&slug).await.unwrap();
        let rendered = library
            .render(sheet.content(), sheet.kind.as_deref(), &counting)
            .await
            .unwrap();
        assert_eq!(asked.into_inner(), asks);
        assert_eq!(rendered.body.matches("<img").count(), 9_000);
        assert!(rendered.body.len() < 4_000_000, "{}", rendered.body.len());
    }
}
