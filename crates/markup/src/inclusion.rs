//! Which passages of other texts does this one include?

use std::collections::HashSet;

use pulldown_cmark::{Event, Tag};

use crate::lines::normalised;
use crate::syntax::{self, events};

/// A line `![[target]]` or `![[target#section]]` that stands alone, or among others of its sort, in its paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Inclusion {
    /// What stands before the `#`, trimmed; never empty.
    pub target: String,
    /// What stands behind the `#`, trimmed; `None` when it is the whole.
    pub section: Option<String>,
}

/// What a text includes, in order of first appearance, each once. Brackets inside code, within a sentence, or
/// with a text of their own (`![[target|text]]`) include nothing.
///
/// These are exactly what [`render`](crate::render()) asks [`include`](crate::RenderOptions::include) about.
#[must_use]
pub fn inclusions(markdown: &str) -> Vec<Inclusion> {
    let markdown = normalised(markdown);
    let events: Vec<Event<'_>> = events(&markdown).collect();
    let starts = events
        .iter()
        .enumerate()
        .filter_map(|(at, event)| matches!(event, Event::Start(Tag::Paragraph)).then_some(at + 1));
    let mut seen = HashSet::new();
    let found = starts.filter_map(|at| syntax::inclusions(&events[at..]));
    let mut all: Vec<Inclusion> = found.flat_map(|(inclusions, _)| inclusions).collect();
    all.retain(|inclusion| seen.insert(inclusion.clone()));
    all
}
