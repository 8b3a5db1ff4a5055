//! What somebody wrote and did not publish yet.

use super::Page;
use serde::Serialize;

/// What a form says of the draft that it goes on with.
#[derive(Debug, Clone, Default, Serialize)]
pub struct DraftView {
    /// Its address, which nobody can guess: absolute, to be copied.
    pub address: String,
    /// Its path.
    pub url: String,
    /// Where dropping it is asked about.
    pub drop_url: String,
    /// When it was kept the last time; `None` for just now.
    pub at: Option<String>,
}

/// Before a draft is dropped.
#[derive(Debug, Clone, Default, Serialize)]
pub struct DropDraftPage {
    /// Frame.
    pub page: Page,
    /// Its title, as far as there is one.
    pub title: String,
    /// The draft.
    pub draft: DraftView,
    /// Others of the same form.
    pub others: Vec<DraftView>,
}
