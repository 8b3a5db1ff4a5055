//! Which backups are kept: the last of each of the last days, weeks and months.

use super::{BackupFile, newest_first};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// For how many periods a backup is kept. Periods without a backup do not count, so that a long pause loses nothing: the
/// rules of `restic forget` (<https://restic.readthedocs.io/en/stable/060_forget.html>).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keep {
    /// Days.
    pub days: u32,
    /// Weeks, from Monday (ISO 8601).
    pub weeks: u32,
    /// Months.
    pub months: u32,
}

/// The backups that are not needed any more. Of each of the last days, weeks and months that have a backup, one is kept:
/// the newest whose rehearsal was sound, else the newest that was not rehearsed, else the newest. Always kept are the newest
/// of all, and the newest whose rehearsal was sound.
#[must_use]
pub fn outdated(backups: &[BackupFile], keep: Keep, zone: &TimeZone) -> Vec<PathBuf> {
    let mut backups: Vec<&BackupFile> = backups.iter().collect();
    backups.sort_by(|a, b| newest_first(a, b));
    let day = |backup: &BackupFile| backup.at.to_zoned(zone.clone()).date();
    let week = |backup: &BackupFile| {
        let day = day(backup).iso_week_date();
        (day.year(), day.week())
    };
    let month = |backup: &BackupFile| -> Date { day(backup).first_of_month() };
    let sound = |backup: &BackupFile| Worth::of(backup) == Worth::Sound;

    let mut kept: BTreeSet<usize> = BTreeSet::new();
    kept.extend((!backups.is_empty()).then_some(0));
    kept.extend(backups.iter().position(|backup| sound(backup)));
    kept.extend(best_of_each(&backups, day, keep.days));
    kept.extend(best_of_each(&backups, week, keep.weeks));
    kept.extend(best_of_each(&backups, month, keep.months));
    let numbered = backups.iter().enumerate();
    let others = numbered.filter(|(index, _)| !kept.contains(index));
    others.map(|(_, backup)| backup.path.clone()).collect()
}

/// What a backup is worth, as far as is known; the best comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Worth {
    Sound,
    Unknown,
    Unsound,
}

impl Worth {
    fn of(backup: &BackupFile) -> Self {
        match &backup.rehearsal {
            Some(found) if found.sound => Self::Sound,
            None => Self::Unknown,
            Some(_) => Self::Unsound,
        }
    }
}

/// Of backups from the newest to the oldest, the best of each of the first so many periods; of equal ones the newest.
fn best_of_each<P: PartialEq>(
    backups: &[&BackupFile],
    period: impl Fn(&BackupFile) -> P,
    periods: u32,
) -> Vec<usize> {
    let most = usize::try_from(periods).unwrap_or(usize::MAX);
    let numbered: Vec<(usize, &BackupFile)> = backups.iter().copied().enumerate().collect();
    let groups = numbered.chunk_by(|(_, a), (_, b)| period(a) == period(b));
    let best = groups.filter_map(|group| {
        let best = group.iter().min_by_key(|(_, backup)| Worth::of(backup));
        best.map(|(index, _)| *index)
    });
    best.take(most).collect()
}
