//! One resource does not make the index as large as somebody wishes.

use super::{found, keeping, opened};
use crate::bench::{draft, receive};
use extraction::{Inspection, Note, PageText};
use library::{DraftFile, Extractor};
use model::Actor;
use std::path::Path;

/// Pages of a file, a word of its own on each, filled up to so many bytes.
struct Pages;

const PAGE_BYTES: usize = 300 << 10;

impl Extractor for Pages {
    fn inspect(&self, path: &Path, _: &str) -> Result<Inspection, extraction::Error> {
        let name = std::fs::read_to_string(path)?;
        let paged = name == "livre";
        let page = |number: u32| {
            let mut text = format!("{name}{number}\n");
            text.extend(std::iter::repeat_n("é ", (PAGE_BYTES - text.len() - 8) / 3));
            PageText {
                page: paged.then_some(number),
                text: format!("{text}\nfin{name}{number}"),
            }
        };
        Ok(Inspection {
            pages: (1..=if paged { 5 } else { 1 }).map(page).collect(),
            note: None,
            ..Inspection::without_text("text/plain", Note::NoText)
        })
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_text_of_all_files_is_taken_as_long_as_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    let library = opened(&keeping(Pages, folder.path())).await;
    let mut files = Vec::new();
    // 1500 kB in five pages, 300 in one text, and 248 are left for the next one
    for name in ["livre", "cahier", "annexe", "affiche"] {
        let file = receive(&library, &format!("{name}.txt"), name.as_bytes()).await;
        files.push(DraftFile {
            name: file.name.to_string(),
            sha256: file.sha256.to_string(),
            ..DraftFile::default()
        });
    }
    let draft = library::Draft {
        files: Some(files),
        ..draft("Quatre fichiers", "")
    };
    let created = library.create(&Actor::Anonymous, draft, None, "");
    created.await.unwrap();
    for (word, times) in [
        ("livre1", 1),
        ("finlivre5", 1),
        ("fincahier1", 1),
        // a text without pages, as far as there is room, to the end of a paragraph
        ("annexe1", 1),
        ("finannexe1", 0),
        ("affiche1", 0),
    ] {
        assert_eq!(
            found(&library, &format!("\"{word}\"")).await,
            times,
            "{word}"
        );
    }
    // the resource is found all the same
    assert_eq!(found(&library, "quatre fichiers").await, 1);
}
