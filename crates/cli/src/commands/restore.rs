//! `restore`: brings a backup back.

use super::count;
use crate::marker::Marker;
use crate::progress::Shown;
use crate::settings::Settings;
use crate::wiring::{self, Folder};
use anyhow::{Context, bail};
use library::{Backup, BackupReport, Library};
use std::path::Path;

/// Runs it.
pub async fn run(settings: &Settings, path: &Path) -> anyhow::Result<bool> {
    if !path.is_file() {
        bail!("{}: no such file", path.display());
    }
    // before anything is made: the folder of a backup that is refused would be taken for a new library
    verify(path)?;
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

fn verify(path: &Path) -> anyhow::Result<()> {
    let progress = Shown::new();
    let verified = Backup::open(path).and_then(|mut backup| backup.verify(&progress));
    progress.finish();
    verified.map(drop).with_context(|| {
        "nothing was restored; use another backup (`ressourcotheque backups` lists those of the schedule)"
    })
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
    // whatever stopped it, what is there is no library: the mark stays until a restore has come to its end
    if restored.is_ok() {
        mark.remove()?;
    }
    indexed?;
    Ok(restored?)
}
