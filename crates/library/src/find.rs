//! Finding.

use crate::follow::blocking;
use crate::{Error, Library};
use model::{Head, ResourceId, Seq};
use search::{Entry, Query, Results, Suggestion};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

impl Library {
    /// Searches. See [`Query`] and [`Results`].
    ///
    /// # Errors
    /// When the index cannot be read; never because of what the person typed.
    pub async fn find(&self, query: Query) -> Result<Results, Error> {
        let index = Arc::clone(&self.parts.index);
        blocking(move || index.search(&query)).await
    }

    /// Lines to propose while somebody types.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub async fn suggest(&self, text: &str, limit: usize) -> Result<Vec<Suggestion>, Error> {
        let (index, text) = (Arc::clone(&self.parts.index), text.to_owned());
        blocking(move || index.suggest(&text, limit)).await
    }

    /// Resources that speak of the same things, the nearest first; see [`search::Index::related`]. Kept until the index
    /// moves on: it is asked for with every view of a sheet.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub async fn related(&self, resource: ResourceId, limit: usize) -> Result<Vec<Entry>, Error> {
        let at = *self.indexed.borrow();
        if let Some(entries) = self.neighbours.get(resource, limit, at) {
            return Ok(entries);
        }
        let index = Arc::clone(&self.parts.index);
        let entries = blocking(move || index.related(resource, limit)).await?;
        self.neighbours.keep(resource, limit, at, entries.clone());
        Ok(entries)
    }

    /// Resources whose text links to this one, by any of its addresses.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub async fn backlinks(&self, head: &Head) -> Result<Vec<Entry>, Error> {
        let index = Arc::clone(&self.parts.index);
        let mut slugs = vec![head.slug.clone()];
        slugs.extend(head.redirects.iter().cloned());
        let mut entries = blocking(move || index.backlinks(&slugs)).await?;
        entries.retain(|entry| entry.resource != head.resource);
        Ok(entries)
    }
}

/// How many lists of neighbours are kept; about 1 KiB each.
const KEPT: usize = 10_000;

/// Lists of neighbours as they were at one place of the index.
#[derive(Default)]
pub(crate) struct Neighbours(Mutex<(Seq, Lists)>);

/// By resource and length of the list.
type Lists = HashMap<(ResourceId, usize), Vec<Entry>>;

impl Neighbours {
    fn get(&self, resource: ResourceId, limit: usize, at: Seq) -> Option<Vec<Entry>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        (kept.0 == at).then(|| kept.1.get(&(resource, limit)).cloned())?
    }

    fn keep(&self, resource: ResourceId, limit: usize, at: Seq, entries: Vec<Entry>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.0 != at || kept.1.len() >= KEPT {
            *kept = (at, HashMap::new());
        }
        kept.1.insert((resource, limit), entries);
    }
}
