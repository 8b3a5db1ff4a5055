//! Characters that mean something in HTML and in addresses.

use std::fmt::Write;

/// Appends a text, safe both between tags and inside a double-quoted attribute.
pub(super) fn push_escaped(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"']) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// Longest value of an attribute, in bytes: more than any tooltip or address that somebody could use. The
/// sanitiser's time grows with the square of a value's length.
pub(super) const MAX_ATTRIBUTE_BYTES: usize = 4096;

/// Appends ` name="value"`, the value cut at [`MAX_ATTRIBUTE_BYTES`].
pub(super) fn push_attribute(out: &mut String, name: &str, value: &str) {
    let value = &value[..value.floor_char_boundary(MAX_ATTRIBUTE_BYTES)];
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    push_escaped(out, value);
    out.push('"');
}

/// An address as written by a person, made a valid one: what may not stand in a URL is
/// percent-encoded, what is encoded already stays.
pub(super) fn encoded(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii_graphic() && !br#""<>\^`{|}"#.contains(&byte) {
            out.push(char::from(byte));
        } else {
            // writing to a String cannot fail
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attribute_cannot_be_left() {
        let mut out = String::new();
        push_attribute(&mut out, "title", r#""><b>&"#);
        assert_eq!(out, r#" title="&quot;&gt;&lt;b&gt;&amp;""#);
    }

    #[test]
    fn spaces_and_accents_are_encoded_and_encoded_ones_stay() {
        assert_eq!(
            encoded("/fiche été?q=a%20b#c"),
            "/fiche%20%C3%A9t%C3%A9?q=a%20b#c"
        );
        assert_eq!(encoded("/\\ailleurs"), "/%5Cailleurs");
    }
}
