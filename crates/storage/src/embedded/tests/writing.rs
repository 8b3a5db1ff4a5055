//! Disks that are full, that fail, that are slow.

use super::*;
use crate::conformance::samples::{create, revise, slug};
use crate::embedded::journal::Sink;
use crate::{Error, Files, Outcome, Writing};
use std::fs::File;
use std::io;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::time::Duration;

/// What the disk does next, and what was asked of it.
#[derive(Default)]
struct Disk {
    write: Mutex<Option<io::ErrorKind>>,
    cut: Mutex<Option<io::ErrorKind>>,
    sync: Mutex<Option<io::ErrorKind>>,
    syncs: AtomicUsize,
    /// Held by a test to keep a flush from coming to its end.
    gate: Mutex<()>,
}

struct OnDisk(Arc<File>, Arc<Disk>);

fn fails(kind: &Mutex<Option<io::ErrorKind>>) -> io::Result<()> {
    match *kind.lock().unwrap() {
        Some(kind) => Err(kind.into()),
        None => Ok(()),
    }
}

impl Sink for OnDisk {
    fn write(&mut self, bytes: &[u8], offset: u64) -> io::Result<()> {
        let failed = fails(&self.1.write);
        // a disk that fills up takes the first part
        let room = if failed.is_err() {
            bytes.len() / 2
        } else {
            bytes.len()
        };
        self.0.write(&bytes[..room], offset)?;
        failed
    }

    fn sync(&mut self) -> io::Result<()> {
        self.1.syncs.fetch_add(1, SeqCst);
        drop(self.1.gate.lock().unwrap());
        fails(&self.1.sync)?;
        self.0.sync()
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        fails(&self.1.cut)?;
        self.0.cut(length)
    }
}

fn open_on(disk: &Arc<Disk>, folder: &Path) -> Arc<EmbeddedRecords> {
    let disk = Arc::clone(disk);
    let options = Options {
        sink_of: Arc::new(move |file| Box::new(OnDisk(file, Arc::clone(&disk)))),
        ..Options::default()
    };
    Embedded::open_with(folder, options).unwrap().records
}

#[tokio::test]
async fn a_full_disk_refuses_and_takes_again_when_there_is_room() {
    let (disk, folder) = (Arc::<Disk>::default(), tempfile::tempdir().unwrap());
    let records = open_on(&disk, folder.path());
    tell_story(&*records).await;
    let path = segments(folder.path()).pop().unwrap();
    let length = std::fs::metadata(&path).unwrap().len();
    *disk.write.lock().unwrap() = Some(io::ErrorKind::StorageFull);
    for number in 10..13 {
        let error = records
            .commit(vec![create(number, "plein")])
            .await
            .unwrap_err();
        assert!(matches!(error, Error::DiskFull), "{error}");
    }
    assert_eq!(std::fs::metadata(&path).unwrap().len(), length);
    assert_sound(&*records, ACTS).await;
    assert_sound(&*open(copied(folder.path()).path()), ACTS).await;
    *disk.write.lock().unwrap() = None;
    let outcome = one(&*records, create(10, "plein")).await;
    let seq = Seq(ACTS as u64 + 1);
    assert!(matches!(outcome, Outcome::Committed { seq: s, .. } if s == seq));
    assert_eq!(check(&*records).await.faults, []);
}

#[tokio::test]
async fn whatever_a_write_fails_with_it_is_taken_back_and_told() {
    let (disk, folder) = (Arc::<Disk>::default(), tempfile::tempdir().unwrap());
    let records = open_on(&disk, folder.path());
    tell_story(&*records).await;
    for kind in [
        io::ErrorKind::StorageFull,
        io::ErrorKind::QuotaExceeded,
        io::ErrorKind::FileTooLarge,
        io::ErrorKind::Other,
    ] {
        *disk.write.lock().unwrap() = Some(kind);
        let error = records
            .commit(vec![create(10, "refuse")])
            .await
            .unwrap_err();
        let full = [io::ErrorKind::StorageFull, io::ErrorKind::QuotaExceeded];
        match error {
            Error::DiskFull => assert!(full.contains(&kind), "{kind}"),
            Error::Io { source, .. } => assert_eq!(source.kind(), kind),
            error => panic!("{error}"),
        }
        assert_eq!(records.writing(), Writing::Open);
        assert_sound(&*records, ACTS).await;
    }
    *disk.write.lock().unwrap() = None;
    one(&*records, create(10, "pris")).await;
    assert_eq!(check(&*records).await.faults, []);
}

#[tokio::test]
async fn a_segment_that_cannot_be_begun_stops_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let records = open_short(folder.path());
    tell_story(&*records).await;
    // no other segment can be made there, and the one being written takes what it still takes
    let journal = folder.path().join("journal");
    let moved = folder.path().join("journal.elsewhere");
    std::fs::rename(&journal, &moved).unwrap();
    let mut refused = 0;
    for number in 10..20 {
        match records
            .commit(vec![create(number, &format!("r-{number}"))])
            .await
        {
            Ok(_) => {}
            Err(Error::Io { .. }) => refused += 1,
            Err(error) => panic!("{error}"),
        }
    }
    assert!(refused > 0);
    assert_eq!(records.writing(), Writing::Open);
    std::fs::rename(&moved, &journal).unwrap();
    one(&*records, create(20, "vingt")).await;
    assert_eq!(check(&*records).await.faults, []);
}

