//! PDF files made here: what they say, how they are broken.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::fmt::Write;
use std::fs;
use std::time::{Duration, Instant};

use extraction::{Inspection, Limits, Note, inspect_within};

/// How text is shown on a page: at the top left, in the one font there is.
fn line(text: &str) -> String {
    format!("BT /F1 12 Tf 72 700 Td ({text}) Tj ET")
}

/// A PDF of these objects, numbered from 1; the first is the catalog. `more` goes
/// into the trailer.
fn file(objects: &[String], more: &str) -> Vec<u8> {
    let mut pdf = "%PDF-1.7\n".to_owned();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(objects) {
        places.push(pdf.len());
        write!(pdf, "{number} 0 obj\n{object}\nendobj\n").unwrap();
    }
    let start = pdf.len();
    write!(pdf, "xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).unwrap();
    for place in &places {
        writeln!(pdf, "{place:010} 00000 n ").unwrap();
    }
    let size = places.len() + 1;
    write!(
        pdf,
        "trailer\n<</Size {size}/Root 1 0 R {more}>>\nstartxref\n{start}\n%%EOF\n"
    )
    .unwrap();
    pdf.into_bytes()
}

/// The objects of a document with these pages: catalog, page tree, font,
/// information, then a page and its content by turns.
fn pages(contents: &[String]) -> Vec<String> {
    let kids: String = (0..contents.len())
        .map(|page| format!("{} 0 R ", 5 + 2 * page))
        .collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R/Lang(de-CH)>>".to_owned(),
        format!("<</Type/Pages/Kids[{kids}]/Count {}>>", contents.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
        // UTF-16 with its mark: "Été"
        "<</Title<FEFF00C9007400E9>/Author(Ana; Bo)/CreationDate(D:20260301100000+01'00')>>"
            .to_owned(),
    ];
    for (page, content) in contents.iter().enumerate() {
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {} 0 R\
             /Resources<</Font<</F1 3 0 R>>>>>>",
            6 + 2 * page
        ));
        let length = content.len();
        objects.push(format!("<</Length {length}>>stream\n{content}\nendstream"));
    }
    objects
}

fn inspect(bytes: &[u8]) -> Inspection {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), bytes).unwrap();
    inspect_within(file.path(), "a.pdf", &Limits::TEST).unwrap()
}

#[test]
fn pages_have_their_numbers() {
    let contents = [line("Le caf\\351"), String::new(), line("et le th\\351")];
    let found = inspect(&file(&pages(&contents), "/Info 4 0 R"));
    assert_eq!(found.media_type, "application/pdf");
    assert_eq!(found.note, None);
    let read: Vec<_> = found.pages.iter().map(|p| (p.page, &*p.text)).collect();
    assert_eq!(read, [(Some(1), "Le café"), (Some(3), "et le thé")]);
}

#[test]
fn metadata_is_read() {
    let found = inspect(&file(&pages(&[line("Kaffee")]), "/Info 4 0 R"));
    assert_eq!(found.title.as_deref(), Some("Été"));
    assert_eq!(found.authors, ["Ana", "Bo"]);
    assert_eq!(found.language.as_deref(), Some("de-CH"));
    assert_eq!(found.date.as_deref(), Some("2026-03-01"));
}

#[test]
fn a_drawing_has_no_text() {
    let found = inspect(&file(&pages(&["0 0 m 100 100 l S".to_owned()]), ""));
    assert_eq!((found.pages.len(), found.note), (0, Some(Note::NoText)));
}

#[test]
fn pages_are_limited() {
    let most = Limits::TEST.pages as usize;
    let contents = vec![line("encore"); most + 5];
    let found = inspect(&file(&pages(&contents), ""));
    assert_eq!((found.pages.len(), found.note), (most, Some(Note::Cut)));
}

#[test]
fn text_is_limited() {
    let long = line(&"mot ".repeat(Limits::TEST.text_bytes / 4 + 100));
    let found = inspect(&file(&pages(&[line("avant"), long, line("après")]), ""));
    assert_eq!((found.pages.len(), found.note), (2, Some(Note::Cut)));
}

#[test]
fn large_files_are_not_read() {
    let mut bytes = file(&pages(&[line("texte")]), "");
    bytes.resize(bytes.len() + 1024 * 1024, b' ');
    let found = inspect(&bytes);
    assert_eq!((found.pages.len(), found.note), (0, Some(Note::TooLarge)));
}

#[test]
fn a_file_without_its_table_is_read_all_the_same() {
    let bytes = file(&pages(&[line("sans table")]), "/Info 4 0 R");
    let end = bytes.windows(4).position(|four| four == b"xref").unwrap();
    let found = inspect(&bytes[..end]);
    assert_eq!(found.pages[0].text, "sans table");
}

#[test]
fn pages_that_are_not_there_are_missed() {
    let mut objects = pages(&[line("une")]);
    objects[1] = "<</Type/Pages/Kids[5 0 R 99 0 R]/Count 2>>".to_owned();
    let found = inspect(&file(&objects, ""));
    assert_eq!((found.pages.len(), found.note), (1, Some(Note::Damaged)));
}

#[test]
fn a_file_that_is_only_a_beginning_is_damaged() {
    for bytes in [&b"%PDF-1.7"[..], b"%PDF-1.7\n1 0 obj\n<<", b"%PDF-\xFF\xFE"] {
        let found = inspect(bytes);
        assert_eq!((found.pages.len(), found.note), (0, Some(Note::Damaged)));
    }
}

/// Pages that are their own children, a page shown a thousand times, a font that
/// names itself: none is gone through for ever.
#[test]
fn circles_end() {
    let mut own_child = pages(&[line("rond")]);
    own_child[1] = "<</Type/Pages/Kids[2 0 R 5 0 R]/Count 2>>".to_owned();
    let mut repeated = pages(&[line("encore")]);
    repeated[1] = format!("<</Type/Pages/Kids[{}]/Count 1000>>", "5 0 R ".repeat(1000));
    let mut own_font = pages(&[line("police")]);
    own_font[2] = "3 0 R".to_owned();
    for objects in [own_child, repeated, own_font] {
        let start = Instant::now();
        let found = inspect(&file(&objects, ""));
        assert!(found.pages.len() <= Limits::TEST.pages as usize);
        assert!(start.elapsed() < Duration::from_secs(5));
    }
}
