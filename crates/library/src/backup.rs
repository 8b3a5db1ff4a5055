//! A backup: one zip file with the whole log, every file, and a manifest of hashes. It does not depend on the backend.

mod archive;

use crate::export::CHUNK;
use crate::{Error, Library, Progress};
use archive::{Manifest, Reading, Writing};
use bytes::Bytes;
use model::{Change, Seq, Sha256};
use std::path::Path;

/// How many changes are read or written at once.
const PAGE: usize = 500;

/// What a backup holds, or a restore brought back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BackupReport {
    /// Entries of the log.
    pub changes: u64,
    /// Files.
    pub files: u64,
}

impl Library {
    /// Writes the whole library with its history into one file, as it is at one place of the log. The file appears under
    /// its name only when it is complete.
    ///
    /// # Errors
    /// [`Error::Outside`] when the file is there already or cannot be written.
    pub async fn backup(
        &self,
        path: &Path,
        progress: &dyn Progress,
    ) -> Result<BackupReport, Error> {
        let end = self.parts.records.position().await?;
        let mut writing = Writing::create(path)?;
        let changes = self.backup_changes(&mut writing, end, progress).await?;
        let files = self.backup_files(&mut writing, progress).await?;
        writing.finish(Manifest {
            format: Manifest::FORMAT,
            changes,
            files,
            ..Manifest::default()
        })?;
        Ok(BackupReport { changes, files })
    }

    async fn backup_changes(
        &self,
        writing: &mut Writing,
        end: Seq,
        progress: &dyn Progress,
    ) -> Result<u64, Error> {
        let mut at = Seq(0);
        writing.begin(archive::CHANGES)?;
        while at < end {
            for change in self.parts.records.changes_after(at, PAGE).await? {
                if change.seq > end {
                    break;
                }
                at = change.seq;
                writing.line(&change)?;
            }
            progress.step(at.0, Some(end.0), "changes");
        }
        Ok(at.0)
    }

    async fn backup_files(
        &self,
        writing: &mut Writing,
        progress: &dyn Progress,
    ) -> Result<u64, Error> {
        let (mut after, mut count): (Option<Sha256>, u64) = (None, 0);
        loop {
            let files = self.parts.files.list(after, PAGE).await?;
            let Some(last) = files.last() else {
                return Ok(count);
            };
            after = Some(last.sha256);
            for file in &files {
                writing.begin(&archive::file_entry(file.sha256))?;
                let mut at = 0;
                while at < file.size_bytes {
                    let bytes = self
                        .read_file(file.sha256, at..(at + CHUNK).min(file.size_bytes))
                        .await?;
                    if bytes.is_empty() {
                        return Err(Error::Storage(storage::Error::NoSuchFile(file.sha256)));
                    }
                    at += bytes.len() as u64;
                    writing.bytes(&bytes)?;
                }
                count += 1;
                progress.step(count, None, "files");
            }
        }
    }

    /// Brings a backup back into an empty library: same addresses, same revisions, same log.
    ///
    /// # Errors
    /// [`Error::Outside`] when the library is not empty, or the backup is damaged: then nothing of the log was written.
    pub async fn restore_backup(
        &self,
        path: &Path,
        progress: &dyn Progress,
    ) -> Result<BackupReport, Error> {
        if self.parts.records.position().await? != Seq(0) {
            return Err(Error::outside(
                path,
                "a backup is restored into an empty data folder; this one is not empty",
            ));
        }
        let mut reading = Reading::open(path)?;
        let manifest = reading.verify(progress)?;
        let files = self.restore_files(&mut reading, progress).await?;
        let changes = self
            .restore_changes(&mut reading, &manifest, progress)
            .await?;
        self.kinds.read_again(&*self.parts.records).await?;
        Ok(BackupReport { changes, files })
    }

    async fn restore_files(
        &self,
        reading: &mut Reading,
        progress: &dyn Progress,
    ) -> Result<u64, Error> {
        let mut count = 0;
        for (entry, sha256) in reading.files() {
            let mut incoming = self.parts.files.create().await?;
            let mut chunks = reading.open_entry(&entry)?;
            loop {
                let chunk: Bytes = chunks.chunk()?;
                if chunk.is_empty() {
                    break;
                }
                incoming.write(chunk).await?;
            }
            drop(chunks);
            if incoming.finish().await?.sha256 != sha256 {
                return Err(reading.damaged(&entry, "its bytes do not have its hash"));
            }
            count += 1;
            progress.step(count, None, "files");
        }
        Ok(count)
    }

    async fn restore_changes(
        &self,
        reading: &mut Reading,
        manifest: &Manifest,
        progress: &dyn Progress,
    ) -> Result<u64, Error> {
        let mut count = 0;
        let mut lines = reading.lines(archive::CHANGES)?;
        loop {
            let page: Vec<Change> = lines.by_ref().take(PAGE).collect::<Result<_, _>>()?;
            if page.is_empty() {
                return Ok(count);
            }
            count += page.len() as u64;
            self.parts.records.replay(page).await?;
            progress.step(count, Some(manifest.changes), "changes");
        }
    }
}
