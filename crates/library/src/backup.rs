//! A backup: one zip file with the whole log, every file, and a manifest of hashes. It does not depend on the backend.

mod archive;
mod manifest;
mod restore;
mod sending;
mod verify;
mod writing;

pub use archive::Backup;
pub(crate) use archive::open_file;
pub use verify::BackupSummary;
pub(crate) use writing::sync_folder_of;

use crate::export::CHUNK;
use crate::{Error, Library, Progress};
use manifest::Manifest;
use model::{Change, Seq, Sha256};
use sending::{Piece, Sending};
use std::collections::BTreeMap;
use std::path::Path;

/// How many changes are read at once.
const PAGE: usize = 100;

/// What a backup holds, or a restore brought back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BackupReport {
    /// Entries of the log.
    pub changes: u64,
    /// Files.
    pub files: u64,
    /// Files that revisions name and that are not in the backup: they were damaged or missing when it was made.
    pub missing_files: u64,
    /// Places of the log of which the backup has no change: they are lost, or could not be read when it was made.
    pub missing_changes: u64,
    /// Size of the backup in bytes.
    pub size_bytes: u64,
    /// Place in the log as which the library is in the backup.
    pub position: Seq,
}

/// A file that revisions name.
struct Named {
    size_bytes: u64,
    compressed: bool,
}

impl Library {
    /// Writes the whole library with its history into one file, as it is at one place of the log: the place that is its
    /// end when the call begins. Others may write meanwhile; what they write is in the next backup. Files that no
    /// revision up to there names, that is uploads which are not published, are left out, and so are drafts.
    ///
    /// A file or a change that is damaged or missing is left out and counted: the rest is worth a backup. What comes out
    /// of it then lacks the same, and says so. The backup appears under
    /// its name only when it is complete and on the disk; a call that is dropped half-way leaves nothing (at its very
    /// end: a whole one).
    ///
    /// # Errors
    /// [`Error::Outside`] when the backup is there already or cannot be written; a fault of the store. Nothing is left
    /// then.
    pub async fn backup(
        &self,
        path: &Path,
        progress: &dyn Progress,
    ) -> Result<BackupReport, Error> {
        let end = self.parts.records.position().await?;
        let mut sending = Sending::begin(path);
        let manifest = match self.fill(&mut sending, end, progress).await {
            Ok(manifest) => manifest,
            Err(error) => {
                sending.give_up().await;
                return Err(error);
            }
        };
        let written = sending.finish(manifest).await?;
        Ok(BackupReport {
            changes: written.changes,
            files: written.files,
            missing_files: written.missing,
            missing_changes: written.missing_changes,
            size_bytes: written.size_bytes,
            position: end,
        })
    }

    /// Sends everything up to a place; gives what is to be said of it.
    async fn fill(
        &self,
        sending: &mut Sending,
        end: Seq,
        progress: &dyn Progress,
    ) -> Result<Manifest, Error> {
        let named = self.send_changes(sending, end, progress).await?;
        let total = named.len() as u64;
        for (index, (sha256, file)) in named.iter().enumerate() {
            self.send_file(sending, *sha256, file).await?;
            progress.step(index as u64 + 1, Some(total), "files");
        }
        Ok(Manifest {
            position: Some(end),
            seal: self.parts.records.seal(end).await?,
            taken_at: Some(self.parts.clock.now()),
            program: Some(env!("CARGO_PKG_VERSION").to_owned()),
            ..Manifest::default()
        })
    }

    /// Sends the log, as far as it can be read; gives the files that it names.
    async fn send_changes(
        &self,
        sending: &mut Sending,
        end: Seq,
        progress: &dyn Progress,
    ) -> Result<BTreeMap<Sha256, Named>, Error> {
        let mut named = BTreeMap::new();
        let mut at = Seq(0);
        while at < end {
            let last = Seq(at.0.saturating_add(PAGE as u64)).min(end);
            let mut page = Vec::with_capacity(PAGE);
            let lost = self
                .walk(at, last, PAGE, |change| page.push(change))
                .await?;
            if let Some(first) = lost.first() {
                let places = lost.len();
                tracing::error!(%first, places, "changes that cannot be read are left out of the backup");
            }
            for change in page {
                name_files(&change, &mut named);
                sending.send(Piece::Change(Box::new(change))).await?;
            }
            at = last;
            progress.step(at.0, Some(end.0), "changes");
        }
        Ok(named)
    }

    async fn send_file(
        &self,
        sending: &mut Sending,
        sha256: Sha256,
        file: &Named,
    ) -> Result<(), Error> {
        let compressed = file.compressed;
        sending.send(Piece::File { sha256, compressed }).await?;
        let mut at = 0;
        let read_whole = loop {
            let range = at..(at + CHUNK).min(file.size_bytes);
            if range.is_empty() {
                break true;
            }
            match self.read_file(sha256, range).await {
                Ok(bytes) if bytes.is_empty() => break false,
                Ok(bytes) => {
                    at += bytes.len() as u64;
                    sending.send(Piece::Bytes(bytes)).await?;
                }
                Err(Error::Storage(fault)) if of_the_file(&fault) => {
                    tracing::error!(%sha256, %fault, "a file is left out of the backup");
                    break false;
                }
                Err(error) => return Err(error),
            }
        };
        sending.send(Piece::EndFile { sha256, read_whole }).await
    }
}

/// Whether a fault is one of that file alone.
fn of_the_file(fault: &storage::Error) -> bool {
    use storage::Error::{Damaged, Io, NoSuchFile};
    matches!(fault, Damaged { .. } | NoSuchFile(_) | Io { .. })
}

/// The files that the content of a change names.
pub(crate) fn files_of(change: &Change) -> &[model::FileRef] {
    content_of(change).map_or(&[], |content| &content.files)
}

/// The content that a change wrote, if it wrote one.
pub(crate) fn content_of(change: &Change) -> Option<&model::Content> {
    use model::Event::{Created, Revised};
    match &change.event {
        Created { content, .. } | Revised { content, .. } => Some(content),
        _ => None,
    }
}

fn name_files(change: &Change, named: &mut BTreeMap<Sha256, Named>) {
    for file in files_of(change) {
        named.entry(file.sha256).or_insert_with(|| Named {
            size_bytes: file.size_bytes,
            compressed: is_compressed(&file.media_type),
        });
    }
}

/// Whether files of a media type are compressed by themselves, so that doing it again would only take time.
fn is_compressed(media_type: &str) -> bool {
    let (family, format) = media_type.split_once('/').unwrap_or((media_type, ""));
    match family {
        // all but the few that are plain samples, points or text
        "audio" => !matches!(format, "wav" | "x-wav" | "aiff" | "x-aiff" | "midi"),
        "video" => true,
        "image" => !matches!(
            format,
            "bmp" | "tiff" | "svg+xml" | "x-icon" | "vnd.microsoft.icon"
        ),
        "application" => {
            matches!(format, "pdf" | "zip" | "gzip" | "epub+zip" | "x-7z-compressed" | "vnd.rar" | "zstd")
                || format.starts_with("vnd.openxmlformats-officedocument.")
                // a flat document is one XML text
                || format.starts_with("vnd.oasis.opendocument.") && !format.ends_with("-xml")
        }
        _ => false,
    }
}
