//! An acknowledged end that is gone.

use super::*;
use crate::Error;
use crate::conformance::samples::{create, resource, revise};
use ::model::RevisionNumber;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

/// What says that the end was acknowledged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Knows {
    Both,
    Index,
    Witness,
}

const ALL: [Knows; 3] = [Knows::Both, Knows::Index, Knows::Witness];

impl Knows {
    fn only(self, folder: &Path) {
        match self {
            Self::Both => {}
            Self::Index => std::fs::remove_file(folder.join("journal/witness")).unwrap(),
            Self::Witness => without_index(folder),
        }
    }
}

/// What is said to be missing.
async fn missing(records: &dyn Records) -> Vec<String> {
    let faults = check(records).await.faults;
    let detail = |fault: crate::Fault| {
        assert!(!fault.detail.contains("chain"), "{fault:?}");
        fault.detail
    };
    let details = faults.into_iter().map(detail);
    details
        .filter(|detail| detail.contains("missing"))
        .collect()
}

pub(super) async fn assert_gap(records: &dyn Records, first: usize) {
    let last = ACTS;
    let text = format!(
        "changes {first} to {last} are missing before here: mend it with `check --repair --from BACKUP`"
    );
    assert_eq!(missing(records).await, [text]);
    for place in first..=last {
        let error = records.changes_after(Seq(place as u64 - 1), 1).await;
        let error = error.unwrap_err();
        let place = Seq(place as u64);
        assert!(matches!(error, Error::Damaged { seq: Some(s), .. } if s == place));
    }
}

#[tokio::test]
async fn the_log_goes_on_after_a_lost_end() {
    for knows in ALL {
        for (first, more) in [(ACTS, 0), (ACTS, 40), (3, 0), (3, 7), (1, 0)] {
            let folder = told().await;
            let path = segments(folder.path()).pop().unwrap();
            let (_, place) = places(&path)[first - 1];
            edit(&path, |bytes| bytes.truncate(place.offset as usize + more));
            knows.only(folder.path());
            let records = open(folder.path());
            assert_eq!(records.position().await.unwrap(), Seq(ACTS as u64));
            assert_gap(&*records, first).await;
            records.close().await.unwrap();
            // before anything is written it is durable already
            without_witness(folder.path());
            let records = open(folder.path());
            assert_gap(&*records, first).await;
            let next = one(&*records, create(9, "neuf")).await;
            let seq = Seq(ACTS as u64 + 1);
            assert!(matches!(next, crate::Outcome::Committed { seq: s, .. } if s == seq));
            assert_gap(&*records, first).await;
            records.close().await.unwrap();
            for _ in 0..2 {
                let records = open(folder.path());
                assert_gap(&*records, first).await;
                assert_eq!(
                    records
                        .changes_after(Seq(ACTS as u64), 9)
                        .await
                        .unwrap()
                        .len(),
                    1
                );
                records.close().await.unwrap();
                without_index(folder.path());
            }
        }
    }
}

#[tokio::test]
async fn what_only_the_index_knew_is_known_when_it_was_put_aside() {
    let folder = told().await;
    let path = segments(folder.path()).pop().unwrap();
    let (_, place) = places(&path)[4];
    edit(&path, |bytes| bytes.truncate(place.offset as usize));
    std::fs::remove_file(folder.path().join("journal/witness")).unwrap();
    Embedded::rebuild_index(folder.path()).unwrap();
    assert_gap(&*open(folder.path()), 5).await;
}

#[tokio::test]
async fn segments_lost_at_the_end_are_a_lost_end() {
    for knows in ALL {
        for left in [0, 1, 2] {
            let folder = tempfile::tempdir().unwrap();
            let records = open_short(folder.path());
            tell_story(&*records).await;
            records.close().await.unwrap();
            let paths = segments(folder.path());
            let first = places(&paths[left])[0].0.0 as usize;
            for path in &paths[left..] {
                std::fs::remove_file(path).unwrap();
            }
            knows.only(folder.path());
            let records = open_short(folder.path());
            assert_gap(&*records, first).await;
            one(&*records, create(9, "neuf")).await;
            records.close().await.unwrap();
            without_witness(folder.path());
            assert_gap(&*open_short(folder.path()), first).await;
        }
    }
}

#[tokio::test]
async fn the_chain_holds_once_the_lost_end_is_brought_back() {
    let folder = told().await;
    let path = segments(folder.path()).pop().unwrap();
    let whole = std::fs::read(&path).unwrap();
    let (_, place) = places(&path)[8];
    edit(&path, |bytes| bytes.truncate(place.offset as usize));
    let records = open(folder.path());
    one(&*records, create(9, "neuf")).await;
    records.close().await.unwrap();
    std::fs::write(&path, whole).unwrap();
    without_index(folder.path());
    let records = open(folder.path());
    assert_eq!(check(&*records).await.faults, []);
    assert_eq!(records.position().await.unwrap(), Seq(ACTS as u64 + 1));
}

#[tokio::test]
async fn a_resource_stands_at_its_last_readable_revision() {
    let folder = tempfile::tempdir().unwrap();
    let records = open(folder.path());
    one(&*records, create(1, "un")).await;
    one(&*records, revise(1, 1, "deux\n")).await;
    one(&*records, revise(1, 2, "trois\n")).await;
    records.close().await.unwrap();
    let path = segments(folder.path()).pop().unwrap();
    let (_, last) = places(&path)[2];
    edit(&path, |bytes| bytes.truncate(last.offset as usize));
    let records = open(folder.path());
    let head = records.head(resource(1)).await.unwrap().unwrap();
    assert_eq!(head.number, RevisionNumber(2));
    let outcome = one(&*records, revise(1, 2, "encore trois\n")).await;
    let expected = crate::Outcome::Committed {
        seq: Seq(4),
        revision: Some(RevisionNumber(3)),
    };
    assert_eq!(outcome, expected);
}

