//! Writing the file of a backup: a zip archive that has its name only once it is complete and on the disk.

use super::manifest::{CHANGES, Gap, MANIFEST, Manifest, file_entry};
use crate::Error;
use model::{Change, Seq, Sha256};
use sha2::{Digest, Sha256 as Hasher};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{BufWriter, Seek, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// An archive under way, under another name until it is complete. Dropped before [`finish`](Self::finish), it leaves
/// nothing behind.
pub(super) struct Writing {
    path: PathBuf,
    aside: Aside,
    zip: ZipWriter<BufWriter<File>>,
    entry: Option<(String, Hasher)>,
    manifest: Manifest,
    /// the latest place passed
    at: Seq,
}

/// What was written.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) changes: u64,
    pub(super) files: u64,
    pub(super) missing: u64,
    pub(super) missing_changes: u64,
    pub(super) size_bytes: u64,
}

/// The name until the archive is complete; what is there under it goes with the value.
struct Aside(PathBuf);

impl Drop for Aside {
    fn drop(&mut self) {
        match std::fs::remove_file(&self.0) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                tracing::warn!(path = %self.0.display(), %error, "an unfinished backup could not be removed");
            }
            _ => {}
        }
    }
}

impl Writing {
    /// Begins an archive. What a crash left of an earlier one of the same name is overwritten.
    pub(super) fn create(path: &Path) -> Result<Self, Error> {
        nothing_there(path)?;
        let mut aside = path.as_os_str().to_owned();
        aside.push(".partial");
        let aside = PathBuf::from(aside);
        let file = open_alone(path, &aside)?;
        let mut writing = Self {
            path: path.to_owned(),
            aside: Aside(aside),
            zip: ZipWriter::new(BufWriter::new(file)),
            entry: None,
            manifest: Manifest::default(),
            at: Seq(0),
        };
        writing.begin(CHANGES, CompressionMethod::Deflated)?;
        Ok(writing)
    }

    fn outside(&self, detail: impl ToString) -> Error {
        Error::outside(&self.path, detail)
    }

    fn begin(&mut self, entry: &str, method: CompressionMethod) -> Result<(), Error> {
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .large_file(true);
        self.zip
            .start_file(entry, options)
            .map_err(|error| Error::outside(&self.path, error))?;
        self.entry = Some((entry.to_owned(), Hasher::new()));
        Ok(())
    }

    /// The hash of the entry under way, which is at its end.
    fn end(&mut self) -> Option<Sha256> {
        let (name, hasher) = self.entry.take()?;
        let sha256 = Sha256(hasher.finalize().into());
        self.manifest.sha256.insert(name, sha256);
        Some(sha256)
    }

    /// Adds bytes to the entry under way.
    pub(super) fn bytes(&mut self, bytes: &[u8]) -> Result<(), Error> {
        if let Some((_, hasher)) = &mut self.entry {
            hasher.update(bytes);
        }
        let written = self.zip.write_all(bytes);
        written.map_err(|error| self.outside(error))
    }

    /// Adds a change; all of them come before the first file. Places that are passed over are missing.
    pub(super) fn change(&mut self, change: &Change) -> Result<(), Error> {
        self.pass_gap(Seq(change.seq.0.saturating_sub(1)));
        self.at = change.seq;
        let mut line = serde_json::to_vec(change).map_err(|error| self.outside(error))?;
        line.push(b'\n');
        self.manifest.changes += 1;
        self.bytes(&line)
    }

    /// Notes the places up to there of which no change came.
    fn pass_gap(&mut self, last: Seq) {
        let first = self.at.next();
        if first <= last {
            self.manifest.missing_changes.push(Gap { first, last });
            self.at = last;
        }
    }

    /// Begins a file; one that is compressed by itself is stored as it is.
    pub(super) fn file(&mut self, sha256: Sha256, compressed: bool) -> Result<(), Error> {
        self.end();
        let method = if compressed {
            CompressionMethod::Stored
        } else {
            CompressionMethod::Deflated
        };
        self.begin(&file_entry(sha256), method)
    }

