//! Whether a file is shown or saved, and under which name.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Characters that RFC 8187 §3.2.1 lets stand in an extended value.
const ATTRIBUTE: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'!')
    .remove(b'#')
    .remove(b'$')
    .remove(b'&')
    .remove(b'+')
    .remove(b'-')
    .remove(b'.')
    .remove(b'^')
    .remove(b'_')
    .remove(b'`')
    .remove(b'|')
    .remove(b'~');

/// Whether a browser may show files of that type in its own window: none of them can run a script in our name.
pub(crate) fn shown_inline(media_type: &str) -> bool {
    let (sort, format) = media_type.split_once('/').unwrap_or((media_type, ""));
    match sort {
        "image" => !format.contains("svg") && !format.contains("xml"),
        "audio" | "video" => true,
        _ => media_type == "application/pdf",
    }
}

/// Value of `Content-Disposition` (RFC 6266): a plain name for old clients, the true one beside it.
pub(super) fn disposition(media_type: &str, name: &str) -> String {
    let manner = if shown_inline(media_type) {
        "inline"
    } else {
        "attachment"
    };
    named(manner, name)
}

/// The same for what is saved whatever its type.
pub(super) fn attachment(name: &str) -> String {
    named("attachment", name)
}

fn named(manner: &str, name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_graphic() && !matches!(c, '"' | '\\' | '%') || c == ' ' {
                c
            } else {
                '_'
            }
        })
        .collect();
    let exact = utf8_percent_encode(name, ATTRIBUTE);
    format!("{manner}; filename=\"{plain}\"; filename*=UTF-8''{exact}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_cannot_run_is_shown() {
        for media_type in ["image/png", "application/pdf", "audio/mpeg", "video/mp4"] {
            assert!(shown_inline(media_type), "{media_type}");
        }
        for media_type in [
            "text/html",
            "image/svg+xml",
            "application/xhtml+xml",
            "text/xml",
            "text/plain",
            "",
        ] {
            assert!(!shown_inline(media_type), "{media_type}");
        }
    }

    #[test]
    fn names_survive_quotes_and_accents() {
        assert_eq!(
            disposition("application/pdf", "Affiche d’été.pdf"),
            "inline; filename=\"Affiche d__t_.pdf\"; filename*=UTF-8''Affiche%20d%E2%80%99%C3%A9t%C3%A9.pdf"
        );
        assert_eq!(
            disposition("text/html", "a\"b.html"),
            "attachment; filename=\"a_b.html\"; filename*=UTF-8''a%22b.html"
        );
    }
}
