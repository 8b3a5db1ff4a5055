//! A file to download.

use super::{CreditView, LicenceView, Page, ResourceHeader};
use serde::Serialize;

/// A file of a resource.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FileView {
    /// Name.
    pub name: String,
    /// What it is, in a line; the name when nobody said.
    pub title: String,
    /// Where it is downloaded.
    pub url: String,
    /// Size in bytes.
    pub size_bytes: u64,
    /// What sort of file: `pdf`, `slides`, `sheet`, `text`, `image`, `sound`, `video`, `archive` or
    /// `file`; chooses icon and words.
    pub media: String,
    /// Its own licence, when it differs from that of the resource.
    pub licence: Option<LicenceView>,
    /// Where a copy is downloaded that says its licence; `None` where files of its sort have no place for one.
    pub marked_url: Option<String>,
    /// Address of an image that may be shown in the page; `None` for everything else.
    pub image_url: Option<String>,
}

/// A file of which there is no copy with its licence.
#[derive(Debug, Clone, Default, Serialize)]
pub struct UnmarkedPage {
    /// Frame.
    pub page: Page,
    /// The resource that it belongs to.
    pub resource: ResourceHeader,
    /// Its name.
    pub name: String,
    /// Why: `unsupported`, `encrypted`, `damaged` or `too_large`; chooses the sentence.
    pub why: String,
    /// Where the file itself is downloaded.
    pub original_url: String,
    /// Its credit, to be put there by hand.
    pub credit: CreditView,
}
