//! What people search for and read, for whoever looks after the library.

use super::{Link, Page};
use serde::Serialize;

/// What was counted in the last days.
#[derive(Debug, Clone, Default, Serialize)]
pub struct StatisticsPage {
    /// Frame.
    pub page: Page,
    /// How many days, today among them.
    pub days: u16,
    /// How many days it may be; `label` is the number.
    pub spans: Vec<Link>,
    /// On so many days, or by so many people within an hour: what fewer search for is not shown.
    pub many: u32,
    /// Searches that find nothing, most frequent first.
    pub missed: Vec<CountRow>,
    /// Searches, most frequent first.
    pub searched: Vec<CountRow>,
    /// Resources, most read first.
    pub read: Vec<CountRow>,
    /// The page of acronyms and near words.
    pub lexicon_url: String,
}

/// A line of what was counted.
#[derive(Debug, Clone, Default, Serialize)]
pub struct CountRow {
    /// The words, or the title of a resource.
    pub text: String,
    /// The search, or the resource.
    pub url: String,
    /// How many people, hour by hour.
    pub count: u64,
}
