//! A crash in the middle of putting things in order after a crash.

use super::*;
use crate::conformance::samples::{create, withdraw};
use std::sync::Mutex;

/// Recovers a folder and tells how it was left between the steps: after each that a crash can separate from the next,
/// and when a new index was made and holds nothing yet.
fn interrupted(folder: &Path) -> Vec<TempDir> {
    let left = Arc::new(Mutex::new(Vec::new()));
    let copies = |()| {
        let (folder, left) = (folder.to_owned(), Arc::clone(&left));
        move || left.lock().unwrap().push(copied(&folder))
    };
    let (pause, begun) = (copies(()), copies(()));
    let options = Options {
        pause: Arc::new(pause),
        keeper_of: Arc::new(move |disk| {
            begun();
            Box::new(disk)
        }),
        ..Options::default()
    };
    drop(Embedded::open_with(folder, options).unwrap());
    std::mem::take(&mut left.lock().unwrap())
}

/// What can be said of a folder once it is in order.
async fn outcome(folder: &Path) -> (Seq, CheckReport, Vec<Option<Change>>) {
    let records = open(folder);
    let position = records.position().await.unwrap();
    let mut changes = Vec::new();
    for before in 0..position.0 {
        let change = records.changes_after(Seq(before), 1).await;
        changes.push(change.ok().and_then(|mut changes| changes.pop()));
    }
    let report = check(&*records).await;
    records.close().await.unwrap();
    (position, report, changes)
}

/// A crash at any step of recovering, and at any step of recovering from that, changes nothing in what comes of it.
async fn assert_the_same_after_interruptions(folder: &TempDir) {
    let untouched = copied(folder.path());
    let expected = outcome(untouched.path()).await;
    let left = interrupted(copied(folder.path()).path());
    assert!(left.len() >= 4, "{}", left.len());
    for left in left {
        for again in interrupted(copied(left.path()).path()) {
            assert_eq!(outcome(again.path()).await, expected);
        }
        assert_eq!(outcome(left.path()).await, expected);
    }
}

#[tokio::test]
async fn of_a_torn_end() {
    let folder = tempfile::tempdir().unwrap();
    let records = open(folder.path());
    for proposal in story().into_iter().take(ACTS - 1) {
        one(&*records, proposal).await;
    }
    let before = copied(folder.path());
    one(&*records, withdraw(1)).await;
    let path = segments(folder.path()).pop().unwrap();
    let whole = std::fs::read(path).unwrap();
    let torn = &whole[..whole.len() - 3];
    std::fs::write(segments(before.path()).pop().unwrap(), torn).unwrap();
    assert_the_same_after_interruptions(&before).await;
}

#[tokio::test]
async fn of_a_lost_end() {
    for index in [true, false] {
        let folder = told().await;
        let path = segments(folder.path()).pop().unwrap();
        let (_, place) = places(&path)[ACTS - 3];
        edit(&path, |bytes| bytes.truncate(place.offset as usize + 9));
        if index {
            std::fs::remove_file(folder.path().join("journal/witness")).unwrap();
        } else {
            without_index(folder.path());
        }
        assert_the_same_after_interruptions(&folder).await;
    }
}

#[tokio::test]
async fn of_a_lost_or_spoilt_index() {
    for lost in [true, false] {
        let folder = told().await;
        if lost {
            without_index(folder.path());
        } else {
            for file in files_of(&folder.path().join("index")) {
                edit(&file, |bytes| bytes.fill(0x5a));
            }
        }
        assert_the_same_after_interruptions(&folder).await;
    }
}

#[tokio::test]
async fn of_an_index_left_behind() {
    let folder = tempfile::tempdir().unwrap();
    let records = open(folder.path());
    one(&*records, create(9, "neuf")).await;
    records.close().await.unwrap();
    let earlier = copied(folder.path());
    let records = open(folder.path());
    one(&*records, create(10, "dix")).await;
    records.close().await.unwrap();
    without_index(folder.path());
    copy(&earlier.path().join("index"), &folder.path().join("index"));
    assert_the_same_after_interruptions(&folder).await;
}
