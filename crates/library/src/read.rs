//! Reading: a resource, an older revision, its history.

use crate::changes::Part;
use crate::{Error, History, Library, Listed, Sheet};
use model::{Change, Event, Head, RevisionNumber, Seq};

impl Library {
    /// A resource as it is now. An older address leads to it, with `moved` set.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Withdrawn`].
    pub async fn read(&self, slug: &str) -> Result<Sheet, Error> {
        let resolved = self.standing(slug).await?;
        let number = resolved.head.number;
        self.sheet(resolved.head, number, resolved.redirect).await
    }

    /// A resource as it was.
    ///
    /// # Errors
    /// [`Error::NotFound`] for the resource or the revision, [`Error::Withdrawn`].
    pub async fn read_revision(&self, slug: &str, number: u32) -> Result<Sheet, Error> {
        let resolved = self.standing(slug).await?;
        self.sheet(resolved.head, RevisionNumber(number), resolved.redirect)
            .await
    }

    async fn sheet(&self, head: Head, number: RevisionNumber, moved: bool) -> Result<Sheet, Error> {
        let revision = self.revision_of(&head, number).await?;
        let kind = self.kind(revision.content.kind.as_str());
        Ok(Sheet {
            head,
            revision,
            kind,
            moved,
        })
    }

    /// The changes of a resource before a place in the log, latest first. A withdrawn resource has its history still, and
    /// so has one of which a change is damaged.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn history(
        &self,
        slug: &str,
        before: Option<u64>,
        limit: usize,
    ) -> Result<History, Error> {
        let head = self.resolve(slug).await?.head;
        let part = Part::Of(head.resource, before.map(Seq));
        let mut changes = self.list(part, limit.saturating_add(1)).await?;
        let more = changes.len() > limit;
        changes.truncate(limit);
        let next = changes.last().filter(|_| more).map(Listed::<Change>::seq);
        let title = match self.revision_of(&head, head.number).await {
            Ok(latest) => latest.content.title.to_string(),
            Err(Error::Storage(storage::Error::Damaged { .. })) => {
                readable_title(&changes).unwrap_or_else(|| head.slug.to_string())
            }
            Err(error) => return Err(error),
        };
        Ok(History {
            head,
            title,
            changes,
            next,
        })
    }
}

/// The title that the latest readable revision of a list gives.
fn readable_title(changes: &[Listed<Change>]) -> Option<String> {
    let readable = changes.iter().filter_map(Listed::whole);
    readable
        .filter_map(|change| match &change.event {
            Event::Created { content, .. } | Event::Revised { content, .. } => {
                Some(content.title.to_string())
            }
            _ => None,
        })
        .next()
}
