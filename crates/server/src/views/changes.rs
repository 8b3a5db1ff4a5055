//! What changed, in one resource and everywhere.

use super::{KindView, LicenceView, Page, ResourceHeader};
use serde::Serialize;

/// A change of one resource.
#[derive(Debug, Clone, Default, Serialize)]
pub struct HistoryRow {
    /// Place in the log of a change that cannot be read: then there is nothing else.
    pub damaged: Option<u64>,
    /// Number of the revision that it wrote; `None` for a renaming or withdrawal.
    pub revision: Option<u32>,
    /// When.
    pub at: String,
    /// `created`, `revised`, `merged`, `restored`, `file_attached`, `imported`, `renamed`, `withdrawn`.
    pub action: String,
    /// Signature.
    pub by: Option<String>,
    /// `anonymous`, `signed` or `system`.
    pub actor: String,
    /// What it was made for.
    pub summary: Option<String>,
    /// The revision's page; `None` while the resource is withdrawn.
    pub url: Option<String>,
    /// Comparison with the revision before.
    pub compare_url: Option<String>,
    /// Whether it is the latest revision, and shown as such.
    pub latest: bool,
    /// Licence of the revision.
    pub licence: Option<LicenceView>,
    /// Whether the revision before had another one.
    pub new_licence: bool,
}

/// The history of a resource, latest first.
#[derive(Debug, Clone, Default, Serialize)]
pub struct HistoryPage {
    /// Frame.
    pub page: Page,
    /// The resource.
    pub resource: ResourceHeader,
    /// The changes.
    pub rows: Vec<HistoryRow>,
    /// Where a form asks for a comparison (`de`, `a`).
    pub compare_action: String,
    /// Where a form posts `revision` to bring one back.
    pub restore_action: String,
    /// Older changes.
    pub older_url: Option<String>,
}

/// A change of any resource.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ChangeRow {
    /// Place in the log of a change that cannot be read: then there is nothing else.
    pub damaged: Option<u64>,
    /// When.
    pub at: String,
    /// As in [`HistoryRow::action`], and `kind_defined`.
    pub action: String,
    /// Title of the resource, or label of the kind.
    pub title: String,
    /// The resource as it is now; `None` for a kind.
    pub url: Option<String>,
    /// Kind of the resource.
    pub kind: Option<KindView>,
    /// Signature.
    pub by: Option<String>,
    /// `anonymous`, `signed` or `system`.
    pub actor: String,
    /// What it was made for.
    pub summary: Option<String>,
    /// Comparison with the revision before.
    pub compare_url: Option<String>,
    /// History of the resource.
    pub history_url: Option<String>,
}

/// What changed in the library, latest first.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ChangesPage {
    /// Frame; its feed is that of the changes.
    pub page: Page,
    /// The changes.
    pub rows: Vec<ChangeRow>,
    /// Older changes.
    pub older_url: Option<String>,
}
