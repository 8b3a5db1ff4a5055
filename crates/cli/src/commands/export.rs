//! `export`: writes every resource as a Markdown file.

pub mod history;

use super::count_of;
use crate::progress::Shown;
use crate::settings::Settings;
use crate::wiring::{self, Folder};
use std::path::Path;

/// Runs it; false when anything could not be read.
pub async fn run(settings: &Settings, path: &Path) -> anyhow::Result<bool> {
    let library = wiring::open(settings, Folder::MustExist).await?;
    let progress = Shown::new();
    let done = library.export(path, &progress).await;
    progress.finish();
    wiring::close(&library, None).await?;
    let report = done?;
    for fault in &report.faults {
        eprintln!("not exported: {}: {}", fault.place, fault.detail);
    }
    println!(
        "exported: {}, {}, {}",
        count_of(report.resources, "resource"),
        count_of(report.files, "file"),
        count_of(report.kinds, "kind")
    );
    Ok(report.faults.is_empty())
}
