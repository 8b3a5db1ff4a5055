//! Links, images and wiki links.

use pulldown_cmark::{LinkType, Tag};

use super::address::Address;
use super::escape::{encoded, push_attribute};
use super::writer::{Close, Writer};
use super::{Picture, Resolution};
use crate::syntax::{WikiLink, text_to_end, wiki_link};

/// On links that leave the site: written by users, not vouched for, and without a hold on our window.
pub(super) const EXTERNAL_REL: &str = "ugc noopener";

/// The parts of a link's opening tag.
#[derive(Default)]
struct Anchor<'a> {
    class: &'a str,
    href: &'a str,
    title: &'a str,
    rel: &'a str,
}

impl Anchor<'_> {
    fn push(&self, out: &mut String) {
        out.push_str("<a");
        for (name, value) in [
            ("class", self.class),
            ("href", self.href),
            ("title", self.title),
            ("rel", self.rel),
        ] {
            if !value.is_empty() || name == "href" {
                push_attribute(out, name, value);
            }
        }
        out.push('>');
    }
}

impl Writer<'_, '_> {
    /// Opens a link of any kind. Without an address that may be followed only its text is written,
    /// and so inside another link, where HTML allows none.
    pub(super) fn open_link(&mut self, tag: &Tag<'_>) {
        if let Some(link) = wiki_link(tag) {
            return self.open_wiki_link(&link);
        }
        let Tag::Link {
            link_type,
            dest_url,
            title,
            ..
        } = tag
        else {
            return self.push(Close::Nothing);
        };
        let href = match link_type {
            LinkType::Email => format!("mailto:{}", encoded(dest_url)),
            _ => self.within_text(encoded(dest_url)),
        };
        let address = Address::of(&href);
        let empty_wiki_link = matches!(link_type, LinkType::WikiLink { .. });
        if address == Address::Refused || empty_wiki_link || !self.may_link() {
            return self.push(Close::Nothing);
        }
        let external = address == Address::External;
        Anchor {
            href: &href,
            title,
            rel: if external { EXTERNAL_REL } else { "" },
            ..Anchor::default()
        }
        .push(&mut self.out);
        self.push(Close::Link);
    }

    /// `#objectifs` leads to a heading of this text: its id has the prefix, which authors do not know.
    fn within_text(&self, href: String) -> String {
        let prefix = self.options.id_prefix;
        match href.strip_prefix('#') {
            Some(id) if !id.is_empty() && !id.starts_with(prefix) => format!("#{prefix}{id}"),
            _ => href,
        }
    }

    fn open_wiki_link(&mut self, link: &WikiLink<'_>) {
        let resolution = (self.options.resolve)(link.target);
        if !self.may_link() {
            return self.push(Close::Nothing);
        }
        match resolution {
            Resolution::Exists { url, title } if link.has_text || title.is_empty() => Anchor {
                class: "wikilink",
                href: &url,
                title: &title,
                ..Anchor::default()
            }
            .push(&mut self.out),
            Resolution::Exists { url, title } => return self.write_titled_link(&url, &title),
            Resolution::Missing { url } => Anchor {
                class: "wikilink missing",
                href: &url,
                title: self.options.missing_hint,
                ..Anchor::default()
            }
            .push(&mut self.out),
        }
        self.push(Close::Link);
    }

    /// A link without a text of its own shows the title of the page it leads to, which says more
    /// than the page's name in addresses.
    fn write_titled_link(&mut self, url: &str, title: &str) {
        text_to_end(&mut self.events);
        Anchor {
            class: "wikilink",
            href: url,
            ..Anchor::default()
        }
        .push(&mut self.out);
        self.text(title);
        self.out.push_str("</a>");
    }

    /// Writes an image and takes the events inside it, which are its alternative text. An image
    /// whose address is refused is replaced by that text. One of another site becomes a link to it:
    /// showing it would tell that site who reads this page. About one of this site the caller decides.
    pub(super) fn write_image(&mut self, source: &str, title: &str) {
        let alt = text_to_end(&mut self.events);
        let source = encoded(source);
        match Address::of(&source) {
            Address::Refused | Address::Mail => self.text(&alt),
            Address::External => self.link_to_image(&source, &alt, EXTERNAL_REL),
            Address::Internal => match (self.options.picture)(&source) {
                Picture::AsWritten => self.push_image(&source, &alt, title),
                Picture::At(url) | Picture::Lent { url } => {
                    self.push_image(&url, &alt, title);
                }
                Picture::AsLink => self.link_to_image(&source, &alt, ""),
                Picture::NotShown(words) => self.say_not_shown(&words, &alt),
            },
        }
    }

    pub(super) fn push_image(&mut self, source: &str, alt: &str, title: &str) {
        self.note_heading_text(alt);
        self.out.push_str("<img");
        push_attribute(&mut self.out, "src", source);
        push_attribute(&mut self.out, "alt", alt);
        if !title.is_empty() {
            push_attribute(&mut self.out, "title", title);
        }
        push_attribute(&mut self.out, "loading", "lazy");
        self.out.push('>');
    }

    /// What the author said of the picture stays.
    fn say_not_shown(&mut self, words: &str, alt: &str) {
        self.out.push_str("<span class=\"not-shown\">");
        self.text(words);
        self.out.push_str("</span>");
        if !alt.trim().is_empty() {
            self.text(" ");
            self.text(alt);
        }
    }

    fn link_to_image(&mut self, source: &str, alt: &str, rel: &str) {
        let words = if alt.trim().is_empty() { source } else { alt };
        if self.in_link() {
            return self.text(words);
        }
        Anchor {
            href: source,
            rel,
            ..Anchor::default()
        }
        .push(&mut self.out);
        self.text(words);
        self.out.push_str("</a>");
    }

    fn in_link(&self) -> bool {
        self.open.iter().any(|close| matches!(close, Close::Link))
    }
}
