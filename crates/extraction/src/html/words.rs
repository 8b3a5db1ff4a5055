//! Gathers the words between tags.

use std::cell::RefCell;

use html5ever::tokenizer::states::{Rawtext, Rcdata, ScriptData};
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};

use crate::Note;
use crate::text::Findings;

/// Elements that begin and end a line, as a reader sees it.
const BLOCKS: [&str; 44] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "caption",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "thead",
    "tfoot",
    "tr",
    "ul",
];

/// Whether the head of the page tells of the whole file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Metadata {
    Taken,
    Ignored,
}

/// Where characters go.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Destination {
    Text,
    Title,
    Nowhere,
}

/// What the tokenizer shows its tokens to.
pub(super) struct Words<'a>(RefCell<State<'a>>);

struct State<'a> {
    findings: &'a mut Findings,
    metadata: Metadata,
    destination: Destination,
    title: String,
    /// Whether white space was met since the last word.
    is_apart: bool,
    /// Why no more words are taken.
    stopped: Result<(), Note>,
}

impl<'a> Words<'a> {
    pub(super) fn new(findings: &'a mut Findings, metadata: Metadata) -> Self {
        Self(RefCell::new(State {
            findings,
            metadata,
            destination: Destination::Text,
            title: String::new(),
            is_apart: false,
            stopped: Ok(()),
        }))
    }

    /// `Err` when there is no room or no time for more.
    pub(super) fn go_on(&self) -> Result<(), Note> {
        let state = self.0.borrow();
        state.stopped?;
        state.findings.check_time()
    }

    pub(super) fn finish(&self) -> Result<(), Note> {
        let state = &mut *self.0.borrow_mut();
        if state.metadata == Metadata::Taken {
            state.findings.set_title(&state.title);
        }
        state.stopped
    }
}

impl TokenSink for Words<'_> {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let state = &mut *self.0.borrow_mut();
        if state.stopped.is_err() {
            return TokenSinkResult::Continue;
        }
        let shown = match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return state.open(&tag),
            Token::TagToken(tag) => state.close(&tag.name),
            Token::CharacterTokens(text) => state.characters(&text),
            _ => Ok(()),
        };
        state.stopped = shown;
        TokenSinkResult::Continue
    }
}

impl State<'_> {
    fn open(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        self.stopped = self.element(tag);
        let (destination, raw) = match &*tag.name {
            // in XHTML these may be empty; what follows is then the page itself
            _ if tag.self_closing => return TokenSinkResult::Continue,
            "title" => (Destination::Title, Rcdata),
            "textarea" => (Destination::Nowhere, Rcdata),
            "script" => (Destination::Nowhere, ScriptData),
            "style" | "xmp" | "iframe" | "noembed" | "noframes" => (Destination::Nowhere, Rawtext),
            _ => return TokenSinkResult::Continue,
        };
        self.destination = destination;
        TokenSinkResult::RawData(raw)
    }

    /// What an element says by itself.
    fn element(&mut self, tag: &Tag) -> Result<(), Note> {
        match &*tag.name {
            "html" | "meta" if self.metadata == Metadata::Taken => self.about(tag),
            "img" => self.words(&format!(" {} ", attribute(tag, "alt").unwrap_or_default()))?,
            "td" | "th" => {
                self.is_apart = false;
                if !self.findings.is_at_line_start() {
                    self.findings.push("\t")?;
                }
            }
            _ => {}
        }
        self.end_block(&tag.name)
    }

    fn close(&mut self, name: &str) -> Result<(), Note> {
        self.destination = Destination::Text;
        self.end_block(name)
    }

    fn end_block(&mut self, name: &str) -> Result<(), Note> {
        if BLOCKS.contains(&name) {
            self.is_apart = false;
            self.findings.end_line()?;
        }
        Ok(())
    }

    fn characters(&mut self, text: &str) -> Result<(), Note> {
        match self.destination {
            Destination::Text => self.words(text),
            Destination::Title => {
                self.title.push_str(text);
                Ok(())
            }
            Destination::Nowhere => Ok(()),
        }
    }

    /// Adds words with one space between them, however many there are.
    fn words(&mut self, text: &str) -> Result<(), Note> {
        self.is_apart |= text.starts_with(|c: char| c.is_ascii_whitespace());
        for word in text.split_ascii_whitespace() {
            if self.is_apart && !self.findings.is_after_space() {
                self.findings.push(" ")?;
            }
            self.findings.push(word)?;
            self.is_apart = true;
        }
        self.is_apart &= text.is_empty() || text.ends_with(|c: char| c.is_ascii_whitespace());
        Ok(())
    }

    /// The language of the page, and what is said of it under the names that
    /// HTML, Dublin Core and social networks use.
    fn about(&mut self, tag: &Tag) {
        if let Some(language) = attribute(tag, "lang").or_else(|| attribute(tag, "xml:lang")) {
            self.findings.set_language(&language);
        }
        let name = attribute(tag, "name").or_else(|| attribute(tag, "property"));
        let content = attribute(tag, "content").unwrap_or_default();
        match name.unwrap_or_default().to_ascii_lowercase().as_str() {
            "author" | "dc.creator" | "dcterms.creator" => self.findings.add_authors(&content),
            "date" | "dc.date" | "dcterms.date" | "dcterms.created" | "article:published_time" => {
                self.findings.set_date(&content);
            }
            _ => {}
        }
    }
}

fn attribute(tag: &Tag, name: &str) -> Option<String> {
    let found = tag.attrs.iter().find(|found| &*found.name.local == name)?;
    Some(found.value.to_string())
}
