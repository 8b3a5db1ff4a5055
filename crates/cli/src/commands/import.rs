//! `import`: takes in a folder.

use super::count_of;
use crate::embedded;
use crate::progress::Shown;
use crate::settings::Settings;
use crate::wiring::{self, Folder};
use anyhow::bail;
use library::{ImportReport, ImportSource, Library};
use std::path::{Path, PathBuf};

/// Runs it; false when anything was refused.
pub async fn run(
    settings: &Settings,
    path: PathBuf,
    licence: Option<&str>,
) -> anyhow::Result<bool> {
    if !path.exists() {
        bail!("{}: no such file or folder", path.display());
    }
    let library = wiring::open(settings, Folder::MayBeNew).await?;
    let progress = Shown::new();
    let imported = import(&library, &path, licence, &progress).await;
    // what was taken before a fault is found too
    let indexed = library.catch_up(&progress).await;
    progress.finish();
    wiring::close(&library, None).await?;
    let report = imported?;
    indexed?;
    tell(&report);
    Ok(report.refused.is_empty())
}

/// Imports. Where neither the library nor the folder has any kind, as with plain documents and a new library, the
/// shipped kinds are taken first.
async fn import(
    library: &Library,
    path: &Path,
    licence: Option<&str>,
    progress: &Shown,
) -> Result<ImportReport, library::Error> {
    let source = || ImportSource::Path(path.to_owned());
    let report = library.import(source(), licence, progress).await?;
    if !library.kinds().is_empty() {
        return Ok(report);
    }
    let mut kinds = embedded::content();
    kinds.retain(|(path, _)| path.starts_with("kinds/"));
    let shipped = library
        .import(ImportSource::Embedded(kinds), None, progress)
        .await?;
    let report = library.import(source(), licence, progress).await?;
    Ok(ImportReport {
        kinds: shipped.kinds,
        ..report
    })
}

/// Says what was taken and what was not.
pub fn tell(report: &ImportReport) {
    for refusal in &report.refused {
        let place = match refusal.line {
            Some(line) => format!("{}:{line}", refusal.file),
            None => refusal.file.clone(),
        };
        eprintln!("refused {place}: {}", refusal.reason);
    }
    for doubtful in &report.doubtful {
        eprintln!(
            "taken, licence in doubt: {}: {}",
            doubtful.file, doubtful.reason
        );
    }
    println!("{}", sentence(report));
}

fn sentence(report: &ImportReport) -> String {
    let doubtful = match report.doubtful.len() {
        0 => String::new(),
        doubts => format!(
            "; {} about licences, listed by /etat/licences",
            count_of(doubts, "doubt")
        ),
    };
    format!(
        "imported: {} added, {} updated, {} unchanged, {}, {}, {} refused{doubtful}",
        count_of(report.added, "resource"),
        report.updated,
        report.unchanged,
        count_of(report.files, "file"),
        count_of(report.kinds, "kind"),
        report.refused.len()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_counts_are_told() {
        let report = ImportReport {
            added: 1,
            updated: 2,
            kinds: 6,
            ..ImportReport::default()
        };
        assert_eq!(
            sentence(&report),
            "imported: 1 resource added, 2 updated, 0 unchanged, 0 files, 6 kinds, 0 refused"
        );
    }
}
