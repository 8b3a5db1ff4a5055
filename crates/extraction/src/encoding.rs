//! From bytes to characters.

/// What Windows-1252 has between 0x80 and 0x9F; the five holes stay holes.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{FFFD}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{FFFD}', 'Ž',
    '\u{FFFD}', '\u{FFFD}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{FFFD}',
    'ž', 'Ÿ',
];

/// Decodes text in UTF-8, in UTF-16 with a byte order mark, or else in
/// Windows-1252. A text cut in the middle of a character is still UTF-8.
pub(crate) fn decode_text(bytes: &[u8], is_cut: bool) -> String {
    if let Some(text) = decode_marked(bytes) {
        return text;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(error) if is_cut && error.error_len().is_none() => {
            String::from_utf8_lossy(&bytes[..error.valid_up_to()]).into_owned()
        }
        Err(_) => bytes.iter().map(|&byte| windows_1252(byte)).collect(),
    }
}

/// Decodes XML, which is in UTF-8, or in UTF-16 with a byte order mark.
pub(crate) fn decode_xml(bytes: Vec<u8>) -> String {
    decode_marked(&bytes).unwrap_or_else(|| {
        String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
    })
}

/// Decodes what begins with a byte order mark.
fn decode_marked(bytes: &[u8]) -> Option<String> {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => Some(String::from_utf8_lossy(rest).into_owned()),
        [0xFF, 0xFE, rest @ ..] => Some(decode_utf16(rest, u16::from_le_bytes)),
        [0xFE, 0xFF, rest @ ..] => Some(decode_utf16(rest, u16::from_be_bytes)),
        _ => None,
    }
}

fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units)
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

/// The character of one byte.
pub(crate) fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9F => WINDOWS_1252[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_encodings_are_read() {
        assert_eq!(decode_text("œil".as_bytes(), false), "œil");
        assert_eq!(decode_text(b"\xEF\xBB\xBF\xC3\xA9", false), "é");
        assert_eq!(decode_text(b"\xFF\xFEe\0\xE9\0", false), "eé");
        assert_eq!(decode_text(b"\xFE\xFF\0e\0\xE9", false), "eé");
        assert_eq!(decode_text(b"l\x92\x9Cil \xE9", false), "l’œil é");
        assert_eq!(decode_text(b"caf\xC3", true), "caf");
        assert_eq!(decode_text(b"caf\xC3", false), "cafÃ");
    }
}
