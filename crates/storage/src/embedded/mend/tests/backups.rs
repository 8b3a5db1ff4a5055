//! Backups that are older, newer, of another library.

use super::*;
use crate::embedded::frame::CHAIN_START;

#[tokio::test]
async fn a_newer_backup_brings_back_the_lost_end() {
    let original = original().await;
    for kept in 0..original.changes.len() {
        let folder = tempfile::tempdir().unwrap();
        if kept > 0 {
            write_segment(folder.path(), CHAIN_START, &original.changes[..kept], false);
        }
        let mended = mend_with(folder.path(), &original.changes).unwrap();
        let lost = (original.changes.len() - kept) as u64;
        assert_eq!((mended.mended, mended.appended), (lost, lost));
        original
            .assert_sound(folder.path(), &format!("{kept} kept"))
            .await;
    }
}

#[tokio::test]
async fn an_older_backup_mends_what_it_can() {
    let original = original().await;
    let folder = original.damaged();
    let places: Vec<_> = segments(folder.path())
        .into_iter()
        .flat_map(|path| {
            records_of(&path)
                .into_iter()
                .map(move |(seq, range)| (seq, path.clone(), range))
        })
        .collect();
    for (seq, path, range) in &places {
        if [3, 10].contains(&seq.0) {
            edit(path, |bytes| bytes[range.start + 100] ^= 1);
        }
    }
    let mended = mend_with(folder.path(), &original.changes[..8]).unwrap();
    assert_eq!((mended.mended, mended.resealed), (1, None));
    assert_eq!(mended.faults.len(), 1, "{:?}", mended.faults);
    assert!(mended.faults[0].detail.contains("change 10"));
    let left = faults(folder.path()).await;
    assert!(
        left.iter().any(|fault| fault.detail.contains("change 10")),
        "{left:?}"
    );
    assert!(
        !left.iter().any(|fault| fault.detail.contains("change 3")),
        "{left:?}"
    );
    // and a newer one the rest
    original.assert_mends(folder.path(), "later").await;
}

#[tokio::test]
async fn what_is_missing_in_both_stays_as_it_is() {
    let original = original().await;
    let count = segments(original.folder.path()).len();
    for lost in 0..count {
        for header_too in [true, false] {
            let folder = original.damaged();
            let path = segments(folder.path()).remove(lost);
            match header_too {
                true => std::fs::remove_file(&path).unwrap(),
                false => edit(&path, |bytes| bytes[HEADER_BYTES + 5] ^= 1),
            }
            let before = logs(folder.path());
            let mended = mend_with(folder.path(), &[]).unwrap();
            assert_eq!((mended.mended, mended.segments), (0, 0));
            // a last segment that is not there is missed by nobody here
            assert_eq!(
                mended.faults.is_empty(),
                header_too && lost + 1 == count,
                "{lost}"
            );
            assert_eq!(logs(folder.path()), before);
            assert!(folder.path().join("index").exists());
        }
    }
}

#[tokio::test]
async fn a_backup_of_another_library_changes_nothing() {
    let original = original().await;
    for seq in 1..=original.changes.len() {
        let folder = original.damaged();
        // something that could be mended comes first, or last
        let damaged = usize::from(seq == 1) * (segments(folder.path()).len() - 1);
        let path = segments(folder.path()).remove(damaged);
        edit(&path, |bytes| bytes[30] ^= 1);
        let before = logs(folder.path());
        let mut theirs = original.changes.clone();
        theirs[seq - 1].by = model::Actor::System;
        let error = mend_with(folder.path(), &theirs).unwrap_err();
        let Error::Damaged {
            seq: at, detail, ..
        } = &error
        else {
            panic!("{error}");
        };
        assert_eq!(*at, Some(Seq(seq as u64)));
        assert!(detail.contains("another library"), "{detail}");
        assert_eq!(logs(folder.path()), before);
        let names = std::fs::read_dir(folder.path().join("journal")).unwrap();
        assert!(
            names
                .into_iter()
                .all(|entry| !entry.unwrap().path().ends_with("new"))
        );
        assert!(folder.path().join("index").exists());
        original
            .assert_mends(folder.path(), "from the right one")
            .await;
    }
}

