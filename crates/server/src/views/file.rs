//! A file to download.

use super::LicenceView;
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
    /// Address of an image that may be shown in the page; `None` for everything else.
    pub image_url: Option<String>,
}
