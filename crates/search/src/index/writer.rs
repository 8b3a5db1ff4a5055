//! The one writer of an index, and another one when a fault has broken it.
//!
//! After a fault of the disk the engine's writer may be dead for good (its threads have ended, its lock is gone). So it is
//! never mended: it is dropped with all that was not committed, and the next work gets a new one.

use super::folder;
use crate::Error;
use crate::schema::{READY, Ready};
use std::path::{Path, PathBuf};
use tantivy::IndexWriter;

/// Writes an index.
pub struct Writer {
    index: tantivy::Index,
    /// for telling who is in the way
    folder: PathBuf,
    state: State,
}

enum State {
    Ready(Box<IndexWriter>),
    Broken,
    Closed,
}

impl Writer {
    /// The writer of an index in a folder.
    ///
    /// # Errors
    /// [`Error::InUse`] when there is one already, [`Error::Engine`].
    pub fn open(index: &tantivy::Index, folder: PathBuf) -> Result<Self, Error> {
        index.tokenizers().register(READY, Ready::default());
        Ok(Self {
            state: State::Ready(Box::new(fresh(index, &folder)?)),
            index: index.clone(),
            folder,
        })
    }

    /// The engine's writer, a new one if need be.
    ///
    /// # Errors
    /// [`Error::Closed`], or that there is still no writer to be had.
    pub fn ready(&mut self) -> Result<&mut IndexWriter, Error> {
        if matches!(self.state, State::Broken) {
            self.state = State::Ready(Box::new(fresh(&self.index, &self.folder)?));
        }
        match &mut self.state {
            State::Ready(writer) => Ok(writer),
            State::Broken | State::Closed => Err(Error::Closed),
        }
    }

    /// Forgets what is not committed.
    pub fn give_up(&mut self) {
        if matches!(self.state, State::Ready(_)) {
            self.state = State::Broken;
        }
    }

    /// Waits for work in the background and gives the folder free.
    ///
    /// # Errors
    /// [`Error::Engine`] when the work in the background failed.
    pub fn close(&mut self) -> Result<(), Error> {
        match std::mem::replace(&mut self.state, State::Closed) {
            State::Ready(writer) => Ok(writer.wait_merging_threads()?),
            State::Broken | State::Closed => Ok(()),
        }
    }
}

/// A new writer, and the folder without what a commit left that never came to its end: the engine gives the same names
/// to the next commit, and half of a segment that nobody will use may be what fills the disk.
fn fresh(index: &tantivy::Index, folder: &Path) -> Result<IndexWriter, Error> {
    let writer = folder::lock(index, folder)?;
    if let Err(error) = writer.garbage_collect_files().wait() {
        tracing::warn!(%error, "what a failed commit left is not cleared away yet");
    }
    Ok(writer)
}
