//! Damage to what was acknowledged: named, confined, never in the way of the rest.

use super::*;
use crate::Error;
use crate::conformance::samples::{create, define, kind};

/// Asks for every change on its own and tells which cannot be read.
async fn unreadable(records: &dyn Records, expected: &[Change]) -> Vec<Seq> {
    let mut unreadable = Vec::new();
    for change in expected {
        let before = Seq(change.seq.0 - 1);
        match records.changes_after(before, 1).await {
            Ok(changes) => assert_eq!(changes.first(), Some(change)),
            Err(Error::Damaged { seq, .. }) => unreadable.extend(seq),
            Err(error) => panic!("{error}"),
        }
    }
    unreadable
}

#[tokio::test]
async fn a_flipped_bit_in_any_record_is_named_and_stays_alone() {
    let folder = told().await;
    let changes = expected(ACTS)
        .await
        .changes_after(Seq(0), 99)
        .await
        .unwrap();
    let name = segments(folder.path()).pop().unwrap();
    for (seq, place) in places(&name) {
        for byte in [5, 30, 70, 95, 96, 96 + place.length as usize - 1] {
            let damaged = copied(folder.path());
            let path = segments(damaged.path()).pop().unwrap();
            edit(&path, |bytes| bytes[place.offset as usize + byte] ^= 8);
            let records = open(damaged.path());
            assert_eq!(unreadable(&*records, &changes).await, [seq]);
            let faults = check(&*records).await.faults;
            let (at, next) = (
                format!("byte {}", place.offset),
                format!("changes {seq} to {seq}"),
            );
            assert!(
                faults
                    .iter()
                    .any(|f| f.place.ends_with(&at) || f.detail.contains(&next)),
                "change {seq}, byte {byte}: {faults:?}"
            );
            // heads are known from the index: pages are found, and new ones can be written
            one(&*records, create(9, "neuf")).await;
            let heads = records.heads(None, 99).await.unwrap();
            assert_eq!(heads.len(), 4);
        }
    }
}

#[tokio::test]
async fn without_index_the_rest_is_read_all_the_same() {
    let folder = told().await;
    without_index(folder.path());
    let changes = expected(ACTS)
        .await
        .changes_after(Seq(0), 99)
        .await
        .unwrap();
    let name = segments(folder.path()).pop().unwrap();
    let mut all = places(&name);
    std::fs::remove_file(folder.path().join("journal/witness")).unwrap();
    // of the very last record nothing proves that it was acknowledged
    all.pop();
    for (seq, place) in all {
        for byte in [5, 100] {
            let damaged = copied(folder.path());
            let path = segments(damaged.path()).pop().unwrap();
            edit(&path, |bytes| bytes[place.offset as usize + byte] ^= 8);
            let records = open(damaged.path());
            assert_eq!(unreadable(&*records, &changes).await, [seq]);
            assert_ne!(check(&*records).await.faults, []);
        }
    }
}

#[tokio::test]
async fn a_damaged_revision_is_an_error_and_the_others_are_not() {
    let folder = told().await;
    let path = segments(folder.path()).pop().unwrap();
    // the second revision of the first resource
    let (_, place) = places(&path)[3];
    edit(&path, |bytes| bytes[place.offset as usize + 100] ^= 8);
    for index in [true, false] {
        if !index {
            without_index(folder.path());
        }
        let records = open(folder.path());
        let resource = crate::conformance::samples::resource(1);
        let number = ::model::RevisionNumber;
        let first = records.revision(resource, number(1)).await.unwrap();
        assert!(first.is_some());
        if index {
            let second = records.revision(resource, number(2)).await;
            assert!(matches!(second, Err(Error::Damaged { .. })));
        }
        assert_eq!(records.kinds().await.unwrap().len(), 2);
    }
}