#[tokio::test]
async fn a_backup_that_cannot_be_read_changes_nothing() {
    let original = original().await;
    let folder = original.damaged();
    edit(&segments(folder.path())[0], |bytes| bytes[30] ^= 1);
    let before = logs(folder.path());
    let first = original.changes.iter().take(5).cloned().map(Ok);
    let mut broken = first.chain(std::iter::once(Err(Error::Closed)));
    let held = Folder::open(folder.path(), None).unwrap();
    mend(&held, &mut broken, &|_| {}, SHORT).unwrap_err();
    let again = original.changes[..3].iter().chain(&original.changes[1..]);
    let mut again = again.cloned().map(Ok);
    let error = mend(&held, &mut again, &|_| {}, SHORT).unwrap_err();
    assert!(
        error.to_string().contains("comes after change 3"),
        "{error}"
    );
    assert_eq!(logs(folder.path()), before);
}

/// All but the changes at these places.
fn without(changes: &[Change], lost: &[u64]) -> Vec<Change> {
    let kept = changes
        .iter()
        .filter(|change| !lost.contains(&change.seq.0));
    kept.cloned().collect()
}

#[tokio::test]
async fn a_backup_with_gaps_mends_all_the_rest() {
    let original = original().await;
    let count = original.changes.len() as u64;
    for lost in [&[1, 2][..], &[4], &[5, 6, 7], &[2, 6], &[count]] {
        let theirs = without(&original.changes, lost);
        // the journal has them: they stay, and the rest comes back
        let folder = original.damaged();
        let path = segments(folder.path()).remove(1);
        let (spoilt, range) = records_of(&path).remove(0);
        edit(&path, |bytes| bytes[range.start + 100] ^= 1);
        let mended = mend_with(folder.path(), &theirs).unwrap();
        let expected = usize::from(lost.contains(&spoilt.0));
        assert_eq!(
            mended.faults.len(),
            expected,
            "{lost:?} {:?}",
            mended.faults
        );
        // the journal has nothing: they stay missing, and all the rest is there
        let folder = tempfile::tempdir().unwrap();
        let mended = mend_with(folder.path(), &theirs).unwrap();
        assert_eq!(mended.mended, theirs.len() as u64);
        let records = Embedded::open(folder.path()).unwrap().records;
        for change in &theirs {
            let read = records.changes_after(Seq(change.seq.0 - 1), 1).await;
            assert_eq!(read.unwrap(), std::slice::from_ref(change));
        }
        for place in lost.iter().filter(|place| **place < count) {
            let read = records.changes_after(Seq(place - 1), 1).await;
            assert!(matches!(read, Err(Error::Damaged { .. })), "{place}");
        }
        records.close().await.unwrap();
        // and a whole backup brings them back
        let mended = mend_with(folder.path(), &original.changes).unwrap();
        assert_eq!((mended.mended, mended.faults), (lost.len() as u64, vec![]));
        assert_eq!(faults(folder.path()).await, []);
    }
}

#[tokio::test]
async fn a_change_that_does_not_follow_is_not_put_in() {
    let original = original().await;
    let folder = tempfile::tempdir().unwrap();
    let mut changes = original.changes[..3].to_vec();
    write_segment(folder.path(), CHAIN_START, &changes, false);
    // revision 9 of a resource that has one
    changes.push(original.changes[3].clone());
    if let model::Event::Revised { number, .. } = &mut changes[3].event {
        *number = model::RevisionNumber(9);
    }
    let mended = mend_with(folder.path(), &changes).unwrap();
    assert_eq!((mended.mended, mended.segments), (0, 0));
    assert!(mended.faults[0].detail.contains("not brought back"));
    assert_eq!(faults(folder.path()).await, []);
}

#[tokio::test]
async fn bytes_behind_the_end_of_both_stay_and_are_told() {
    let original = original().await;
    let folder = original.damaged();
    let path = segments(folder.path()).pop().unwrap();
    edit(&path, |bytes| bytes.extend([7; 42]));
    let before = logs(folder.path());
    let mended = mend_with(folder.path(), &original.changes).unwrap();
    assert_eq!((mended.segments, mended.faults.len()), (0, 1));
    assert!(mended.faults[0].detail.contains("42 bytes"));
    assert_eq!(logs(folder.path()), before);
    // the store, which knows how far it had come, cuts them off
    original.assert_sound(folder.path(), "cut").await;
}
