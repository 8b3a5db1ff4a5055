//! Collections: resources brought together in an order, each under its own licence.

use crate::Library;
use model::{Content, FieldValue, Slug};

impl Library {
    /// The members of a collection, in their order; none when the content is of a kind without such a field.
    #[must_use]
    pub fn members(&self, content: &Content) -> Vec<Slug> {
        let Some(kind) = self.kind(content.kind.as_str()) else {
            return Vec::new();
        };
        let Some(field) = kind.collection() else {
            return Vec::new();
        };
        let value = content.fields.get(&field.name);
        match value.and_then(|value| field.parse(value).ok()).flatten() {
            Some(FieldValue::Resources(slugs)) => slugs,
            _ => Vec::new(),
        }
    }
}
