//! Files that people deposit.

use extraction::{Inspection, Limits, inspect_within};
use std::io::Write;

/// Bytes as a file of that name.
pub fn inspect(bytes: &[u8], name: &str) -> Inspection {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    // small limits, so that they are reached
    let found = inspect_within(file.path(), name, &Limits::TEST).unwrap();
    check(&found);
    found
}

/// What is promised of any answer.
fn check(found: &Inspection) {
    assert!(!found.media_type.is_empty());
    let kept: usize = found.pages.iter().map(|page| page.text.len()).sum();
    assert!(kept <= Limits::TEST.text_bytes, "{kept} bytes of text");
    for page in &found.pages {
        assert!(!page.text.trim().is_empty(), "an empty page");
        assert_ne!(page.page, Some(0));
        let control = |c: char| c.is_control() && c != '\n' && c != '\t';
        assert!(!page.text.contains(control), "{:?}", page.text);
    }
    let numbers = found.pages.iter().filter_map(|page| page.page);
    assert!(
        numbers.is_sorted_by(|one, next| one < next),
        "pages out of order"
    );
    assert!(found.authors.len() <= 20);
    let lines = found
        .title
        .iter()
        .chain(&found.authors)
        .chain(&found.language);
    for line in lines {
        assert!(
            !line.trim().is_empty() && !line.contains(char::is_control),
            "{line:?}"
        );
    }
}

/// A zip file as it is.
pub fn archive(data: &[u8]) {
    inspect(data, "depot.zip");
}

/// A PDF.
pub fn pdf(data: &[u8]) {
    inspect(&begun(b"%PDF-1.", data), "depot.pdf");
}

/// Rich text.
pub fn rtf(data: &[u8]) {
    inspect(&begun(b"{\\rtf1", data), "depot.rtf");
}

/// A page of the web.
pub fn html(data: &[u8]) {
    inspect(&begun(b"<!DOCTYPE html>", data), "depot.html");
}

/// Plain text, by each of the names that tell its kinds apart.
pub fn text(data: &[u8]) {
    for name in ["depot.txt", "depot.md", "depot.csv"] {
        inspect(data, name);
    }
}

/// The first bytes of any file.
pub fn identify(data: &[u8]) {
    for name in ["", "depot", "depot.md", "depot.HTML", "depot.csv"] {
        let found = extraction::identify(data, name);
        assert!(found.contains('/'), "{found}");
        // markup that acts in a browser is never served as a text
        let start = data.trim_ascii_start().to_ascii_lowercase();
        let texts = ["text/plain", "text/markdown", "text/csv"];
        assert!(
            !start.starts_with(b"<script>") || !texts.contains(&found),
            "{found}"
        );
    }
}

/// The bytes behind the format's first ones, without which another reader would be chosen.
fn begun(first: &[u8], data: &[u8]) -> Vec<u8> {
    if data.starts_with(first) {
        return data.to_vec();
    }
    [first, data].concat()
}
