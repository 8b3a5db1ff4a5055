//! The log as people and programs read it.

use crate::{ChangeEntry, Error, Library};
use model::{Change, Event, RevisionNumber, Seq};

impl Library {
    /// Changes in the order of the log, after a place; at most 500.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn changes_after(&self, after: u64, limit: usize) -> Result<Vec<ChangeEntry>, Error> {
        let changes = self
            .parts
            .records
            .changes_after(Seq(after), limit.min(500))
            .await?;
        self.entries(changes).await
    }

    /// The latest changes, before a place of the log; at most 500.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn latest_changes(
        &self,
        before: Option<u64>,
        limit: usize,
    ) -> Result<Vec<ChangeEntry>, Error> {
        let changes = self
            .parts
            .records
            .changes_before(before.map(Seq), limit.min(500))
            .await?;
        self.entries(changes).await
    }

    async fn entries(&self, changes: Vec<Change>) -> Result<Vec<ChangeEntry>, Error> {
        let mut entries = Vec::with_capacity(changes.len());
        for change in changes {
            entries.push(self.entry(change).await?);
        }
        Ok(entries)
    }

    async fn entry(&self, change: Change) -> Result<ChangeEntry, Error> {
        let head = match change.event.resource() {
            Some(resource) => self.parts.records.head(resource).await?,
            None => None,
        };
        let (title, revision) = match (&change.event, &head) {
            (Event::Created { content, .. }, _) => {
                (content.title.to_string(), Some(RevisionNumber::FIRST))
            }
            (
                Event::Revised {
                    content, number, ..
                },
                _,
            ) => (content.title.to_string(), Some(*number)),
            (Event::KindDefined { kind }, _) => (kind.label().fr.clone(), None),
            (_, Some(head)) => (
                self.revision_of(head, head.number)
                    .await?
                    .content
                    .title
                    .to_string(),
                None,
            ),
            (_, None) => (String::new(), None),
        };
        Ok(ChangeEntry {
            slug: head.map(|head| head.slug),
            change,
            title,
            revision,
        })
    }
}
