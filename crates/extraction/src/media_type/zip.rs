//! What the beginning of a zip file tells: the headers of its first parts.

use super::{OPEN_DOCUMENT, OPEN_XML};

/// The length of a local header before the name (APPNOTE 6.3.10, section 4.3.7).
const HEADER_BYTES: usize = 30;

pub(super) fn identify(head: &[u8]) -> &'static str {
    declared(head)
        .or_else(|| by_parts(head))
        .unwrap_or("application/zip")
}

/// The content of a first part called `mimetype`, which is not compressed so
/// that it can be read here.
fn declared(head: &[u8]) -> Option<&'static str> {
    let rest = head.get(HEADER_BYTES..)?.strip_prefix(b"mimetype")?;
    OPEN_DOCUMENT.into_iter().find(|media_type| {
        let after = rest.strip_prefix(media_type.as_bytes());
        after.is_some_and(|after| after.starts_with(b"PK") || after.is_empty())
    })
}

/// The file that has one of the folders of Office Open XML. Which of several
/// types with the same folder it is, the head does not tell: the plain one.
fn by_parts(head: &[u8]) -> Option<&'static str> {
    let starts = head
        .windows(4)
        .enumerate()
        .filter(|(_, window)| *window == b"PK\x03\x04");
    let names: Vec<&[u8]> = starts
        .filter_map(|(start, _)| head.get(start + HEADER_BYTES..))
        .collect();
    let has_folder = |part: &str| {
        let folder = part.split_inclusive('/').next().unwrap_or(part);
        names.iter().any(|name| name.starts_with(folder.as_bytes()))
    };
    OPEN_XML
        .iter()
        .find(|(_, _, part)| has_folder(part))
        .map(|(_, media_type, _)| *media_type)
}
