//! Which backups of the folder are of this library.

use library::{Backup, BackupFile, Library, Silent};
use std::path::Path;

/// The backups of a folder by whose they are, each newest first.
#[derive(Debug)]
pub(super) struct Told {
    /// Those of this library.
    pub(super) own: Vec<BackupFile>,
    /// How many are of another: two libraries that share a folder, or this one before it was restored, lost its end or
    /// was sealed anew. They say nothing of what is backed up, and are never removed.
    pub(super) others: usize,
}

/// Tells them apart by their seals.
///
/// # Errors
/// When the folder or the log cannot be read.
pub(super) async fn tell_apart(library: &Library, folder: &Path) -> anyhow::Result<Told> {
    let (mut own, mut others) = (Vec::new(), 0);
    for backup in library::list_backups(folder)? {
        if backup.is_of(library.seal(backup.position).await?) {
            own.push(backup);
        } else {
            others += 1;
        }
    }
    Ok(Told { own, others })
}

/// Whether a backup is as it was made, and lacks nothing: everything in it is read.
pub(super) async fn is_whole(backup: &BackupFile) -> bool {
    let path = backup.path.clone();
    let read = move || Backup::open(&path)?.verify(&Silent);
    let read = tokio::task::spawn_blocking(read).await;
    matches!(read, Ok(Ok(summary)) if summary.missing.is_empty() && summary.missing_changes == 0)
}