#[tokio::test]
async fn damage_to_the_last_batch_beside_a_lost_index_is_not_taken_for_a_crash() {
    for byte in [0, 40, 100] {
        let folder = told().await;
        let path = segments(folder.path()).pop().unwrap();
        let length = std::fs::metadata(&path).unwrap().len();
        let (seq, last) = places(&path).pop().unwrap();
        edit(&path, |bytes| bytes[last.offset as usize + byte] ^= 1);
        without_index(folder.path());
        for _ in 0..2 {
            let records = open(folder.path());
            assert_eq!(std::fs::metadata(&path).unwrap().len(), length);
            assert_eq!(records.position().await.unwrap(), seq);
            let error = records.changes_after(Seq(seq.0 - 1), 1).await.unwrap_err();
            assert!(matches!(error, Error::Damaged { seq: Some(s), .. } if s == seq));
            assert_ne!(check(&*records).await.faults, []);
        }
    }
}

#[tokio::test]
async fn a_witness_that_is_missing_or_garbled_or_of_another_library_costs_nothing() {
    let other = tempfile::tempdir().unwrap();
    let records = open(other.path());
    one(&*records, create(7, "autre")).await;
    records.close().await.unwrap();
    let other = std::fs::read(other.path().join("journal/witness")).unwrap();
    let folder = told().await;
    let witness = folder.path().join("journal/witness");
    let own = std::fs::read(&witness).unwrap();
    let garbled = [&own[..20], &[0xff; 48]].concat();
    for bytes in [
        None,
        Some(vec![]),
        Some(garbled),
        Some(own[..30].to_vec()),
        Some(other),
    ] {
        match bytes {
            None => std::fs::remove_file(&witness).unwrap(),
            Some(bytes) => std::fs::write(&witness, bytes).unwrap(),
        }
        without_index(folder.path());
        let records = open(folder.path());
        assert_sound(&*records, ACTS).await;
        records.close().await.unwrap();
        assert_eq!(std::fs::read(&witness).unwrap(), own);
    }
}

#[tokio::test]
async fn a_witness_of_records_that_stand_elsewhere_now_cuts_nothing() {
    let folder = told().await;
    let path = segments(folder.path()).pop().unwrap();
    let whole = std::fs::read(&path).unwrap();
    let (_, last) = places(&path).pop().unwrap();
    for offset in [
        57,
        last.offset as usize - 5,
        last.offset as usize + 5,
        whole.len() + 5,
    ] {
        edit(&folder.path().join("journal/witness"), |bytes| {
            bytes[24..32].copy_from_slice(&(offset as u64).to_le_bytes());
            let checksum = crc32fast::hash(&bytes[..64]);
            bytes[64..].copy_from_slice(&checksum.to_le_bytes());
        });
        without_index(folder.path());
        let records = open(folder.path());
        assert_sound(&*records, ACTS).await;
        assert_eq!(std::fs::read(&path).unwrap(), whole);
    }
}

#[tokio::test]
async fn a_lost_end_that_cannot_be_noted_stops_writing_and_is_noted_at_the_next_start() {
    let folder = told().await;
    let path = segments(folder.path()).pop().unwrap();
    let (_, last) = places(&path).pop().unwrap();
    edit(&path, |bytes| bytes.truncate(last.offset as usize));
    std::fs::remove_file(folder.path().join("journal/witness")).unwrap();
    let journal = folder.path().join("journal");
    let elsewhere = folder.path().join("journal.elsewhere");
    let pauses = AtomicUsize::new(0);
    let options = Options {
        // away while the segment is to be made
        pause: Arc::new(move || match pauses.fetch_add(1, SeqCst) {
            0 => std::fs::rename(&journal, &elsewhere).unwrap(),
            1 => std::fs::rename(&elsewhere, &journal).unwrap(),
            _ => {}
        }),
        ..Options::default()
    };
    let records = Embedded::open_with(folder.path(), options).unwrap().records;
    assert!(matches!(records.writing(), crate::Writing::Stopped(_)));
    let error = records.commit(vec![create(9, "neuf")]).await.unwrap_err();
    assert!(matches!(error, Error::ReadOnly(_)), "{error}");
    assert_same(&expected(ACTS - 1).await, &*records).await;
    assert_eq!(missing(&*records).await.len(), 1);
    records.close().await.unwrap();
    assert_gap(&*open(folder.path()), ACTS).await;
}

#[tokio::test]
async fn an_index_of_another_library_that_is_longer_promises_nothing() {
    let other = tempfile::tempdir().unwrap();
    let records = open(other.path());
    for number in 1..=30 {
        one(&*records, create(number, &format!("autre-{number}"))).await;
    }
    records.close().await.unwrap();
    let folder = told().await;
    without_index(folder.path());
    copy(&other.path().join("index"), &folder.path().join("index"));
    assert_sound(&*open(folder.path()), ACTS).await;
}

#[tokio::test]
async fn a_witness_that_cannot_be_written_keeps_the_index_that_knows_the_end() {
    let folder = told().await;
    let witness = folder.path().join("journal/witness");
    std::fs::remove_file(&witness).unwrap();
    std::fs::create_dir(&witness).unwrap();
    Embedded::rebuild_index(folder.path()).unwrap_err();
    assert!(folder.path().join("index").exists());
    // it stops nothing else
    assert_sound(&*open(folder.path()), ACTS).await;
}
