//! What is counted, shown and kept.

use super::*;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use uuid::Uuid;

/// A clock that is set by hand.
struct Hands(Mutex<Timestamp>);

impl Clock for Hands {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

#[derive(Default)]
struct Numbers(AtomicU64);

impl Ids for Numbers {
    fn next(&self) -> Uuid {
        self.secret()
    }

    fn secret(&self) -> Uuid {
        Uuid::from_u64_pair(7, self.0.fetch_add(1, Ordering::Relaxed))
    }
}

/// Statistics in a folder, and the clock that they go by.
struct Desk {
    statistics: Statistics,
    clock: Arc<Hands>,
}

impl Desk {
    fn open(file: Option<&Path>) -> Self {
        let begin = "2026-03-01T09:00:00Z".parse().unwrap();
        Self::open_at(file, begin)
    }

    fn open_at(file: Option<&Path>, now: Timestamp) -> Self {
        let clock = Arc::new(Hands(Mutex::new(now)));
        let ids = Arc::new(Numbers::default());
        let statistics = Statistics::open(file.map(Path::to_path_buf), clock.clone(), ids);
        Self { statistics, clock }
    }

    fn later(&self, hours: i64) {
        *self.clock.0.lock().unwrap() += SignedDuration::from_hours(hours);
    }

    /// So many people search.
    fn search(&self, people: usize, text: &str, found: bool) {
        for person in 0..people {
            let visitor = format!("192.0.2.{person}");
            self.statistics.searched(&visitor, text, found);
        }
    }

    fn counts(&self) -> Counts {
        self.statistics.counts(30, 20)
    }
}

fn line(text: &str, count: u64) -> Count {
    Count {
        text: text.to_owned(),
        count,
    }
}

#[test]
fn what_many_ask_for_is_shown_and_what_few_ask_for_is_not() {
    let desk = Desk::open(None);
    desk.search(3, "sommeil", true);
    desk.search(2, "nom de quelqu’un", true);
    assert_eq!(desk.counts().searched, [line("sommeil", 3)]);
    // one person, day after day, is one person
    for _ in 0..10 {
        desk.later(24);
        desk.search(1, "hypnose", true);
        desk.search(2, "nom de quelqu’un", true);
    }
    assert_eq!(desk.counts().searched, [line("sommeil", 3)]);
    desk.search(3, "hypnose", true);
    assert_eq!(
        desk.counts().searched,
        [line("hypnose", 12), line("sommeil", 3)],
    );
}

#[test]
fn reloading_counts_once_a_day() {
    let desk = Desk::open(None);
    for _ in 0..5 {
        desk.search(3, "sommeil", true);
        desk.later(2);
    }
    assert_eq!(desk.counts().searched, [line("sommeil", 3)]);
    desk.later(24);
    desk.search(3, "sommeil", true);
    assert_eq!(desk.counts().searched, [line("sommeil", 6)]);
}

#[test]
fn one_way_of_writing_is_as_good_as_another() {
    let desk = Desk::open(None);
    desk.statistics.searched("a", "Débat  mouvant", true);
    desk.statistics.searched("b", "debat mouvant", true);
    desk.statistics.searched("c", "débat mouvant", true);
    assert_eq!(desk.counts().searched, [line("débat mouvant", 3)]);
}

#[test]
fn what_is_missing_is_named_until_it_is_there() {
    let desk = Desk::open(None);
    desk.search(4, "kamishibaï", false);
    desk.search(5, "sommeil", true);
    assert_eq!(desk.counts().missed, [line("kamishibaï", 4)]);
    desk.later(24);
    desk.search(3, "kamishibaï", true);
    assert_eq!(desk.counts().missed, [], "somebody has written it");
    assert_eq!(
        desk.counts().searched,
        [line("kamishibaï", 7), line("sommeil", 5)]
    );
}

#[test]
fn resources_are_counted_at_their_present_address() {
    let desk = Desk::open(None);
    let resource = ResourceId(Uuid::from_u128(1));
    for (visitor, title) in [("a", "Ancien"), ("b", "Nouveau"), ("b", "Nouveau")] {
        desk.statistics
            .read(visitor, resource, &Slug::from_title(title));
    }
    assert_eq!(desk.counts().read, [line("nouveau", 2)]);
}

#[test]
fn days_that_are_over_go() {
    let desk = Desk::open(None);
    desk.search(3, "sommeil", true);
    desk.later(24 * 30);
    assert_eq!(desk.counts().searched, []);
    assert_eq!(
        desk.statistics.counts(90, 20).searched,
        [line("sommeil", 3)]
    );
    desk.later(24 * 60);
    assert_eq!(desk.statistics.counts(u16::MAX, 20).searched, []);
}

#[test]
fn counts_outlive_a_restart_and_visitors_do_not() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("counts.json");
    let desk = Desk::open(Some(&file));
    desk.statistics.keep().unwrap();
    assert!(!file.exists(), "nothing was counted");
    desk.search(3, "sommeil", false);
    desk.search(1, "une recherche rare", true);
    desk.statistics.searched("e", "amel@exemple.fr", true);
    let before = desk.counts();
    desk.statistics.keep().unwrap();
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains("sommeil"));
    for secret in ["rare", "amel", "192.0.2"] {
        assert!(!text.contains(secret), "{secret}");
    }

    let again = Desk::open(Some(&file));
    assert_eq!(again.counts(), before);
    again.search(3, "sommeil", true);
    assert_eq!(again.counts().searched, [line("sommeil", 6)]);
    again.search(2, "une recherche rare", true);
    assert_eq!(again.counts().searched, [line("sommeil", 6)], "still rare");
    again.search(3, "une recherche rare", true);
    assert_eq!(
        again.counts().searched,
        [line("sommeil", 6), line("une recherche rare", 3)]
    );
    again.statistics.keep().unwrap();
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains("rare"), "of many by now");
    let left: Vec<_> = folder.path().read_dir().unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn a_file_that_cannot_be_read_is_written_anew() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("counts.json");
    // the last one is of a version that wrote what few asked for
    let rare = "{\"format\":1,\"searched\":{\"rare\":{\"text\":\"rare\",\"days\":{\"2026-03-01\":[1,0,1]}}},\"read\":{}}";
    for text in [
        "",
        "{",
        "{\"format\":99,\"searched\":{},\"read\":{}}",
        "[]",
        rare,
    ] {
        std::fs::write(&file, text).unwrap();
        let desk = Desk::open(Some(&file));
        assert_eq!(desk.counts(), Counts::default());
        desk.statistics.keep().unwrap();
        let written = std::fs::read_to_string(&file).unwrap();
        assert_eq!(written, "{\"format\":2,\"searched\":{},\"read\":{}}");
        desk.search(3, "sommeil", true);
        desk.statistics.keep().unwrap();
        assert_eq!(Desk::open(Some(&file)).counts().searched.len(), 1);
    }
}

