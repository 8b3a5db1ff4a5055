//! Records of the embedded backend.
//!
//! Reads run on threads that may block: a page of sled or of the journal may have to come from the disk, and the index
//! is locked for the moment in which a batch becomes visible. Only the position is answered on the spot.

use super::committer::{self, Request};
use super::folder::Folder;
use super::index::Index;
use super::journal::Writer;
use super::recovery::Recovered;
use super::shared::{Shared, lock};
use super::{Options, check};
use crate::{CheckReport, Error, Outcome, Proposal, Records, Resolved, Writing};
use async_trait::async_trait;
use model::{Change, Head, Kind, ResourceId, Revision, RevisionNumber, Seq, Sha256, Slug};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::task::spawn_blocking;

/// Records in a data folder; see [`Records`] for what it does.
#[derive(Debug)]
pub struct EmbeddedRecords {
    pub(super) shared: Arc<Shared>,
    /// `None` once closed.
    queue: Mutex<Option<mpsc::Sender<Request>>>,
    committer: Mutex<Option<JoinHandle<()>>>,
}

impl EmbeddedRecords {
    pub(super) fn start(
        folder: Arc<Folder>,
        recovered: Recovered,
        options: Options,
    ) -> Result<Self, Error> {
        let journal = Arc::clone(recovered.index.journal());
        let end = recovered.index.applied().clone();
        let stopped = recovered.stopped.clone();
        let shared = Arc::new(Shared::new(folder, recovered));
        let (sink_of, bytes) = (options.sink_of, options.segment_bytes);
        let writer = Writer::new(journal, end, sink_of, bytes, stopped);
        let (queue, waiting) = mpsc::channel(committer::QUEUE);
        let theirs = Arc::clone(&shared);
        let committer = std::thread::Builder::new()
            .name("committer".to_owned())
            .spawn(move || committer::run(&theirs, writer, waiting))
            .map_err(|error| Error::io("the committer thread", error))?;
        Ok(Self {
            shared,
            queue: Mutex::new(Some(queue)),
            committer: Mutex::new(Some(committer)),
        })
    }

    /// Whether the index on the disk failed, so that one in memory serves until the next start. Nothing is lost by it;
    /// it takes memory, some hundred bytes for each change. A closed store has none.
    #[must_use]
    pub fn index_in_memory(&self) -> bool {
        let asked = self.shared.with_index(|index| Ok(index.is_in_memory()));
        asked.unwrap_or(false)
    }

    async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Shared) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let shared = Arc::clone(&self.shared);
        let result = spawn_blocking(move || read(&shared)).await;
        result.unwrap_or_else(|error| Err(Error::Index(format!("reading stopped: {error}"))))
    }

    async fn ask<T>(
        &self,
        request: impl FnOnce(oneshot::Sender<Result<T, Error>>) -> Request,
    ) -> Result<T, Error> {
        let queue = lock(&self.queue).clone().ok_or(Error::Closed)?;
        let (answer, answered) = oneshot::channel();
        let sent = queue.send(request(answer)).await;
        sent.map_err(|_| Error::Closed)?;
        let stopped = || Error::ReadOnly("the writer stopped".to_owned());
        answered.await.unwrap_or_else(|_| Err(stopped()))
    }
}

impl Drop for EmbeddedRecords {
    fn drop(&mut self) {
        // the committer ends with its queue; afterwards the folder is free
        drop(lock(&self.queue).take());
        if let Some(committer) = lock(&self.committer).take() {
            let _ = committer.join();
        }
    }
}

#[async_trait]
impl Records for EmbeddedRecords {
    async fn commit(&self, proposals: Vec<Proposal>) -> Result<Vec<Outcome>, Error> {
        self.ask(|answer| Request::Commit(proposals, answer)).await
    }

    async fn replay(&self, changes: Vec<Change>) -> Result<(), Error> {
        self.ask(|answer| Request::Replay(changes, answer)).await
    }