#[tokio::test]
async fn after_a_failed_flush_nothing_is_written_until_a_restart() {
    let (disk, folder) = (Arc::<Disk>::default(), tempfile::tempdir().unwrap());
    let records = open_on(&disk, folder.path());
    tell_story(&*records).await;
    *disk.sync.lock().unwrap() = Some(io::ErrorKind::Other);
    let error = records.commit(vec![create(10, "perdu")]).await.unwrap_err();
    assert!(matches!(error, Error::ReadOnly(_)), "{error}");
    let stopped = |writing| matches!(writing, Writing::Stopped(reason) if !reason.is_empty());
    assert!(stopped(records.writing()));
    *disk.sync.lock().unwrap() = None;
    let error = records.commit(vec![create(11, "autre")]).await.unwrap_err();
    assert!(matches!(error, Error::ReadOnly(_)), "{error}");
    assert!(stopped(records.writing()));
    assert_sound(&*records, ACTS).await;
    records.close().await.unwrap();
    // it happened to reach the disk: whole, and the index follows
    let records = open(folder.path());
    assert!(records.resolve(&slug("perdu")).await.unwrap().is_some());
    assert_eq!(check(&*records).await.faults, []);
    one(&*records, create(11, "autre")).await;
}

#[tokio::test]
async fn when_a_failed_write_cannot_be_taken_back_writing_stops() {
    let (disk, folder) = (Arc::<Disk>::default(), tempfile::tempdir().unwrap());
    let records = open_on(&disk, folder.path());
    tell_story(&*records).await;
    *disk.write.lock().unwrap() = Some(io::ErrorKind::StorageFull);
    *disk.cut.lock().unwrap() = Some(io::ErrorKind::Other);
    let error = records.commit(vec![create(10, "perdu")]).await.unwrap_err();
    assert!(matches!(error, Error::ReadOnly(_)), "{error}");
    records.close().await.unwrap();
    assert_sound(&*open(folder.path()), ACTS).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_visible_before_it_is_durable_and_waiting_calls_share_a_flush() {
    let (disk, folder) = (Arc::<Disk>::default(), tempfile::tempdir().unwrap());
    let records = open_on(&disk, folder.path());
    one(&*records, create(1, "un")).await;
    let before = disk.syncs.load(SeqCst);
    let calls: Vec<_> = {
        let _closed = disk.gate.lock().unwrap();
        let call = |number: u64| {
            let records = Arc::clone(&records);
            tokio::spawn(
                async move { one(&*records, create(number, &format!("r-{number}"))).await },
            )
        };
        let first = call(2);
        while disk.syncs.load(SeqCst) == before {
            std::thread::sleep(Duration::from_millis(1));
        }
        let calls = std::iter::once(first).chain((3..=60).map(call)).collect();
        // the first is written but not durable; the others gather meanwhile
        std::thread::sleep(Duration::from_millis(200));
        let position = tokio::task::block_in_place(|| {
            tokio::runtime::Handle::current().block_on(async {
                assert_eq!(records.resolve(&slug("r-2")).await.unwrap(), None);
                records.position().await.unwrap()
            })
        });
        assert_eq!(position, Seq(1));
        calls
    };
    for call in calls {
        assert!(matches!(call.await.unwrap(), Outcome::Committed { .. }));
    }
    let flushes = disk.syncs.load(SeqCst) - before;
    assert!(flushes <= 4, "{flushes} flushes for 59 calls");
    assert_eq!(check(&*records).await.faults, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_finds_nothing_while_others_write() {
    let folder = tempfile::tempdir().unwrap();
    let records = open_short(folder.path());
    one(&*records, create(1, "un")).await;
    let writer = Arc::clone(&records);
    let writing = tokio::spawn(async move {
        for base in 1..300 {
            one(&*writer, revise(1, base, "x\n")).await;
        }
    });
    while !writing.is_finished() {
        assert_eq!(check(&*records).await.faults, []);
    }
    writing.await.unwrap();
    assert_eq!(check(&*records).await.revisions, 300);
}

#[tokio::test]
async fn at_the_reserve_of_the_disk_writing_is_refused_and_reading_goes_on() {
    let folder = told().await;
    let options = Options {
        reserve_bytes: Some(u64::MAX),
        ..Options::default()
    };
    let Embedded { records, files, .. } = Embedded::open_with(folder.path(), options).unwrap();
    let error = records.commit(vec![create(10, "plein")]).await.unwrap_err();
    assert!(matches!(error, Error::DiskFull), "{error}");
    assert_eq!(records.writing(), Writing::DiskFull);
    assert_sound(&*records, ACTS).await;
    let mut incoming = files.create().await.unwrap();
    let error = incoming.write(vec![0; 300_000].into()).await.unwrap_err();
    assert!(matches!(error, Error::DiskFull), "{error}");
    assert!(incoming.finish().await.is_err());
    let left = std::fs::read_dir(folder.path().join("files/incoming")).unwrap();
    assert_eq!(left.count(), 0);
}
