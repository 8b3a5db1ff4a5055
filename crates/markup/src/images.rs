//! Which pictures of this site does a text show?

use std::collections::HashSet;

use pulldown_cmark::{Event, LinkType, Tag};

use crate::lines::normalised;
use crate::render::picture_address;
use crate::syntax::{events, text_to_end};

/// The addresses of the pictures of this site that a text shows, percent-encoded where needed, in order of first
/// appearance, each once. Those of other sites are only linked to.
///
/// These are exactly the addresses that [`render`](crate::render()) asks [`picture`](crate::RenderOptions::picture)
/// about.
#[must_use]
pub fn images(markdown: &str) -> Vec<String> {
    let markdown = normalised(markdown);
    let mut seen = HashSet::new();
    let mut addresses = Vec::new();
    let mut events = events(&markdown);
    while let Some(event) = events.next() {
        let Event::Start(Tag::Image {
            link_type,
            dest_url,
            ..
        }) = event
        else {
            continue;
        };
        if matches!(link_type, LinkType::WikiLink { .. }) {
            continue;
        }
        // a picture inside is only words of the alternative text
        text_to_end(&mut events);
        let address = picture_address(&dest_url);
        addresses.extend(address.filter(|address| seen.insert(address.clone())));
    }
    addresses
}
