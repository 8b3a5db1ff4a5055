//! How the library is, for whoever wants to know.

use super::Page;
use serde::Serialize;

/// How the library is.
#[derive(Debug, Clone, Default, Serialize)]
pub struct StatePage {
    /// Frame; its `fault` says whether writing is stopped.
    pub page: Page,
    /// Resources that can be found.
    pub resources: u64,
    /// Changes ever written.
    pub changes_written: u64,
    /// Changes known to be damaged or missing: an older text is shown for what they said.
    pub changes_unread: u64,
    /// The first characters of the seal of the log.
    pub seal: Option<String>,
    /// How much of the log the search index follows, in hundredths, while it is behind.
    pub indexing: Option<u64>,
    /// Backups that are made by themselves, newest first; `None` when none are.
    pub backups: Option<Vec<BackupRow>>,
}

/// A backup.
#[derive(Debug, Clone, Default, Serialize)]
pub struct BackupRow {
    /// When it was made.
    pub at: String,
    /// Its size in bytes.
    pub size_bytes: u64,
    /// `sound`, `unsound`, or `none` when it was not restored for a trial.
    pub rehearsal: String,
}
