//! Names the media type of a file by its content.

mod tables;
mod text;
mod zip;

pub(crate) use tables::{OPEN_DOCUMENT, OPEN_XML};

/// How many bytes of a file [`identify`] looks at; more do no harm.
pub const HEAD_BYTES: usize = 8 * 1024;

/// What is not recognised.
const UNKNOWN: &str = "application/octet-stream";

/// The media type of a file, from its first [`HEAD_BYTES`] and its name.
///
/// The content decides: an executable called `programme.pdf` is an executable.
/// The name only tells apart what is plain text (`.md`, `.csv`, `.html`). A zip
/// file whose office parts come later than the head is `application/zip` here;
/// [`inspect`](crate::inspect) looks into it.
pub fn identify(head: &[u8], name: &str) -> &'static str {
    let head = &head[..head.len().min(HEAD_BYTES)];
    if head.is_empty() {
        return UNKNOWN;
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return zip::identify(head);
    }
    let guess = infer::get(head).map(|kind| kind.mime_type());
    let text = text::identify(head, name);
    match (guess, text) {
        // formats that are themselves written in text
        (Some(known @ ("application/pdf" | "application/rtf" | "application/postscript")), _) => {
            known
        }
        // a few bytes that happen to be a signature ("BM", "MZ") do not make an
        // image or a program of a readable text
        (_, Some(text)) => text,
        (Some(known), None) if !known.starts_with("text/") => known,
        _ => UNKNOWN,
    }
}

/// What of a name may make a difference to [`identify`] and
/// [`inspect`](crate::inspect): the same for all names that say the same, nothing
/// for most. A plain ending, such as `md`.
#[must_use]
pub fn told_by_name(name: &str) -> Option<&'static str> {
    text::told_by_name(name)
}

#[cfg(test)]
mod tests {
    use super::{identify, told_by_name};

    #[test]
    fn the_content_decides() {
        for (head, name, expected) in [
            (&b"%PDF-1.4\n%\xE2\xE3"[..], "a.docx", "application/pdf"),
            (b"%PDF-1.4\n", "a.txt", "application/pdf"),
            (b"\x89PNG\r\n\x1A\n\0\0", "a.pdf", "image/png"),
            (b"\xFF\xD8\xFF\xE0\0\x10JFIF\0", "a", "image/jpeg"),
            (
                b"MZ\x90\0\x03\0\0\0",
                "a.pdf",
                "application/vnd.microsoft.portable-executable",
            ),
            (b"{\\rtf1\\ansi", "a.doc", "application/rtf"),
            (b"", "a.pdf", "application/octet-stream"),
            (b"\x01\x02\x03\0\xFF", "a.txt", "application/octet-stream"),
            (b"PK\x05\x06\0\0", "a.docx", "application/zip"),
        ] {
            assert_eq!(identify(head, name), expected, "{name}");
        }
    }

    #[test]
    fn the_name_tells_texts_apart() {
        for (head, name, expected) in [
            (&b"# Titre"[..], "a.md", "text/markdown"),
            (b"# Titre", "A.MD", "text/markdown"),
            (b"a;b\n1;2", "a.csv", "text/csv"),
            (b"a\tb", "a.tsv", "text/tab-separated-values"),
            (b"BM et MZ sont des initiales", "a.txt", "text/plain"),
            (b"Bonjour", "a.pdf", "text/plain"),
            (b"Bonjour", "sans-extension", "text/plain"),
            (b"caf\xE9 cr\xE8me", "a.txt", "text/plain"),
            (b"caf\xE9 cr\xE8me", "a.bin", "application/octet-stream"),
            (b"\xFF\xFEe\0\xE9\0", "a.txt", "text/plain"),
            ("é".repeat(5000).as_bytes(), "a.txt", "text/plain"),
            (b"{}", "a.json", "application/json"),
            (b"<p>Bonjour", "a.html", "text/html"),
        ] {
            assert_eq!(identify(head, name), expected, "{name}");
        }
    }

    #[test]
    fn markup_that_acts_is_never_taken_for_text() {
        for (head, expected) in [
            ("<script>alert(1)</script>", "text/html"),
            ("\u{FEFF} \n<!-- a --><!DOCTYPE html><p>", "text/html"),
            ("<?xml version='1.0'?><!-- a --><html>", "text/html"),
            ("<svg xmlns='http://www.w3.org/2000/svg'>", "image/svg+xml"),
            (
                "<?xml version='1.0'?>\n<!DOCTYPE svg PUBLIC 'a'>\n<svg>",
                "image/svg+xml",
            ),
            ("<?xml version='1.0'?><feed>", "application/xml"),
        ] {
            for name in ["a.txt", "a.md", "a.png"] {
                assert_eq!(identify(head.as_bytes(), name), expected, "{head}");
            }
        }
        for head in [
            &b" <script>alert('\xE9t\xE9')</script>"[..],
            b"\xFF\xFE<\0h\0t\0m\0l\0>\0",
            b"\xEF\xBB\xBF<html>\xE9",
        ] {
            assert_eq!(identify(head, "a.md"), "text/html", "{head:?}");
        }
        assert_eq!(identify(b"<!-- note --> Bonjour", "a.md"), "text/markdown");
        assert_eq!(identify(b"<scripts>", "a.md"), "text/markdown");
    }

    #[test]
    fn names_that_tell_the_same_are_told_the_same() {
        for (name, told) in [
            ("a.md", Some("md")),
            ("Été.b.MARKDOWN", Some("md")),
            // the sign of Kelvin, a capital k for those who compare small letters
            ("a.mar\u{212A}down", Some("md")),
            ("page.htm", Some("html")),
            ("a.text", Some("txt")),
            ("a.pdf", None),
            ("a.docx", None),
            ("a", None),
            (".md", None),
            ("a.../../x", None),
        ] {
            assert_eq!(told_by_name(name), told, "{name}");
            // whatever is not told must make no difference
            let plain = told.map_or("b".to_owned(), |told| format!("b.{told}"));
            for head in [
                "# Bonjour;\ta".as_bytes(),
                b"caf\xE9 cr\xE8me",
                b"%PDF-1.7\n",
            ] {
                assert_eq!(identify(head, name), identify(head, &plain), "{name}");
            }
        }
    }
}
