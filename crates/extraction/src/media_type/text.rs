//! Tells whether a file is text, and which.

use std::path::Path;

use crate::encoding::decode_text;

/// Kinds of text that only the name tells apart.
const BY_EXTENSION: [(&str, &str); 16] = [
    ("txt", "text/plain"),
    ("text", "text/plain"),
    ("md", "text/markdown"),
    ("markdown", "text/markdown"),
    ("csv", "text/csv"),
    ("tsv", "text/tab-separated-values"),
    ("tab", "text/tab-separated-values"),
    ("html", "text/html"),
    ("htm", "text/html"),
    ("css", "text/css"),
    ("js", "text/javascript"),
    ("json", "application/json"),
    ("ics", "text/calendar"),
    ("vcf", "text/vcard"),
    ("vtt", "text/vtt"),
    ("srt", "application/x-subrip"),
];

/// Elements with which a page begins that a browser would act upon.
const HTML: [&str; 11] = [
    "html", "head", "body", "script", "title", "style", "iframe", "meta", "link", "base", "form",
];

/// The kind of text; `None` for what is not text.
pub(super) fn identify(head: &[u8], name: &str) -> Option<&'static str> {
    let by_name = by_extension(name);
    let Ok(text) = as_utf8(head) else {
        // older encodings cannot be told from binary data but by the name
        let is_utf16 = head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF");
        let by_name = by_name.filter(|_| is_utf16 || is_readable(head))?;
        return Some(markup(&decode_text(head, true)).unwrap_or(by_name));
    };
    if !is_readable(head) {
        return None;
    }
    Some(markup(text).or(by_name).unwrap_or("text/plain"))
}

/// The first of the endings that say the same as this name's.
pub(super) fn told_by_name(name: &str) -> Option<&'static str> {
    let told = by_extension(name)?;
    BY_EXTENSION
        .iter()
        .find(|(_, media_type)| *media_type == told)
        .map(|(ending, _)| *ending)
}

fn by_extension(name: &str) -> Option<&'static str> {
    let extension = Path::new(name).extension()?.to_str()?.to_lowercase();
    BY_EXTENSION
        .iter()
        .find(|(known, _)| *known == extension)
        .map(|(_, media_type)| *media_type)
}

/// The head as UTF-8; its end may be in the middle of a character.
fn as_utf8(head: &[u8]) -> Result<&str, std::str::Utf8Error> {
    match std::str::from_utf8(head) {
        Err(error)
            if error.error_len().is_none() && error.valid_up_to() + 4 > super::HEAD_BYTES =>
        {
            std::str::from_utf8(&head[..error.valid_up_to()])
        }
        result => result,
    }
}

/// No zero byte, and hardly a control character: text out of a PDF may have a
/// few of those.
fn is_readable(head: &[u8]) -> bool {
    let is_control = |byte: &&u8| byte.is_ascii_control() && !b"\t\n\r\x0C\x1B".contains(byte);
    !head.contains(&0) && head.iter().filter(is_control).count() * 50 <= head.len()
}

/// What the first element says, past all that may come before it.
fn markup(text: &str) -> Option<&'static str> {
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    let is_xml = text.starts_with("<?xml");
    let mut rest = text;
    loop {
        if starts_with(rest, "<!doctype html") {
            return Some("text/html");
        }
        let end = match rest {
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<?") => "?>",
            _ if starts_with(rest, "<!doctype") => ">",
            _ => break,
        };
        rest = rest.split_once(end)?.1.trim_start();
    }
    let first = rest.strip_prefix('<')?;
    let name = first
        .split(|c: char| !c.is_ascii_alphanumeric() && c != ':')
        .next()?;
    let name = name.to_ascii_lowercase();
    match name.rsplit(':').next()? {
        "svg" => Some("image/svg+xml"),
        local if HTML.contains(&local) => Some("text/html"),
        _ => is_xml.then_some("application/xml"),
    }
}

fn starts_with(text: &str, start: &str) -> bool {
    text.get(..start.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(start))
}
