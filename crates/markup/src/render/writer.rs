//! Events to HTML. Every element opened is on a stack until it is closed, so the result is well
//! formed whatever the author wrote.

use pulldown_cmark::{CowStr, Event, LinkType, Tag};

use super::escape::push_escaped;
use super::footnotes::{Footnotes, push_call};
use super::headings::Ids;
use super::table::Tables;
use super::{Heading, RenderOptions};
use crate::raw::RawTag;

/// Elements deeper than this are not written, only their content. A browser (and the sanitiser)
/// may walk up through all open elements for each tag; people stop below ten.
pub(super) const MAX_DEPTH: usize = 64;

/// Longest run of text handed to the sanitiser in one piece, in bytes.
const MAX_RUN_BYTES: usize = 4096;

/// What ends an open element.
pub(super) enum Close<'e> {
    Nothing,
    With(&'static str),
    Link,
    /// A heading of this level; its content is in a buffer of its own until its id is known.
    Heading(u8),
    /// A footnote's definition, buffered until the end of the text.
    Footnote(CowStr<'e>),
    /// A tag the author wrote.
    Raw(&'static RawTag),
}

pub(super) struct Writer<'o, 'e> {
    pub(super) options: &'o RenderOptions<'o>,
    pub(super) events: std::vec::IntoIter<Event<'e>>,
    pub(super) out: String,
    /// Outputs put aside while a heading or footnote is written.
    suspended: Vec<String>,
    pub(super) open: Vec<Close<'e>>,
    /// The words of the heading being written.
    pub(super) heading: Option<String>,
    pub(super) ids: Ids,
    pub(super) outline: Vec<Heading>,
    footnotes: Footnotes,
    pub(super) tables: Tables,
    /// Level of the heading under which one writes; before the first, one above it.
    pub(super) level: u8,
    /// Parts of other texts written so far.
    pub(super) passages: usize,
    /// Whether this is a part of another text.
    pub(super) within_passage: bool,
    /// Text written since it was last separated.
    run_bytes: usize,
}

impl<'o, 'e> Writer<'o, 'e> {
    pub(super) fn new(options: &'o RenderOptions<'o>) -> Self {
        Self {
            options,
            events: Vec::new().into_iter(),
            out: String::new(),
            suspended: Vec::new(),
            open: Vec::new(),
            heading: None,
            ids: Ids::default(),
            outline: Vec::new(),
            footnotes: Footnotes::default(),
            tables: Tables::default(),
            level: 0,
            passages: 0,
            within_passage: false,
            run_bytes: 0,
        }
    }

    /// Writes a whole text: its HTML, not sanitised yet, and its outline.
    pub(super) fn write(mut self, events: Vec<Event<'e>>) -> (String, Vec<Heading>) {
        self.run(events);
        (self.out, self.outline)
    }

    /// Writes a whole text to `out` and `outline`.
    pub(super) fn run(&mut self, events: Vec<Event<'e>>) {
        let offset = self.options.heading_offset;
        let top = |level: u8| level.saturating_add(offset).min(6) - 1;
        self.level = highest(&events).map_or(offset.min(5), top);
        self.events = events.into_iter();
        while let Some(event) = self.events.next() {
            self.event(event);
        }
        while let Some(close) = self.open.pop() {
            self.close(close);
        }
        let labels = &self.options.labels;
        let prefix = self.options.id_prefix;
        std::mem::take(&mut self.footnotes).write(
            &mut self.out,
            prefix,
            labels.footnotes,
            labels.footnote_back,
        );
    }

    fn event(&mut self, event: Event<'e>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(_) => self.end(),
            Event::Text(text) => self.text(&text),
            Event::Code(code) => {
                self.out.push_str("<code>");
                self.text(&code);
                self.out.push_str("</code>");
            }
            Event::Html(html) | Event::InlineHtml(html) => self.raw(&html, false),
            Event::SoftBreak => self.line_break("\n"),
            Event::HardBreak => self.line_break("<br>\n"),
            Event::Rule => self.block("<hr>\n"),
            Event::FootnoteReference(label) => {
                let call = self.footnotes.call(&label);
                let link = self.may_link();
                push_call(&mut self.out, self.options.id_prefix, call, link);
            }
            Event::TaskListMarker(done) => self.write_task_box(done),
            // not part of the dialect
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text),
        }
    }

    fn start(&mut self, tag: Tag<'e>) {
        match tag {
            Tag::HtmlBlock => self.html_block(),
            Tag::Paragraph if self.include() || self.lent_picture() => {}
            Tag::Image {
                link_type,
                dest_url,
                title,
                ..
            } if !matches!(link_type, LinkType::WikiLink { .. }) => {
                self.write_image(&dest_url, &title);
            }
            tag if self.too_deep(&tag) => self.push(Close::Nothing),
            tag @ (Tag::Link { .. } | Tag::Image { .. }) => self.open_link(&tag),
            tag => {
                let close = self.open_tag(tag);
                self.push(close);
            }
        }
    }

    /// The parts of a list or table follow their whole, so that none is written without the other.
    fn too_deep(&self, tag: &Tag<'_>) -> bool {
        match tag {
            Tag::Item
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition => matches!(self.open.last(), Some(Close::Nothing)),
            // links look at the depth themselves, once their target is resolved
            Tag::FootnoteDefinition(_) | Tag::Link { .. } | Tag::Image { .. } => false,
            _ => self.open.len() >= MAX_DEPTH,
        }
    }

    /// Closes the element Markdown closes, and before it the author's tags left open inside it.
    fn end(&mut self) {
        while let Some(close) = self.open.pop() {
            let authors = matches!(close, Close::Raw(_));
            self.close(close);
            if !authors {
                break;
            }
        }
    }

    pub(super) fn close(&mut self, close: Close<'e>) {
        match close {
            Close::Nothing => {}
            Close::With(tags) => self.out.push_str(tags),
            Close::Link => self.out.push_str("</a>"),
            Close::Heading(level) => self.close_heading(level),
            Close::Footnote(label) => {
                let html = self.resume();
                self.footnotes.define(&label, html);
            }
            Close::Raw(tag) => {
                self.out.push_str("</");
                self.out.push_str(tag.name);
                self.out.push('>');
            }
        }
    }

    pub(super) fn push(&mut self, close: Close<'e>) {
        self.open.push(close);
    }

    /// Whether a link may begin here: not inside another, not too deep.
    pub(super) fn may_link(&self) -> bool {
        // the depth first: it bounds the search
        self.open.len() < MAX_DEPTH && !self.open.iter().any(|close| matches!(close, Close::Link))
    }

    pub(super) fn text(&mut self, text: &str) {
        self.note_heading_text(text);
        let mut rest = text;
        while !rest.is_empty() {
            let (part, after) = rest.split_at(rest.ceil_char_boundary(MAX_RUN_BYTES));
            push_escaped(&mut self.out, part);
            self.separate(part.len());
            rest = after;
        }
    }

    /// Puts an empty comment into the text from time to time. The sanitiser removes it; what it
    /// writes is the same, but the time it takes to write a run of text grows with its square.
    fn separate(&mut self, written: usize) {
        self.run_bytes += written;
        if self.run_bytes >= MAX_RUN_BYTES {
            self.out.push_str("<!---->");
            self.run_bytes = 0;
        }
    }

    pub(super) fn note_heading_text(&mut self, text: &str) {
        if let Some(words) = &mut self.heading {
            words.push_str(text);
        }
    }

    fn line_break(&mut self, html: &str) {
        self.note_heading_text(" ");
        self.out.push_str(html);
        self.separate(html.len());
    }

    /// Begins a block on a line of its own.
    pub(super) fn block(&mut self, html: &str) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        self.out.push_str(html);
    }

    pub(super) fn suspend(&mut self) {
        self.suspended.push(std::mem::take(&mut self.out));
    }

    pub(super) fn resume(&mut self) -> String {
        let outer = self.suspended.pop().unwrap_or_default();
        std::mem::replace(&mut self.out, outer)
    }
}

/// The level of the highest heading, 1 to 6.
pub(super) fn highest(events: &[Event<'_>]) -> Option<u8> {
    let level = |event: &Event<'_>| match event {
        Event::Start(Tag::Heading { level, .. }) => Some(*level as u8),
        _ => None,
    };
    events.iter().filter_map(level).min()
}
