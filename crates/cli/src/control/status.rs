//! How a running server is: what the command `status` tells.

use super::Told;
use jiff::Timestamp;
use library::{Positions, Writing};

/// What the schedule of backups says of itself.
#[derive(Debug, Clone, Default)]
pub struct Scheduled {
    /// What it did last.
    last: Option<Done>,
    /// Since when it fails, and why it did the last time.
    failing: Option<(Timestamp, String)>,
    /// When the next backup is due; `None` when none is made.
    next: Option<Timestamp>,
}

/// Work of the schedule that came to its end.
#[derive(Debug, Clone)]
struct Done {
    at: Timestamp,
    words: String,
    sound: bool,
}

impl Scheduled {
    /// It did something; `sound` is whether that was as it should be.
    pub fn did(&mut self, words: String, sound: bool, at: Timestamp) {
        self.last = Some(Done { at, words, sound });
    }

    /// It looked, did whatever was due, and looks again.
    pub fn went_well(&mut self, next: Option<Timestamp>) {
        self.failing = None;
        self.next = next;
    }

    /// It could not do what was due.
    pub fn failed(&mut self, why: String, at: Timestamp, next: Option<Timestamp>) {
        let since = self.failing.as_ref().map_or(at, |(since, _)| *since);
        self.failing = Some((since, why));
        self.next = next;
    }

    fn is_sound(&self) -> bool {
        self.failing.is_none() && self.last.as_ref().is_none_or(|done| done.sound)
    }

    fn words(&self) -> String {
        let last = match &self.last {
            Some(Done { at, words, .. }) => format!("{words} ({at:.0})"),
            None => "nothing done yet".to_owned(),
        };
        match &self.failing {
            Some((since, why)) => format!("failed: {why} (since {since:.0}); before: {last}"),
            None => last,
        }
    }
}

/// How the server is.
#[derive(Debug)]
pub(super) struct Status {
    pub(super) since: Timestamp,
    pub(super) positions: Positions,
    pub(super) writing: Writing,
    /// whether the records index on the disk failed
    pub(super) index_in_memory: bool,
    pub(super) scheduled: Scheduled,
}

impl Status {
    /// In lines; sound when nothing needs anybody's care.
    pub(super) fn told(&self) -> Told {
        let Positions { store, index, .. } = self.positions;
        let next = match self.scheduled.next {
            Some(at) => format!("{at:.0}"),
            None => "none".to_owned(),
        };
        let writing = match &self.writing {
            Writing::Open => "changes are taken".to_owned(),
            Writing::DiskFull => {
                "no change is taken, for the disk is full; it goes on when there is room".to_owned()
            }
            Writing::Stopped(why) => format!("no change is taken until a restart: {why}"),
        };
        let records = if self.index_in_memory {
            "in memory, for the one on the disk failed; see the log, and start the server again"
        } else {
            "on the disk"
        };
        Told {
            said: vec![
                format!("log: change {store}"),
                format!("search index: change {index}"),
                format!("scheduled backups: {}", self.scheduled.words()),
                format!("next scheduled backup: {next}"),
                format!("writing: {writing}"),
                format!("records index: {records}"),
                format!("serving: since {:.0}", self.since),
            ],
            sound: self.writing == Writing::Open
                && !self.index_in_memory
                && self.scheduled.is_sound(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn status(scheduled: Scheduled) -> Status {
        Status {
            since: at("2026-11-22T08:00:00.123Z"),
            positions: Positions {
                store: model::Seq(7),
                index: model::Seq(6),
                indexed: 3,
                rebuilding: false,
            },
            writing: Writing::Open,
            index_in_memory: false,
            scheduled,
        }
    }

    #[test]
    fn a_server_in_good_order_says_so_in_seven_lines() {
        let told = status(Scheduled::default()).told();
        assert!(told.sound);
        let expected = [
            "log: change 7",
            "search index: change 6",
            "scheduled backups: nothing done yet",
            "next scheduled backup: none",
            "writing: changes are taken",
            "records index: on the disk",
            "serving: since 2026-11-22T08:00:00Z",
        ];
        assert_eq!(told.said, expected);
    }

    #[test]
    fn a_schedule_that_fails_says_since_when_until_it_goes_well() {
        let (first, second) = (at("2026-11-22T09:00:00Z"), at("2026-11-22T10:00:00Z"));
        let mut scheduled = Scheduled::default();
        scheduled.did("made a".to_owned(), true, at("2026-11-21T09:00:00Z"));
        scheduled.failed("no disk".to_owned(), first, Some(second));
        scheduled.failed("no room".to_owned(), second, None);
        let told = status(scheduled.clone()).told();
        assert!(!told.sound);
        assert_eq!(
            told.said[2],
            "scheduled backups: failed: no room (since 2026-11-22T09:00:00Z); before: made a (2026-11-21T09:00:00Z)"
        );
        scheduled.went_well(Some(second));
        let told = status(scheduled.clone()).told();
        assert!(told.sound);
        assert_eq!(told.said[3], "next scheduled backup: 2026-11-22T10:00:00Z");
        scheduled.did("its rehearsal is NOT sound".to_owned(), false, second);
        assert!(!status(scheduled).told().sound);
    }

    #[test]
    fn what_needs_care_is_not_sound() {
        let mut full = status(Scheduled::default());
        full.writing = Writing::DiskFull;
        let mut failed = status(Scheduled::default());
        failed.index_in_memory = true;
        for status in [full, failed] {
            assert!(!status.told().sound, "{status:?}");
        }
    }
}
