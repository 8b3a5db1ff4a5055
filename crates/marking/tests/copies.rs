//! Marked copies of real files, read back by exiftool, and by the library's own reader where exiftool reads no properties.
//!
//! The files are looked for in `$RESSOURCOTHEQUE_SHARED`, or in `shared` beside the workspace; without them, or without
//! exiftool, these tests say so and pass.

#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "tests")]

#[path = "../../../tests/shared.rs"]
mod shared;

use marking::{Error, Mark, can_mark, mark};
use proptest::prelude::*;
use std::fs;
use std::process::Command;

fn a_mark() -> Mark {
    Mark {
        title: "La ligne de vie : <récit> & traces".into(),
        authors: vec!["Pôle de ressources".into(), "Awa \"M.\" Martin".into()],
        attribution: "« La ligne de vie » par Pôle de ressources et Awa Martin, CC BY-SA 4.0"
            .into(),
        licence: "CC BY-SA 4.0".into(),
        licence_url: "https://creativecommons.org/licenses/by-sa/4.0/".into(),
        page_url: "https://exemple.fr/ressources/ligne-de-vie?a=1&b=2".into(),
        copyrighted: true,
    }
}

const OFFICE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const TEXT: &str = "application/vnd.oasis.opendocument.text";
const SLIDES: &str = "application/vnd.openxmlformats-officedocument.presentationml.presentation";

fn document(name: &str) -> Option<Vec<u8>> {
    let documents = shared::shared("documents")?;
    Some(fs::read(documents.join(name)).unwrap())
}

/// What exiftool says of a file: lines of `group:tag: value`.
fn exiftool(name: &str, file: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, file).unwrap();
    let Ok(answer) = Command::new("exiftool")
        .args(["-a", "-G1", "-s"])
        .arg(&path)
        .output()
    else {
        assert!(std::env::var_os("REQUIRE_READERS").is_none(), "no exiftool");
        eprintln!("skipped: no exiftool");
        return None;
    };
    let text = String::from_utf8_lossy(&answer.stdout).into_owned();
    let lines = text
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    Some(lines.collect::<Vec<_>>().join("\n"))
}

#[test]
fn exiftool_reads_the_licence_in_pdf_and_pictures() {
    for (name, media_type) in [
        ("guide.pdf", "application/pdf"),
        ("diaporama.pdf", "application/pdf"),
        ("scan-sans-texte.pdf", "application/pdf"),
        ("photo-avec-gps.jpg", "image/jpeg"),
        ("vignette.png", "image/png"),
    ] {
        let Some(file) = document(name) else { return };
        let once = mark(media_type, &file, &a_mark()).unwrap();
        // marked twice, it says everything once
        let twice = mark(media_type, &once, &a_mark()).unwrap();
        for copy in [&once, &twice] {
            let Some(read) = exiftool(name, copy) else {
                return;
            };
            for said in [
                "[XMP-cc] License : https://creativecommons.org/licenses/by-sa/4.0/",
                "[XMP-cc] AttributionURL : https://exemple.fr/ressources/ligne-de-vie?a=1&b=2",
                "[XMP-xmpRights] Marked : True",
                "[XMP-xmpRights] WebStatement : https://exemple.fr/ressources/ligne-de-vie?a=1&b=2",
                "[XMP-xmpRights] UsageTerms : CC BY-SA 4.0, https://creativecommons.org/licenses/by-sa/4.0/",
                "[XMP-dc] Rights : « La ligne de vie » par Pôle de ressources et Awa Martin, CC BY-SA 4.0",
            ] {
                assert_eq!(read.matches(said).count(), 1, "{name}: {said}\n{read}");
            }
            assert!(
                !read.contains("Warning") && !read.contains("Error"),
                "{name}: {read}"
            );
        }
    }
}

