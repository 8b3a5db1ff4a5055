//! The index follows the log.

mod again;
mod anew;
mod feed;

use crate::{Error, Library, Progress};
pub(crate) use anew::begin_anew_if_of_another_log;
use feed::Feed;
use model::{Change, Event, Head, ResourceId, Seq};
use search::{Reached, Update};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::task::JoinHandle;

/// How many changes are read at once.
const BATCH: usize = 200;

/// Address of the page that holds acronyms and near words for the search.
pub const LEXICON: &str = "synonymes";

/// How long the follower waits after a fault before it tries again.
const PAUSE: Duration = Duration::from_secs(2);

impl Library {
    /// Keeps the index at the end of the log, and looks into files again that may tell more, in the background, until
    /// [`Library::close`].
    pub fn follow(self: &Arc<Self>) -> JoinHandle<()> {
        let library = Arc::clone(self);
        tokio::spawn(async move {
            tokio::join!(library.follow_log(), library.keep_looking());
        })
    }

    async fn follow_log(&self) {
        let mut moved = self.parts.records.follow();
        let mut stopping = self.stopping.subscribe();
        loop {
            let caught_up = self.catch_up(&crate::Silent).await;
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
    }

    /// Takes everything that is in the log and not yet in the index.
    ///
    /// # Errors
    /// When the store cannot be read or the index cannot be written.
    pub async fn catch_up(&self, progress: &dyn Progress) -> Result<(), Error> {
        let _feeding = self.feeding.lock().await;
        self.feed_to_end(progress).await
    }

    /// The same for who feeds already.
    async fn feed_to_end(&self, progress: &dyn Progress) -> Result<(), Error> {
        loop {
            let position = self.parts.index.position();
            if self.indexed.send_replace(position) > position {
                // it was begun anew
                self.rebuilding.store(true, Ordering::Relaxed);
            }
            let mut feed = Feed::new(&self.parts);
            let fed = self.feed(&mut feed, progress).await;
            // what is under way must not meet what the next try writes
            let settled = feed.settle().await;
            fed.and(settled)?;
            if feed.stands() {
                self.indexed.send_replace(self.parts.index.position());
                self.rebuilding.store(false, Ordering::Relaxed);
                return Ok(());
            }
        }
    }

    /// Feeds the index to the end of the log, or until it is begun anew.
    async fn feed(&self, feed: &mut Feed<'_>, progress: &dyn Progress) -> Result<(), Error> {
        let mut later = BTreeSet::new();
        while feed.stands() {
            let mut reached = feed.reached();
            let changes = self.following(&mut reached).await?;
            let Some(last) = changes.last().map(|change| change.seq) else {
                // some may have waited for changes that were damaged
                self.give(std::mem::take(&mut later), feed).await?;
                feed.reach(reached);
                return feed.finish().await;
            };
            reached.position = last;
            if changes.iter().any(|change| redefined(change).is_some()) {
                // so that the index knows all resources of the kind
                feed.finish().await?;
            }
            let due = self.due(&changes, last, &mut later).await?;
            self.give(due, feed).await?;
            feed.reach(reached);
            if touches_lexicon(self, &changes).await? {
                self.read_lexicon().await;
            }
            // whoever saved just now waits for it; who reads a long log does not
            if changes.len() < BATCH {
                feed.finish().await?;
            }
            let end = self.parts.records.position().await?;
            self.indexed.send_replace(self.parts.index.position());
            progress.step(last.0, Some(end.0), "index");
        }
        Ok(())
    }

    /// The next changes, up to one that cannot be read. Such ones that come before them are passed over: `check` names
    /// them.
    async fn following(&self, reached: &mut Reached) -> Result<Vec<Change>, Error> {
        let records = &self.parts.records;
        let mut size = BATCH;
        loop {
            let from = reached.position;
            match records.changes_after(from, size).await {
                Err(storage::Error::Damaged {
                    seq: Some(seq),
                    place,
                    detail,
                }) if seq > from => {
                    let before = usize::try_from(seq.0 - from.0 - 1).unwrap_or(BATCH);
                    size = before.min(BATCH);
                    if before == 0 {
                        tracing::error!(%seq, place, detail, "a damaged change is not indexed");
                        reached.pass_over(seq);
                        size = BATCH;
                    }
                }
                changes => return Ok(changes?),
            }
        }
    }

    /// Empties the index and builds it again from the log.
    ///
    /// # Errors
    /// As for [`Library::catch_up`].
    pub async fn reindex(&self, progress: &dyn Progress) -> Result<usize, Error> {
        let _feeding = self.feeding.lock().await;
        let index = Arc::clone(&self.parts.index);
        blocking(move || index.clear()).await?;
        self.read_lexicon().await;
        self.feed_to_end(progress).await?;
        Ok(self.parts.index.count())
    }

    /// Gives resources as they stand now to the index. One that cannot be read is passed over.
    async fn give(
        &self,
        resources: BTreeSet<ResourceId>,
        feed: &mut Feed<'_>,
    ) -> Result<(), Error> {
        for resource in resources {
            let Some(head) = self.parts.records.head(resource).await? else {
                continue;
            };
            match self.update(&head).await {
                Ok(update) => feed.add(update).await?,
                Err(Error::Storage(error @ storage::Error::Damaged { .. })) => {
                    tracing::error!(slug = %head.slug, %error, "a damaged revision is not indexed");
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// The resources that the changes touch, to be indexed as they stand now: what is older is overtaken already. One
    /// that the log changes again much later is left for then, so that an index begun anew reads each resource once.
    async fn due(
        &self,
        changes: &[Change],
        last: Seq,
        later: &mut BTreeSet<ResourceId>,
    ) -> Result<BTreeSet<ResourceId>, Error> {
        let mut touched: BTreeSet<ResourceId> = changes
            .iter()
            .filter_map(|change| change.event.resource())
            .collect();
        // those that the index does not know yet are touched by their own changes
        for kind in changes.iter().filter_map(redefined) {
            let (index, kind) = (Arc::clone(&self.parts.index), kind.to_owned());
            touched.extend(blocking(move || index.of_kind(&kind)).await?);
        }
        let mut due = BTreeSet::new();
        for resource in touched {
            let head = self.parts.records.head(resource).await?;
            if head.is_some_and(|head| head.seq.0 > last.0 + BATCH as u64) {
                later.insert(resource);
            } else {
                later.remove(&resource);
                due.insert(resource);
            }
        }
        Ok(due)
    }

    async fn update(&self, head: &Head) -> Result<Update, Error> {
        Ok(match head.withdrawn {
            Some(_) => Update::Remove(head.resource),
            None => Update::Put(Box::new(self.document(head).await?)),
        })
    }

    /// Tells the index the acronyms and near words of the library.
    pub(crate) async fn read_lexicon(&self) {
        let text = match self.read(LEXICON).await {
            Ok(sheet) => sheet.revision.content.body.as_str().to_owned(),
            // a library that never had the page knows the words of the shipped one
            Err(Error::NotFound(_)) => return self.parts.index.forget_lexicon(),
            Err(Error::Withdrawn { .. }) => String::new(),
            Err(error) => {
                tracing::error!(%error, "the page of synonyms could not be read");
                return;
            }
        };
        let index = Arc::clone(&self.parts.index);
        let read = blocking(move || {
            index.set_lexicon(&text);
            Ok::<_, search::Error>(())
        });
        if let Err(error) = read.await {
            tracing::error!(%error, "the page of synonyms could not be read");
        }
    }
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
    joined(tokio::task::spawn_blocking(work)).await
}

/// Waits for such work.
async fn joined<T, E>(work: JoinHandle<Result<T, E>>) -> Result<T, Error>
where
    Error: From<E>,
{
    match work.await {
        Ok(result) => Ok(result?),
        Err(error) => Err(Error::Outside {
            place: "background work".to_owned(),
            detail: error.to_string(),
        }),
    }
}
