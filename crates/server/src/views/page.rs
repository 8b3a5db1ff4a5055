//! What surrounds every page.

use super::{Link, Message};
use serde::Serialize;

/// The frame of a page: who we are, where the visitor stands, in which language.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Page {
    /// Name of the site, shown in the header and in titles.
    pub site_name: String,
    /// Language of the interface: `fr` or `en`.
    pub language: String,
    /// The other languages: `label` is a language's own name ("English"), `url` changes to it and comes back.
    pub languages: Vec<Link>,
    /// Language of the content when it is not that of the interface (a language tag).
    pub content_language: Option<String>,
    /// Absolute address by which this page should be known; `None` for pages that are nobody's source.
    pub canonical: Option<String>,
    /// Address of the Atom feed of what the page shows.
    pub feed: Option<String>,
    /// Whether search engines should leave the page out.
    pub noindex: bool,
    /// The entry of the menu to which the page belongs: `browse`, `changes`, `deposit` or empty.
    pub section: String,
    /// What stands in the search box.
    pub search_text: String,
    /// Why nothing can be written at this moment, on pages from which one writes: `disk_full` or `stopped`.
    pub fault: Option<String>,
    /// What to tell the visitor about the act that led here.
    pub notice: Option<Notice>,
}

/// A sentence about what was just done, announced by screen readers.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Notice {
    /// `done`, `information` or `warning`: colour and symbol.
    pub tone: String,
    /// The sentence.
    pub message: Message,
}