#[tokio::test]
async fn a_damaged_definition_of_a_kind_leaves_the_one_before_or_none() {
    let folder = told().await;
    let path = segments(folder.path()).pop().unwrap();
    let all = places(&path);
    let ids = |kinds: Vec<::model::Kind>| -> Vec<String> {
        kinds.iter().map(|kind| kind.id().to_string()).collect()
    };
    let before = kind("fiche", 1, "Fiche");
    // change 10 is the only definition of `outil`, change 12 the second one of `fiche`
    for (seq, left) in [(10, &["fiche"][..]), (12, &["outil", "fiche"])] {
        let (_, place) = all[seq - 1];
        let damaged = copied(folder.path());
        let path = segments(damaged.path()).pop().unwrap();
        edit(&path, |bytes| bytes[place.offset as usize + 100] ^= 8);
        let records = open(damaged.path());
        let kinds = records.kinds().await.unwrap();
        assert_eq!(kinds.last() == Some(&before), seq == 12);
        assert_eq!(ids(kinds), left);
        assert_ne!(check(&*records).await.faults, []);

        // the same definition given again mends it
        let (id, order, name) = match seq {
            10 => ("outil", 0, "Outil"),
            _ => ("fiche", 1, "Fiche pratique"),
        };
        let again = one(&*records, define(kind(id, order, name))).await;
        assert!(matches!(again, crate::Outcome::Committed { .. }));
        let kinds = records.kinds().await.unwrap();
        assert!(kinds.contains(&kind(id, order, name)));
        assert_eq!(kinds.len(), 2);
    }
}

#[tokio::test]
async fn a_missing_segment_is_named_and_the_others_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let records = open_short(folder.path());
    tell_story(&*records).await;
    records.close().await.unwrap();
    let changes = expected(ACTS)
        .await
        .changes_after(Seq(0), 99)
        .await
        .unwrap();
    let paths = segments(folder.path());
    let lost: Vec<Seq> = places(&paths[1]).iter().map(|(seq, _)| *seq).collect();
    std::fs::remove_file(&paths[1]).unwrap();
    let missing = format!("changes {} to {}", lost[0], lost[lost.len() - 1]);
    for index in [true, false] {
        if !index {
            without_index(folder.path());
        }
        let records = open_short(folder.path());
        assert_eq!(unreadable(&*records, &changes).await, lost);
        let faults = check(&*records).await.faults;
        assert!(
            faults.iter().any(|f| f.detail.contains(&missing)),
            "{faults:?}"
        );
    }
}

#[tokio::test]
async fn a_damaged_head_of_a_segment_costs_nothing_but_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let records = open_short(folder.path());
    tell_story(&*records).await;
    records.close().await.unwrap();
    edit(&segments(folder.path())[1], |bytes| bytes[30] ^= 1);
    without_index(folder.path());
    let records = open_short(folder.path());
    assert_same(&expected(ACTS).await, &*records).await;
    let faults = check(&*records).await.faults;
    assert!(
        faults
            .iter()
            .any(|f| f.detail.contains("head of the segment"))
    );
}

#[tokio::test]
async fn a_record_rewritten_by_somebody_breaks_the_chain() {
    let folder = told().await;
    let path = segments(folder.path()).pop().unwrap();
    let all = places(&path);
    let (seq, place) = all[4];
    let records = open(folder.path());
    let mut change = records
        .changes_after(Seq(seq.0 - 1), 1)
        .await
        .unwrap()
        .remove(0);
    records.close().await.unwrap();
    change.by = ::model::Actor::System;
    // whole in itself, but not what the later records were chained to
    let (forged, _) = record(&change, &CHAIN_START, Seq(seq.0 - 1));
    edit(&path, |bytes| {
        let start = place.offset as usize;
        let end = all[5].1.offset as usize;
        bytes.splice(start..end, forged);
    });
    without_index(folder.path());
    let records = open(folder.path());
    let faults = check(&*records).await.faults;
    let named = |fault: &crate::Fault| {
        fault
            .detail
            .contains(&format!("chain does not hold at change {seq}"))
    };
    assert!(faults.iter().any(named), "{faults:?}");
}

#[tokio::test]
async fn a_record_cut_out_or_put_in_twice_is_named() {
    let folder = told().await;
    let path = segments(folder.path()).pop().unwrap();
    let all = places(&path);
    let (from, to) = (all[4].1.offset as usize, all[5].1.offset as usize);
    for twice in [true, false] {
        let changed = copied(folder.path());
        without_index(changed.path());
        edit(&segments(changed.path())[0], |bytes| {
            let record = bytes[from..to].to_vec();
            let with = if twice {
                [&record[..], &record].concat()
            } else {
                Vec::new()
            };
            bytes.splice(from..to, with);
        });
        let records = open(changed.path());
        let faults = check(&*records).await.faults;
        let expected = if twice {
            "change 5 comes after change 5"
        } else {
            "changes 5 to 5 are missing"
        };
        assert!(
            faults.iter().any(|f| f.detail.contains(expected)),
            "{faults:?}"
        );
    }
}
