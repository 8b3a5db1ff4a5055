//! A change that is lost costs the backup that change and nothing else.

use crate::bench::{draft, parts as in_memory, sheet};
use crate::disk::{damage_record, furnished, names, on_disk};
use library::{Backup, Library, Silent};
use model::{Actor, Change, RevisionNumber, Seq};
use std::path::Path;
use storage::Records;

/// Cuts a journal of one segment off before the record of that number: an acknowledged end is lost.
fn cut_before(data: &Path, number: usize) {
    let mut segments = names(&data.join("journal")).into_iter();
    let segment = segments.find(|name| name.ends_with(".log")).unwrap();
    let path = data.join("journal").join(segment);
    let bytes = std::fs::read(&path).unwrap();
    let mut marks = (0..bytes.len() - 3).filter(|at| bytes[*at..at + 4] == *b"RSQ\x01");
    let at = marks.nth(number - 1).unwrap();
    std::fs::write(path, &bytes[..at]).unwrap();
}

/// Each place of the log: its change, or none where it cannot be read.
async fn readable(records: &dyn Records) -> Vec<Option<Change>> {
    let mut all = Vec::new();
    for seq in 1..=records.position().await.unwrap().0 {
        all.push(match records.changes_after(Seq(seq - 1), 1).await {
            Ok(mut changes) => changes.pop(),
            Err(storage::Error::Damaged { seq: at, .. }) => {
                assert_eq!(at, Some(Seq(seq)));
                None
            }
            Err(error) => panic!("{error}"),
        });
    }
    all
}

/// The same resources, kinds and changes, the same ones missing.
async fn assert_like(ours: &dyn Records, theirs: &dyn Records) {
    assert_eq!(readable(ours).await, readable(theirs).await);
    let heads = ours.heads(None, 99).await.unwrap();
    assert_eq!(heads, theirs.heads(None, 99).await.unwrap());
    assert_eq!(ours.kinds().await.unwrap(), theirs.kinds().await.unwrap());
    for head in heads {
        for number in (1..=head.number.0).map(RevisionNumber) {
            let our = ours.revision(head.resource, number).await;
            let their = theirs.revision(head.resource, number).await;
            assert_eq!(our.ok(), their.ok(), "{} {number}", head.slug);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_lost_end_the_library_is_backed_up_with_its_gap_and_restored_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let (library, parts) = furnished(&data).await;
    library.close().await.unwrap();
    drop((library, parts));
    cut_before(&data, 3);
    let (library, parts) = on_disk(&data).await;
    // also while nothing stands behind what is lost
    let path = folder.path().join("at once.zip");
    let report = library.backup(&path, &Silent).await.unwrap();
    let counts = (report.changes, report.missing_changes, report.position);
    assert_eq!(counts, (2, 2, Seq(4)));
    let (other, other_parts) = on_disk(&folder.path().join("at once")).await;
    assert_eq!(other.restore_backup(&path, &Silent).await.unwrap(), report);
    assert_like(&*parts.records, &*other_parts.records).await;

    // as in a later run: no identifier comes twice
    for _ in 0..5 {
        parts.ids.next();
    }
    let slug = sheet(&library, "Apr\u{e8}s", "\u{e9}crit apr\u{e8}s").await;
    let path = folder.path().join("s.zip");
    let report = library.backup(&path, &Silent).await.unwrap();
    let counts = (report.changes, report.missing_changes, report.position);
    assert_eq!(counts, (3, 2, Seq(5)));
    let summary = Backup::open(&path).unwrap().verify(&Silent).unwrap();
    assert_eq!((summary.changes, summary.missing_changes), (3, 2));

    let elsewhere = folder.path().join("elsewhere");
    let (other, other_parts) = on_disk(&elsewhere).await;
    assert_eq!(other.restore_backup(&path, &Silent).await.unwrap(), report);
    assert_like(&*parts.records, &*other_parts.records).await;
    drop((other, other_parts));
    for index in [true, false] {
        if !index {
            std::fs::remove_dir_all(elsewhere.join("index")).unwrap();
        }
        let (other, other_parts) = on_disk(&elsewhere).await;
        assert_like(&*parts.records, &*other_parts.records).await;
        for library in [&library, &other] {
            let faults = library.check(&Silent).await.unwrap().faults;
            let told =
                |fault: &library::CheckFault| fault.detail.contains("changes 3 to 4 are missing");
            assert!(faults.iter().any(told), "{faults:?}");
        }
        drop((other, other_parts));
    }
    let (other, other_parts) = on_disk(&elsewhere).await;
    let better = draft("Mieux", "deux");
    let revised = other.revise(&Actor::Anonymous, &slug, 1, better, "").await;
    revised.unwrap();
    assert_eq!(other_parts.records.position().await.unwrap(), Seq(6));
    let path = folder.path().join("again.zip");
    let report = other.backup(&path, &Silent).await.unwrap();
    assert_eq!((report.changes, report.missing_changes), (4, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn whichever_change_is_damaged_the_rest_is_backed_up_and_restored() {
    for damaged in 1..=4 {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        let (library, parts) = furnished(&data).await;
        library.close().await.unwrap();
        drop((library, parts));
        damage_record(&data, damaged);
        // as a start makes it of the journal alone
        std::fs::remove_dir_all(data.join("index")).unwrap();
        let (library, parts) = on_disk(&data).await;
        let path = folder.path().join("s.zip");
        let report = library.backup(&path, &Silent).await.unwrap();
        let counts = (report.changes, report.missing_changes, report.position);
        assert_eq!(counts, (3, 1, Seq(4)), "change {damaged}");
        let (other, other_parts) = on_disk(&folder.path().join("other")).await;
        assert_eq!(other.restore_backup(&path, &Silent).await.unwrap(), report);
        assert_like(&*parts.records, &*other_parts.records).await;
        let memory = in_memory(10_000_000);
        let other = Library::new(memory.clone()).await.unwrap();
        other.restore_backup(&path, &Silent).await.unwrap();
        assert_eq!(
            readable(&*parts.records).await,
            readable(&*memory.records).await
        );
    }
}
