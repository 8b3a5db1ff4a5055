//! What machines read in the head of a page.

use serde::Serialize;
use serde_json::Value;

/// A line of a vocabulary: a name and a value.
#[derive(Debug, Clone, Default, Serialize)]
pub struct MarkView {
    /// Its name, such as `DC.creator` or `citation_title`; some are repeated.
    pub name: String,
    /// Its value.
    pub content: String,
}

/// What a sheet tells machines of itself.
#[derive(Debug, Clone, Default, Serialize)]
pub struct MarksView {
    /// Words of schema.org as JSON-LD; null where there is nothing to tell.
    pub linked_data: Value,
    /// Dublin Core, and what reference managers look for.
    pub lines: Vec<MarkView>,
}
