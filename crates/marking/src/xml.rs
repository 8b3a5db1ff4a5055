//! Text as XML.

use std::borrow::Cow;

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
