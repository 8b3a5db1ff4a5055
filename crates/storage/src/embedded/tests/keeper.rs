//! An index that fails while the store runs.

use super::*;
use crate::Error;
use crate::conformance::samples::{create, resource, slug};
use crate::embedded::index::{Disk, Entries, Keeper};
use crate::embedded::journal::Cursor;
use crate::embedded::table::{Key, Value};
use crate::{Outcome, Writing};
use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Mutex;
use std::time::Duration;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Works,
    Fails,
    Panics,
    /// It reads well, and takes half of a batch before it fails.
    TakesHalf,
}

/// sled with faults.
#[derive(Debug)]
struct Faulty(Disk, Arc<Mutex<Way>>);

impl Faulty {
    fn way(&self) -> Result<Way, Error> {
        let way = *self.1.lock().unwrap();
        match way {
            Way::Works | Way::TakesHalf => Ok(way),
            Way::Fails => Err(Error::Index("as the test wants it".to_owned())),
            Way::Panics => panic!("as the test wants it"),
        }
    }
}

impl Keeper for Faulty {
    fn get(&self, key: &[u8]) -> Result<Option<Value>, Error> {
        self.way()?;
        self.0.get(key)
    }

    fn range(&self, from: Bound<&[u8]>, to: Bound<&[u8]>) -> Entries<'_> {
        match self.way() {
            Ok(_) => self.0.range(from, to),
            Err(error) => Box::new(std::iter::once(Err(error))),
        }
    }

    fn apply(&mut self, entries: &BTreeMap<Key, Value>, applied: &Cursor) -> Result<(), Error> {
        if self.way()? == Way::Works {
            return self.0.apply(entries, applied);
        }
        let half = entries.iter().take(entries.len() / 2);
        let half = half.map(|(k, v)| (k.clone(), v.clone())).collect();
        self.0.spoil(&half);
        Err(Error::Index("after a half".to_owned()))
    }

    fn entries(&self) -> u64 {
        self.0.entries()
    }

    fn flush(&self) -> Result<(), Error> {
        self.0.flush()
    }
}

fn open_faulty(folder: &Path) -> (Arc<EmbeddedRecords>, Arc<Mutex<Way>>) {
    let way = Arc::new(Mutex::new(Way::Works));
    let theirs = Arc::clone(&way);
    let options = Options {
        keeper_of: Arc::new(move |disk| Box::new(Faulty(disk, Arc::clone(&theirs)))),
        ..Options::default()
    };
    let records = Embedded::open_with(folder, options).unwrap().records;
    (records, way)
}

#[tokio::test]
async fn an_index_that_fails_is_replaced_and_nothing_else_is_noticed() {
    for failure in [Way::Fails, Way::Panics] {
        for at in [0, 1, 6, ACTS] {
            let folder = tempfile::tempdir().unwrap();
            let (records, way) = open_faulty(folder.path());
            for proposal in story().into_iter().take(at) {
                one(&*records, proposal).await;
            }
            assert!(!records.index_in_memory());
            *way.lock().unwrap() = failure;
            assert_same(&expected(at).await, &*records).await;
            assert!(records.index_in_memory());
            for proposal in story().into_iter().skip(at) {
                one(&*records, proposal).await;
            }
            assert_eq!(records.writing(), Writing::Open);
            assert_sound(&*records, ACTS).await;
            records.close().await.unwrap();
            let records = open(folder.path());
            assert_sound(&*records, ACTS).await;
            assert!(!records.index_in_memory());
        }
    }
}

#[tokio::test]
async fn a_failure_in_the_middle_of_a_call_is_not_noticed() {
    for failure in [Way::Fails, Way::Panics, Way::TakesHalf] {
        let folder = tempfile::tempdir().unwrap();
        let (records, way) = open_faulty(folder.path());
        one(&*records, story().remove(0)).await;
        *way.lock().unwrap() = failure;
        let rest = story().into_iter().skip(1).collect();
        for outcome in records.commit(rest).await.unwrap() {
            assert!(matches!(outcome, Outcome::Committed { .. }));
        }
        assert_eq!(records.writing(), Writing::Open);
        assert!(records.index_in_memory());
        assert_sound(&*records, ACTS).await;
        records.close().await.unwrap();
        assert_sound(&*open(folder.path()), ACTS).await;
    }
}

