//! Bringing a backup back into an empty library.

use super::archive::Backup;
use super::verify::BackupSummary;
use super::{BackupReport, files_of};
use crate::{Error, Library, Progress};
use bytes::Bytes;
use model::{Change, Seq, Sha256};
use sha2::{Digest, Sha256 as Hasher};
use std::io::Read;
use std::path::Path;
use tokio::sync::mpsc;

/// How many changes are written at once, at most.
const PAGE: usize = 500;
/// How many bytes of names and texts are gathered before they are written.
const PAGE_BYTES: usize = 8 * 1024 * 1024;
/// How many bytes of a file are read at once.
const CHUNK_BYTES: usize = 256 * 1024;
/// How many pieces are read ahead at most: they bound the memory.
const AHEAD: usize = 4;

/// What comes out of an archive, in this order: verified, the files, the changes.
enum Piece {
    Verifying { done: u64, total: u64 },
    Verified(Box<BackupSummary>),
    File(Sha256),
    Bytes(Bytes),
    EndFile,
    Changes(Vec<Change>),
}

impl Library {
    /// Brings a backup back into an empty library: same addresses, same revisions, same log. The whole backup is
    /// verified first. Changes that it says are missing are missing here too, at the same places, and a check tells them.
    ///
    /// # Errors
    /// [`Error::Outside`] when the library is not empty, or the backup is damaged: then nothing of the log was written.
    pub async fn restore_backup(
        &self,
        path: &Path,
        progress: &dyn Progress,
    ) -> Result<BackupReport, Error> {
        let summary = self.restore_verified(path, progress).await?;
        Ok(BackupReport {
            changes: summary.changes,
            files: summary.files,
            missing_files: summary.missing.len() as u64,
            missing_changes: summary.missing_changes,
            size_bytes: summary.size_bytes,
            position: summary.position,
        })
    }

    pub(crate) async fn restore_verified(
        &self,
        path: &Path,
        progress: &dyn Progress,
    ) -> Result<BackupSummary, Error> {
        if self.parts.records.position().await? != Seq(0) {
            return Err(Error::outside(
                path,
                "a backup is restored into an empty data folder; this one is not empty",
            ));
        }
        let mut backup = Backup::open(path)?;
        let (pieces, mut received) = mpsc::channel(AHEAD);
        let reading = tokio::task::spawn_blocking(move || read_out(&mut backup, &pieces));
        let summary = self.take_pieces(path, &mut received, progress).await?;
        drop(received);
        reading
            .await
            .map_err(|error| Error::outside(path, error))??;
        if let Some(summary) = &summary {
            // behind the last change, if that is where some are missing
            self.parts.records.leave_gap(summary.position).await?;
        }
        self.kinds.read_again(&*self.parts.records).await?;
        summary.ok_or_else(|| Error::outside(path, "the backup could not be read to its end"))
    }

    /// Takes what was read until there is no more, or the reader failed: it knows why.
    async fn take_pieces(
        &self,
        path: &Path,
        pieces: &mut mpsc::Receiver<Piece>,
        progress: &dyn Progress,
    ) -> Result<Option<BackupSummary>, Error> {
        let (mut summary, mut files, mut changes) = (None, 0, 0);
        while let Some(piece) = pieces.recv().await {
            match piece {
                Piece::Verifying { done, total } => progress.step(done, Some(total), "verify"),
                Piece::Verified(found) => summary = Some(*found),
                Piece::File(sha256) => {
                    if self.take_file(path, sha256, pieces).await? {
                        files += 1;
                        let total = summary.as_ref().map(|summary| summary.files);
                        progress.step(files, total, "files");
                    }
                }
                // they come after a file
                Piece::Bytes(_) | Piece::EndFile => {}
                Piece::Changes(page) => {
                    changes += page.len() as u64;
                    self.take_changes(page).await?;
                    let total = summary.as_ref().map(|summary| summary.changes);
                    progress.step(changes, total, "changes");
                }
            }
        }
        Ok(summary)
    }

    /// Writes changes, and leaves the places between them that are missing.
    async fn take_changes(&self, mut page: Vec<Change>) -> Result<(), Error> {
        let records = &self.parts.records;
        while let Some(first) = page.first() {
            let before = Seq(first.seq.0.saturating_sub(1));
            let mut pairs = page.windows(2);
            let jump = pairs.position(|pair| pair[1].seq != pair[0].seq.next());
            let rest = jump.map_or(Vec::new(), |at| page.split_off(at + 1));
            records.leave_gap(before).await?;
            records.replay(std::mem::replace(&mut page, rest)).await?;
        }
        Ok(())
    }

    /// Stores a file once its bytes have proved to be those of its hash; false when the reader failed half-way.
    async fn take_file(
        &self,
        path: &Path,
        sha256: Sha256,
        pieces: &mut mpsc::Receiver<Piece>,
    ) -> Result<bool, Error> {
        let mut incoming = self.parts.files.create().await?;
        let mut hasher = Hasher::new();
        loop {
            match pieces.recv().await {
                Some(Piece::Bytes(bytes)) => {
                    hasher.update(&bytes);
                    incoming.write(bytes).await?;
                }
                Some(Piece::EndFile) => break,
                _ => return Ok(false),
            }
        }
        if Sha256(hasher.finalize().into()) != sha256 {
            let detail = "its bytes do not have its hash";
            return Err(super::archive::damaged(
                path,
                &format!("files/{sha256}"),
                detail,
            ));
        }
        incoming.finish().await?;
        Ok(true)
    }
}

/// Reads a backup to its end, on a thread that may block; stops when nobody takes what was read.
fn read_out(backup: &mut Backup, pieces: &mpsc::Sender<Piece>) -> Result<(), Error> {
    let path = backup.path().to_owned();
    let send = |piece| {
        let sent = pieces.blocking_send(piece);
        sent.map_err(|_| Error::outside(&path, "reading it was given up"))
    };
    let mut told = None;
    let summary = backup.verify_telling(&mut |done, total| {
        // told of every chunk, but once for each entry is enough; whether somebody still waits is asked every time
        if told.replace(done) == Some(done) && !pieces.is_closed() {
            return Ok(());
        }
        send(Piece::Verifying { done, total })
    })?;
    send(Piece::Verified(Box::new(summary)))?;
    for sha256 in backup.files() {
        send(Piece::File(sha256))?;
        let mut file = backup.file(sha256)?;
        loop {
            let mut chunk = vec![0; CHUNK_BYTES];
            let read = file.read(&mut chunk);
            let length = read.map_err(|error| Error::outside(&path, error))?;
            if length == 0 {
                break;
            }
            chunk.truncate(length);
            send(Piece::Bytes(chunk.into()))?;
        }
        send(Piece::EndFile)?;
    }
    let (mut page, mut bytes) = (Vec::new(), 0);
    for change in backup.changes() {
        let change = change?;
        bytes += weight(&change);
        page.push(change);
        if page.len() == PAGE || bytes >= PAGE_BYTES {
            send(Piece::Changes(std::mem::take(&mut page)))?;
            bytes = 0;
        }
    }
    send(Piece::Changes(page))
}

/// About how many bytes of memory a change takes.
fn weight(change: &Change) -> usize {
    let body = super::content_of(change).map_or(0, |content| content.body.as_str().len());
    1024 + body + 512 * files_of(change).len()
}
