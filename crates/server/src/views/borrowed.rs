//! What a sheet borrows.

use serde::Serialize;

/// Something borrowed of which the lender says something else by now.
#[derive(Debug, Clone, Default, Serialize)]
pub struct NewerBorrowed {
    /// Title of the lender.
    pub title: String,
    /// Name of its file; none when it is a passage.
    pub file: Option<String>,
    /// The revision that is shown.
    pub shown: u32,
    /// Its latest revision.
    pub latest: u32,
    /// Comparison of the two.
    pub compare_url: String,
    /// Where a form posts `lender` and `base` to show the latest.
    pub take_url: String,
    /// The lender.
    pub lender: String,
}
