//! Rows of counts by day.

use super::Count;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Days for which counts are kept: a season, so that what is asked for again and again shows.
pub(super) const KEPT_DAYS: u16 = 90;

/// The most rows of a table: a library that needs more has somebody to look at the first thousands.
pub(super) const MAX_ROWS: usize = 2_000;

/// See [`super::Statistics::MANY`].
pub(super) const MANY: u32 = 3;

/// Rows by what they count.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Table(BTreeMap<String, Row>);

/// How often one thing was counted, day by day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Row {
    /// How it was last written.
    text: String,
    days: BTreeMap<Date, Day>,
}

/// How often it was on one day; three numbers in a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "[u32; 3]", into = "[u32; 3]")]
struct Day {
    count: u32,
    /// How many of them found nothing.
    missed: u32,
    /// The most different people who were known of at once: of the whole day, unless the program was started in it.
    together: u32,
}

impl From<[u32; 3]> for Day {
    fn from([count, missed, together]: [u32; 3]) -> Self {
        Self {
            count,
            missed,
            together,
        }
    }
}

impl From<Day> for [u32; 3] {
    fn from(day: Day) -> Self {
        [day.count, day.missed, day.together]
    }
}

/// The first of the last `days`, `today` being the last of them.
pub(super) fn first_of(today: Date, days: u16) -> Date {
    let before = i32::from(days.clamp(1, KEPT_DAYS)) - 1;
    today.saturating_sub(before.days())
}

impl Table {
    /// Counts one more; `together` is how many different people were counted for the same on
    /// the day.
    pub(super) fn add(&mut self, key: &str, text: &str, day: Date, missed: bool, together: u32) {
        if !self.0.contains_key(key) {
            self.make_room(day);
        }
        let row = self.0.entry(key.to_owned()).or_default();
        text.clone_into(&mut row.text);
        let day = row.days.entry(day).or_default();
        day.count = day.count.saturating_add(1);
        day.missed = day.missed.saturating_add(u32::from(missed));
        day.together = day.together.max(together);
    }

    /// Lets go of what is too old, and then of the rarest rows, the oldest of them first, until there is room for one.
    fn make_room(&mut self, today: Date) {
        if self.0.len() < MAX_ROWS {
            return;
        }
        self.forget_old(today);
        while self.0.len() >= MAX_ROWS {
            let worth = |row: &Row| (row.total(Date::MIN), row.days.keys().next_back().copied());
            let rarest = self.0.iter().min_by_key(|(_, row)| worth(row));
            let Some(key) = rarest.map(|(key, _)| key.clone()) else {
                return;
            };
            self.0.remove(&key);
        }
    }

    /// Lets go of the days that are not kept any more, and of those that a clock that was wrong has left in the future.
    pub(super) fn forget_old(&mut self, today: Date) {
        let kept = first_of(today, KEPT_DAYS)..=today;
        self.0.retain(|_, row| {
            row.days.retain(|day, _| kept.contains(day));
            !row.days.is_empty()
        });
    }

    /// The rows of what many asked for.
    pub(super) fn of_many(&self) -> Self {
        let rows = self.0.iter();
        let of_many = rows.filter(|(_, row)| row.is_of_many(Date::MIN));
        Self(
            of_many
                .map(|(key, row)| (key.clone(), row.clone()))
                .collect(),
        )
    }

    /// Lets go of what no table of this program would hold.
    pub(super) fn bound(&mut self, today: Date) {
        self.forget_old(today);
        while self.0.len() > MAX_ROWS {
            self.0.pop_last();
        }
    }

    /// The most frequent rows since a day, whoever they are of.
    pub(super) fn all(&self, since: Date, most: usize) -> Vec<Count> {
        self.first(most, |row| row.total(since))
    }

    /// The same without what only few asked for.
    pub(super) fn frequent(&self, since: Date, most: usize) -> Vec<Count> {
        self.first(most, |row| {
            if row.is_of_many(since) {
                row.total(since)
            } else {
                0
            }
        })
    }

    /// The rows that find nothing, without what only few asked for.
    pub(super) fn missed(&self, since: Date, most: usize) -> Vec<Count> {
        self.first(most, |row| {
            if row.is_of_many(since) {
                row.missed(since)
            } else {
                0
            }
        })
    }

    /// The greatest first, those of nothing left out.
    fn first(&self, most: usize, count: impl Fn(&Row) -> u64) -> Vec<Count> {
        let rows = self.0.values().map(|row| Count {
            text: row.text.clone(),
            count: count(row),
        });
        let mut counts: Vec<Count> = rows.filter(|row| row.count > 0).collect();
        counts.sort_by(|a, b| {
            Reverse(a.count)
                .cmp(&Reverse(b.count))
                .then_with(|| a.text.cmp(&b.text))
        });
        counts.truncate(most);
        counts
    }

    /// How many rows there are.
    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}

impl Row {
    fn since(&self, since: Date) -> impl DoubleEndedIterator<Item = &Day> {
        self.days.range(since..).map(|(_, day)| day)
    }

    fn total(&self, since: Date) -> u64 {
        self.since(since).map(|day| u64::from(day.count)).sum()
    }

    /// None when the last day found something: what was missing is there.
    fn missed(&self, since: Date) -> u64 {
        match self.since(since).next_back() {
            Some(last) if last.missed > 0 => {
                self.since(since).map(|day| u64::from(day.missed)).sum()
            }
            _ => 0,
        }
    }

    /// Whether enough people asked for it on one day that it tells nobody's secret. Many days say nothing: one person alone
    /// may ask for the same on each of them.
    fn is_of_many(&self, since: Date) -> bool {
        self.since(since).any(|day| day.together >= MANY)
    }
}
