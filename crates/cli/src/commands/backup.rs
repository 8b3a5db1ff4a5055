//! `backup`: writes the whole library into one file.

use super::count;
use crate::progress::Shown;
use crate::settings::Settings;
use crate::wiring::{self, Folder};
use std::path::Path;

/// Runs it.
pub async fn run(settings: &Settings, path: &Path) -> anyhow::Result<bool> {
    let library = wiring::open(settings, Folder::MustExist).await?;
    let progress = Shown::new();
    let done = library.backup(path, &progress).await;
    progress.finish();
    wiring::close(&library, None).await?;
    let report = done?;
    println!(
        "backed up: {}, {}",
        count(report.changes, "change"),
        count(report.files, "file")
    );
    Ok(true)
}
