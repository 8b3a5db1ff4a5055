//! Why a copy cannot be marked.

use std::io::{self, ErrorKind};
use thiserror::Error;

/// Why a copy cannot be marked.
#[derive(Debug, Error)]
pub enum Error {
    /// There is no place for a licence in files of this type, or none that is known here.
    #[error("files of this type have no place for a licence")]
    Unsupported,
    /// The file is locked against changes.
    #[error("the file is encrypted")]
    Encrypted,
    /// The file is not what its type says, or the process that read it died of it.
    #[error("the file cannot be read: {0}")]
    Damaged(String),
    /// The file, or something in it, is larger than what is read, or takes longer.
    #[error("too large: {0}")]
    TooLarge(String),
    /// The process was ended by somebody else, as by a system that is short of memory: nothing of it speaks against the file.
    #[error("the process that marks was ended: {0}")]
    Interrupted(String),
    /// The file could not be opened, the process not be started or heard, or the copy not be written.
    #[error("a file cannot be marked: {0}")]
    Failed(#[from] io::Error),
}

/// What cannot be read.
pub(crate) fn damaged(error: impl std::fmt::Display) -> Error {
    Error::Damaged(error.to_string())
}

/// How a process that marks says why it did not: by its exit code, and by its complaint for the log.
const UNSUPPORTED: u8 = 10;
const ENCRYPTED: u8 = 11;
const DAMAGED: u8 = 12;
const TOO_LARGE: u8 = 13;
const DISK_FULL: u8 = 14;
const FAILED: u8 = 1;

impl Error {
    /// Whether there is no room for the copy.
    #[must_use]
    pub fn is_disk_full(&self) -> bool {
        let full = [ErrorKind::StorageFull, ErrorKind::QuotaExceeded];
        matches!(self, Self::Failed(error) if full.contains(&error.kind()))
    }

    /// The exit code of a process that ends with this error.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Unsupported => UNSUPPORTED,
            Self::Encrypted => ENCRYPTED,
            Self::Damaged(_) => DAMAGED,
            Self::TooLarge(_) => TOO_LARGE,
            Self::Failed(_) if self.is_disk_full() => DISK_FULL,
            Self::Interrupted(_) | Self::Failed(_) => FAILED,
        }
    }

    /// The error of a process that ended by itself with an exit code.
    pub(crate) fn of_exit_code(code: i32, complaint: &str) -> Self {
        let complaint = complaint.trim().to_owned();
        match u8::try_from(code) {
            Ok(UNSUPPORTED) => Self::Unsupported,
            Ok(ENCRYPTED) => Self::Encrypted,
            Ok(DAMAGED) => Self::Damaged(complaint),
            Ok(TOO_LARGE) => Self::TooLarge(complaint),
            Ok(DISK_FULL) => Self::Failed(io::Error::new(ErrorKind::StorageFull, complaint)),
            _ => Self::Failed(io::Error::other(complaint)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_comes_back_from_its_code() {
        let said = || "x".to_owned();
        for error in [
            Error::Unsupported,
            Error::Encrypted,
            Error::Damaged(said()),
            Error::TooLarge(said()),
            Error::Failed(io::Error::other("x")),
        ] {
            let back = Error::of_exit_code(error.exit_code().into(), "x\n");
            assert_eq!(back.to_string(), error.to_string());
        }
        let full = Error::Failed(io::Error::new(ErrorKind::QuotaExceeded, "x"));
        let back = Error::of_exit_code(full.exit_code().into(), "x");
        assert!(back.is_disk_full(), "{back}");
        let foreign = Error::of_exit_code(101, "panicked");
        assert!(matches!(foreign, Error::Failed(_)));
    }
}
