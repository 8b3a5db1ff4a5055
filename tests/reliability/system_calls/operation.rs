//! The operations whose system calls are gone through.

use std::fmt;

/// What the program is made to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Operation {
    /// A sheet is revised through a running server.
    Save,
    /// A file is attached through a running server.
    Upload,
    /// A server starts without its records index.
    Rebuild,
    /// A server starts after a SIGKILL in the middle of a write to the journal.
    Recovery,
    /// A server starts on an empty folder and loads its first resources.
    Filling,
    /// `backup`.
    Backup,
    /// `restore`.
    Restore,
    /// `reindex`.
    Reindex,
    /// `import` of three sheets.
    Import,
}

impl Operation {
    /// Every one.
    pub const ALL: [Self; 9] = [
        Self::Save,
        Self::Upload,
        Self::Rebuild,
        Self::Recovery,
        Self::Filling,
        Self::Backup,
        Self::Restore,
        Self::Reindex,
        Self::Import,
    ];
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Save => "save",
            Self::Upload => "upload",
            Self::Rebuild => "start without index",
            Self::Recovery => "recovery",
            Self::Filling => "first start",
            Self::Backup => "backup",
            Self::Restore => "restore",
            Self::Reindex => "reindex",
            Self::Import => "import",
        })
    }
}
