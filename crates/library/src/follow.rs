//! The index follows the log.

use crate::{Error, Library, Progress};
use model::{Change, Event, Head, ResourceId, Seq};
use search::Update;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinHandle;

/// How many changes are taken into the index at once.
const BATCH: usize = 200;

/// Address of the page that holds acronyms and near words for the search.
pub(crate) const LEXICON: &str = "synonymes";

/// How long the follower waits after a fault before it tries again.
const PAUSE: Duration = Duration::from_secs(2);

impl Library {
    /// Keeps the index at the end of the log, in the background, until [`Library::close`].
    pub fn follow(self: &Arc<Self>) -> JoinHandle<()> {
        let library = Arc::clone(self);
        tokio::spawn(async move {
            let mut moved = library.parts.records.follow();
            let mut stopping = library.stopping.subscribe();
            loop {
                let caught_up = library.catch_up(&crate::Silent).await;
                if *stopping.borrow() {
                    break;
                }
                if let Err(error) = caught_up {
                    tracing::error!(%error, "the index could not follow; it will try again");
                    tokio::time::sleep(PAUSE).await;
                    moved.mark_changed();
                }
                tokio::select! {
                    changed = moved.changed() => if changed.is_err() { break },
                    _ = stopping.wait_for(|stop| *stop) => break,
                }
            }
        })
    }

    /// Takes everything that is in the log and not yet in the index.
    ///
    /// # Errors
    /// When the store cannot be read or the index cannot be written.
    pub async fn catch_up(&self, progress: &dyn Progress) -> Result<(), Error> {
        loop {
            let from = self.parts.index.position();
            let changes = match self.following(from).await? {
                Following::Changes(changes) => changes,
                Following::Damaged(seq) => {
                    self.apply(Vec::new(), seq).await?;
                    continue;
                }
            };
            let Some(last) = changes.last().map(|change| change.seq) else {
                self.indexed.send_replace(from);
                return Ok(());
            };
            let updates = self.updates(&changes).await?;
            self.apply(updates, last).await?;
            if touches_lexicon(self, &changes).await? {
                self.read_lexicon().await;
            }
            self.indexed.send_replace(last);
            let end = self.parts.records.position().await?;
            progress.step(last.0, Some(end.0), "index");
        }
    }

    /// The changes after a place, up to a damaged one; a damaged one that comes next is passed over, for `check` names it.
    async fn following(&self, from: Seq) -> Result<Following, Error> {
        let records = &self.parts.records;
        match records.changes_after(from, BATCH).await {
            Ok(changes) => Ok(Following::Changes(changes)),
            Err(storage::Error::Damaged {
                seq: Some(seq),
                place,
                detail,
            }) => {
                tracing::error!(%seq, place, detail, "a damaged change is not indexed");
                let before = usize::try_from(seq.0.saturating_sub(from.0 + 1))
                    .unwrap_or(BATCH)
                    .min(BATCH);
                if before == 0 {
                    return Ok(Following::Damaged(seq));
                }
                Ok(Following::Changes(
                    records.changes_after(from, before).await?,
                ))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Empties the index and builds it again from the log.
    ///
    /// # Errors
    /// As for [`Library::catch_up`].
    pub async fn reindex(&self, progress: &dyn Progress) -> Result<usize, Error> {
        let index = Arc::clone(&self.parts.index);
        blocking(move || index.clear()).await?;
        self.read_lexicon().await;
        self.catch_up(progress).await?;
        Ok(self.parts.index.count())
    }

    async fn apply(&self, updates: Vec<Update>, position: Seq) -> Result<(), Error> {
        let index = Arc::clone(&self.parts.index);
        blocking(move || index.apply(&updates, position)).await
    }

    /// One update for each resource that the changes touch, as it stands now: what is older is overtaken already.
    async fn updates(&self, changes: &[Change]) -> Result<Vec<Update>, Error> {
        let mut touched: BTreeSet<ResourceId> = changes
            .iter()
            .filter_map(|change| change.event.resource())
            .collect();
        for kind in changes.iter().filter_map(redefined) {
            touched.extend(self.of_kind(kind).await?);
        }
        let mut updates = Vec::with_capacity(touched.len());
        for resource in touched {
            if let Some(head) = self.parts.records.head(resource).await? {
                match self.update(&head).await {
                    Ok(update) => updates.push(update),
                    Err(Error::Storage(error @ storage::Error::Damaged { .. })) => {
                        tracing::error!(slug = %head.slug, %error, "a damaged revision is not indexed");
                    }
                    Err(error) => return Err(error),
                }
            }
        }
        Ok(updates)
    }

    async fn update(&self, head: &Head) -> Result<Update, Error> {
        Ok(match head.withdrawn {
            Some(_) => Update::Remove(head.resource),
            None => Update::Put(Box::new(self.document(head).await?)),
        })
    }

    /// Resources of a kind, as the index knows them: those it does not know yet are touched by their own changes.
    async fn of_kind(&self, kind: &str) -> Result<Vec<ResourceId>, Error> {
        let mut found = Vec::new();
        for offset in (0..=search::Query::MAX_OFFSET).step_by(search::Query::MAX_LIMIT) {
            let query = search::Query {
                filters: [("kind".to_owned(), vec![kind.to_owned()])].into(),
                limit: search::Query::MAX_LIMIT,
                offset,
                ..search::Query::default()
            };
            let hits = self.find(query).await?.hits;
            let last = hits.len() < search::Query::MAX_LIMIT;
            found.extend(hits.into_iter().map(|hit| hit.resource));
            if last {
                break;
            }
        }
        Ok(found)
    }

    /// Tells the index the acronyms and near words of the library.
    pub(crate) async fn read_lexicon(&self) {
        let text = match self.read(LEXICON).await {
            Ok(sheet) => sheet.revision.content.body.as_str().to_owned(),
            Err(Error::NotFound(_) | Error::Withdrawn { .. }) => String::new(),
            Err(error) => {
                tracing::error!(%error, "the page of synonyms could not be read");
                return;
            }
        };
        self.parts.index.set_lexicon(&text);
    }
}

enum Following {
    Changes(Vec<Change>),
    Damaged(Seq),
}

fn redefined(change: &Change) -> Option<&str> {
    match &change.event {
        Event::KindDefined { kind } => Some(kind.id().as_str()),
        _ => None,
    }
}

async fn touches_lexicon(library: &Library, changes: &[Change]) -> Result<bool, Error> {
    match library.resolve(LEXICON).await {
        Ok(resolved) => Ok(changes
            .iter()
            .any(|change| change.event.resource() == Some(resolved.head.resource))),
        Err(Error::NotFound(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Runs work that blocks on a thread where it may.
pub(crate) async fn blocking<T, E>(
    work: impl FnOnce() -> Result<T, E> + Send + 'static,
) -> Result<T, Error>
where
    T: Send + 'static,
    E: Send + 'static,
    Error: From<E>,
{
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => Ok(result?),
        Err(error) => Err(Error::Outside {
            place: "background work".to_owned(),
            detail: error.to_string(),
        }),
    }
}
