//! What a text shows of others: passages of them, and their pictures.

use std::cell::Cell;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::address::picture_address;
use super::escape::{push_attribute, push_escaped};
use super::writer::{Writer, highest};
use super::{RenderOptions, Resolution};
use crate::Inclusion;
use crate::lines::normalised;
use crate::syntax::{events, inclusions, text_to_end};

/// What stands at a line `![[target]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Included {
    /// A passage of another text.
    Passage(Passage),
    /// A sentence that says why the passage is not shown.
    NotShown {
        /// The sentence.
        words: String,
        /// Where one can see more.
        link: Option<Link>,
    },
    /// A link to the target, as `[[target]]` writes it.
    AsLink,
}

/// A passage of another text, as it is shown within this one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passage {
    /// The text. What it includes in its turn is linked to, not shown.
    pub parts: Vec<Part>,
    /// Language tag of the text.
    pub language: String,
    /// Whose it is and under which licence: links, in one line.
    pub caption: Vec<Link>,
}

impl Passage {
    /// How long its text is.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.parts.iter().map(|part| part.text.len()).sum()
    }
}

/// A part of a passage.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Part {
    /// Its heading, if it has one that is not in the text.
    pub title: Option<String>,
    /// Markdown.
    pub text: String,
}

/// Words that lead somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What is read.
    pub words: String,
    /// Where it leads: relative, or http(s).
    pub url: String,
}

impl Link {
    fn bytes(&self) -> usize {
        self.words.len() + self.url.len()
    }
}

/// What is shown for a picture of this site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picture {
    /// The picture at the address that the author wrote.
    AsWritten,
    /// The picture at another address: relative, or http(s).
    At(String),
    /// The same of somebody else; a caption says whose, where the picture stands alone.
    Lent {
        /// Its address.
        url: String,
    },
    /// A link to the address that the author wrote.
    AsLink,
    /// A sentence that says why it is not shown.
    NotShown(String),
}

/// Room that the passages of one page have left. Texts that stand on the same page share one; what finds no room is
/// linked to.
#[derive(Debug)]
pub struct Room {
    passages: Cell<usize>,
    bytes: Cell<usize>,
}

impl Room {
    /// The most passages on one page.
    pub const MAX_PASSAGES: usize = 20;
    /// The most bytes that the Markdown of all passages of a page, and what stands under pictures, have together.
    pub const MAX_BYTES: usize = 512 * 1024;

    /// Whether there is room for a passage of so many bytes.
    #[must_use]
    pub fn has(&self, bytes: usize) -> bool {
        self.passages.get() > 0 && self.bytes.get() >= bytes
    }

    /// Takes room for a passage of so many bytes; `false` when there is not enough.
    #[must_use]
    pub fn take(&self, bytes: usize) -> bool {
        let enough = self.has(bytes);
        if enough {
            self.passages.set(self.passages.get() - 1);
            self.bytes.set(self.bytes.get() - bytes);
        }
        enough
    }

    /// Takes so many bytes of the same room for words under a picture, which is no passage; `false` when there are not
    /// enough.
    #[must_use]
    pub fn take_bytes(&self, bytes: usize) -> bool {
        let left = self.bytes.get().checked_sub(bytes);
        if let Some(left) = left {
            self.bytes.set(left);
        }
        left.is_some()
    }
}

impl Default for Room {
    fn default() -> Self {
        Self {
            passages: Cell::new(Self::MAX_PASSAGES),
            bytes: Cell::new(Self::MAX_BYTES),
        }
    }
}

impl Writer<'_, '_> {
    /// Writes what the paragraph just begun includes, and takes its events; `false` for any other paragraph.
    pub(super) fn include(&mut self) -> bool {
        let Some((inclusions, length)) = inclusions(self.events.as_slice()) else {
            return false;
        };
        let _ = self.events.nth(length - 1);
        for inclusion in &inclusions {
            match (self.options.include)(inclusion) {
                Included::Passage(passage) if self.has_room(passage.bytes()) => {
                    self.write_passage(&passage);
                }
                Included::NotShown { words, link } => self.write_not_shown(&words, link.as_ref()),
                Included::Passage(_) | Included::AsLink => self.write_link_to(inclusion),
            }
        }
        true
    }

