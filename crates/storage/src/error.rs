//! Faults of a store.

use model::{Seq, Sha256};
use std::fmt::Display;
use std::io::ErrorKind;
use std::path::PathBuf;

/// A fault of the machine or of the data; what merely did not work out is an [`crate::Outcome`].
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Another program holds the data folder.
    #[error("the data folder {} is in use by another program (a running server?); stop it first", .0.display())]
    Locked(PathBuf),
    /// The folder was written by a newer program.
    #[error("the data folder {} has format {found}; this program reads formats up to {known}: use a newer program", folder.display())]
    NewerFormat {
        /// the data folder
        folder: PathBuf,
        /// its format
        found: u32,
        /// the newest that is known here
        known: u32,
    },
    /// What is stored cannot be read as it should.
    #[error("damaged data at {place}: {detail}")]
    Damaged {
        /// file and position
        place: String,
        /// what is wrong
        detail: String,
        /// the change that cannot be read, when it is one: a follower may go on after it
        seq: Option<Seq>,
    },
    /// There is no room left; nothing was written, and writing works again when there is room.
    #[error("the disk is full; nothing was written")]
    DiskFull,
    /// A flush failed, so that it is not certain what is on the disk: nothing more is written until a restart.
    #[error("writing is stopped after a fault of the disk ({0}); restart the program")]
    ReadOnly(String),
    /// There is no file with this hash.
    #[error("no file is stored under {0}")]
    NoSuchFile(Sha256),
    /// That many drafts are kept and no other one is taken in; one of those may still be kept anew.
    #[error("{0} drafts are kept; no other one is taken until some are used or dropped")]
    TooManyDrafts(usize),
    /// The store was closed.
    #[error("the store is closed")]
    Closed,
    /// Another fault of the file system.
    #[error("{place}: {source}")]
    Io {
        /// what was being read or written
        place: String,
        /// the system's word
        source: std::io::Error,
    },
    /// A fault of the records index.
    #[error("records index: {0}")]
    Index(String),
}

/// Whether something may be whole and only cannot be opened now: no right to it, too many open files, no memory.
pub(crate) fn is_out_of_reach(error: &std::io::Error) -> bool {
    // ENFILE and EMFILE, which have no kind of their own
    const FILES: [i32; 2] = [23, 24];
    matches!(
        error.kind(),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem | ErrorKind::OutOfMemory
    ) || error
        .raw_os_error()
        .is_some_and(|code| FILES.contains(&code))
}

impl Error {
    /// A fault of the file system at a place; a full disk is told apart.
    pub(crate) fn io(place: impl Display, source: std::io::Error) -> Self {
        match source.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::DiskFull,
            _ => Self::Io {
                place: place.to_string(),
                source,
            },
        }
    }

    /// Damage that concerns no single change.
    pub(crate) fn damaged(place: impl Display, detail: impl Display) -> Self {
        Self::Damaged {
            place: place.to_string(),
            detail: detail.to_string(),
            seq: None,
        }
    }

    /// The same fault once more, for everybody who waits for the same write.
    pub(crate) fn again(&self) -> Self {
        match self {
            Self::Locked(folder) => Self::Locked(folder.clone()),
            Self::NewerFormat {
                folder,
                found,
                known,
            } => Self::NewerFormat {
                folder: folder.clone(),
                found: *found,
                known: *known,
            },
            Self::Damaged { place, detail, seq } => Self::Damaged {
                place: place.clone(),
                detail: detail.clone(),
                seq: *seq,
            },
            Self::DiskFull => Self::DiskFull,
            Self::ReadOnly(reason) => Self::ReadOnly(reason.clone()),
            Self::NoSuchFile(sha256) => Self::NoSuchFile(*sha256),
            Self::TooManyDrafts(most) => Self::TooManyDrafts(*most),
            Self::Closed => Self::Closed,
            Self::Io { place, source } => Self::Io {
                place: place.clone(),
                source: std::io::Error::new(source.kind(), source.to_string()),
            },
            Self::Index(detail) => Self::Index(detail.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_opened_now_is_told_from_what_is_damaged() {
        let is = |code| is_out_of_reach(&std::io::Error::from_raw_os_error(code));
        for (code, name) in [
            (1, "EPERM"),
            (12, "ENOMEM"),
            (13, "EACCES"),
            (23, "ENFILE"),
            (24, "EMFILE"),
            (30, "EROFS"),
        ] {
            assert!(is(code), "{name}");
        }
        for (code, name) in [(2, "ENOENT"), (5, "EIO"), (20, "ENOTDIR"), (21, "EISDIR")] {
            assert!(!is(code), "{name}");
        }
    }
}
