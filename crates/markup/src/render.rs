//! Markdown to safe HTML.
//!
//! Three steps: `syntax` reads, `writer` writes well-formed HTML in which every
//! tag is ours, `sanitiser` lets out only what the list in it allows. The last step would hold
//! even if the second were wrong.

mod address;
mod authored;
mod blocks;
mod escape;
mod footnotes;
mod headings;
mod inclusion;
mod inline;
mod sanitiser;
mod table;
mod writer;

use serde::Serialize;
use std::rc::Rc;

pub(crate) use address::picture_address;
pub(crate) use headings::{Ids, heading_slug};
pub use inclusion::{Included, Link, Part, Passage, Picture, Room};

use crate::Inclusion;
use crate::lines::normalised;
use crate::syntax::events;

/// What a wiki link's target turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolution {
    /// There is such a page.
    Exists {
        /// Where it is: relative, or http(s).
        url: String,
        /// Its title: the link's text when the author gave none, its tooltip otherwise.
        title: String,
    },
    /// There is none yet.
    Missing {
        /// Where it can be created.
        url: String,
    },
}

/// The words that rendering adds to an author's, in the reader's language.
#[derive(Debug, Clone, Copy)]
pub struct Labels<'a> {
    /// Title of `> [!NOTE]`.
    pub note: &'a str,
    /// Title of `> [!TIP]`.
    pub tip: &'a str,
    /// Title of `> [!IMPORTANT]`.
    pub important: &'a str,
    /// Title of `> [!WARNING]`.
    pub warning: &'a str,
    /// Title of `> [!CAUTION]`.
    pub caution: &'a str,
    /// Names the list of footnotes, for screen readers ("Notes").
    pub footnotes: &'a str,
    /// Names a footnote's link back to the text; its number follows ("Retour à l’appel de note").
    pub footnote_back: &'a str,
    /// Names a heading's link to itself; the heading's text follows ("Lien vers la section").
    pub heading_anchor: &'a str,
    /// Names a table that scrolls sideways; its number follows ("Tableau").
    pub table: &'a str,
    /// Names the box of a task that is done ("fait").
    pub task_done: &'a str,
    /// Names the box of a task to do ("à faire").
    pub task_open: &'a str,
}

/// How a text is rendered, and for whom.
#[derive(Clone, Copy)]
pub struct RenderOptions<'a> {
    /// Prefix of every id made (headings, footnotes), so that several texts can stand on one page.
    /// Without one, a heading "Menu" takes the id `menu`: give one that the page's own ids do not begin with.
    pub id_prefix: &'a str,
    /// Added to every heading's level (with 1, a body's `#` becomes h2); the result is at most 6.
    pub heading_offset: u8,
    /// Asked about each wiki link's target, as written but trimmed; the target itself never
    /// becomes an address.
    pub resolve: &'a dyn Fn(&str) -> Resolution,
    /// Tooltip of a link to a page that does not exist yet ("page à créer").
    pub missing_hint: &'a str,
    /// Asked what stands at each line `![[target]]`, in their order.
    pub include: &'a dyn Fn(&Inclusion) -> Included,
    /// Asked about the address of each picture of this site, percent-encoded where needed; those of included
    /// passages too.
    pub picture: &'a dyn Fn(&str) -> Picture,
    /// Asked for what stands under a picture that is [`Picture::Lent`] where it stands alone, by the same address:
    /// links, in one line, that say whose it is and under which licence. It is asked each time that a text shows it.
    pub caption: &'a dyn Fn(&str) -> Rc<[Link]>,
    /// Room for passages that this text shares with others of its page; `None` when it stands alone.
    pub room: Option<&'a Room>,
    /// The words that rendering adds.
    pub labels: Labels<'a>,
}

/// A rendered text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rendered {
    /// Safe to put into a page as it is.
    pub html: String,
    /// The headings, in order.
    pub outline: Vec<Heading>,
}

/// A heading of a rendered text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Heading {
    /// 1 to 6, as rendered, so with the offset.
    pub level: u8,
    /// Unique in this text, prefixed; `#{id}` leads to the heading.
    pub id: String,
    /// Without markup, not escaped.
    pub text: String,
}

/// Renders Markdown as safe HTML. Any input is Markdown, so there is nothing to fail.
///
/// Elements nested deeper than 64 keep their content and lose their tags, so
/// that the time taken grows only with the length of the text and of the passages that it includes.
/// None is shown within another: what a passage includes is linked to.
#[must_use]
pub fn render(markdown: &str, options: &RenderOptions<'_>) -> Rendered {
    let markdown = normalised(markdown);
    let alone = Room::default();
    let options = RenderOptions {
        room: Some(options.room.unwrap_or(&alone)),
        ..*options
    };
    let (html, outline) = writer::Writer::new(&options).write(events(&markdown).collect());
    Rendered {
        html: sanitiser::sanitised(&html),
        outline,
    }
}
