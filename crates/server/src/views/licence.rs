//! Licences in plain words.

use super::Page;
use serde::Serialize;

/// A licence.
#[derive(Debug, Clone, Default, Serialize)]
pub struct LicenceView {
    /// Identifier of the catalogue, such as `CC-BY-SA-4.0`.
    pub id: String,
    /// Short name, such as `CC BY-SA 4.0`.
    pub short_name: String,
    /// Full name.
    pub name: String,
    /// Absolute address of its text.
    pub url: String,
    /// Our page on it.
    pub page_url: String,
    /// Its symbols, in order: `cc`, `by`, `sa`, `nc`, `nd`, `zero`, `pd`. Others have none.
    pub symbols: Vec<String>,
    /// One sentence on what a reader may do.
    pub meaning: String,
}

/// Licences of one family.
#[derive(Debug, Clone, Default, Serialize)]
pub struct LicenceGroup {
    /// `recommended`, `creative_commons`, `public_domain` or `other`; chooses the heading.
    pub family: String,
    /// The licences.
    pub licences: Vec<LicenceView>,
}

/// The catalogue.
#[derive(Debug, Clone, Default, Serialize)]
pub struct LicencesPage {
    /// Frame.
    pub page: Page,
    /// Licences by family, the recommended ones first.
    pub groups: Vec<LicenceGroup>,
}

/// One licence.
#[derive(Debug, Clone, Default, Serialize)]
pub struct LicencePage {
    /// Frame.
    pub page: Page,
    /// The licence.
    pub licence: LicenceView,
    /// Whether the authors must be named.
    pub attribution: bool,
    /// Whether adaptations must stay under the same terms.
    pub share_alike: bool,
    /// Whether commercial use is excluded.
    pub non_commercial: bool,
    /// Whether adaptations are excluded.
    pub no_derivatives: bool,
    /// How many resources are under it.
    pub count: u64,
    /// List of those resources.
    pub search_url: String,
}
