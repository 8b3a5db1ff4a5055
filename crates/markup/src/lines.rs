//! Line endings: inside this crate a line ends with `\n`, nothing else.

use std::borrow::Cow;

/// Turns CR LF and lone CR into LF. Every public function calls it first, since browsers send CR LF
/// and a text must not count as changed because another machine saved it.
pub(crate) fn normalised(text: &str) -> Cow<'_, str> {
    if !text.contains('\r') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_ending_becomes_a_line_feed() {
        assert_eq!(normalised("a\r\nb\rc\nd\r\r\n"), "a\nb\nc\nd\n\n");
        assert!(matches!(normalised("a\nb"), Cow::Borrowed(_)));
    }
}
