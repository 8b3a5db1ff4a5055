//! The licences of the library, and whether they stand.

use super::{LicenceView, Link, Page};
use serde::Serialize;

/// How many resources there are of a sort.
#[derive(Debug, Clone, Default, Serialize)]
pub struct LicenceShare {
    /// Licence, when the sort is one licence.
    pub licence: LicenceView,
    /// How many.
    pub count: u64,
    /// Of a hundred resources, rounded to the nearest whole number.
    pub percent: u64,
    /// List of them.
    pub url: String,
}

/// Why a licence is in doubt.
#[derive(Debug, Clone, Default, Serialize)]
pub struct DoubtView {
    /// `refused`, `unclear`, `lost`, `file_refused`, `file_shared`, `sourceless` or `changed`; chooses the sentence.
    pub code: String,
    /// Title of the source; address of one that is lost; for `changed` the number of the revision that was the authors'.
    pub source: String,
    /// What was changed since, for `changed`.
    pub compare_url: Option<String>,
    /// What the licence of the source asks, for `refused`.
    pub reason: String,
    /// Name of the file, for `file_…`.
    pub file: String,
    /// Short name of its licence here.
    pub licence: String,
    /// Short name of its licence there.
    pub theirs: String,
}

/// A resource whose licence is in doubt.
#[derive(Debug, Clone, Default, Serialize)]
pub struct DoubtfulRow {
    /// The resource.
    pub resource: Link,
    /// Its licence.
    pub licence: LicenceView,
    /// The form that changes it.
    pub edit_url: String,
    /// Why.
    pub doubts: Vec<DoubtView>,
}

/// The licences of the library.
#[derive(Debug, Clone, Default, Serialize)]
pub struct StandingLicencesPage {
    /// Frame.
    pub page: Page,
    /// How many resources there are.
    pub total: u64,
    /// By licence, the most frequent first.
    pub licences: Vec<LicenceShare>,
    /// Those that forbid commercial use.
    pub non_commercial: LicenceShare,
    /// Those that forbid adaptations.
    pub no_derivatives: LicenceShare,
    /// How many resources have a licence that is in doubt.
    pub doubtful: u64,
    /// The first of them, by title.
    pub rows: Vec<DoubtfulRow>,
}
