//! The contract of a store of files.

use crate::{Error, Fault};
use async_trait::async_trait;
use bytes::Bytes;
use model::Sha256;
use std::ops::Range;
use std::path::PathBuf;

/// A file that was stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stored {
    /// Hash of its bytes: its name in the store.
    pub sha256: Sha256,
    /// Its size.
    pub size_bytes: u64,
}

/// A file on its way into the store. Dropped before [`finish`](Self::finish), it leaves nothing behind.
#[async_trait]
pub trait Incoming: Send {
    /// Adds bytes.
    async fn write(&mut self, chunk: Bytes) -> Result<(), Error>;

    /// How many bytes were added.
    fn size_bytes(&self) -> u64;

    /// Makes the file durable under its hash. The same bytes stored twice are one file.
    async fn finish(self: Box<Self>) -> Result<Stored, Error>;
}

/// A store of files by the SHA-256 of their bytes. A file never changes once stored.
///
/// It never gives bytes that are not those stored: a file that was damaged is [`Error::Damaged`], and is served again
/// once its right bytes are back, stored once more or put in its place. A backend may have to read a file whole to know;
/// it does so once, and again when it looks changed. [`size`](Self::size) and [`list`](Self::list) tell what is there
/// without reading it.
///
/// When [`Incoming::finish`] answers, the file survives a crash of the machine as far as the backend is made for it.
#[async_trait]
pub trait Files: Send + Sync + 'static {
    /// Begins to store a file.
    async fn create(&self) -> Result<Box<dyn Incoming>, Error>;

    /// The size of a stored file in bytes, or `None`.
    async fn size(&self, sha256: Sha256) -> Result<Option<u64>, Error>;

    /// Bytes of a stored file, cut at its end. The caller bounds the range: it is read whole.
    ///
    /// # Errors
    /// [`Error::NoSuchFile`]; [`Error::Damaged`] when its bytes are no longer those that were stored.
    async fn read(&self, sha256: Sha256, range: Range<u64>) -> Result<Bytes, Error>;

    /// A path at which the bytes can be read for as long as the value lives; a backend without local files makes a copy.
    /// They are those stored at the moment of the answer: who reads the path later than that reads what is there then.
    ///
    /// # Errors
    /// [`Error::NoSuchFile`]; [`Error::Damaged`] when its bytes are no longer those that were stored.
    async fn local(&self, sha256: Sha256) -> Result<LocalFile, Error>;

    /// Stored files in the order of their hashes, after a hash; from the first when `None`.
    async fn list(&self, after: Option<Sha256>, limit: usize) -> Result<Vec<Stored>, Error>;

    /// Reads a file again and tells whether its bytes still have its hash; a missing or unreadable file is a fault too.
    async fn verify(&self, sha256: Sha256) -> Result<Option<Fault>, Error>;
}

/// A file's bytes at a path of this machine; a copy made for the purpose goes when the value does.
#[derive(Debug)]
pub struct LocalFile {
    path: PathBuf,
    copy: bool,
}

impl LocalFile {
    /// A file that stays where it is.
    #[must_use]
    pub fn lasting(path: PathBuf) -> Self {
        Self { path, copy: false }
    }

    /// A copy that goes with the value.
    #[must_use]
    pub fn copy(path: PathBuf) -> Self {
        Self { path, copy: true }
    }

    /// Where the bytes are.
    #[must_use]
    pub fn path(&self) -> &std::path::Path {
        &self.path
    }
}

impl Drop for LocalFile {
    fn drop(&mut self) {
        if self.copy
            && let Err(error) = std::fs::remove_file(&self.path)
        {
            tracing::warn!(path = %self.path.display(), %error, "a temporary copy could not be removed");
        }
    }
}

/// Start and length of a range within a file of a size.
pub(crate) fn cut(range: &Range<u64>, size: u64) -> (u64, usize) {
    let start = range.start.min(size);
    let length = range.end.min(size).saturating_sub(start);
    (start, usize::try_from(length).unwrap_or(0))
}

/// What [`Files::verify`] says of a file that is not there.
pub(crate) fn missing(sha256: Sha256) -> Fault {
    Fault {
        place: format!("file {sha256}"),
        detail: "it is missing: bring it back with `check --repair --from BACKUP`".to_owned(),
    }
}
