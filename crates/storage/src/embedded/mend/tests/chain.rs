//! The chain where what was lost cannot be written as it was.

use super::*;
use crate::conformance::samples::{create, one};
use crate::embedded::frame::CHAIN_START;

#[tokio::test]
async fn records_packed_by_another_version_get_a_new_chain_from_there() {
    let original = original().await;
    for damaged in 0..original.changes.len() {
        for byte in [0, 100] {
            let folder = tempfile::tempdir().unwrap();
            let (one, two) = original.changes.split_at(6);
            let link = write_segment(folder.path(), CHAIN_START, one, true);
            write_segment(folder.path(), link, two, true);
            let places: Vec<_> = segments(folder.path())
                .into_iter()
                .flat_map(|path| {
                    records_of(&path)
                        .into_iter()
                        .map(move |(_, range)| (path.clone(), range))
                })
                .collect();
            let (path, range) = &places[damaged];
            edit(path, |bytes| bytes[range.start + byte] ^= 1);
            let mended = mend_with(folder.path(), &original.changes).unwrap();
            assert_eq!((mended.mended, &mended.faults[..]), (1, &[][..]));
            // without its header nobody knows what link it had; the next one had another
            let from = damaged as u64 + if byte == 0 { 2 } else { 1 };
            let from = Some(Seq(from)).filter(|seq| seq.0 <= original.changes.len() as u64);
            assert_eq!(mended.resealed, from);
            assert_eq!(faults(folder.path()).await, [], "change {}", damaged + 1);
            // mending again finds nothing to do
            let again = mend_with(folder.path(), &original.changes).unwrap();
            assert_eq!(again, Mended::default());
        }
    }
}

#[tokio::test]
async fn a_gap_that_was_left_for_lost_changes_is_filled() {
    let original = original().await;
    let folder = tempfile::tempdir().unwrap();
    // 6 and 7 were lost; what came after goes on from 5
    let link = write_segment(folder.path(), CHAIN_START, &original.changes[..5], false);
    write_segment(folder.path(), link, &original.changes[7..10], false);
    let older = mend_with(folder.path(), &original.changes[..5]).unwrap();
    assert_eq!((older.segments, older.faults.len()), (0, 1), "{older:?}");
    assert!(older.faults[0].detail.contains("changes 6 to 7"));
    // an older backup that has them
    let mended = mend_with(folder.path(), &original.changes[..8]).unwrap();
    assert_eq!((mended.mended, mended.appended), (2, 0));
    assert_eq!((mended.resealed, mended.faults), (Some(Seq(8)), Vec::new()));
    assert_eq!(faults(folder.path()).await, []);
    // once the end is there too, all is as if nothing had ever been lost
    let mended = mend_with(folder.path(), &original.changes).unwrap();
    assert_eq!((mended.mended, mended.appended), (3, 3));
    original.assert_sound(folder.path(), "whole again").await;
}

#[tokio::test]
async fn a_forged_record_is_put_right_where_the_backup_knows_better() {
    let original = original().await;
    // a whole record with a link that is not its own
    let folder = tempfile::tempdir().unwrap();
    write_segment(folder.path(), CHAIN_START, &original.changes[..6], false);
    write_segment(folder.path(), CHAIN_START, &original.changes[6..], false);
    let before = logs(folder.path());
    let mended = mend_with(folder.path(), &original.changes[..3]).unwrap();
    assert_eq!((mended.segments, mended.faults.len()), (0, 1), "{mended:?}");
    assert!(mended.faults[0].detail.contains("chain"));
    assert_eq!(logs(folder.path()), before);
    let mended = mend_with(folder.path(), &original.changes).unwrap();
    assert_eq!((mended.mended, mended.resealed), (0, Some(Seq(7))));
    original
        .assert_sound(folder.path(), "with the right chain")
        .await;
}

#[tokio::test]
async fn what_was_promised_and_is_in_neither_is_not_forgotten() {
    let original = original().await;
    let folder = original.damaged();
    let paths = segments(folder.path());
    std::fs::remove_file(&paths[paths.len() - 1]).unwrap();
    let kept = records_of(&paths[paths.len() - 2]).pop().unwrap().0;
    // one of the lost changes
    let older = &original.changes[..kept.0 as usize + 1];
    assert!(older.len() < original.changes.len());
    let mended = mend_with(folder.path(), older).unwrap();
    assert_eq!((mended.appended, mended.faults), (1, Vec::new()));
    let left = faults(folder.path()).await;
    let missing = format!("changes {} to {}", older.len() + 1, original.changes.len());
    assert!(
        left.iter().any(|fault| fault.detail.contains(&missing)),
        "{left:?}"
    );
    // what is written meanwhile comes after them, in the chain that the witness knew
    let records = open(folder.path()).records;
    one(&*records, create(9, "neuf")).await;
    records.close().await.unwrap();
    let mended = mend_with(folder.path(), &original.changes).unwrap();
    assert_eq!((mended.appended, mended.resealed), (0, None));
    assert!(mended.mended > 0);
    assert_eq!(mended.faults, []);
    assert_eq!(faults(folder.path()).await, []);
    let records = open(folder.path()).records;
    let changes = records.changes_after(Seq(0), 99).await.unwrap();
    assert_eq!(changes[..original.changes.len()], original.changes);
    let end = Seq(original.changes.len() as u64);
    assert_eq!(records.seal(end).await.unwrap(), Some(original.seal));
}

#[tokio::test]
async fn a_mended_end_is_known_to_be_durable() {
    let original = original().await;
    for byte in [0, 100] {
        let folder = tempfile::tempdir().unwrap();
        write_segment(folder.path(), CHAIN_START, &original.changes[..12], true);
        mend_with(folder.path(), &original.changes).unwrap();
        // no index yet; damage to the last record is not taken for a write that never came to its end
        let path = segments(folder.path()).pop().unwrap();
        let (seq, last) = records_of(&path).pop().unwrap();
        edit(&path, |bytes| bytes[last.start + byte] ^= 1);
        let length = std::fs::metadata(&path).unwrap().len();
        let records = open(folder.path()).records;
        assert_eq!(std::fs::metadata(&path).unwrap().len(), length);
        assert_eq!(records.position().await.unwrap(), seq);
        records.close().await.unwrap();
        original_again(&original, folder.path()).await;
    }
}

/// Mended once more, everything is there.
async fn original_again(original: &Original, folder: &Path) {
    let mended = mend_with(folder, &original.changes).unwrap();
    assert_eq!((mended.mended, &mended.faults[..]), (1, &[][..]));
    assert_eq!(faults(folder).await, []);
}

#[tokio::test]
async fn a_revision_number_written_again_after_a_loss_is_told_and_both_are_kept() {
    let original = original().await;
    let folder = tempfile::tempdir().unwrap();
    // change 4, revision 2, was lost; change 5 is another revision 2
    let link = write_segment(folder.path(), CHAIN_START, &original.changes[..3], false);
    let mut again = original.changes[3].clone();
    again.seq = Seq(5);
    again.by = model::Actor::System;
    write_segment(folder.path(), link, &[again.clone()], false);
    let mended = mend_with(folder.path(), &original.changes[..4]).unwrap();
    assert_eq!((mended.mended, mended.faults.len()), (1, 1), "{mended:?}");
    assert_eq!(mended.faults[0].place, "change 5");
    let records = open(folder.path()).records;
    let changes = records.changes_after(Seq(3), 9).await.unwrap();
    assert_eq!(changes, [original.changes[3].clone(), again]);
}
