//! `check`: verifies everything.

use super::{count, count_of};
use crate::progress::Shown;
use crate::settings::Settings;
use crate::wiring::{self, Folder};

/// Runs it; false when anything is wrong.
pub async fn run(settings: &Settings) -> anyhow::Result<bool> {
    let library = wiring::open(settings, Folder::MustExist).await?;
    let progress = Shown::new();
    let checked = library.check(&progress).await;
    progress.finish();
    wiring::close(&library, None).await?;
    let report = checked?;
    for fault in &report.faults {
        println!("fault: {}: {}", fault.place, fault.detail);
    }
    println!(
        "checked: {}, {}, {}, {} ({} in no revision), {}",
        count(report.changes, "change"),
        count(report.resources, "resource"),
        count(report.revisions, "revision"),
        count(report.files, "file"),
        report.unnamed_files,
        count_of(report.faults.len(), "fault")
    );
    Ok(report.faults.is_empty())
}
