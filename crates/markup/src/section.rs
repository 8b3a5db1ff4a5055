//! A part of a text, able to stand alone.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use crate::lines::normalised;
use crate::render::{Ids, heading_slug};
use crate::syntax::parser;

/// What stands under a heading, up to the next one of the same or a higher level; `None` when there is no such heading.
///
/// The heading is named by its words, whatever their case and accents, or by its identifier without the prefix
/// (`variantes-2` for the second of that name). The heading itself is left out. Notes called there and link
/// references are brought along from wherever they stand. A heading inside a quotation or a list has no section.
#[must_use]
pub fn section(markdown: &str, heading: &str) -> Option<String> {
    let text = normalised(markdown);
    let read = Reading::of(&text);
    let wanted = heading_slug(heading);
    let at = read.headings.iter().position(|one| one.id == wanted)?;
    let (found, after) = (&read.headings[at], &read.headings[at + 1..]);
    let next = after.iter().find(|other| other.level <= found.level);
    let body = found.range.end..next.map_or(text.len(), |next| next.range.start);
    let called: HashSet<&str> = read
        .calls
        .iter()
        .filter(|(_, at)| body.contains(at))
        .map(|(label, _)| label.as_str())
        .collect();
    let is_called = |(label, _): &&(String, Range<usize>)| called.contains(label.as_str());
    let (notes, others): (Vec<_>, Vec<_>) = read.notes.iter().partition(is_called);
    let brought = notes.iter().map(|(_, range)| range);
    let brought = brought.chain(&read.references);
    let brought = brought
        .filter(|range| !body.contains(&range.start))
        .cloned();
    let others = others.iter().map(|(_, range)| range);
    let own = without(&body, others.filter(|range| body.contains(&range.start)));
    let parts = own.into_iter().chain(brought);
    let parts: Vec<&str> = parts
        .map(|range| text[range].trim_matches('\n'))
        .filter(|part| !part.is_empty())
        .collect();
    Some(parts.join("\n\n"))
}

/// What is left of a place without some parts of it, which stand in order: the notes of other sections often stand at the
/// end of the last one.
fn without<'r>(
    place: &Range<usize>,
    parts: impl Iterator<Item = &'r Range<usize>>,
) -> Vec<Range<usize>> {
    let mut left = Vec::new();
    let mut at = place.start;
    for part in parts {
        left.push(at..part.start);
        at = part.end;
    }
    left.push(at..place.end);
    left
}

/// What a text is made of, as far as its sections need it.
#[derive(Default)]
struct Reading {
    headings: Vec<Heading>,
    /// Calls to notes: label, place.
    calls: Vec<(String, usize)>,
    /// Notes that stand at the top level: label, place.
    notes: Vec<(String, Range<usize>)>,
    /// Where link references are defined, in order.
    references: Vec<Range<usize>>,
}

/// A heading at the top level.
struct Heading {
    level: HeadingLevel,
    id: String,
    range: Range<usize>,
}

impl Reading {
    fn of(text: &str) -> Self {
        let parser = parser(text);
        let mut read = Self::default();
        let definitions = parser.reference_definitions().iter();
        read.references = definitions.map(|(_, found)| found.span.clone()).collect();
        read.references.sort_by_key(|range| range.start);
        let mut ids = Ids::default();
        let mut depth = 0_usize;
        let mut words = String::new();
        for (event, range) in parser.into_offset_iter() {
            match event {
                Event::Start(tag) => {
                    read.start(&tag, depth, range);
                    if matches!(tag, Tag::Heading { .. }) {
                        words.clear();
                    }
                    depth += 1;
                }
                Event::End(TagEnd::Heading(level)) => {
                    depth -= 1;
                    // one within something counts too, or later ones of its name would have another identifier
                    let id = ids.give("", &words.split_whitespace().collect::<Vec<_>>().join(" "));
                    if depth == 0 {
                        read.headings.push(Heading { level, id, range });
                    }
                }
                Event::End(_) => depth -= 1,
                Event::Text(part) | Event::Code(part) => words.push_str(&part),
                Event::SoftBreak | Event::HardBreak => words.push(' '),
                Event::FootnoteReference(label) => {
                    read.calls.push((label.to_lowercase(), range.start));
                }
                _ => {}
            }
        }
        read
    }

    fn start(&mut self, tag: &Tag<'_>, depth: usize, range: Range<usize>) {
        if let (Tag::FootnoteDefinition(label), 0) = (tag, depth) {
            self.notes.push((label.to_lowercase(), range));
        }
    }
}
