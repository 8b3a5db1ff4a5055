//! What a crash leaves at the end of the journal.

use super::*;
use crate::Error;
use crate::conformance::samples::{create, rename, withdraw};
use crate::embedded::journal::{Cursor, Journal};

/// How far the journal of a folder goes once its tail is cut.
fn reach(folder: &Path, known: &Cursor) -> Cursor {
    let journal = Journal::open(&folder.join("journal")).unwrap();
    journal.cut_torn_tail(known).unwrap();
    journal
        .walk(Cursor::START, None, &mut |_, step| match step {
            super::super::journal::Step::Change(..) => Ok(()),
            other => panic!("{other:?}"),
        })
        .unwrap()
}

#[tokio::test]
async fn a_record_torn_at_any_byte_is_cut_off() {
    let folder = told().await;
    let path = segments(folder.path()).pop().unwrap();
    let whole = std::fs::read(&path).unwrap();
    let (seq, last) = places(&path).pop().unwrap();
    let before = Seq(seq.0 - 1);
    for cut in last.offset as usize..whole.len() {
        // the file ends there, or was made long enough but the rest never came
        for rest in [0, whole.len() - cut] {
            let torn = [&whole[..cut], &vec![0; rest]].concat();
            if torn == whole {
                continue;
            }
            std::fs::write(&path, torn).unwrap();
            let end = reach(folder.path(), &Cursor::START);
            assert_eq!((end.seq, end.offset), (before, last.offset), "cut at {cut}");
            assert_eq!(std::fs::metadata(&path).unwrap().len(), last.offset);
        }
    }
    std::fs::write(&path, &whole).unwrap();
    assert_eq!(reach(folder.path(), &Cursor::START).seq, seq);
}

#[tokio::test]
async fn writing_goes_on_after_a_torn_record() {
    let folder = tempfile::tempdir().unwrap();
    let records = open(folder.path());
    for proposal in story().into_iter().take(ACTS - 1) {
        one(&*records, proposal).await;
    }
    let earlier = copied(folder.path());
    one(&*records, withdraw(1)).await;
    let path = segments(folder.path()).pop().unwrap();
    let whole = std::fs::read(&path).unwrap();
    let (_, last) = places(&path).pop().unwrap();
    for cut in [1, 50, 96, 97, whole.len() - last.offset as usize - 1] {
        for index in [true, false] {
            let crashed = copied(earlier.path());
            let torn = &whole[..last.offset as usize + cut];
            std::fs::write(segments(crashed.path()).pop().unwrap(), torn).unwrap();
            if !index {
                without_index(crashed.path());
            }
            let records = open(crashed.path());
            assert_sound(&*records, ACTS - 1).await;
            one(&*records, withdraw(1)).await;
            assert_sound(&*records, ACTS).await;
        }
    }
}

#[tokio::test]
async fn a_batch_of_which_only_the_end_was_written_is_cut_off_whole() {
    let folder = tempfile::tempdir().unwrap();
    let records = open(folder.path());
    one(&*records, create(1, "un")).await;
    records
        .commit(vec![rename(1, "b"), rename(1, "c"), rename(1, "d")])
        .await
        .unwrap();
    records.close().await.unwrap();
    without_witness(folder.path());
    let path = segments(folder.path()).pop().unwrap();
    let batch = places(&path)[1].1;
    edit(&path, |bytes| bytes[batch.offset as usize..][..50].fill(0));
    let records = open(folder.path());
    assert_eq!(records.position().await.unwrap(), Seq(1));
    assert_eq!(check(&*records).await.faults, []);
    assert_eq!(std::fs::metadata(&path).unwrap().len(), batch.offset);
}

#[tokio::test]
async fn what_a_later_record_proves_durable_is_never_cut() {
    let folder = told().await;
    without_index(folder.path());
    let path = segments(folder.path()).pop().unwrap();
    let length = std::fs::metadata(&path).unwrap().len();
    let (seq, place) = places(&path)[ACTS - 2];
    edit(&path, |bytes| bytes[place.offset as usize] ^= 1);
    let records = open(folder.path());
    assert_eq!(std::fs::metadata(&path).unwrap().len(), length);
    assert_eq!(records.position().await.unwrap(), Seq(ACTS as u64));
    let error = records.changes_after(Seq(seq.0 - 1), 1).await.unwrap_err();
    assert!(matches!(error, Error::Damaged { seq: Some(s), .. } if s == seq));
}

#[tokio::test]
async fn what_the_index_knows_is_never_cut() {
    for byte in [0, 40, 100] {
        let folder = told().await;
        let path = segments(folder.path()).pop().unwrap();
        let length = std::fs::metadata(&path).unwrap().len();
        let (seq, last) = places(&path).pop().unwrap();
        edit(&path, |bytes| bytes[last.offset as usize + byte] ^= 1);
        let records = open(folder.path());
        assert_eq!(std::fs::metadata(&path).unwrap().len(), length);
        assert_eq!(records.position().await.unwrap(), seq);
        assert_eq!(check(&*records).await.faults.len(), 1);
        // the chain goes on from what was acknowledged
        one(&*records, create(9, "neuf")).await;
        assert!(records.changes_after(seq, 9).await.unwrap().len() == 1);
        let faults = check(&*records).await.faults;
        assert!(
            faults.iter().all(|f| !f.detail.contains("chain")),
            "{faults:?}"
        );
    }
}

#[tokio::test]
async fn a_last_segment_without_head_is_damaged_and_not_torn() {
    let folder = tempfile::tempdir().unwrap();
    let records = open_short(folder.path());
    tell_story(&*records).await;
    records.close().await.unwrap();
    let path = segments(folder.path()).pop().unwrap();
    edit(&path, |bytes| bytes.fill(0));
    without_witness(folder.path());
    let length = std::fs::metadata(&path).unwrap().len();
    let records = open_short(folder.path());
    assert_eq!(std::fs::metadata(&path).unwrap().len(), length);
    assert_ne!(check(&*records).await.faults, []);
}

#[tokio::test]
async fn a_segment_that_was_only_begun_is_removed() {
    for length in [0, 1, 55, 56] {
        let folder = told().await;
        let path = folder.path().join("journal/00000000000000000014.log");
        std::fs::write(&path, vec![0; length]).unwrap();
        let records = open(folder.path());
        assert!(!path.exists());
        assert_sound(&*records, ACTS).await;
    }
}

#[tokio::test]
async fn what_nobody_saw_durable_is_written_once_more_at_the_start() {
    let folder = told().await;
    let path = segments(folder.path()).pop().unwrap();
    let whole = std::fs::read(&path).unwrap();
    let long_ago = std::time::SystemTime::UNIX_EPOCH;
    let touched = |folder: &Path| {
        let file = std::fs::File::options().write(true).open(&path).unwrap();
        file.set_modified(long_ago).unwrap();
        drop(Embedded::open(folder).unwrap());
        path.metadata().unwrap().modified().unwrap() != long_ago
    };
    assert!(!touched(folder.path()), "all of it was durable");
    without_index(folder.path());
    assert!(!touched(folder.path()), "the witness knows it too");
    without_witness(folder.path());
    assert!(touched(folder.path()));
    assert_eq!(std::fs::read(&path).unwrap(), whole);
}
