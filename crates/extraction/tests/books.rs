//! Books and web pages made here.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::io::{Cursor, Write};

use extraction::{Inspection, Limits, Note, inspect_within};
use zip::{ZipWriter, write::SimpleFileOptions};

fn inspect(bytes: &[u8], name: &str) -> Inspection {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), bytes).unwrap();
    inspect_within(file.path(), name, &Limits::TEST).unwrap()
}

fn texts(found: &Inspection) -> Vec<&str> {
    found.pages.iter().map(|page| page.text.as_str()).collect()
}

const CONTAINER: &str = "<container xmlns='c'><rootfiles>\
    <rootfile full-path='OEBPS/livre.opf' media-type='application/oebps-package+xml'/>\
    </rootfiles></container>";

const PACKAGE: &str = "<?xml version='1.0'?><!DOCTYPE package PUBLIC 'a' 'b'>\
    <package xmlns:dc='d'><metadata>\
    <dc:title>Le sommeil</dc:title><dc:title>Un sous-titre</dc:title>\
    <dc:creator>Ana Lys</dc:creator><dc:creator>Bo Rivière</dc:creator>\
    <dc:language>fr-BE</dc:language><dc:date>2025-04</dc:date></metadata>\
    <manifest><item id='b' href='texte/deux%20%C3%A9t%C3%A9.xhtml' media-type='application/xhtml+xml'/>\
    <item id='a' href='texte/un.xhtml#debut' media-type='application/xhtml+xml'/>\
    <item id='i' href='i.png' media-type='image/png'/></manifest>\
    <spine><itemref idref='a'/><itemref idref='i'/><itemref idref='absent'/><itemref idref='b'/>\
    <itemref idref='a'/></spine></package>";

fn book(more: &[(&str, &str)]) -> Vec<u8> {
    let parts = [
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", CONTAINER),
        ("OEBPS/livre.opf", PACKAGE),
        (
            "OEBPS/texte/un.xhtml",
            "<!DOCTYPE html><html lang='en'><head><title/><script src='a.js'/></head>\
             <body><h1>Chapitre un</h1><p>On s’endort&nbsp;tôt.</p></body></html>",
        ),
        (
            "OEBPS/texte/deux été.xhtml",
            "<html><head><title>non</title></head><body><p>On se lève.</p></body></html>",
        ),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts.iter().chain(more) {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_book_is_read_in_order() {
    let found = inspect(&book(&[]), "livre.epub");
    assert_eq!(found.media_type, "application/epub+zip");
    assert_eq!(
        texts(&found),
        ["Chapitre un\nOn s’endort\u{A0}tôt.", "On se lève."]
    );
    assert_eq!((found.pages[0].page, found.note), (None, None));
    assert_eq!(found.title.as_deref(), Some("Le sommeil"));
    assert_eq!(found.authors, ["Ana Lys", "Bo Rivière"]);
    assert_eq!(found.language.as_deref(), Some("fr-BE"));
    assert_eq!(found.date.as_deref(), Some("2025-04"));
}

#[test]
fn a_locked_book_says_so_and_locked_fonts_do_not_matter() {
    let locked = |part: &str| {
        format!("<e><d><CipherData><CipherReference URI='{part}'/></CipherData></d></e>")
    };
    let fonts = locked("OEBPS/fonts/a.otf");
    let found = inspect(&book(&[("META-INF/encryption.xml", &fonts)]), "a.epub");
    assert_eq!((found.pages.len(), found.note), (2, None));
    let chapter = locked("OEBPS/texte/deux%20%C3%A9t%C3%A9.xhtml");
    let found = inspect(&book(&[("META-INF/encryption.xml", &chapter)]), "a.epub");
    assert_eq!((found.pages.len(), found.note), (1, Some(Note::Encrypted)));
}

#[test]
fn a_book_without_its_list_is_damaged() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("mimetype", SimpleFileOptions::default())
        .unwrap();
    zip.write_all(b"application/epub+zip").unwrap();
    let bytes = zip.finish().unwrap().into_inner();
    let found = inspect(&bytes, "a.epub");
    assert_eq!((found.pages.len(), found.note), (0, Some(Note::Damaged)));
}

#[test]
fn a_page_gives_what_a_reader_sees() {
    let found = inspect(
        "<!doctype html><html lang=fr-CA><head><meta charset=utf-8>\
         <title>L’atelier\n du &eacute;t&eacute;</title>\
         <meta name=Author content='Ana; Bo'><meta property='article:published_time' content='2026-03-01T08:00'>\
         <style>p { color: red }</style><script>var a = '<p>caché</p>';</script></head>\
         <body><h1>Se   poser</h1><p>Un <b>mot</b>clé &amp; <i>deux</i>\n lignes<br>puis\
         <img src=a.png alt='un dessin'>trois<!-- non --></p>\
         <table><tr><td>a</td><td> b </td></tr><tr><td>c</table>\
         <ul><li>un<li>deux</ul><textarea>non</textarea><iframe><p>non</p></iframe>fin"
            .as_bytes(),
        "a.html",
    );
    assert_eq!(found.media_type, "text/html");
    assert_eq!(
        texts(&found),
        ["Se poser\nUn motclé & deux lignes\npuis un dessin trois\na\tb\nc\nun\ndeux\nfin"]
    );
    assert_eq!(found.title.as_deref(), Some("L’atelier du été"));
    assert_eq!(found.authors, ["Ana", "Bo"]);
    assert_eq!(found.language.as_deref(), Some("fr-CA"));
    assert_eq!(found.date.as_deref(), Some("2026-03-01"));
    assert_eq!(found.note, None);
}

#[test]
fn depth_and_length_of_a_page_do_no_harm() {
    let deep = format!("{}au fond", "<div><b>".repeat(60_000));
    assert_eq!(texts(&inspect(deep.as_bytes(), "a.html")), ["au fond"]);
    let long = format!("<p>{}", "mot ".repeat(Limits::TEST.text_bytes));
    let found = inspect(long.as_bytes(), "a.html");
    assert_eq!(found.note, Some(Note::Cut));
    assert_eq!(found.pages[0].text.len(), Limits::TEST.text_bytes - 1);
    let huge = format!("<p>{}", " ".repeat(1024 * 1024));
    assert_eq!(
        inspect(huge.as_bytes(), "a.html").note,
        Some(Note::TooLarge)
    );
}

#[test]
fn an_old_page_is_read_in_its_encoding() {
    let found = inspect(b"<p>l\x92\xE9t\xE9", "a.html");
    assert_eq!(texts(&found), ["l’été"]);
}
