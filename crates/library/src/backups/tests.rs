//! Names and lists of backups, and which of them are kept.

use super::*;
use jiff::ToSpan;
use proptest::prelude::*;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn backup(at: Timestamp, sound: Option<bool>) -> BackupFile {
    let name = backup_name(at, Seq(1), None);
    BackupFile {
        path: PathBuf::from(&name),
        name,
        at,
        position: Seq(1),
        seal_begins: None,
        size_bytes: 0,
        rehearsal: sound.map(rehearsal),
    }
}

fn rehearsal(sound: bool) -> Rehearsal {
    Rehearsal {
        at: at("2026-11-22T04:00:00Z"),
        sound,
        changes: 1,
        files: 0,
        detail: "…".to_owned(),
    }
}

const SEAL: Sha256 = Sha256([0x3f; 32]);

#[test]
fn a_name_tells_when_up_to_where_and_of_which_log() {
    let (time, second) = (at("2026-11-22T03:15:00.7Z"), at("2026-11-22T03:15:00Z"));
    let name = backup_name(time, Seq(1234), Some(SEAL));
    assert_eq!(
        name,
        "ressourcotheque-2026-11-22T031500Z-1234-3f3f3f3f.backup.zip"
    );
    let seal = Some("3f3f3f3f".to_owned());
    assert_eq!(parse_name(&name), Some((second, Seq(1234), seal)));
    // as older programs named them
    let name = backup_name(time, Seq(1234), None);
    assert_eq!(name, "ressourcotheque-2026-11-22T031500Z-1234.backup.zip");
    assert_eq!(parse_name(&name), Some((second, Seq(1234), None)));
    assert!(is_partial_backup(&format!("{name}.partial")));
    assert!(!is_partial_backup(&name) && !is_partial_backup("x.backup.zip.partial"));
    for other in [
        "ressourcotheque-2026-11-22T031500Z-1234.backup.zip.partial",
        "ressourcotheque-2026-11-22T031500Z-1234.backup.zip.rehearsal.json",
        "ressourcotheque-2026-11-22T031500Z-01234.backup.zip",
        "ressourcotheque-2026-11-22T031500Z-+1.backup.zip",
        "ressourcotheque-2026-11-32T031500Z-1.backup.zip",
        "ressourcotheque-2026-1-22T031500Z-1.backup.zip",
        "ressourcotheque-2026-11-22T031500Z.backup.zip",
        "ressourcotheque-2026-11-22T031500Z-1-3F3f3f3f.backup.zip",
        "ressourcotheque-2026-11-22T031500Z-1-3f3f3f.backup.zip",
        "ressourcotheque-2026-11-22T031500Z-1-.backup.zip",
        "ressourcotheque-2026-11-22T031500Z-1-3f3f3f3f-.backup.zip",
        "avant-travaux.zip",
        "",
    ] {
        assert_eq!(parse_name(other), None, "{other}");
    }
}

#[test]
fn a_backup_is_of_the_log_whose_seal_its_name_begins() {
    let mut backup = backup(at("2026-11-22T03:15:00Z"), None);
    assert!(backup.is_of(None) && backup.is_of(Some(SEAL)));
    backup.seal_begins = Some("3f3f3f3f".to_owned());
    assert!(backup.is_of(Some(SEAL)));
    // of another log, and of one that does not reach so far
    assert!(!backup.is_of(Some(Sha256([0x3e; 32]))) && !backup.is_of(None));
}

