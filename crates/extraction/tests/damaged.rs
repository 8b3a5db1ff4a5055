//! Damaged copies of files: each is answered, and nothing panics on the way.
//!
//! A binary of its own, because it counts the panics of the whole process.

#![expect(clippy::unwrap_used, reason = "tests")]

#[path = "../../../tests/shared.rs"]
mod shared;

use std::io::{Cursor, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{fs, panic};

use extraction::{Limits, inspect_within};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

static PANICS: AtomicUsize = AtomicUsize::new(0);

fn answer(bytes: &[u8], scratch: &tempfile::NamedTempFile) {
    fs::write(scratch.path(), bytes).unwrap();
    inspect_within(scratch.path(), "a.txt", &Limits::TEST).unwrap();
}

/// Parts are stored as they are, so that damage reaches the XML.
fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, stored).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Small files in which every byte matters.
fn small_files() -> Vec<Vec<u8>> {
    vec![
        zip(&[(
            "word/document.xml",
            "<w:d a='&lt;'><w:p><w:r><w:t>texte &amp; &#233;</w:t></w:r></w:p></w:d>",
        )]),
        zip(&[
            (
                "mimetype",
                "application/vnd.oasis.opendocument.presentation",
            ),
            (
                "content.xml",
                "<a><draw:page><text:p>b<text:s text:c='2'/></text:p></draw:page></a>",
            ),
        ]),
        b"{\\rtf1\\ansi\\uc1\\u233?\\'e9{\\*\\a b}\\bin2 {{ c}".to_vec(),
        b"<?xml version='1.0'?><!-- --><svg>".to_vec(),
        b"<!doctype html><title>a</title><p lang='fr'>b&eacute;<script>c</script>d<td>e".to_vec(),
        zip(&[
            ("mimetype", "application/epub+zip"),
            (
                "META-INF/container.xml",
                "<c><rootfile full-path='a.opf'/></c>",
            ),
            (
                "a.opf",
                "<p><item id='a' href='b%20.html' media-type='html'/><itemref idref='a'/></p>",
            ),
            ("b .html", "<p>un"),
        ]),
    ]
}

/// Larger files, if there are any.
fn real_files() -> Vec<Vec<u8>> {
    let Some(documents) = shared::shared("documents") else {
        return Vec::new();
    };
    let names = [
        "guide.docx",
        "guide.odt",
        "guide.rtf",
        "diaporama.pdf",
        "diaporama.pptx",
        "tableau.xlsx",
    ];
    names
        .iter()
        .map(|name| fs::read(documents.join(name)).unwrap())
        .collect()
}

/// Changes a byte in a way that differs from place to place.
fn change(byte: &mut u8, at: usize) {
    *byte = byte
        .wrapping_mul(31)
        .wrapping_add(u8::try_from(at % 251).unwrap());
}

#[test]
fn damaged_copies_are_answered() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        PANICS.fetch_add(1, Ordering::Relaxed);
        usual(info);
    }));
    let scratch = tempfile::NamedTempFile::new().unwrap();
    let small = small_files().into_iter().map(|file| (file, 1));
    let real = real_files()
        .into_iter()
        .map(|file| (file.len() / 60, file))
        .map(|(s, f)| (f, s));
    for (file, stride) in small.chain(real) {
        for at in (0..file.len()).step_by(stride) {
            answer(&file[..at], &scratch);
            let mut copy = file.clone();
            change(&mut copy[at], at);
            answer(&copy, &scratch);
        }
    }
    assert_eq!(PANICS.load(Ordering::Relaxed), 0);
}
