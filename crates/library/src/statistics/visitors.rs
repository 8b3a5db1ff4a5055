//! Who was counted already on this day, without keeping who.

use jiff::civil::Date;
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// The most hashes that are kept; with more than so many everything is forgotten early, and some are counted twice.
const MAX_KEPT: usize = 100_000;

/// Hashes of who was counted for what. At the end of the day everything is forgotten, the salt too.
#[derive(Default)]
pub(super) struct Visitors {
    salt: Uuid,
    /// nothing is there before the first visitor
    day: Option<Date>,
    /// by what was counted: a hash for each person, another one for each thing, so that nobody can be followed
    seen: HashMap<String, HashSet<u64>>,
    kept: usize,
}

impl Visitors {
    /// How many different people came for this on the day, when this one had not come yet.
    pub(super) fn comes(
        &mut self,
        today: Date,
        salt: impl FnOnce() -> Uuid,
        who: &str,
        what: &str,
    ) -> Option<u32> {
        if self.day != Some(today) || self.kept >= MAX_KEPT {
            *self = Self {
                salt: salt(),
                day: Some(today),
                ..Self::default()
            };
        }
        let hash = self.hash(who, what);
        let seen = self.seen.entry(what.to_owned()).or_default();
        if !seen.insert(hash) {
            return None;
        }
        self.kept += 1;
        Some(u32::try_from(seen.len()).unwrap_or(u32::MAX))
    }

    fn hash(&self, who: &str, what: &str) -> u64 {
        let mut hasher = Sha256::new();
        hasher.update(self.salt.as_bytes());
        // the length parts the two texts
        hasher.update((who.len() as u64).to_le_bytes());
        hasher.update(who);
        hasher.update(what);
        let hash = hasher.finalize();
        let mut first = [0; 8];
        first.copy_from_slice(&hash[..8]);
        u64::from_le_bytes(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: i8) -> Date {
        jiff::civil::date(2026, 3, day)
    }

    #[test]
    fn who_comes_again_on_the_same_day_is_not_counted() {
        let mut visitors = Visitors::default();
        let mut comes = |on: i8, who: &str, what: &str| {
            visitors.comes(day(on), || Uuid::from_u128(on as u128), who, what)
        };
        assert_eq!(comes(1, "a", "sommeil"), Some(1));
        assert_eq!(comes(1, "a", "sommeil"), None);
        assert_eq!(comes(1, "a", "jeu"), Some(1));
        assert_eq!(comes(1, "b", "sommeil"), Some(2));
        assert_eq!(comes(1, "a", "sommeil"), None);
        assert_eq!(comes(2, "a", "sommeil"), Some(1), "the day is over");
        assert_eq!(comes(1, "a", "sommeil"), Some(1), "the clock was set back");
        assert_eq!(comes(1, "a", "sommeil"), None);
    }

    #[test]
    fn no_hash_of_one_salt_or_thing_is_one_of_another() {
        let mut visitors = Visitors::default();
        let one = visitors.hash("a", "sommeil");
        assert_ne!(one, visitors.hash("a", "jeu"));
        assert_ne!(visitors.hash("ab", "c"), visitors.hash("a", "bc"));
        visitors.salt = Uuid::from_u128(1);
        assert_ne!(one, visitors.hash("a", "sommeil"));
    }

    #[test]
    fn the_hashes_are_bounded() {
        let mut visitors = Visitors::default();
        for number in 0..=MAX_KEPT {
            visitors.comes(day(1), Uuid::nil, &number.to_string(), "sommeil");
            assert!(visitors.kept <= MAX_KEPT);
        }
        assert_eq!(visitors.kept, 1, "begun anew");
    }
}
