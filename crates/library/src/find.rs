//! Finding.

use crate::follow::blocking;
use crate::{Error, Library};
use model::{Head, ResourceId};
use search::{Entry, Query, Results, Suggestion};
use std::sync::Arc;

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

    /// Resources that speak of the same things.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub async fn related(&self, resource: ResourceId, limit: usize) -> Result<Vec<Entry>, Error> {
        let index = Arc::clone(&self.parts.index);
        blocking(move || index.related(resource, limit)).await
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