#[test]
fn a_folder_lists_its_backups_newest_first_with_their_rehearsals() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(list_backups(&folder.path().join("none")).unwrap(), []);
    let path = |name: &str| folder.path().join(name);
    let old = backup_name(at("2026-11-21T03:00:00Z"), Seq(10), None);
    let new = backup_name(at("2026-11-22T03:00:00Z"), Seq(9), Some(SEAL));
    std::fs::write(path(&new), "zip").unwrap();
    std::fs::write(path(&old), "zip.").unwrap();
    std::fs::write(path("notes.txt"), "").unwrap();
    std::fs::write(path(&format!("{new}.partial")), "").unwrap();
    let folder_of_that_name = backup_name(at("2026-11-23T03:00:00Z"), Seq(9), Some(SEAL));
    std::fs::create_dir(path(&folder_of_that_name)).unwrap();
    note_rehearsal(&path(&old), &rehearsal(false)).unwrap();
    note_rehearsal(&path(&old), &rehearsal(true)).unwrap();

    let listed = list_backups(folder.path()).unwrap();
    let told: Vec<_> = listed
        .iter()
        .map(|b| (&b.name, b.position, b.size_bytes))
        .collect();
    assert_eq!(told, [(&new, Seq(9), 3), (&old, Seq(10), 4)]);
    assert_eq!(listed[0].rehearsal, None);
    assert_eq!(listed[1].rehearsal, Some(rehearsal(true)));

    remove_backup(&listed[1]).unwrap();
    remove_backup(&listed[1]).unwrap();
    assert_eq!(list_backups(folder.path()).unwrap(), listed[..1]);
    let left = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(
        left, 4,
        "the note went with its backup, and nothing else did"
    );
}

#[test]
fn a_note_that_cannot_be_read_counts_as_none() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder
        .path()
        .join(backup_name(at("2026-11-21T03:00:00Z"), Seq(1), None));
    std::fs::write(&path, "").unwrap();
    std::fs::write(note_of(&path), "{\"sound\":tru").unwrap();
    assert_eq!(list_backups(folder.path()).unwrap()[0].rehearsal, None);
}

const KEEP: Keep = Keep {
    days: 7,
    weeks: 4,
    months: 12,
};

#[test]
fn a_year_of_nightly_backups_leaves_days_weeks_and_months() {
    let last = at("2026-11-22T03:00:00Z");
    let year: Vec<BackupFile> = (0..365)
        .map(|night| backup(last - (night * 24).hours(), None))
        .collect();
    let gone = outdated(&year, KEEP, &TimeZone::UTC);
    let left = year.iter().filter(|b| !gone.contains(&b.path));
    let left: Vec<&str> = left.map(|b| &b.name[16..26]).collect();
    let expected = [
        // seven days; 22 November 2026 is a Sunday: the newest of its week and of its month
        "2026-11-22",
        "2026-11-21",
        "2026-11-20",
        "2026-11-19",
        "2026-11-18",
        "2026-11-17",
        "2026-11-16", // three more Sundays
        "2026-11-15",
        "2026-11-08",
        "2026-11-01", // the last nights of eleven more months
        "2026-10-31",
        "2026-09-30",
        "2026-08-31",
        "2026-07-31",
        "2026-06-30",
        "2026-05-31",
        "2026-04-30",
        "2026-03-31",
        "2026-02-28",
        "2026-01-31",
        "2025-12-31",
    ];
    assert_eq!(left, expected);
}

#[test]
fn a_day_is_one_of_the_clock_on_the_wall() {
    // 23:30 and 0:30 in Paris, both on the 21st in UTC
    let evening = backup(at("2026-11-20T22:30:00Z"), None);
    let night = backup(at("2026-11-20T23:30:00Z"), None);
    let both = [evening.clone(), night];
    let two_days = Keep {
        days: 2,
        weeks: 0,
        months: 0,
    };
    let paris = TimeZone::get("Europe/Paris").unwrap();
    assert_eq!(outdated(&both, two_days, &paris), [] as [PathBuf; 0]);
    assert_eq!(outdated(&both, two_days, &TimeZone::UTC), [evening.path]);
}

#[test]
fn the_newest_and_the_newest_that_is_sound_stay_whatever_is_asked() {
    let nothing = Keep {
        days: 0,
        weeks: 0,
        months: 0,
    };
    let day = |day: i64, sound| backup(at("2026-01-01T03:00:00Z") + (24 * day).hours(), sound);
    let all = [
        day(0, Some(true)),
        day(1, Some(true)),
        day(2, Some(false)),
        day(3, None),
    ];
    assert_eq!(
        outdated(&all, nothing, &TimeZone::UTC),
        [all[2].path.clone(), all[0].path.clone()]
    );
    assert_eq!(outdated(&[], nothing, &TimeZone::UTC), [] as [PathBuf; 0]);
}

