//! Which other texts does this one link to?

use std::collections::HashSet;

use pulldown_cmark::{Event, Tag};

use crate::lines::normalised;
use crate::syntax::{events, text_to_end, wiki_link};

/// The targets of the `[[target]]` and `[[target|text]]` links, as written but trimmed, in order of
/// first appearance, each once. Brackets inside code, or in an image's
/// alternative text, are not links.
///
/// These are exactly the targets [`render`](crate::render()) asks its resolver about.
#[must_use]
pub fn links(markdown: &str) -> Vec<String> {
    let markdown = normalised(markdown);
    let mut seen = HashSet::new();
    let mut targets = Vec::new();
    let mut events = events(&markdown);
    while let Some(event) = events.next() {
        let Event::Start(tag) = event else { continue };
        if let Some(link) = wiki_link(&tag) {
            if seen.insert(link.target.to_owned()) {
                targets.push(link.target.to_owned());
            }
        } else if matches!(tag, Tag::Image { .. }) {
            text_to_end(&mut events);
        }
    }
    targets
}
