//! Files that are parts of XML in a zip file.
//!
//! Of such a file nearly every changed byte would only break a checksum. So what comes in are the parts, and they are
//! packed here, uncompressed: a line `%%% word/document.xml` begins the part of that name. The part that types the file is
//! added. How a zip file itself is read is seen at the entrance `archive`.

use super::deposited::inspect;
use std::collections::HashSet;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The most parts of a file.
const MAX_PARTS: usize = 40;

/// Text of a word processor, as Microsoft writes it.
pub fn docx(data: &[u8]) {
    open_xml(data, "wordprocessingml.document", "/word/document.xml");
}

/// Slides, as Microsoft writes them.
pub fn pptx(data: &[u8]) {
    open_xml(data, "presentationml.presentation", "/ppt/presentation.xml");
}

/// A workbook, as Microsoft writes it.
pub fn xlsx(data: &[u8]) {
    open_xml(data, "spreadsheetml.sheet", "/xl/workbook.xml");
}

/// Text of a word processor, as OpenDocument.
pub fn odt(data: &[u8]) {
    typed(data, "application/vnd.oasis.opendocument.text");
}

/// Slides, as OpenDocument.
pub fn odp(data: &[u8]) {
    typed(data, "application/vnd.oasis.opendocument.presentation");
}

/// A workbook, as OpenDocument.
pub fn ods(data: &[u8]) {
    typed(data, "application/vnd.oasis.opendocument.spreadsheet");
}

/// An electronic book.
pub fn epub(data: &[u8]) {
    typed(data, "application/epub+zip");
}

fn open_xml(data: &[u8], format: &str, main: &str) {
    let media_type = format!("application/vnd.openxmlformats-officedocument.{format}");
    let types = format!(
        "<Types><Override PartName=\"{main}\" ContentType=\"{media_type}.main+xml\"/></Types>"
    );
    packed(data, ("[Content_Types].xml", &types), &media_type);
}

fn typed(data: &[u8], media_type: &str) {
    packed(data, ("mimetype", media_type), media_type);
}

/// Packs the parts, inspects the file, and sees that it was read as what it is.
fn packed(data: &[u8], typing: (&str, &str), media_type: &str) {
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut names = HashSet::new();
    let typing = (typing.0.as_bytes(), typing.1.as_bytes());
    for (name, content) in std::iter::once(typing).chain(parts(data)) {
        let name = String::from_utf8_lossy(name);
        if names.insert(name.to_string()) && zip.start_file(name, stored).is_ok() {
            zip.write_all(content).unwrap();
        }
    }
    let file = zip.finish().unwrap().into_inner();
    assert_eq!(inspect(&file, "depot.bin").media_type, media_type);
}

/// Names and contents of the parts.
fn parts(data: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    const MARK: &[u8] = b"%%% ";
    let mut rest = data.strip_prefix(MARK).unwrap_or_default();
    let next = move || {
        let line = rest.iter().position(|byte| *byte == b'\n')?;
        let (name, text) = (&rest[..line], &rest[line + 1..]);
        let is_mark = |window: &[u8]| window == [b"\n", MARK].concat();
        let end = text.windows(MARK.len() + 1).position(is_mark);
        let (content, after) = text.split_at(end.unwrap_or(text.len()));
        rest = after.get(MARK.len() + 1..).unwrap_or_default();
        Some((name, content))
    };
    std::iter::from_fn(next).take(MAX_PARTS)
}