    async fn leave_gap(&self, to: Seq) -> Result<(), Error> {
        self.ask(|answer| Request::LeaveGap(to, answer)).await
    }

    async fn resolve(&self, slug: &Slug) -> Result<Option<Resolved>, Error> {
        let slug = slug.clone();
        self.read(move |shared| shared.resolve(&slug)).await
    }

    async fn head(&self, resource: ResourceId) -> Result<Option<Head>, Error> {
        self.read(move |shared| shared.with_index(|index| index.head(resource)))
            .await
    }

    async fn revision(
        &self,
        resource: ResourceId,
        number: RevisionNumber,
    ) -> Result<Option<Revision>, Error> {
        self.read(move |shared| shared.revision(resource, number))
            .await
    }

    async fn history(
        &self,
        resource: ResourceId,
        before: Option<Seq>,
        limit: usize,
    ) -> Result<Vec<Change>, Error> {
        let before = before.unwrap_or(Seq(u64::MAX));
        self.read(move |shared| {
            let seqs = shared.with_index(|index| index.history(resource, before, limit))?;
            shared.changes(seqs)
        })
        .await
    }

    async fn holders(&self, sha256: Sha256, limit: usize) -> Result<Vec<ResourceId>, Error> {
        self.read(move |shared| shared.with_index(|index| index.holders(sha256, limit)))
            .await
    }

    async fn shared_files(&self) -> Result<Vec<(Sha256, Vec<ResourceId>)>, Error> {
        self.read(|shared| shared.with_index(Index::shared_files))
            .await
    }

    async fn heads(&self, after: Option<&Slug>, limit: usize) -> Result<Vec<Head>, Error> {
        let after = after.cloned();
        self.read(move |shared| shared.with_index(|index| index.heads(after.as_ref(), limit)))
            .await
    }

    async fn changes_after(&self, after: Seq, limit: usize) -> Result<Vec<Change>, Error> {
        self.read(move |shared| {
            let latest = shared.with_index(|index| Ok(index.applied().seq))?;
            let later = after.next().0..=latest.0;
            shared.changes(later.take(limit).map(Seq))
        })
        .await
    }

    async fn changes_before(
        &self,
        before: Option<Seq>,
        limit: usize,
    ) -> Result<Vec<Change>, Error> {
        self.read(move |shared| {
            let latest = shared.with_index(|index| Ok(index.applied().seq))?;
            let end = before.unwrap_or(latest.next()).min(latest.next());
            shared.changes((1..end.0).rev().take(limit).map(Seq))
        })
        .await
    }

    async fn kinds(&self) -> Result<Vec<Kind>, Error> {
        self.read(Shared::kinds).await
    }

    async fn position(&self) -> Result<Seq, Error> {
        self.shared.position()
    }

    fn writing(&self) -> Writing {
        self.shared.writing()
    }

    async fn seal(&self, at: Seq) -> Result<Option<Sha256>, Error> {
        self.read(move |shared| shared.seal(at)).await
    }

    fn follow(&self) -> watch::Receiver<Seq> {
        self.shared.follow()
    }

    async fn check(&self, progress: &(dyn Fn(Seq) + Send + Sync)) -> Result<CheckReport, Error> {
        let (tell, mut told) = mpsc::unbounded_channel();
        let shared = Arc::clone(&self.shared);
        let checking = spawn_blocking(move || check::check(&shared, &tell));
        while let Some(seq) = told.recv().await {
            progress(seq);
        }
        let stopped = |error| Err(Error::Index(format!("checking stopped: {error}")));
        checking.await.unwrap_or_else(stopped)
    }

    async fn close(&self) -> Result<(), Error> {
        drop(lock(&self.queue).take().ok_or(Error::Closed)?);
        let committer = lock(&self.committer).take();
        let ended = spawn_blocking(move || committer.map(JoinHandle::join)).await;
        match ended {
            Ok(Some(Ok(())) | None) => Ok(()),
            _ => Err(Error::Index("the committer panicked".to_owned())),
        }
    }
}
