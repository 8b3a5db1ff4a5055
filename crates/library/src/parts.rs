//! What a library is put together from.

use crate::{Copies, Texts};
use jiff::Timestamp;
use std::sync::Arc;
use storage::{Drafts, Files, Records};
use uuid::Uuid;

/// Tells the time.
pub trait Clock: Send + Sync + 'static {
    /// The present moment.
    fn now(&self) -> Timestamp;
}

/// Makes identifiers.
pub trait Ids: Send + Sync + 'static {
    /// An identifier never given before; of version 7, so that it sorts by time.
    fn next(&self) -> Uuid;

    /// An identifier that nobody can guess, of version 4.
    fn secret(&self) -> Uuid;
}

/// Is told how far long work has come.
pub trait Progress: Send + Sync {
    /// `done` of `total` (when that is known), at `what`.
    fn step(&self, done: u64, total: Option<u64>, what: &str);
}

/// A progress that nobody watches.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn step(&self, _done: u64, _total: Option<u64>, _what: &str) {}
}

/// How much is taken from people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes of one uploaded file.
    pub file_bytes: u64,
}

impl Default for Limits {
    /// 100 MB a file: a long video is better kept elsewhere and linked to.
    fn default() -> Self {
        Self {
            file_bytes: 100_000_000,
        }
    }
}

/// The parts from which [`crate::Library::new`] puts a library together.
#[derive(Clone)]
pub struct LibraryParts {
    /// Where records are kept.
    pub records: Arc<dyn Records>,
    /// Where files are kept.
    pub files: Arc<dyn Files>,
    /// Where drafts are kept.
    pub drafts: Arc<dyn Drafts>,
    /// The index that follows the records.
    pub index: Arc<search::Index>,
    /// Tells what is in the files.
    pub texts: Arc<Texts>,
    /// Makes marked copies of files.
    pub copies: Arc<Copies>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Makes identifiers.
    pub ids: Arc<dyn Ids>,
    /// How much is taken from people.
    pub limits: Limits,
}
