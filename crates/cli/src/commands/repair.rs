//! `check --repair`: mends what can be mended. Nothing is deleted: what is replaced is put aside.

use super::{check, count};
use crate::progress::Shown;
use crate::settings::Settings;
use crate::wiring::{self, Folder};
use library::{Backup, CheckReport, FaultKind, RepairPlan};
use library::{Library, Progress, repair_plan};
use std::path::Path;
use storage::Embedded;

/// Runs it; false when something is wrong afterwards.
pub async fn run(settings: &Settings, from: Option<&Path>) -> anyhow::Result<bool> {
    let progress = Shown::new();
    let done = repair(settings, from, &progress).await;
    progress.finish();
    done
}

async fn repair(
    settings: &Settings,
    from: Option<&Path>,
    progress: &Shown,
) -> anyhow::Result<bool> {
    // a backup that is damaged, or not there, is known before anything is touched
    let mut backup = from.map(|path| verified(path, progress)).transpose()?;
    let report = checked(settings, progress).await?;
    if report.faults.is_empty() {
        println!("nothing to mend");
        return Ok(check::told(&report).print());
    }
    let plan = repair_plan(&report);
    if let (true, Some(backup)) = (plan.journal, &mut backup) {
        mend_journal(settings, backup, progress)?;
    }
    if plan.index {
        Embedded::rebuild_index(&settings.data)?;
        println!("records index: put aside, and built anew");
    }
    let library = wiring::open(settings, Folder::MustExist).await?;
    let mended = mend_open(&library, plan, backup, progress).await;
    let after = match mended {
        Ok(()) => library.check(progress).await.map_err(Into::into),
        Err(error) => Err(error),
    };
    wiring::close(&library, None).await?;
    let after = after?;
    let sound = check::told(&after).print();
    advise(&after, from);
    Ok(sound)
}

/// A backup of which every byte was read and found right.
fn verified(path: &Path, progress: &dyn Progress) -> anyhow::Result<Backup> {
    let mut backup = Backup::open(path)?;
    backup.verify(progress)?;
    Ok(backup)
}

/// What is wrong, with the library closed again.
async fn checked(settings: &Settings, progress: &dyn Progress) -> anyhow::Result<CheckReport> {
    let library = wiring::open(settings, Folder::MustExist).await?;
    let checked = library.check(progress).await;
    wiring::close(&library, None).await?;
    Ok(checked?)
}

/// Brings damaged and missing changes back, with the library closed.
fn mend_journal(
    settings: &Settings,
    backup: &mut Backup,
    progress: &dyn Progress,
) -> anyhow::Result<()> {
    let place = backup.path().display().to_string();
    let mut changes = backup.changes().map(|change| {
        change.map_err(|error| storage::Error::Damaged {
            place: place.clone(),
            detail: error.to_string(),
            seq: None,
        })
    });
    let mended = Embedded::mend(&settings.data, &mut changes, &|seq| {
        progress.step(seq.0, None, "mend");
    })?;
    println!(
        "journal: {} brought back, {} of them after its end",
        count(mended.mended, "change"),
        mended.appended
    );
    for fault in &mended.faults {
        println!("not mended: {}: {}", fault.place, fault.detail);
    }
    if let Some(seq) = mended.resealed {
        println!(
            "journal: sealed anew from change {seq} on; a seal noted of a later change does not hold any more"
        );
    }
    Ok(())
}

/// What is mended with the library open.
async fn mend_open(
    library: &Library,
    plan: RepairPlan,
    backup: Option<Backup>,
    progress: &dyn Progress,
) -> anyhow::Result<()> {
    // what was brought back into the journal may name files that are missing too
    if let Some(mut backup) = backup {
        let files = library.mend_files(&mut backup, progress).await?;
        println!("files: {} brought back", count(files, "file"));
    }
    if plan.search {
        let resources = library.reindex(progress).await?;
        println!(
            "search index: built anew, {}",
            super::count_of(resources, "resource")
        );
    } else {
        library.catch_up(progress).await?;
    }
    Ok(())
}

/// What to do about what remains.
fn advise(report: &CheckReport, from: Option<&Path>) {
    let of = |kinds: &[FaultKind]| {
        report
            .faults
            .iter()
            .any(|fault| kinds.contains(&fault.kind))
    };
    if of(&[FaultKind::Journal, FaultKind::File]) {
        match from {
            None => println!("to mend changes and files, give --from BACKUP"),
            Some(_) => println!(
                "what remains is not in this backup: try another with --from, an older or a newer one"
            ),
        }
    }
}
