//! Collections: resources brought together in an order, each under its own licence.

use crate::{Error, Library, Sheet};
use model::{Content, FieldValue, Slug};
use std::collections::{BTreeSet, VecDeque};

/// The most resources that are looked at within a collection: as many as may stand in one, and some more for those that
/// it holds.
const MAX_READ: usize = 200;

/// The resources that stand in a collection.
#[derive(Debug, Clone, Default)]
pub struct Collected {
    /// Each once: the members, then those of members that are collections, and so on.
    pub sheets: Vec<Sheet>,
    /// Whether there are others that could not be looked at: they are too many, or a record is damaged.
    pub more: bool,
}

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

    /// All resources that stand in a collection, and in the collections that it holds, as they are now; at most 200. Those
    /// that were withdrawn or are not here do not stand in it.
    ///
    /// # Errors
    /// Faults of the store; a damaged record is none, it is told by [`Collected::more`].
    pub async fn collected(&self, content: &Content) -> Result<Collected, Error> {
        let mut collected = Collected::default();
        let mut queue = VecDeque::from(self.members(content));
        let mut named = BTreeSet::new();
        let mut seen = BTreeSet::new();
        while let Some(slug) = queue.pop_front() {
            if !named.insert(slug.clone()) {
                continue;
            }
            if named.len() > MAX_READ {
                collected.more = true;
                break;
            }
            match self.read(slug.as_str()).await {
                // one resource may be named by several addresses
                Ok(sheet) if seen.insert(sheet.head.resource) => {
                    queue.extend(self.members(sheet.content()));
                    collected.sheets.push(sheet);
                }
                Ok(_) | Err(Error::NotFound(_) | Error::Withdrawn { .. }) => {}
                Err(error) if error.is_damage() => collected.more = true,
                Err(error) => return Err(error),
            }
        }
        Ok(collected)
    }
}
