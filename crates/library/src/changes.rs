//! The log as people and programs read it. A damaged change is a line of its own in every list.

use crate::{ChangeEntry, Error, Library, Listed};
use model::{Change, Event, Head, ResourceId, RevisionNumber, Seq};
use storage::Records;

/// The most changes of one list.
const MOST: usize = 500;

impl Library {
    /// Changes in the order of the log, after a place; at most 500.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn changes_after(
        &self,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Listed<ChangeEntry>>, Error> {
        let part = Part::After(Seq(after));
        self.entries(self.list(part, limit.min(MOST)).await?).await
    }

    /// The latest changes, before a place of the log; at most 500.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn latest_changes(
        &self,
        before: Option<u64>,
        limit: usize,
    ) -> Result<Vec<Listed<ChangeEntry>>, Error> {
        let part = Part::Before(before.map(Seq));
        self.entries(self.list(part, limit.min(MOST)).await?).await
    }

    /// A part of the log, with the damaged changes in their places.
    pub(crate) async fn list(
        &self,
        part: Part,
        limit: usize,
    ) -> Result<Vec<Listed<Change>>, Error> {
        let records = &*self.parts.records;
        match part.read(records, limit).await {
            Ok(changes) => Ok(changes.into_iter().map(Listed::Whole).collect()),
            // damage is rare: only then is each change asked for on its own
            Err(storage::Error::Damaged { seq: Some(_), .. }) => {
                one_by_one(records, part, limit).await
            }
            Err(error) => Err(error.into()),
        }
    }

    async fn entries(
        &self,
        changes: Vec<Listed<Change>>,
    ) -> Result<Vec<Listed<ChangeEntry>>, Error> {
        let mut entries = Vec::with_capacity(changes.len());
        for change in changes {
            entries.push(match change {
                Listed::Whole(change) => Listed::Whole(self.entry(change).await?),
                Listed::Damaged(seq) => Listed::Damaged(seq),
            });
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
            (_, Some(head)) => (self.title(head).await?, None),
            (_, None) => (String::new(), None),
        };
        Ok(ChangeEntry {
            slug: head.map(|head| head.slug),
            change,
            title,
            revision,
        })
    }

    /// The title of the latest revision; the address when that one is damaged, for others speak of it.
    pub(crate) async fn title(&self, head: &Head) -> Result<String, Error> {
        match self.revision_of(head, head.number).await {
            Ok(revision) => Ok(revision.content.title.to_string()),
            Err(Error::Storage(storage::Error::Damaged { .. })) => Ok(head.slug.to_string()),
            Err(error) => Err(error),
        }
    }
}

/// A part of the log, and the way through it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Part {
    /// All changes after a place, in the order of the log.
    After(Seq),
    /// All changes before a place (from the latest when `None`), latest first.
    Before(Option<Seq>),
    /// The changes of one resource before a place (from the latest when `None`), latest first.
    Of(ResourceId, Option<Seq>),
}

impl Part {
    async fn read(
        self,
        records: &dyn Records,
        limit: usize,
    ) -> Result<Vec<Change>, storage::Error> {
        match self {
            Self::After(after) => records.changes_after(after, limit).await,
            Self::Before(before) => records.changes_before(before, limit).await,
            Self::Of(resource, before) => records.history(resource, before, limit).await,
        }
    }

    /// What is left of the part beyond a place.
    fn beyond(self, seq: Seq) -> Self {
        match self {
            Self::After(_) => Self::After(seq),
            Self::Before(_) => Self::Before(Some(seq)),
            Self::Of(resource, _) => Self::Of(resource, Some(seq)),
        }
    }
}

async fn one_by_one(
    records: &dyn Records,
    mut part: Part,
    limit: usize,
) -> Result<Vec<Listed<Change>>, Error> {
    let mut listed = Vec::new();
    while listed.len() < limit {
        let next = match part.read(records, 1).await {
            Ok(mut changes) => match changes.pop() {
                Some(change) => Listed::Whole(change),
                None => break,
            },
            Err(storage::Error::Damaged { seq: Some(seq), .. }) => Listed::Damaged(seq),
            Err(error) => return Err(error.into()),
        };
        part = part.beyond(next.seq());
        listed.push(next);
    }
    Ok(listed)
}
