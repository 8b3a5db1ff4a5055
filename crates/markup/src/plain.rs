//! The words of a text, for indexing and excerpts.

use pulldown_cmark::{Event, Tag, TagEnd};
use serde::Serialize;

use crate::lines::normalised;
use crate::raw::{Piece, pieces};
use crate::syntax::{events, inclusions};

/// A text without its markup.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Plain {
    /// Every word a reader would see, headings and footnotes included: one line for each block
    /// (paragraph, heading, item, table row, line of code), a tab between the cells of a row, no
    /// empty lines, none at the end.
    pub text: String,
    /// The text of each heading, in order; empty ones left out.
    pub headings: Vec<String>,
    /// The first of `headings`: a title for a text that has no other.
    pub first_heading: Option<String>,
}

/// Takes the markup off a text. A wiki link leaves its text or else its target, an image its
/// alternative text. What is included from other texts leaves nothing: those are not this text's words.
#[must_use]
pub fn plain(markdown: &str) -> Plain {
    let markdown = normalised(markdown);
    let mut words = Words::default();
    let mut events = events(&markdown).collect::<Vec<_>>().into_iter();
    while let Some(event) = events.next() {
        if matches!(event, Event::Start(Tag::Paragraph))
            && let Some((_, length)) = inclusions(events.as_slice())
        {
            words.end_line();
            let _ = events.nth(length - 1);
            continue;
        }
        words.event(event);
    }
    words.end_line();
    Plain {
        first_heading: words.headings.first().cloned(),
        text: words.text,
        headings: words.headings,
    }
}

#[derive(Default)]
struct Words {
    text: String,
    /// The line being gathered, not yet trimmed.
    line: String,
    headings: Vec<String>,
    /// The HTML block being gathered.
    html: Option<String>,
    in_code: bool,
}

impl Words {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.in_code => self.lines(&text),
            Event::Text(text) | Event::Code(text) => self.line.push_str(&text),
            Event::Html(html) => match &mut self.html {
                Some(block) => block.push_str(&html),
                None => self.html(&html),
            },
            Event::InlineHtml(html) => self.html(&html),
            Event::SoftBreak => self.line.push(' '),
            Event::HardBreak | Event::Rule => self.end_line(),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.line.push_str(&text),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::HtmlBlock => self.html = Some(String::new()),
            Tag::CodeBlock(_) => self.in_code = true,
            tag if is_inline(tag) || matches!(tag, Tag::TableCell) => return,
            _ => {}
        }
        self.end_line();
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::HtmlBlock => {
                let html = self.html.take().unwrap_or_default();
                self.html(&html);
            }
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::Heading(_) => return self.end_heading(),
            TagEnd::TableCell => return self.line.push('\t'),
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image => return,
            _ => {}
        }
        self.end_line();
    }

    fn end_heading(&mut self) {
        let heading = self.line.trim();
        if !heading.is_empty() {
            self.headings.push(heading.to_owned());
        }
        self.end_line();
    }

    fn html(&mut self, html: &str) {
        for piece in pieces(html) {
            match piece {
                Piece::Text(text) => self.lines(&text),
                Piece::Open(tag, _) if tag.block || tag.name == "br" => self.end_line(),
                Piece::Close(tag) if tag.block => self.end_line(),
                Piece::Open(..) | Piece::Close(_) => {}
            }
        }
    }

    fn lines(&mut self, text: &str) {
        for part in text.split_inclusive('\n') {
            self.line.push_str(part);
            if part.ends_with('\n') {
                self.end_line();
            }
        }
    }

    fn end_line(&mut self) {
        let line = self.line.trim();
        if !line.is_empty() {
            if !self.text.is_empty() {
                self.text.push('\n');
            }
            self.text.push_str(line);
        }
        self.line.clear();
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}
