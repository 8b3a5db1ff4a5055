//! `restore`: brings a backup back.

use super::count;
use crate::marker::Marker;
use crate::progress::Shown;
use crate::settings::Settings;
use crate::wiring::{self, Folder};
use anyhow::bail;
use library::{BackupReport, Library};
use std::path::Path;

/// Runs it.
pub async fn run(settings: &Settings, path: &Path) -> anyhow::Result<bool> {
    if !path.is_file() {
        bail!("{}: no such file", path.display());
    }
    let library = wiring::open(settings, Folder::ForRestore).await?;
    if library.positions().await?.store.0 > 0 {
        wiring::close(&library, None).await?;
        bail!(
            "{} holds a library already; a backup goes into an empty folder",
            settings.data.display()
        );
    }
    let restored = restore(&library, settings, path).await;
    wiring::close(&library, None).await?;
    let report = restored?;
    println!(
        "restored: {}, {}",
        count(report.changes, "change"),
        count(report.files, "file")
    );
    Ok(true)
}

/// Restores under a mark, so that a library of which half is there is not taken for a whole one.
async fn restore(
    library: &Library,
    settings: &Settings,
    path: &Path,
) -> anyhow::Result<BackupReport> {
    let mark = Marker::restoring(&settings.data);
    mark.set()?;
    let progress = Shown::new();
    let restored = library.restore_backup(path, &progress).await;
    let indexed = library.catch_up(&progress).await;
    progress.finish();
    // a backup that was refused before anything of the log was written leaves an empty library
    if restored.is_ok() || library.positions().await?.store.0 == 0 {
        mark.remove()?;
    }
    indexed?;
    Ok(restored?)
}