#[tokio::test]
async fn an_index_that_fails_while_it_is_built_is_replaced() {
    let folder = told().await;
    for failure in [Way::Fails, Way::Panics, Way::TakesHalf] {
        without_index(folder.path());
        let options = Options {
            keeper_of: Arc::new(move |disk| Box::new(Faulty(disk, Arc::new(Mutex::new(failure))))),
            ..Options::default()
        };
        let records = Embedded::open_with(folder.path(), options).unwrap().records;
        assert!(records.index_in_memory());
        assert_sound(&*records, ACTS).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn readers_and_writers_meet_a_failure_together() {
    let folder = tempfile::tempdir().unwrap();
    let (records, way) = open_faulty(folder.path());
    one(&*records, create(1, "r-1")).await;
    let write = |number: u64| {
        let records = Arc::clone(&records);
        tokio::spawn(async move {
            for step in 0..20 {
                let number = number * 100 + step;
                one(&*records, create(number, &format!("r-{number}"))).await;
                let found = records
                    .resolve(&slug(&format!("r-{number}")))
                    .await
                    .unwrap();
                assert_eq!(found.unwrap().head.resource, resource(number));
                assert!(records.heads(None, 999).await.unwrap().len() > 1);
            }
        })
    };
    let calls: Vec<_> = (1..=8).map(write).collect();
    tokio::time::sleep(Duration::from_millis(30)).await;
    *way.lock().unwrap() = Way::Panics;
    for call in calls {
        call.await.unwrap();
    }
    assert_eq!(records.position().await.unwrap(), Seq(161));
    assert_eq!(check(&*records).await.faults, []);
}

#[tokio::test]
async fn files_of_the_index_may_be_spoilt_or_removed_under_a_running_store() {
    for spoil in [true, false] {
        let folder = tempfile::tempdir().unwrap();
        let records = open(folder.path());
        for proposal in story().into_iter().take(6) {
            one(&*records, proposal).await;
        }
        let index = folder.path().join("index");
        if spoil {
            for file in files_of(&index) {
                edit(&file, |bytes| bytes.fill(0x5a));
            }
        } else {
            std::fs::remove_dir_all(&index).unwrap();
        }
        for proposal in story().into_iter().skip(6) {
            one(&*records, proposal).await;
        }
        assert_sound(&*records, ACTS).await;
        assert_eq!(records.writing(), Writing::Open);
        // sled may not be able to come to its end; the journal is
        let _ = records.close().await;
        drop(records);
        assert_sound(&*open(folder.path()), ACTS).await;
    }
}

#[tokio::test]
async fn where_no_index_can_be_kept_on_the_disk_one_in_memory_serves() {
    let folder = told().await;
    without_index(folder.path());
    std::fs::write(folder.path().join("index"), "no folder").unwrap();
    for number in 1..=3 {
        let aside = folder.path().join(format!("index.aside-{number}"));
        std::fs::write(aside, "no folder either").unwrap();
    }
    let records = open(folder.path());
    assert!(records.index_in_memory());
    assert_sound(&*records, ACTS).await;
    one(&*records, create(9, "neuf")).await;
    assert_eq!(check(&*records).await.faults, []);
}

#[tokio::test]
async fn an_index_that_is_still_being_let_go_of_is_waited_for() {
    let folder = told().await;
    let db = std::fs::File::open(folder.path().join("index/db")).unwrap();
    db.lock().unwrap();
    let holder = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(300));
        drop(db);
    });
    let records = open(folder.path());
    assert!(!records.index_in_memory());
    assert!(!folder.path().join("index.aside-1").exists());
    assert_sound(&*records, ACTS).await;
    holder.join().unwrap();
}

#[tokio::test]
async fn an_index_is_built_anew_when_that_is_asked_for() {
    let folder = told().await;
    let records = open(folder.path());
    let error = Embedded::rebuild_index(folder.path()).unwrap_err();
    assert!(matches!(error, Error::Locked(_)), "{error}");
    records.close().await.unwrap();
    for _ in 0..2 {
        // the second time there is none
        Embedded::rebuild_index(folder.path()).unwrap();
        assert!(!folder.path().join("index").exists());
        assert!(folder.path().join("index.aside-1").is_dir());
    }
    let told = Mutex::new(Vec::new());
    let tell = |read, total| told.lock().unwrap().push((read, total));
    let records = Embedded::open_with_progress(folder.path(), tell)
        .unwrap()
        .records;
    let length = std::fs::metadata(&segments(folder.path())[0])
        .unwrap()
        .len();
    assert_eq!(*told.lock().unwrap(), [(length, length)]);
    assert_sound(&*records, ACTS).await;
    records.close().await.unwrap();
    let silent = |read, total| panic!("{read} of {total}");
    drop(Embedded::open_with_progress(folder.path(), silent).unwrap());
}
