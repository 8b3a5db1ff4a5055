//! A thread of its own for the archive: compressing and waiting for a disk keep nobody else waiting.

use super::manifest::Manifest;
use super::writing::{Writing, Written};
use crate::Error;
use bytes::Bytes;
use model::{Change, Sha256};
use std::path::{Path, PathBuf};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

/// How many pieces wait for the thread at most: they bound the memory.
const WAITING: usize = 8;

/// What the thread is to do next.
pub(super) enum Piece {
    Change(Box<Change>),
    File { sha256: Sha256, compressed: bool },
    Bytes(Bytes),
    EndFile { sha256: Sha256, read_whole: bool },
    Finish(Box<Manifest>),
}

/// The near end of the thread. Dropped, the archive is given up and nothing of it is left.
pub(super) struct Sending {
    path: PathBuf,
    pieces: mpsc::Sender<Piece>,
    /// `None` once it was waited for
    thread: Option<JoinHandle<Result<Option<Written>, Error>>>,
}

impl Sending {
    pub(super) fn begin(path: &Path) -> Self {
        let path = path.to_owned();
        let (pieces, received) = mpsc::channel(WAITING);
        let to = path.clone();
        let thread = tokio::task::spawn_blocking(move || write(&to, received));
        Self {
            path,
            pieces,
            thread: Some(thread),
        }
    }

    pub(super) async fn send(&mut self, piece: Piece) -> Result<(), Error> {
        if self.pieces.send(piece).await.is_ok() {
            return Ok(());
        }
        // the thread ended before its time: it knows why
        match self.joined().await {
            Err(error) => Err(error),
            Ok(_) => Err(self.broken("it ended too early")),
        }
    }

    pub(super) async fn finish(mut self, manifest: Manifest) -> Result<Written, Error> {
        self.send(Piece::Finish(Box::new(manifest))).await?;
        let written = self.joined().await?;
        written.ok_or_else(|| self.broken("it was not finished"))
    }

    /// Gives the archive up; when it returns, nothing of it is left.
    pub(super) async fn give_up(self) {
        let Self { pieces, thread, .. } = self;
        drop(pieces);
        if let Some(thread) = thread {
            // the caller has the reason already
            let _ = thread.await;
        }
    }

    async fn joined(&mut self) -> Result<Option<Written>, Error> {
        match self.thread.take() {
            None => Ok(None),
            Some(thread) => thread.await.unwrap_or_else(|error| Err(self.broken(error))),
        }
    }

    fn broken(&self, detail: impl ToString) -> Error {
        Error::outside(&self.path, detail)
    }
}

fn write(path: &Path, mut pieces: mpsc::Receiver<Piece>) -> Result<Option<Written>, Error> {
    let mut writing = Writing::create(path)?;
    while let Some(piece) = pieces.blocking_recv() {
        match piece {
            Piece::Change(change) => writing.change(&change)?,
            Piece::File { sha256, compressed } => writing.file(sha256, compressed)?,
            Piece::Bytes(bytes) => writing.bytes(&bytes)?,
            Piece::EndFile { sha256, read_whole } => writing.end_file(sha256, read_whole)?,
            Piece::Finish(manifest) => return writing.finish(*manifest).map(Some),
        }
    }
    Ok(None)
}
