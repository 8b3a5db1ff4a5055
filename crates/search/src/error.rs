//! What can go wrong.

use std::path::PathBuf;

/// A fault of the index; that nothing was found is none.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The search engine failed; the index is a follower, so it can be begun anew.
    #[error("search index: {0}")]
    Engine(#[from] tantivy::TantivyError),
    /// A file of the index could not be read or written.
    #[error("search index: {0}")]
    Io(#[from] std::io::Error),
    /// What the index keeps of a resource cannot be read.
    #[error("search index: entry of a resource: {0}")]
    Entry(#[from] serde_json::Error),
    /// Another process, or another [`crate::Index`], writes to that folder.
    #[error("the search index in {} is in use", .0.display())]
    InUse(PathBuf),
    /// The folder holds a file that is no part of an index; nothing was deleted.
    #[error("{} is no part of a search index; the folder is left as it is", .0.display())]
    ForeignFile(PathBuf),
    /// The index was closed.
    #[error("the search index is closed")]
    Closed,
}
