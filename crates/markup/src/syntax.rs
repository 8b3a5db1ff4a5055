//! The dialect of Markdown: one place decides what is parsed, so that rendering, links and plain
//! text can never disagree about what is a link or a heading.

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeStream};

use crate::Inclusion;

/// CommonMark with the extensions the library promises. No smart punctuation: its quotes are
/// English ones. No heading attributes: ids are ours.
const DIALECT: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_WIKILINKS);

/// The parser of a text whose line endings are already normalised.
pub(crate) fn parser(markdown: &str) -> Parser<'_> {
    Parser::new_ext(markdown, DIALECT)
}

/// The events of a text whose line endings are already normalised; neighbouring texts are joined.
pub(crate) fn events(markdown: &str) -> impl Iterator<Item = Event<'_>> {
    TextMergeStream::new(parser(markdown))
}

/// A `[[target]]` or `[[target|text]]`.
pub(crate) struct WikiLink<'a> {
    /// What stands before the `|`, trimmed; never empty.
    pub target: &'a str,
    /// Whether a text of its own follows the `|`.
    pub has_text: bool,
}

/// Reads a tag as a wiki link. `![[target]]` counts too: where it includes nothing, it is linked to, without the
/// section that it may name.
pub(crate) fn wiki_link<'a>(tag: &'a Tag<'_>) -> Option<WikiLink<'a>> {
    let (Tag::Link {
        link_type,
        dest_url,
        ..
    }
    | Tag::Image {
        link_type,
        dest_url,
        ..
    }) = tag
    else {
        return None;
    };
    let LinkType::WikiLink { has_pothole } = *link_type else {
        return None;
    };
    let mut target = target(dest_url, has_pothole);
    if matches!(tag, Tag::Image { .. }) {
        target = target.split('#').next().unwrap_or_default().trim_end();
    }
    (!target.is_empty()).then_some(WikiLink {
        target,
        has_text: has_pothole,
    })
}

/// Reads what follows the start of a paragraph: what it includes when it holds nothing but `![[…]]`, one on each line, and
/// how many events that takes, the paragraph's end among them.
pub(crate) fn inclusions(events: &[Event<'_>]) -> Option<(Vec<Inclusion>, usize)> {
    let mut found = Vec::new();
    let mut rest = events;
    while let [
        Event::Start(tag),
        Event::Text(_),
        Event::End(_),
        next,
        after @ ..,
    ] = rest
    {
        found.push(inclusion(tag)?);
        match next {
            Event::SoftBreak | Event::HardBreak => rest = after,
            Event::End(TagEnd::Paragraph) => return Some((found, events.len() - after.len())),
            _ => return None,
        }
    }
    None
}

/// A text of its own makes it a link: there is no place where an included passage would show it.
fn inclusion(tag: &Tag<'_>) -> Option<Inclusion> {
    let Tag::Image {
        link_type: LinkType::WikiLink { has_pothole: false },
        dest_url,
        ..
    } = tag
    else {
        return None;
    };
    let target = wiki_link(tag)?.target.to_owned();
    let section = dest_url.split_once('#').map(|(_, section)| section.trim());
    let section = section.filter(|section| !section.is_empty());
    Some(Inclusion {
        target,
        section: section.map(str::to_owned),
    })
}

/// In a table the bar must be written `\|`; the parser leaves that backslash on the target.
fn target<'a>(written: &'a CowStr<'_>, has_text: bool) -> &'a str {
    let written: &str = written;
    let written = if has_text {
        written.strip_suffix('\\').unwrap_or(written)
    } else {
        written
    };
    written.trim()
}

/// Takes the events up to the end of the element just begun; returns their plain text.
pub(crate) fn text_to_end<'e>(events: &mut impl Iterator<Item = Event<'e>>) -> String {
    let mut depth = 0_usize;
    let mut text = String::new();
    for event in events {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) if depth == 0 => break,
            Event::End(_) => depth -= 1,
            Event::Text(part) | Event::Code(part) => text.push_str(&part),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    text
}
