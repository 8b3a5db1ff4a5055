//! Finding.

use crate::follow::blocking;
use crate::{Error, Library};
use model::{Head, ResourceId};
use search::{Entry, Query, Results, Suggestion};
use std::collections::HashSet;
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

    /// Resources that speak of the same things: alike in their words and, where the resource has themes, with at least
    /// one of them in common. Help pages are full of everybody's words and are nobody's neighbours.
    ///
    /// # Errors
    /// When the index or the store cannot be read.
    pub async fn related(&self, resource: ResourceId, limit: usize) -> Result<Vec<Entry>, Error> {
        let index = Arc::clone(&self.parts.index);
        let wanted = limit.saturating_mul(6);
        let mut alike = blocking(move || index.related(resource, wanted)).await?;
        if let Some(themes) = self
            .themes(resource)
            .await?
            .filter(|themes| !themes.is_empty())
        {
            let query = Query {
                filters: [("tag".to_owned(), themes)].into(),
                limit: Query::MAX_LIMIT,
                ..Query::default()
            };
            let sharing: HashSet<ResourceId> = self
                .find(query)
                .await?
                .hits
                .iter()
                .map(|hit| hit.resource)
                .collect();
            alike.retain(|entry| sharing.contains(&entry.resource));
        }
        alike.truncate(limit);
        Ok(alike)
    }

    async fn themes(&self, resource: ResourceId) -> Result<Option<Vec<String>>, Error> {
        let Some(head) = self.parts.records.head(resource).await? else {
            return Ok(None);
        };
        let content = self.revision_of(&head, head.number).await?.content;
        Ok(Some(content.tags.iter().map(ToString::to_string).collect()))
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