    /// Ends a file. It stays in the archive only when it was read to its end and its bytes have its hash.
    pub(super) fn end_file(&mut self, sha256: Sha256, read_whole: bool) -> Result<(), Error> {
        if self.end() == Some(sha256) && read_whole {
            self.manifest.files += 1;
            return Ok(());
        }
        self.manifest.sha256.remove(&file_entry(sha256));
        self.manifest.missing.push(sha256);
        let aborted = self.zip.abort_file();
        aborted.map_err(|error| self.outside(error))
    }

    /// Completes the archive: when this returns, it is on the disk under its name. `manifest` brings what only the
    /// caller knows; counts and hashes are those of what was written.
    pub(super) fn finish(mut self, manifest: Manifest) -> Result<Written, Error> {
        self.end();
        self.pass_gap(manifest.position.unwrap_or(self.at));
        let missing_changes = std::mem::take(&mut self.manifest.missing_changes);
        let manifest = Manifest {
            format: match missing_changes.is_empty() {
                true => Manifest::WHOLE,
                false => Manifest::WITH_GAPS,
            },
            missing_changes,
            changes: self.manifest.changes,
            files: self.manifest.files,
            missing: std::mem::take(&mut self.manifest.missing),
            sha256: std::mem::take(&mut self.manifest.sha256),
            ..manifest
        };
        let text = serde_json::to_vec_pretty(&manifest).map_err(|error| self.outside(error))?;
        self.begin(MANIFEST, CompressionMethod::Deflated)?;
        self.bytes(&text)?;
        let Self {
            path, aside, zip, ..
        } = self;
        let size_bytes = settle(zip, &aside.0, &path)?;
        Ok(Written {
            changes: manifest.changes,
            files: manifest.files,
            missing: manifest.missing.len() as u64,
            missing_changes: manifest
                .missing_changes
                .iter()
                .map(|gap| gap.places())
                .sum(),
            size_bytes,
        })
    }
}

fn nothing_there(path: &Path) -> Result<(), Error> {
    if path.exists() {
        return Err(Error::outside(
            path,
            "there is a file of this name already; give another",
        ));
    }
    Ok(())
}

/// Opens the file aside, locked: two backups to one name would write into each other.
fn open_alone(path: &Path, aside: &Path) -> Result<File, Error> {
    let outside = |error| Error::outside(path, error);
    let mut options = OpenOptions::new();
    let file = options.write(true).create(true).truncate(false);
    let file = file.open(aside).map_err(outside)?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => {
            return Err(Error::outside(
                path,
                "another backup is being written to this name",
            ));
        }
        // a file system without locks: then nobody is told apart
        Ok(()) | Err(TryLockError::Error(_)) => {}
    }
    // one that was locked until now has its final name by now: that one is not to be emptied
    let (ours, there) = (file.metadata().map_err(outside)?, aside.metadata());
    if !there.is_ok_and(|there| (there.dev(), there.ino()) == (ours.dev(), ours.ino())) {
        return Err(Error::outside(
            path,
            "another backup was just written to this name",
        ));
    }
    if let Err(error) = file.set_len(0) {
        // it is ours, and nothing goes on with it
        drop(Aside(aside.to_owned()));
        return Err(outside(error));
    }
    Ok(file)
}

/// Brings the archive to the disk and gives it its name; gives its size in bytes.
fn settle(zip: ZipWriter<BufWriter<File>>, aside: &Path, path: &Path) -> Result<u64, Error> {
    let outside = |error: std::io::Error| Error::outside(path, error);
    let mut buffered = zip.finish().map_err(|error| Error::outside(path, error))?;
    let size_bytes = buffered.stream_position().map_err(outside)?;
    let file = buffered
        .into_inner()
        .map_err(|error| outside(error.into_error()))?;
    // an entry that was taken back may have reached further
    file.set_len(size_bytes).map_err(outside)?;
    file.sync_all().map_err(outside)?;
    nothing_there(path)?;
    std::fs::rename(aside, path).map_err(outside)?;
    sync_folder_of(path).inspect_err(|_| {
        // told as a failure, it must not be taken for a backup later
        let _ = std::fs::remove_file(path);
    })?;
    Ok(size_bytes)
}

/// Brings the name of a file to the disk.
pub(crate) fn sync_folder_of(path: &Path) -> Result<(), Error> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(|error| Error::outside(folder, error))
}
