//! How far the index has followed a log.

use model::{Seq, Sha256};
use std::fmt;

/// How far an index has followed a log, and of which log that is a part.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reached {
    /// The place up to which it has followed; 0 when it is new.
    pub position: Seq,
    /// The seal of the log up to that place. A log whose seal there is another, or that has none there any more, is not
    /// the one that was followed. `None` when the log had none.
    pub seal: Option<Sha256>,
    /// The places up to there that could not be read, and were passed over.
    pub unread: Places,
}

impl Reached {
    /// Goes on behind a place that cannot be read.
    pub fn pass_over(&mut self, place: Seq) {
        self.position = place;
        self.unread.add(place);
    }
}

/// A place in a log without seals, of which all was read.
impl From<Seq> for Reached {
    fn from(position: Seq) -> Self {
        Self {
            position,
            ..Self::default()
        }
    }
}

/// Places of a log. Many that follow one another, as those of a lost end do, take no more room than one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places(Vec<(u64, u64)>);

impl Places {
    /// Adds a place, in the order of the log: one that does not come after all others is passed over.
    pub fn add(&mut self, place: Seq) {
        match self.0.last_mut() {
            Some((_, last)) if place.0 <= *last => {}
            Some((_, last)) if place.0 == *last + 1 => *last = place.0,
            _ => self.0.push((place.0, place.0)),
        }
    }

    /// How many they are.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.0.iter().map(|(first, last)| last - first + 1).sum()
    }

    /// Each of them, in the order of the log.
    pub fn iter(&self) -> impl Iterator<Item = Seq> {
        self.0
            .iter()
            .flat_map(|(first, last)| *first..=*last)
            .map(Seq)
    }

    /// Reads what [`Places`] displays; `None` for anything else.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut places = Vec::new();
        let mut before = 0;
        for range in text.split(',').filter(|_| text != NONE) {
            let (first, last) = range.split_once('-')?;
            let (first, last) = (first.parse().ok()?, last.parse().ok()?);
            if first <= before || last < first {
                return None;
            }
            before = last;
            places.push((first, last));
        }
        Some(Self(places))
    }
}

/// What stands for no place.
const NONE: &str = "-";

impl fmt::Display for Places {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str(NONE);
        }
        for (number, (first, last)) in self.0.iter().enumerate() {
            let comma = if number == 0 { "" } else { "," };
            write!(f, "{comma}{first}-{last}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_written_and_read_back() {
        let mut places = Places::default();
        for (place, written, count) in [
            (4, "4-4", 1),
            (5, "4-5", 2),
            (5, "4-5", 2),
            (9, "4-5,9-9", 3),
            (7, "4-5,9-9", 3),
        ] {
            assert_eq!(Places::parse(&places.to_string()).as_ref(), Some(&places));
            places.add(Seq(place));
            assert_eq!(
                (places.to_string(), places.count()),
                (written.to_owned(), count)
            );
        }
        assert_eq!(places.iter().collect::<Vec<_>>(), [Seq(4), Seq(5), Seq(9)]);
        for wrong in ["", "4", "5-4", "0-1", "4-5,5-6", "4-5,", "-,4-5", "a-b"] {
            assert_eq!(Places::parse(wrong), None, "{wrong}");
        }
    }
}
