//! The rehearsal of a restore: a backup is worth what comes out of it.

use crate::backup::{BackupSummary, open_file};
use crate::{Error, FaultKind, Library, Progress};
use jiff::Timestamp;
use model::{Change, Seq};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// How many changes are compared at once.
const PAGE: u64 = 100;
/// How many faults a rehearsal names.
const NAMED: usize = 3;

/// How a rehearsal ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rehearsal {
    /// When.
    pub at: Timestamp,
    /// Whether the library that came out of the backup is the one that went in.
    pub sound: bool,
    /// Entries of the log that came out.
    pub changes: u64,
    /// Files that came out.
    pub files: u64,
    /// What was found, in English: what was compared, or what is wrong.
    pub detail: String,
}

impl Library {
    /// Restores a backup into `aside`, an empty library made for it by the caller, checks what came out, and compares
    /// it with this library: every change up to the backup's place in the log, one by one. Others may write meanwhile.
    /// Changes that both lack are told and no fault of the backup; one that only the backup lacks is.
    ///
    /// A backup that is damaged, or of another library, is a rehearsal that is not sound, no error.
    ///
    /// # Errors
    /// When there was no rehearsal: the backup is not there, `aside` is not empty or cannot be written, this library
    /// cannot be read.
    pub async fn rehearse(
        &self,
        backup: &Path,
        aside: &Self,
        progress: &dyn Progress,
    ) -> Result<Rehearsal, Error> {
        let at = self.parts.clock.now();
        let restored = match restore(backup, aside, progress).await? {
            Ok(summary) => summary,
            Err(detail) => return Ok(Rehearsal::of(at, None, Err(detail))),
        };
        let found = match examine(aside, &restored, progress).await? {
            Ok(()) => self.compare_with(aside, &restored, progress).await?,
            Err(detail) => Err(detail),
        };
        Ok(Rehearsal::of(at, Some(&restored), found))
    }

    /// The log that came out is that of this library, as far as it goes; gives what to tell, or what is wrong.
    async fn compare_with(
        &self,
        aside: &Self,
        restored: &BackupSummary,
        progress: &dyn Progress,
    ) -> Result<Result<String, String>, Error> {
        let (end, here) = (restored.position, self.parts.records.position().await?);
        if here < end {
            return Ok(Err(format!(
                "it holds changes up to {end}, and the library ends at {here}: it is of another library, or this one has lost its end"
            )));
        }
        let mut lacks = Lacks::default();
        let mut at = Seq(0);
        while at < end {
            let last = Seq(at.0.saturating_add(PAGE)).min(end);
            let (theirs, ours) = (aside.part(at, last).await?, self.part(at, last).await?);
            for seq in (at.next().0..=last.0).map(Seq) {
                match (theirs.get(&seq), ours.get(&seq)) {
                    (None, None) => lacks.both.push(seq),
                    (Some(_), None) => lacks.library.push(seq),
                    (Some(their), Some(our)) if their == our => {}
                    (Some(_), Some(_)) => return Ok(Err(differs(seq))),
                    (None, Some(_)) => {
                        return Ok(Err(format!(
                            "it has not change {seq}, which the library has: make a new backup"
                        )));
                    }
                }
            }
            at = last;
            progress.step(at.0, Some(end.0), "compare");
        }
        let mut told = lacks.tell();
        if self.sealed_otherwise(restored).await? {
            told.push_str("; the seal is another one, as after mending: note the new one");
        }
        Ok(Ok(told))
    }

    /// The changes that can be read after a place, up to another.
    async fn part(&self, after: Seq, last: Seq) -> Result<BTreeMap<Seq, Change>, Error> {
        let mut changes = BTreeMap::new();
        self.walk(after, last, usize::try_from(PAGE).unwrap_or(1), |change| {
            changes.insert(change.seq, change);
        })
        .await?;
        Ok(changes)
    }

    async fn sealed_otherwise(&self, restored: &BackupSummary) -> Result<bool, Error> {
        let ours = self.parts.records.seal(restored.position).await?;
        Ok(matches!((ours, restored.seal), (Some(ours), Some(theirs)) if ours != theirs))
    }
}

/// Places of which a change is missing.
#[derive(Default)]
struct Lacks {
    /// in the library and in its backup
    both: Vec<Seq>,
    /// in the library alone
    library: Vec<Seq>,
}

