//! The embedded backend: a journal, an index in sled that follows it, and a folder of files.

mod check;
mod committer;
mod draft;
mod drafts;
mod files;
mod folder;
mod frame;
mod incoming;
mod index;
mod journal;
mod mend;
mod records;
mod recovery;
mod segment;
mod shared;
mod table;
#[cfg(test)]
mod tests;

pub use drafts::FolderDrafts;
pub use files::FolderFiles;
pub use index::panic_is_an_error;
pub use mend::Mended;
pub use records::EmbeddedRecords;

use crate::Error;
use folder::Folder;
use index::KeeperOf;
use journal::{Sink, SinkOf};
use recovery::Tell;
use std::path::Path;
use std::sync::Arc;

/// A new segment of the journal is begun once one has that many bytes. One segment is read whole when the journal is
/// gone through: this bounds the memory for it.
const SEGMENT_BYTES: u64 = 16 * 1024 * 1024;

/// Records and files in one data folder, held by this program alone.
#[derive(Debug)]
pub struct Embedded {
    /// The records.
    pub records: Arc<EmbeddedRecords>,
    /// The files.
    pub files: Arc<FolderFiles>,
    /// The drafts.
    pub drafts: Arc<FolderDrafts>,
}

/// How things are written; tests choose otherwise.
#[derive(Clone)]
struct Options {
    reserve_bytes: Option<u64>,
    segment_bytes: u64,
    sink_of: SinkOf,
    keeper_of: KeeperOf,
    /// Called between the steps of a recovery.
    pause: Arc<dyn Fn() + Send + Sync>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            reserve_bytes: None,
            segment_bytes: SEGMENT_BYTES,
            sink_of: Arc::new(|file| Box::new(file) as Box<dyn Sink>),
            keeper_of: Arc::new(|disk| Box::new(disk)),
            pause: Arc::new(|| ()),
        }
    }
}

impl Embedded {
    /// Opens a data folder, made when there is none. What a crash left is put in order: a write that never came to its
    /// end is cut off the journal, the index is brought to the journal's end or built anew. Damage does not stop it
    /// from opening: it is told in the log and by [`crate::Records::check`].
    ///
    /// Blocks: on a new index for as long as it takes to read the journal.
    ///
    /// # Errors
    /// [`Error::Locked`], [`Error::NewerFormat`], or a fault of the file system.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        Self::open_with(folder, Options::default())
    }

    /// As [`open`](Self::open), and tells from time to time how many bytes of the journal were read for the index, and
    /// how many there are in all: for whoever waits meanwhile. An index that is whole is not built: then nothing is told.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn open_with_progress(
        folder: &Path,
        tell: impl Fn(u64, u64) + Send + Sync,
    ) -> Result<Self, Error> {
        Self::open_telling(folder, Options::default(), &tell)
    }

    /// Puts the records index of a folder that nobody uses aside, so that the next opening builds it anew.
    ///
    /// # Errors
    /// [`Error::Locked`], [`Error::NewerFormat`], [`Error::DiskFull`], or a fault of the file system.
    pub fn rebuild_index(folder: &Path) -> Result<(), Error> {
        let folder = Folder::open(folder, None)?;
        recovery::retire_index(&folder, "it was asked for")
    }

    fn open_with(folder: &Path, options: Options) -> Result<Self, Error> {
        Self::open_telling(folder, options, &|_, _| ())
    }

    fn open_telling(folder: &Path, options: Options, tell: Tell<'_>) -> Result<Self, Error> {
        let folder = Arc::new(Folder::open(folder, options.reserve_bytes)?);
        let files = Arc::new(FolderFiles::open(Arc::clone(&folder))?);
        let drafts = Arc::new(FolderDrafts::open(Arc::clone(&folder))?);
        let recovered = recovery::recover(&folder, &options, tell)?;
        let records = Arc::new(EmbeddedRecords::start(folder, recovered, options)?);
        Ok(Self {
            records,
            files,
            drafts,
        })
    }
}
