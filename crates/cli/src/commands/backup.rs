//! `backup`: writes the whole library into one file.

use super::{count, open_or_ask};
use crate::control::{Request, Told};
use crate::settings::Settings;
use library::{BackupReport, Library, Progress};
use std::path::Path;

/// Runs it, through the server that has the library open if there is one.
pub async fn run(settings: &Settings, path: &Path) -> anyhow::Result<bool> {
    let path = std::path::absolute(path)?;
    open_or_ask(settings, Request::Backup { path }).await
}

/// Writes it; false when it lacks files or changes that were damaged or are lost.
///
/// # Errors
/// When it cannot be written, or the log cannot be read.
pub async fn work(library: &Library, path: &Path, progress: &dyn Progress) -> anyhow::Result<Told> {
    let report = library.backup(path, progress).await?;
    let mut said = vec![format!(
        "backed up: {}, {}, {} bytes",
        count(report.changes, "change"),
        count(report.files, "file"),
        report.size_bytes
    )];
    if report.missing_files > 0 {
        said.push(format!(
            "not in it, because damaged or missing: {}; run check",
            count(report.missing_files, "file")
        ));
    }
    if report.missing_changes > 0 {
        said.push(format!(
            "not in it, because damaged or lost: {}; run check",
            count(report.missing_changes, "change")
        ));
    }
    Ok(Told {
        said,
        sound: is_complete(&report),
    })
}

/// Whether everything that the library should have is in the backup.
pub fn is_complete(report: &BackupReport) -> bool {
    report.missing_files == 0 && report.missing_changes == 0
}
