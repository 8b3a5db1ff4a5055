//! When the next backup is due.

use jiff::Timestamp;
use library::BackupFile;
use std::time::{Duration, Instant};

/// Looks at two clocks: that of the names, which outlives a restart and may be set, and one that only goes on.
#[derive(Debug)]
pub(super) struct Due {
    every: Duration,
    done: Option<Instant>,
}

impl Due {
    pub(super) fn every(every: Duration) -> Self {
        Self { every, done: None }
    }

    /// One was made, or was not needed.
    pub(super) fn done(&mut self) {
        self.done = Some(Instant::now());
    }

    /// How long until the next one is due; zero when it is. `newest` is the time of the newest.
    pub(super) fn wait(&self, newest: Option<Timestamp>, now: Timestamp) -> Duration {
        let by_name =
            newest.map(|at| Duration::try_from(now.duration_since(at)).unwrap_or_default());
        let by_run = self.done.map(|done| done.elapsed());
        // fresh by either is fresh: a clock set forward makes no backup before its time
        let age = by_name.into_iter().chain(by_run).min();
        age.map_or(Duration::ZERO, |age| self.every.saturating_sub(age))
    }
}

/// The newest backup that was not made in the future: those that were come from a clock that was wrong.
pub(super) fn newest(backups: &[BackupFile], now: Timestamp) -> Option<&BackupFile> {
    backups
        .iter()
        .filter(|backup| backup.at <= now)
        .max_by_key(|backup| (backup.at, backup.position))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Duration = Duration::from_secs(86400);

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn backup(time: &str) -> BackupFile {
        let at = at(time);
        let name = library::backup_name(at, model::Seq(1), None);
        BackupFile {
            path: name.clone().into(),
            name,
            at,
            position: model::Seq(1),
            seal_begins: None,
            size_bytes: 1,
            rehearsal: None,
        }
    }

    #[test]
    fn it_is_due_at_once_without_one_and_then_after_the_period() {
        let due = Due::every(DAY);
        let now = at("2026-11-22T12:00:00Z");
        assert_eq!(due.wait(None, now), Duration::ZERO);
        assert_eq!(
            due.wait(Some(at("2026-11-21T12:00:00Z")), now),
            Duration::ZERO
        );
        let six_hours = Duration::from_secs(6 * 3600);
        assert_eq!(due.wait(Some(at("2026-11-21T18:00:00Z")), now), six_hours);
    }

    #[test]
    fn a_restart_does_not_start_over_and_a_run_does_not_repeat_itself() {
        let mut due = Due::every(DAY);
        let now = at("2026-11-22T12:00:00Z");
        assert!(due.wait(Some(at("2026-11-22T11:59:00Z")), now) > Duration::ZERO);
        due.done();
        // the clock was set forward by a year, or the folder is seen without its backups
        for newest in [Some(at("2025-11-22T12:00:00Z")), None] {
            assert!(due.wait(newest, now) > DAY - Duration::from_secs(60));
        }
    }

    #[test]
    fn a_clock_that_went_back_does_no_harm() {
        let backups = [
            backup("2027-01-01T00:00:00Z"),
            backup("2026-11-20T00:00:00Z"),
        ];
        let now = at("2026-11-22T00:00:00Z");
        let newest = newest(&backups, now).unwrap();
        assert_eq!(newest.name, backups[1].name);
        assert_eq!(Due::every(DAY).wait(Some(newest.at), now), Duration::ZERO);
    }
}