    /// Writes the picture that is all of the paragraph just begun, when it is somebody else's, with its caption, and takes
    /// its events; `false` for any other paragraph. Within a passage, what stands under that says whose it is. A text may
    /// show a picture many thousand times: what finds no room for its caption is a picture among others.
    pub(super) fn lent_picture(&mut self) -> bool {
        let events = self.events.as_slice();
        let [
            Event::Start(Tag::Image {
                link_type,
                dest_url,
                title,
                ..
            }),
            rest @ ..,
        ] = events
        else {
            return false;
        };
        let alone = rest
            .iter()
            .position(|event| matches!(event, Event::End(TagEnd::Image)));
        let alone =
            alone.filter(|end| matches!(rest.get(end + 1), Some(Event::End(TagEnd::Paragraph))));
        let wiki = matches!(link_type, LinkType::WikiLink { .. });
        if alone.is_none() || wiki || self.within_passage {
            return false;
        }
        let Some(address) = picture_address(dest_url) else {
            return false;
        };
        let Picture::Lent { url } = (self.options.picture)(&address) else {
            return false;
        };
        let caption = (self.options.caption)(&address);
        let bytes = caption.iter().map(Link::bytes).sum();
        if !self.options.room.is_some_and(|room| room.take_bytes(bytes)) {
            return false;
        }
        let title = title.to_string();
        let _ = self.events.next();
        let alt = text_to_end(&mut self.events);
        let _ = self.events.next();
        self.block("<figure class=\"borrowed\">\n");
        self.push_image(&url, &alt, &title);
        self.block("<figcaption>");
        self.write_caption(&caption);
        self.out.push_str("</figcaption>\n</figure>\n");
        true
    }

    fn write_caption(&mut self, caption: &[Link]) {
        for (index, link) in caption.iter().enumerate() {
            if index > 0 {
                self.out.push_str(" · ");
            }
            self.write_plain_link(link);
        }
    }

    fn has_room(&self, bytes: usize) -> bool {
        self.options.room.is_some_and(|room| room.take(bytes))
    }

    fn write_passage(&mut self, passage: &Passage) {
        self.block("<figure class=\"borrowed\">\n<blockquote");
        if !passage.language.is_empty() {
            push_attribute(&mut self.out, "lang", &passage.language);
        }
        self.out.push_str(">\n");
        for part in &passage.parts {
            self.write_part(part);
        }
        self.block("</blockquote>\n<figcaption>");
        self.write_caption(&passage.caption);
        self.out.push_str("</figcaption>\n</figure>\n");
    }

    /// Writes a part with identifiers of its own and its headings below the one that it stands under.
    fn write_part(&mut self, part: &Part) {
        self.passages += 1;
        // no identifier of ours has a `_` there: see `headings` and `footnotes`
        let id_prefix = format!("{}e_{}-", self.options.id_prefix, self.passages);
        let mut level = (self.level + 1).min(6);
        if let Some(title) = &part.title {
            self.block(&format!("<h{level}>"));
            push_escaped(&mut self.out, title);
            self.out.push_str(&format!("</h{level}>\n"));
            level = (level + 1).min(6);
        }
        let text = normalised(&part.text);
        let events: Vec<Event<'_>> = events(&text).collect();
        let options = RenderOptions {
            id_prefix: &id_prefix,
            heading_offset: level.saturating_sub(highest(&events).unwrap_or(1)),
            include: &|_| Included::AsLink,
            ..*self.options
        };
        let mut inner = Writer::new(&options);
        inner.within_passage = true;
        inner.tables = std::mem::take(&mut self.tables);
        inner.run(events);
        self.tables = std::mem::take(&mut inner.tables);
        self.out.push_str(&inner.out);
    }

    fn write_not_shown(&mut self, words: &str, link: Option<&Link>) {
        self.block("<p class=\"not-shown\">");
        self.text(words);
        if let Some(link) = link {
            self.text(" ");
            self.write_plain_link(link);
        }
        self.out.push_str("</p>\n");
    }

    fn write_link_to(&mut self, inclusion: &Inclusion) {
        let (class, url, words) = match (self.options.resolve)(&inclusion.target) {
            Resolution::Exists { url, title } => ("wikilink", url, title),
            Resolution::Missing { url } => ("wikilink missing", url, String::new()),
        };
        let words = if words.is_empty() {
            &inclusion.target
        } else {
            &words
        };
        self.block("<p>");
        if self.may_link() {
            self.out.push_str("<a");
            push_attribute(&mut self.out, "class", class);
            push_attribute(&mut self.out, "href", &url);
            self.out.push('>');
            self.text(words);
            self.out.push_str("</a>");
        } else {
            self.text(words);
        }
        self.out.push_str("</p>\n");
    }

    fn write_plain_link(&mut self, link: &Link) {
        self.out.push_str("<a");
        push_attribute(&mut self.out, "href", &link.url);
        self.out.push('>');
        self.text(&link.words);
        self.out.push_str("</a>");
    }
}
