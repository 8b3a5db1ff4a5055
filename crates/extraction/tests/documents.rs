//! Real office files with known text, and hostile ones.
//!
//! They are looked for in `$RESSOURCOTHEQUE_SHARED`, or in `shared` beside the
//! workspace; without them these tests say so and pass.

#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "tests")]

use std::time::{Duration, Instant};
use std::{env, fs, path::PathBuf};

use extraction::{Inspection, Note, inspect};

fn documents() -> Option<PathBuf> {
    let shared = env::var_os("RESSOURCOTHEQUE_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
        PathBuf::from,
    );
    let documents = shared.join("data/documents");
    if documents.is_dir() {
        return Some(documents);
    }
    eprintln!("skipped: no shared data at {}", documents.display());
    None
}

fn found(name: &str) -> Option<Inspection> {
    let path = documents()?.join(name);
    Some(inspect(&path, path.file_name().unwrap().to_str().unwrap()).unwrap())
}

/// White space and ligatures normalised, as the list of expected texts says.
fn normalised(text: &str) -> String {
    let text = text
        .replace('ﬁ', "fi")
        .replace('ﬂ', "fl")
        .replace('\u{A0}', " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn expected_texts_are_found_on_their_page() {
    let Some(folder) = documents() else { return };
    let list = fs::read_to_string(folder.join("expected.tsv")).unwrap();
    let mut checked = 0;
    for line in list.lines().skip(1).filter(|line| !line.contains(".pdf\t")) {
        let [name, page, text] = line.split('\t').collect::<Vec<_>>().try_into().unwrap();
        let inspection = found(name).unwrap();
        assert_eq!(inspection.note, None, "{name}");
        let page: Option<u32> = page.parse().ok();
        let there = inspection
            .pages
            .iter()
            .any(|p| p.page == page && normalised(&p.text).contains(&normalised(text)));
        assert!(
            there,
            "{name}, page {page:?}: {text}\n{:#?}",
            inspection.pages
        );
        checked += 1;
    }
    assert!(checked >= 80, "only {checked} texts checked");
}

#[test]
fn metadata_is_read() {
    let author = vec!["Équipe d’essai".to_owned()];
    for (name, title, authors, language) in [
        (
            "guide.docx",
            Some("Mieux dormir : guide d’animation"),
            &author,
            Some("fr-FR"),
        ),
        (
            "guide.odt",
            Some("Mieux dormir : guide d’animation"),
            &author,
            Some("fr-FR"),
        ),
        (
            "guide.rtf",
            Some("Mieux dormir : guide d’animation"),
            &author,
            None,
        ),
        (
            "diaporama.pptx",
            Some("Coopérer sans s’épuiser"),
            &author,
            None,
        ),
        (
            "diaporama.odp",
            Some("Coopérer sans s’épuiser"),
            &author,
            None,
        ),
        ("tableau.xlsx", None, &vec!["openpyxl".to_owned()], None),
    ] {
        let Some(inspection) = found(name) else {
            return;
        };
        assert_eq!(inspection.title.as_deref(), title, "{name}");
        assert_eq!(&inspection.authors, authors, "{name}");
        assert_eq!(inspection.language.as_deref(), language, "{name}");
    }
}

#[test]
fn types_are_those_of_the_content() {
    const OPEN_XML: &str = "application/vnd.openxmlformats-officedocument.";
    for (name, media_type) in [
        ("guide.docx", format!("{OPEN_XML}wordprocessingml.document")),
        (
            "diaporama.pptx",
            format!("{OPEN_XML}presentationml.presentation"),
        ),
        ("tableau.xlsx", format!("{OPEN_XML}spreadsheetml.sheet")),
        (
            "guide.odt",
            "application/vnd.oasis.opendocument.text".to_owned(),
        ),
        (
            "diaporama.odp",
            "application/vnd.oasis.opendocument.presentation".to_owned(),
        ),
        ("guide.pdf", "application/pdf".to_owned()),
        ("guide.rtf", "application/rtf".to_owned()),
        ("photo-avec-gps.jpg", "image/jpeg".to_owned()),
        ("vignette.png", "image/png".to_owned()),
    ] {
        let Some(inspection) = found(name) else {
            return;
        };
        assert_eq!(inspection.media_type, media_type, "{name}");
    }
}

#[test]
fn hostile_files_are_answered_at_once() {
    let docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    let expected = [
        ("bombe.docx", docx, Note::TooLarge),
        (
            "chemin-traversant.zip",
            "application/zip",
            Note::NotSupported,
        ),
        ("image-geante.png", "image/png", Note::NotSupported),
        ("milliard-de-rires.docx", docx, Note::Damaged),
        ("page.html", "text/html", Note::NotSupported),
        ("polyglotte.gif", "image/gif", Note::NotSupported),
        (
            "programme-deguise.pdf",
            "application/vnd.microsoft.portable-executable",
            Note::NotSupported,
        ),
        (
            "protege-par-mot-de-passe.pdf",
            "application/pdf",
            Note::NotSupported,
        ),
        ("script.svg", "image/svg+xml", Note::NotSupported),
        ("tronque.docx", docx, Note::Damaged),
        ("tronque.pdf", "application/pdf", Note::NotSupported),
        ("vide.pdf", "application/octet-stream", Note::Empty),
    ];
    let Some(folder) = documents() else { return };
    assert_eq!(
        fs::read_dir(folder.join("hostile")).unwrap().count(),
        expected.len()
    );
    for (name, media_type, note) in expected {
        let start = Instant::now();
        let inspection = found(&format!("hostile/{name}")).unwrap();
        assert!(
            start.elapsed() < Duration::from_secs(1),
            "{name}: {:?}",
            start.elapsed()
        );
        assert_eq!(inspection.media_type, media_type, "{name}");
        assert_eq!(inspection.note, Some(note), "{name}");
        assert!(inspection.pages.is_empty(), "{name}");
    }
}
