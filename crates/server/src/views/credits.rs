//! What a sheet owes to other works, and what others made of it.

use super::LicenceView;
use serde::Serialize;

/// A work that a sheet uses.
#[derive(Debug, Clone, Default, Serialize)]
pub struct WorkView {
    /// `adapted`, `included` or `quoted`.
    pub act: String,
    /// Title, or address where there is no title.
    pub title: String,
    /// Where it is; absolute when it is elsewhere.
    pub url: Option<String>,
    /// Who made it, as people list names.
    pub authors: String,
    /// Its licence; `None` when nobody said which.
    pub licence: Option<LicenceView>,
    /// What was changed in it.
    pub changes: Option<String>,
    /// The headings of the part of it that is shown; `None` when it is the whole.
    pub extract: Option<String>,
    /// The day of its last update, for the filter `date`; `None` when nobody told it.
    pub updated: Option<String>,
    /// Nobody could find out when it was last updated, though its licence wants that told.
    pub undated: bool,
    /// Notices that came with it, word for word, in lines.
    pub notices: Option<String>,
    /// `here`, `elsewhere`, `withdrawn` (from here), or `lost` when it should be here and is not.
    pub place: String,
    /// Title of the work by which it is owed; `None` when the sheet itself uses it.
    pub through: Option<String>,
}

/// The works that a sheet uses.
#[derive(Debug, Clone, Default, Serialize)]
pub struct WorksView {
    /// Those that it uses itself.
    pub direct: Vec<WorkView>,
    /// Those that those use, and so on, the nearest first.
    pub further: Vec<WorkView>,
    /// Whether there are more than are listed.
    pub more: bool,
}

/// A source that was changed since it was used.
#[derive(Debug, Clone, Default, Serialize)]
pub struct NewerSource {
    /// Its title.
    pub title: String,
    /// The revision that was used.
    pub used: u32,
    /// Its latest revision.
    pub latest: u32,
    /// Comparison of the two.
    pub compare_url: String,
    /// The form that takes the changes over.
    pub take_url: String,
}

/// A resource that was made from the one shown.
#[derive(Debug, Clone, Default, Serialize)]
pub struct VariantView {
    /// Its title.
    pub title: String,
    /// The sheet.
    pub url: String,
    /// Language tag of its text.
    pub language: String,
    /// Who made it, as people list names.
    pub authors: String,
    /// Its licence.
    pub licence: LicenceView,
    /// What was changed, in the words of who did it.
    pub changes: Option<String>,
    /// Comparison with the revision of the sheet shown from which it was made.
    pub compare_url: String,
}
