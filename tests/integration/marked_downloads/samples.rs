//! Small files of the sorts that can be marked, and some that are meant to do harm.

use crate::harness::{repository, zip_tree};

pub fn png() -> Vec<u8> {
    std::fs::read(repository().join("crates/marking/tests/files/vignette.png")).unwrap()
}

pub fn pdf() -> Vec<u8> {
    let shipped = "content/outils/cartes-emotions/cartes-emotions.pdf";
    std::fs::read(repository().join(shipped)).unwrap()
}

pub fn docx() -> Vec<u8> {
    zip(&[
        (
            "[Content_Types].xml",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>",
        ),
        (
            "_rels/.rels",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>",
        ),
        (
            "word/document.xml",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>Bonjour</w:t></w:r></w:p></w:body></w:document>",
        ),
    ])
}

pub fn odt() -> Vec<u8> {
    zip(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        (
            "content.xml",
            "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:text><text:p>Bonjour</text:p></office:text></office:body></office:document-content>",
        ),
        (
            "meta.xml",
            "<office:document-meta xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"><office:meta/></office:document-meta>",
        ),
    ])
}

/// Lists in lists: whoever reads them by calling itself has no stack left.
pub fn nested_pdf() -> Vec<u8> {
    let depth = 1_000_000;
    let (open, close) = ("[".repeat(depth), "]".repeat(depth));
    format!(
        "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/A {open}{close}>>\nendobj\n\
         2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"
    )
    .into_bytes()
}

/// A picture with much of nothing between its segments, which is looked through byte by byte.
pub fn slow_jpeg() -> Vec<u8> {
    let mut jpeg = b"\xFF\xD8\xFF\xE0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00".to_vec();
    jpeg.resize(20_000_000, 0);
    jpeg.extend(b"\xFF\xD9");
    jpeg
}

fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.zip");
    let parts: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|(name, text)| (*name, text.as_bytes()))
        .collect();
    zip_tree(&path, &parts);
    std::fs::read(path).unwrap()
}
