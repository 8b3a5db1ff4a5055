//! Real office files with known text, and hostile ones.
//!
//! They are looked for in `$RESSOURCOTHEQUE_SHARED`, or in `shared` beside the
//! workspace; without them these tests say so and pass.

#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "tests")]

#[path = "../../../tests/shared.rs"]
mod shared;

use std::collections::HashMap;
use std::time::{Duration, Instant};
use std::{fs, path::PathBuf};

use extraction::{Inspection, Note, inspect};
use unicode_normalization::UnicodeNormalization;

fn documents() -> Option<PathBuf> {
    shared::shared("documents")
}

fn found(name: &str) -> Option<Inspection> {
    let path = documents()?.join(name);
    Some(inspect(&path, path.file_name().unwrap().to_str().unwrap()).unwrap())
}

/// White space, ligatures and the like normalised, as the list of expected texts
/// says.
fn normalised(text: &str) -> String {
    let text: String = text.nfkc().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text is on the page, or anywhere in a file without pages.
fn is_there(inspection: &Inspection, page: Option<u32>, text: &str) -> bool {
    inspection
        .pages
        .iter()
        .filter(|found| found.page == page)
        .any(|found| normalised(&found.text).contains(&normalised(text)))
}

#[test]
fn expected_texts_are_found_on_their_page() {
    let Some(folder) = documents() else { return };
    let list = fs::read_to_string(folder.join("expected.tsv")).unwrap();
    let mut files: HashMap<&str, Inspection> = HashMap::new();
    let (mut expected, mut missing) = (0, Vec::new());
    for line in list.lines().skip(1) {
        let [name, page, text] = line.split('\t').collect::<Vec<_>>().try_into().unwrap();
        let inspection = files.entry(name).or_insert_with(|| found(name).unwrap());
        assert_eq!(inspection.note, None, "{name}");
        expected += 1;
        if !is_there(inspection, page.parse().ok(), text) {
            missing.push(line);
        }
    }
    let there = expected - missing.len();
    eprintln!("{there} of {expected} expected texts found; missing: {missing:#?}");
    assert!(expected >= 100, "only {expected} texts expected");
    assert!(there * 100 >= expected * 98, "missing: {missing:#?}");
}

#[test]
fn metadata_is_read() {
    let guide = Some("Mieux dormir : guide d’animation");
    let slides = Some("Coopérer sans s’épuiser");
    // the programs that wrote them carried on the day of their template, which is nobody's
    let template_day = None;
    let day = Some("2026-11-21");
    for (name, title, author, language, date) in [
        (
            "guide.docx",
            guide,
            "Équipe d’essai",
            Some("fr-FR"),
            template_day,
        ),
        (
            "guide.odt",
            guide,
            "Équipe d’essai",
            Some("fr-FR"),
            template_day,
        ),
        (
            "guide.rtf",
            guide,
            "Équipe d’essai",
            Some("fr"),
            template_day,
        ),
        // the program that wrote it says "en-US", as it was installed
        ("guide.pdf", guide, "Équipe d’essai", Some("fr"), day),
        (
            "diaporama.pptx",
            slides,
            "Équipe d’essai",
            Some("fr"),
            template_day,
        ),
        (
            "diaporama.odp",
            slides,
            "Équipe d’essai",
            Some("fr"),
            template_day,
        ),
        ("diaporama.pdf", slides, "Équipe d’essai", Some("fr"), day),
        ("tableau.xlsx", None, "openpyxl", None, day),
    ] {
        let Some(inspection) = found(name) else {
            return;
        };
        assert_eq!(inspection.title.as_deref(), title, "{name}");
        assert_eq!(inspection.authors, [author], "{name}");
        assert_eq!(inspection.language.as_deref(), language, "{name}");
        assert_eq!(inspection.date.as_deref(), date, "{name}");
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
fn a_scan_has_no_text() {
    let Some(scan) = found("scan-sans-texte.pdf") else {
        return;
    };
    assert_eq!((scan.pages.len(), scan.note), (0, Some(Note::NoText)));
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
        ("page.html", "text/html", Note::NoText),
        ("polyglotte.gif", "image/gif", Note::NotSupported),
        (
            "programme-deguise.pdf",
            "application/vnd.microsoft.portable-executable",
            Note::NotSupported,
        ),
        (
            "protege-par-mot-de-passe.pdf",
            "application/pdf",
            Note::Encrypted,
        ),
        ("script.svg", "image/svg+xml", Note::NotSupported),
        ("tronque.docx", docx, Note::Damaged),
        ("tronque.pdf", "application/pdf", Note::Damaged),
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
