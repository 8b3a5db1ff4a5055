//! Updates on their way into the index: while some are taken in, the next ones are made.

use super::joined;
use crate::{Error, LibraryParts};
use search::{Reached, Update};
use std::sync::Arc;
use tokio::task::JoinHandle;

/// The most resources that are taken in with one commit, and the most bytes of their texts: what a commit costs is shared by
/// many, and what waits for it has room in a small machine.
const MOST: usize = 8_000;
const MOST_BYTES: usize = 32 << 20;

/// Takes updates into the index, many with one commit.
pub(super) struct Feed<'a> {
    parts: &'a LibraryParts,
    waiting: Vec<Update>,
    /// length of the texts that wait
    bytes: usize,
    /// how far the log is followed when those that wait are taken in
    reached: Reached,
    under_way: Option<UnderWay>,
    stands: bool,
}

/// A commit that is being made.
struct UnderWay {
    work: JoinHandle<Result<(), search::Error>>,
    reached: Reached,
}

impl<'a> Feed<'a> {
    /// Goes on where the index stands.
    pub(super) fn new(parts: &'a LibraryParts) -> Self {
        Self {
            waiting: Vec::new(),
            bytes: 0,
            reached: parts.index.reached(),
            under_way: None,
            stands: true,
            parts,
        }
    }

    /// How far the log is followed with all that was given.
    pub(super) fn reached(&self) -> Reached {
        self.reached.clone()
    }

    /// Whether the index took in what it was told. If not, it was begun anew, and what was given to this feed with it.
    pub(super) fn stands(&self) -> bool {
        self.stands
    }

    /// Gives an update; may wait until there is room for it.
    ///
    /// # Errors
    /// When the index cannot be written, be it with earlier updates.
    pub(super) async fn add(&mut self, update: Update) -> Result<(), Error> {
        self.bytes += length(&update);
        self.waiting.push(update);
        if self.waiting.len() >= MOST || self.bytes >= MOST_BYTES {
            self.send().await?;
        }
        Ok(())
    }

    /// Says how far the log is followed with the updates given so far.
    pub(super) fn reach(&mut self, reached: Reached) {
        self.reached = reached;
    }

    /// Waits until everything is taken in.
    ///
    /// # Errors
    /// When the index cannot be written.
    pub(super) async fn finish(&mut self) -> Result<(), Error> {
        if !self.waiting.is_empty() || self.reached.position > self.parts.index.position() {
            self.send().await?;
        }
        self.settle().await
    }

    /// Lets what waits be taken in, once what is under way is.
    async fn send(&mut self) -> Result<(), Error> {
        let reached = Reached {
            seal: self.parts.records.seal(self.reached.position).await?,
            ..self.reached.clone()
        };
        self.settle().await?;
        let (index, at_last) = (Arc::clone(&self.parts.index), reached.clone());
        let updates = std::mem::take(&mut self.waiting);
        self.bytes = 0;
        let work = tokio::task::spawn_blocking(move || index.apply(&updates, at_last));
        self.under_way = Some(UnderWay { work, reached });
        Ok(())
    }

    /// Waits for what is under way.
    ///
    /// # Errors
    /// When the index cannot be written.
    pub(super) async fn settle(&mut self) -> Result<(), Error> {
        if let Some(under_way) = self.under_way.take() {
            joined(under_way.work).await?;
            self.stands &= self.parts.index.position() == under_way.reached.position;
        }
        Ok(())
    }
}

/// The length of the texts of an update, in bytes.
fn length(update: &Update) -> usize {
    let Update::Put(document) = update else {
        return 0;
    };
    let pages = document.files.iter().flat_map(|file| &file.pages);
    document.body.len() + pages.map(|(_, text)| text.len()).sum::<usize>()
}
