//! Who was counted already within the hour, without keeping who.

use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// After this time everything is forgotten, the salt too.
const KEPT: SignedDuration = SignedDuration::from_hours(1);

/// The most hashes that are kept; with more than so many everything is forgotten early, and some are counted twice.
const MAX_KEPT: usize = 100_000;

/// Hashes of who was counted for what.
#[derive(Default)]
pub(super) struct Visitors {
    salt: Uuid,
    /// when everything is forgotten; nothing is there before the first visitor
    until: Option<Timestamp>,
    /// by what was counted: a hash for each person, another one for each thing, so that nobody can be followed
    seen: HashMap<String, HashSet<u64>>,
    kept: usize,
}

impl Visitors {
    /// How many different people came for this within the hour, when this one had not come yet.
    pub(super) fn comes(
        &mut self,
        now: Timestamp,
        salt: impl FnOnce() -> Uuid,
        who: &str,
        what: &str,
    ) -> Option<u32> {
        let over = self.until.is_none_or(|until| now >= until);
        if over || self.kept >= MAX_KEPT || self.is_of_the_future(now) {
            *self = Self {
                salt: salt(),
                until: Some(now.saturating_add(KEPT).unwrap_or(Timestamp::MAX)),
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

    /// Whether the clock was set back: the hour would last too long.
    fn is_of_the_future(&self, now: Timestamp) -> bool {
        self.until
            .is_some_and(|until| now.duration_until(until) > KEPT)
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

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).unwrap()
    }

    #[test]
    fn who_comes_again_within_the_hour_is_not_counted() {
        let mut visitors = Visitors::default();
        let mut comes = |second, who: &str, what: &str| {
            visitors.comes(at(second), || Uuid::from_u128(second as u128), who, what)
        };
        assert_eq!(comes(0, "a", "sommeil"), Some(1));
        assert_eq!(comes(10, "a", "sommeil"), None);
        assert_eq!(comes(20, "a", "jeu"), Some(1));
        assert_eq!(comes(30, "b", "sommeil"), Some(2));
        assert_eq!(comes(3_599, "a", "sommeil"), None);
        assert_eq!(comes(3_600, "a", "sommeil"), Some(1), "the hour is over");
        assert_eq!(
            comes(-10, "a", "sommeil"),
            Some(1),
            "the clock was set back"
        );
        assert_eq!(comes(0, "a", "sommeil"), None);
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
            visitors.comes(at(0), Uuid::nil, &number.to_string(), "sommeil");
            assert!(visitors.kept <= MAX_KEPT);
        }
        assert_eq!(visitors.kept, 1, "begun anew");
    }
}
