//! Files that are locked, or made to do harm: each is refused with its reason, and costs little.

#![expect(
    clippy::unwrap_used,
    reason = "a test that meets a surprise should stop there"
)]

#[path = "../../../tests/shared.rs"]
mod shared;

use marking::{Error, Mark, mark};
use std::fs;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const OFFICE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const TEXT: &str = "application/vnd.oasis.opendocument.text";
const META: &str = "<office:document-meta xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"><office:meta/></office:document-meta>";

fn a_mark() -> Mark {
    Mark {
        title: "Titre".into(),
        authors: vec!["Réseau A".into()],
        attribution: "« Titre » par Réseau A, CC BY 4.0".into(),
        licence: "CC BY 4.0".into(),
        licence_url: "https://creativecommons.org/licenses/by/4.0/".into(),
        page_url: "https://exemple.fr/ressources/titre".into(),
        copyrighted: true,
    }
}

fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = SimpleFileOptions::default();
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn what_is_locked_is_told_from_what_is_damaged() {
    let manifest = b"<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let locked = zip(&[
        ("META-INF/manifest.xml", manifest),
        ("meta.xml", b"\x8F\x01"),
    ]);
    assert!(matches!(
        mark(TEXT, &locked, &a_mark()),
        Err(Error::Encrypted)
    ));
    let damaged = zip(&[("meta.xml", b"<office")]);
    assert!(matches!(
        mark(TEXT, &damaged, &a_mark()),
        Err(Error::Damaged(_))
    ));
    let Some(hostile) = shared::shared("documents/hostile") else {
        return;
    };
    for (name, encrypted) in [("protege-par-mot-de-passe.pdf", true), ("vide.pdf", false)] {
        let file = fs::read(hostile.join(name)).unwrap();
        let error = mark("application/pdf", &file, &a_mark()).unwrap_err();
        assert_eq!(
            matches!(error, Error::Encrypted),
            encrypted,
            "{name}: {error}"
        );
    }
}

#[test]
fn a_part_that_would_fill_the_memory_is_refused() {
    let bomb = zip(&[("meta.xml", &vec![b' '; 50 * 1024 * 1024])]);
    assert!(bomb.len() < 100_000);
    let error = mark(TEXT, &bomb, &a_mark()).unwrap_err();
    assert!(
        matches!(&error, Error::TooLarge(what) if what == "meta.xml"),
        "{error}"
    );
}

#[test]
fn a_directory_of_countless_parts_is_refused() {
    let mut archive = zip(&[("meta.xml", META.as_bytes())]);
    let end = archive.len() - 22;
    let start = u32::from_le_bytes(archive[end + 16..end + 20].try_into().unwrap());
    let entry = archive[start as usize..end].to_vec();
    let count = 0xFFFE_usize;
    let mut tail = archive.split_off(end);
    for number in 1..count {
        let mut other = entry.clone();
        // other names, so that none hides another
        other[46..50].copy_from_slice(format!("{number:04x}").as_bytes());
        archive.extend(other);
    }
    tail[8..10].copy_from_slice(&0xFFFE_u16.to_le_bytes());
    tail[10..12].copy_from_slice(&0xFFFE_u16.to_le_bytes());
    let size = u32::try_from(archive.len()).unwrap() - start;
    tail[12..16].copy_from_slice(&size.to_le_bytes());
    archive.extend(tail);
    // all of them stand on the bytes of the first: less than 4 MiB of directory, and yet no endless copy
    assert!(archive.len() < 4 * 1024 * 1024);
    let error = mark(TEXT, &archive, &a_mark()).unwrap_err();
    assert!(matches!(error, Error::Damaged(_)), "{error}");
}

#[test]
fn a_pdf_that_would_fill_the_memory_is_refused() {
    let zeros = |count: usize| {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(&vec![b' '; count]).unwrap();
        encoder.finish().unwrap()
    };
    let packet = zeros(40 * 1024 * 1024);
    let mut pdf = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/Metadata 3 0 R>>\nendobj\n\
        2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"
        .to_vec();
    write!(
        pdf,
        "3 0 obj\n<</Type/Metadata/Subtype/XML/Filter/FlateDecode/Length {}>>stream\n",
        packet.len()
    )
    .unwrap();
    pdf.extend(&packet);
    pdf.extend(b"\nendstream\nendobj\ntrailer\n<</Root 1 0 R/Size 4>>\n%%EOF\n");
    let error = mark("application/pdf", &pdf, &a_mark()).unwrap_err();
    assert!(matches!(error, Error::TooLarge(_)), "{error}");
}

#[test]
fn an_archive_that_says_less_than_a_document_is_damaged() {
    for parts in [
        &[("a.txt", &b"a"[..])][..],
        &[("[Content_Types].xml", b"<Types/>")],
        &[],
    ] {
        let error = mark(OFFICE, &zip(parts), &a_mark()).unwrap_err();
        assert!(matches!(error, Error::Damaged(_)), "{error}");
    }
}
