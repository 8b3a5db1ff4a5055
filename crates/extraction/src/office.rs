//! Office files: parts of XML in a zip file.

mod docx;
mod metadata;
mod odf;
mod package;
mod pptx;
mod xlsx;

use std::fs::File;
use std::io::Read;

use crate::archive::Archive;
use crate::text::Findings;
use crate::{Limits, Note};

pub(crate) use package::media_type;

/// Reads metadata and text of an office file of this media type.
pub(crate) fn read(
    archive: &mut Archive,
    media_type: &str,
    findings: &mut Findings,
    limits: &Limits,
) -> Result<(), Note> {
    let depth = limits.depth;
    let kind = media_type
        .strip_prefix("application/vnd.")
        .unwrap_or_default();
    if kind.starts_with("oasis.opendocument") {
        return odf::read(archive, findings, depth);
    }
    let read = if is_any(kind, ["wordprocessingml", "ms-word"]) {
        docx::read
    } else if is_any(kind, ["presentationml", "ms-powerpoint"]) {
        pptx::read
    } else if is_any(kind, ["spreadsheetml", "ms-excel"]) {
        xlsx::read
    } else {
        return Err(Note::NotSupported);
    };
    // text first: damaged metadata must not hide it
    let text = read(archive, findings, depth);
    let metadata = metadata::read_open_xml(archive, findings);
    text.and(metadata)
}

fn is_any(kind: &str, names: [&str; 2]) -> bool {
    names.iter().any(|name| kind.contains(name))
}

/// Why a file in the container of the old office programs gives no text: a
/// protected DOCX, PPTX or XLSX is such a container with an `EncryptedPackage`.
pub(crate) fn legacy_note(file: File) -> Note {
    const SEARCHED_BYTES: u64 = 1024 * 1024;
    let name: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let mut bytes = Vec::new();
    // what cannot be read is not searched: the type alone is known then
    let _ = file.take(SEARCHED_BYTES).read_to_end(&mut bytes);
    if bytes.windows(name.len()).any(|window| window == name) {
        Note::Encrypted
    } else {
        Note::NotSupported
    }
}
