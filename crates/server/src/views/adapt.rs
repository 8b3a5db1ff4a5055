//! Adapting a resource.

use super::{LicenceView, Page, ResourceHeader};
use serde::Serialize;

/// Why a resource may not be adapted, and what can be done instead.
#[derive(Debug, Clone, Default, Serialize)]
pub struct AdaptRefusedPage {
    /// Frame.
    pub page: Page,
    /// The resource.
    pub resource: ResourceHeader,
    /// Its licence.
    pub licence: LicenceView,
    /// The reason, a sentence.
    pub reason: String,
    /// What can be done instead, a sentence each.
    pub ways_out: Vec<String>,
    /// What to write in a text that links to the resource.
    pub link: String,
    /// Where a collection is begun; `None` where there is no such kind.
    pub collection_url: Option<String>,
}