#[test]
fn what_could_not_be_written_is_written_later() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("data");
    let desk = Desk::open(Some(&inner.join("counts.json")));
    desk.search(3, "sommeil", true);
    desk.statistics.keep().unwrap_err();
    std::fs::create_dir(&inner).unwrap();
    desk.statistics.keep().unwrap();
    assert!(inner.join("counts.json").exists());
}

#[test]
fn a_flood_does_not_push_out_what_many_asked_for() {
    let desk = Desk::open(None);
    desk.search(3, "sommeil", true);
    for number in 0..(2 * Statistics::MAX_ROWS) {
        desk.search(1, &format!("bruit {number}"), true);
    }
    assert_eq!(desk.counts().searched, [line("sommeil", 3)]);
    let rows = desk.statistics.lock().searched.len();
    assert_eq!(rows, Statistics::MAX_ROWS);
}

/// Somebody asks, so many hours after the one before.
fn asking() -> impl Strategy<Value = (u8, u8, u8, bool)> {
    (0..80_u8, 0..6_u8, 0..5_u8, any::<bool>())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Against a plain list of everything that happened.
    #[test]
    fn nothing_is_shown_that_few_asked_for(asked in prop::collection::vec(asking(), 1..120)) {
        let desk = Desk::open(None);
        let mut log: Vec<(Date, u8, u8)> = Vec::new();
        for (hours, visitor, word, found) in asked {
            desk.later(i64::from(hours));
            desk.statistics.searched(&visitor.to_string(), &format!("mot {word}"), found);
            log.push((desk.statistics.today(), visitor, word));
        }
        let today = desk.statistics.today();
        let counts = desk.statistics.counts(30, 100);
        let since = counts::first_of(today, 30);
        for row in counts.searched.iter().chain(&counts.missed) {
            let of_row = |word: u8| row.text == format!("mot {word}");
            let own: Vec<_> = log.iter().filter(|(day, _, word)| of_row(*word) && *day >= since).collect();
            let people = own.iter().map(|(day, ..)| {
                let of_day = own.iter().filter(|(on, ..)| on == day).map(|(_, visitor, _)| visitor);
                of_day.collect::<std::collections::BTreeSet<_>>().len()
            });
            prop_assert!(people.max().unwrap_or_default() >= Statistics::MANY, "{row:?}");
            prop_assert!(row.count <= own.len() as u64);
        }
        prop_assert!(counts.searched.windows(2).all(|two| two[0].count >= two[1].count));
    }
}