#[test]
fn of_a_period_the_best_is_kept_not_the_latest() {
    let hour = |hour: i64, sound| backup(at("2026-01-01T00:00:00Z") + hour.hours(), sound);
    let all = [
        hour(1, None),
        hour(2, Some(true)),
        hour(3, Some(false)),
        hour(24, Some(false)),
        hour(25, None),
        hour(26, None),
        hour(27, Some(false)),
        hour(48, Some(true)),
        hour(49, None),
    ];
    let days = Keep {
        days: 3,
        weeks: 0,
        months: 0,
    };
    // the sound one, the newer of those that nobody rehearsed, the sound one; and the newest of all
    assert_eq!(
        left(&all, days),
        [1, 5, 7, 8].map(|index: usize| all[index].clone())
    );
}

#[test]
fn days_without_a_backup_do_not_count() {
    let three = [
        "2020-02-01T03:00:00Z",
        "2023-02-01T03:00:00Z",
        "2026-02-01T03:00:00Z",
    ];
    let three = three.map(|time| backup(at(time), None));
    let days = Keep {
        days: 3,
        weeks: 0,
        months: 0,
    };
    assert_eq!(outdated(&three, days, &TimeZone::UTC), [] as [PathBuf; 0]);
}

prop_compose! {
    fn folder()(
        hours in prop::collection::btree_map(0i64..20_000, prop::option::of(any::<bool>()), 0..60)
    ) -> Vec<BackupFile> {
        let start = at("2024-01-01T00:00:00Z");
        hours.into_iter().map(|(hour, sound)| backup(start + hour.hours(), sound)).collect()
    }
}

prop_compose! {
    fn keep()(days in 0u32..20, weeks in 0u32..10, months in 0u32..15) -> Keep {
        Keep { days, weeks, months }
    }
}

fn left(backups: &[BackupFile], keep: Keep) -> Vec<BackupFile> {
    let gone = outdated(backups, keep, &TimeZone::UTC);
    let mut left = backups.to_vec();
    left.retain(|backup| !gone.contains(&backup.path));
    left
}

proptest! {
    #[test]
    fn the_newest_of_all_and_the_newest_sound_one_are_never_removed(all in folder(), keep in keep()) {
        let left = left(&all, keep);
        prop_assert_eq!(left.last(), all.last());
        let sound = |b: &&BackupFile| b.rehearsal.as_ref().is_some_and(|r| r.sound);
        prop_assert_eq!(left.iter().rfind(sound), all.iter().rfind(sound));
    }

    #[test]
    fn asking_for_more_never_removes_more(all in folder(), less in keep(), more in keep()) {
        let more = Keep {
            days: less.days + more.days,
            weeks: less.weeks + more.weeks,
            months: less.months + more.months,
        };
        let zone = TimeZone::UTC;
        let by_less = outdated(&all, less, &zone);
        prop_assert!(outdated(&all, more, &zone).iter().all(|path| by_less.contains(path)));
    }

    #[test]
    fn what_was_left_once_is_left_again(all in folder(), keep in keep()) {
        let once = left(&all, keep);
        prop_assert_eq!(left(&once, keep), once);
    }

    #[test]
    fn the_order_of_the_list_does_not_matter(all in folder(), keep in keep()) {
        let mut turned = all.clone();
        turned.reverse();
        prop_assert_eq!(outdated(&all, keep, &TimeZone::UTC), outdated(&turned, keep, &TimeZone::UTC));
    }

    #[test]
    fn every_name_that_is_given_is_read_back(
        second in 0i64..4_000_000_000,
        position in any::<u64>(),
        seal in prop::option::of(any::<[u8; 32]>()),
    ) {
        let (at, seal) = (Timestamp::from_second(second).unwrap(), seal.map(Sha256));
        let told = parse_name(&backup_name(at, Seq(position), seal));
        prop_assert_eq!(told, Some((at, Seq(position), seal.map(seal_begins))));
    }
}