#[test]
fn what_a_pdf_says_in_utf_16_is_kept() {
    let packet: Vec<u8> = "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><r:RDF xmlns:r=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
        <r:Description r:about=\"\" xmlns:d=\"http://purl.org/dc/elements/1.1/\"><d:title><r:Alt>\
        <r:li xml:lang=\"x-default\">Été</r:li></r:Alt></d:title></r:Description></r:RDF></x:xmpmeta>"
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    let head = "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/Metadata 3 0 R>>\nendobj\n\
        2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n3 0 obj\n<</Type/Metadata/Subtype/XML/Length ";
    let file = [
        format!("{head}{}>>stream\n", packet.len()).as_bytes(),
        &packet,
        b"\nendstream\nendobj\ntrailer\n<</Root 1 0 R/Size 4>>\n%%EOF\n",
    ]
    .concat();
    let copy = mark("application/pdf", &file, &a_mark()).unwrap();
    let Some(read) = exiftool("a.pdf", &copy) else {
        return;
    };
    for said in ["[XMP-dc] Title : Été", "[XMP-xmpRights] Marked : True"] {
        assert_eq!(read.matches(said).count(), 1, "{said}\n{read}");
    }
}

#[test]
fn a_pdf_is_only_added_to() {
    let Some(file) = document("guide.pdf") else {
        return;
    };
    let copy = mark("application/pdf", &file, &a_mark()).unwrap();
    assert!(copy.starts_with(&file));
    assert!(
        copy.len() < file.len() + 8 * 1024,
        "{} and {}",
        file.len(),
        copy.len()
    );
}

#[test]
fn pixels_stay_as_they_are() {
    let Some(file) = document("photo-avec-gps.jpg") else {
        return;
    };
    let copy = mark("image/jpeg", &file, &a_mark()).unwrap();
    let scan = |file: &[u8]| {
        let start = file.windows(2).position(|two| two == [0xFF, 0xDA]).unwrap();
        file[start..].to_vec()
    };
    assert_eq!(scan(&copy), scan(&file));
}

#[test]
fn documents_keep_their_text_and_say_their_licence() {
    for (name, media_type, part) in [
        ("guide.docx", OFFICE, "docProps/custom.xml"),
        ("diaporama.pptx", SLIDES, "docProps/custom.xml"),
        ("guide.odt", TEXT, "meta.xml"),
        (
            "diaporama.odp",
            "application/vnd.oasis.opendocument.presentation",
            "meta.xml",
        ),
    ] {
        let Some(file) = document(name) else { return };
        let once = mark(media_type, &file, &a_mark()).unwrap();
        let twice = mark(media_type, &once, &a_mark()).unwrap();
        let (before, after) = (parts(&file), parts(&twice));
        let written = &after.iter().find(|(name, _)| name == part).unwrap().1;
        let text = String::from_utf8(written.clone()).unwrap();
        assert_eq!(
            text.matches("https://creativecommons.org/licenses/by-sa/4.0/")
                .count(),
            1,
            "{text}"
        );
        assert!(text.contains("?a=1&amp;b=2"));
        assert_eq!(before[0].0, after[0].0, "the first part stays the first");
        for (name, bytes) in &before {
            let same = after
                .iter()
                .any(|(other, now)| other == name && now == bytes);
            let may_change = [part, "_rels/.rels", "[Content_Types].xml"].contains(&name.as_str());
            assert!(same || may_change, "{name} was changed");
        }
        let Some(read) = exiftool(name, &twice) else {
            return;
        };
        assert!(read.contains("CC BY-SA 4.0"), "{name}: {read}");
    }
}

/// Names and contents of the parts of an archive.
fn parts(file: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
    (0..archive.len())
        .map(|place| {
            let mut part = archive.by_index(place).unwrap();
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut part, &mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

#[test]
fn what_has_no_place_for_a_licence_is_refused() {
    assert!(!can_mark("text/csv"));
    let refused = mark("text/csv", b"a;b", &a_mark()).unwrap_err();
    assert!(matches!(refused, Error::Unsupported));
    let Some(file) = document("guide.rtf") else {
        return;
    };
    assert!(matches!(
        mark("application/pdf", &file, &a_mark()),
        Err(Error::Damaged(_))
    ));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_bytes_are_a_fault(bytes in proptest::collection::vec(any::<u8>(), 0..200), cut in 0_usize..4000) {
        for media_type in ["application/pdf", "image/jpeg", "image/png", OFFICE, TEXT] {
            let _ = mark(media_type, &bytes, &a_mark());
        }
        let png = include_bytes!("files/vignette.png");
        let _ = mark("image/png", &png[..cut.min(png.len())], &a_mark());
    }
}