impl Lacks {
    fn tell(&self) -> String {
        let mut told = "restored and checked; every change equals that of the library".to_owned();
        if let Some(first) = self.library.first() {
            told = format!(
                "restored and checked; it holds what the library cannot read any more (change {first}, {} in all): mend it with `check --repair --from` this backup",
                self.library.len()
            );
        }
        if let Some(first) = self.both.first() {
            told.push_str(&format!(
                "; what the library cannot read is not in it either (change {first}, {} in all): an older backup may have it",
                self.both.len()
            ));
        }
        told
    }
}

/// Rehearses a backup without the library that it was made of: what comes out is checked, and compared with what the
/// backup says of itself. See [`Library::rehearse`].
///
/// # Errors
/// When there was no rehearsal, as for [`Library::rehearse`].
pub async fn rehearse_alone(
    backup: &Path,
    aside: &Library,
    progress: &dyn Progress,
) -> Result<Rehearsal, Error> {
    let at = aside.parts.clock.now();
    let restored = match restore(backup, aside, progress).await? {
        Ok(summary) => summary,
        Err(detail) => return Ok(Rehearsal::of(at, None, Err(detail))),
    };
    let found = examine(aside, &restored, progress).await?;
    let mut told = "restored and checked; there was no library to compare it with".to_owned();
    if restored.missing_changes > 0 {
        let lost = restored.missing_changes;
        told.push_str(&format!(
            "; {lost} changes could not be read when it was made and are not in it"
        ));
    }
    Ok(Rehearsal::of(at, Some(&restored), found.map(|()| told)))
}

impl Rehearsal {
    fn of(at: Timestamp, restored: Option<&BackupSummary>, found: Result<String, String>) -> Self {
        Self {
            at,
            sound: found.is_ok(),
            changes: restored.map_or(0, |restored| restored.changes),
            files: restored.map_or(0, |restored| restored.files),
            detail: found.unwrap_or_else(|wrong| wrong),
        }
    }
}

/// Restores; the inner result tells what is wrong with the backup.
async fn restore(
    backup: &Path,
    aside: &Library,
    progress: &dyn Progress,
) -> Result<Result<BackupSummary, String>, Error> {
    // a backup that is not there and a place that is not empty are faults of the call, not of the backup
    open_file(backup)?;
    let place = aside.parts.records.position().await?;
    if place != Seq(0) {
        return Err(Error::outside(
            backup,
            "a rehearsal needs an empty library beside; this one is not empty",
        ));
    }
    match aside.restore_verified(backup, progress).await {
        Ok(summary) => Ok(Ok(summary)),
        Err(error @ (Error::Outside { .. } | Error::Storage(storage::Error::Damaged { .. }))) => {
            Ok(Err(error.to_string()))
        }
        Err(error) => Err(error),
    }
}

/// Checks what came out.
async fn examine(
    aside: &Library,
    restored: &BackupSummary,
    progress: &dyn Progress,
) -> Result<Result<(), String>, Error> {
    let report = aside.check(progress).await?;
    if let Some(missing) = restored.missing.first() {
        return Ok(Err(format!(
            "{} files that the library names were damaged or missing when it was made, the first is {missing}: run `check`",
            restored.missing.len()
        )));
    }
    // what was missing when it was made is missing here too, and whatever followed from it
    let expected = |kind| {
        restored.missing_changes > 0 && matches!(kind, FaultKind::Journal | FaultKind::Revision)
    };
    let faults = report.faults.iter().filter(|fault| !expected(fault.kind));
    let faults: Vec<String> = faults
        .map(|fault| format!("{}: {}", fault.place, fault.detail))
        .collect();
    if !faults.is_empty() {
        let (count, named) = (faults.len(), &faults[..faults.len().min(NAMED)]);
        return Ok(Err(format!(
            "what came out has {count} faults: {}",
            named.join("; ")
        )));
    }
    if (report.changes, report.files) != (restored.changes, restored.files) {
        return Ok(Err(format!(
            "{} changes and {} files came out instead of {} and {}",
            report.changes, report.files, restored.changes, restored.files
        )));
    }
    Ok(Ok(()))
}

fn differs(seq: Seq) -> String {
    format!(
        "change {seq} is not the one that the library has: it is of another library, or one of them was changed"
    )
}
