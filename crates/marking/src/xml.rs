//! Text as XML, and XML as text.

use quick_xml::events::BytesStart;
use std::borrow::Cow;

/// How deep elements may be nested in what is rewritten: real ones are nested ten deep.
pub const MAX_DEPTH: usize = 256;

/// Text for an element or an attribute. Characters that XML 1.0 cannot hold at all (section 2.2) are left out.
pub fn escaped(text: &str) -> String {
    let allowed =
        |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..) && !matches!(c, '\u{FFFE}' | '\u{FFFF}');
    let clean: Cow<'_, str> = if text.chars().all(allowed) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().filter(|c| allowed(*c)).collect())
    };
    quick_xml::escape::escape(clean).into_owned()
}

/// The attributes of an element that can be read. That none is there twice is not looked after: it would take long for many.
pub fn attributes<'e>(
    element: &'e BytesStart<'_>,
) -> impl Iterator<Item = quick_xml::events::attributes::Attribute<'e>> {
    let mut attributes = element.attributes();
    attributes.with_checks(false);
    attributes.flatten()
}

/// The document in bytes of UTF-8, UTF-16 or UTF-32, told apart by the mark of the byte order or by the zeros around the
/// first character, which is one of ASCII (XML 1.0, appendix F; XMP, part 3, annex A, for a packet within other bytes). It
/// comes without the declaration of its encoding, which would not be true any more. What is none of a byte's characters
/// becomes `U+FFFD`.
pub fn decoded(bytes: &[u8]) -> String {
    let text = match *bytes {
        [0, 0, 0xFE, 0xFF, ..] | [0, 0, 0, 1..=0xFF, ..] => utf_32(bytes, u32::from_be_bytes),
        [0xFF, 0xFE, 0, 0, ..] | [1..=0xFF, 0, 0, 0, ..] => utf_32(bytes, u32::from_le_bytes),
        [0xFE, 0xFF, ..] | [0, 1..=0xFF, ..] => utf_16(bytes, u16::from_be_bytes),
        [0xFF, 0xFE, ..] | [1..=0xFF, 0, ..] => utf_16(bytes, u16::from_le_bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    };
    let text = text.trim_start_matches('\u{FEFF}').trim_end_matches('\0');
    let declaration = text
        .strip_prefix("<?xml ")
        .and_then(|rest| rest.split_once("?>"));
    declaration
        .map_or(text, |(_, document)| document)
        .to_owned()
}

fn utf_16(bytes: &[u8], number: fn([u8; 2]) -> u16) -> String {
    let (units, _) = bytes.as_chunks();
    char::decode_utf16(units.iter().copied().map(number))
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

fn utf_32(bytes: &[u8], number: fn([u8; 4]) -> u32) -> String {
    let (units, _) = bytes.as_chunks();
    let character = |unit| char::from_u32(number(unit)).unwrap_or(char::REPLACEMENT_CHARACTER);
    units.iter().copied().map(character).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text in every encoding, with a mark of the byte order and without.
    fn encodings(text: &str) -> Vec<Vec<u8>> {
        let mut all = Vec::new();
        for marked in ["", "\u{FEFF}"] {
            let text = format!("{marked}{text}");
            let units = || text.encode_utf16();
            let characters = || text.chars().map(u32::from);
            all.extend([
                text.clone().into_bytes(),
                units().flat_map(u16::to_be_bytes).collect(),
                units().flat_map(u16::to_le_bytes).collect(),
                characters().flat_map(u32::to_be_bytes).collect(),
                characters().flat_map(u32::to_le_bytes).collect(),
            ]);
        }
        all
    }

    #[test]
    fn every_encoding_is_read() {
        for text in ["<a>été 🌍 €</a>", "<a/>", " <a/>"] {
            for bytes in encodings(text) {
                assert_eq!(decoded(&bytes), text, "{bytes:?}");
            }
            let declared = format!("<?xml version=\"1.0\" encoding=\"UTF-16\"?>{text}");
            for bytes in encodings(&declared) {
                assert_eq!(decoded(&bytes), text, "{bytes:?}");
            }
        }
    }

    #[test]
    fn no_bytes_are_a_fault() {
        assert_eq!(decoded(b"<a>\xFF</a>"), "<a>\u{FFFD}</a>");
        assert_eq!(decoded(&[0, b'<', 0xD8, 0, 0]), "<\u{FFFD}");
        assert_eq!(decoded(&[b'<', 0, 0, 0, 1]), "<");
        assert_eq!(decoded(b"<a/>\0\0"), "<a/>");
        assert_eq!(decoded(&[]), "");
    }
}
