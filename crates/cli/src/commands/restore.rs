//! `restore`: brings a backup back.

use super::count;
use crate::progress::Shown;
use crate::settings::Settings;
use crate::wiring::{self, Folder};
use anyhow::bail;
use std::path::Path;

/// Runs it.
pub async fn run(settings: &Settings, path: &Path) -> anyhow::Result<bool> {
    if !path.is_file() {
        bail!("{}: no such file", path.display());
    }
    let library = wiring::open(settings, Folder::MayBeNew).await?;
    if library.positions().await?.store.0 > 0 {
        wiring::close(&library, None).await?;
        bail!(
            "{} holds a library already; a backup goes into an empty folder",
            settings.data.display()
        );
    }
    let progress = Shown::new();
    let restored = library.restore_backup(path, &progress).await;
    let indexed = library.catch_up(&progress).await;
    progress.finish();
    wiring::close(&library, None).await?;
    let report = restored?;
    indexed?;
    println!(
        "restored: {}, {}",
        count(report.changes, "change"),
        count(report.files, "file")
    );
    Ok(true)
}
