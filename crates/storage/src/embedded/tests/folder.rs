//! Opening, closing, and who may.

use super::*;
use crate::conformance::files;
use crate::conformance::samples::{create, revise};
use crate::{Drafts, Error, Files, Outcome};
use ::model::DraftId;
use bytes::Bytes;
use uuid::Uuid;

#[tokio::test]
async fn everything_is_there_after_a_stop() {
    let folder = told().await;
    let records = open(folder.path());
    assert_sound(&*records, ACTS).await;
    drop(records);
    assert_sound(&*open(folder.path()), ACTS).await;
}

#[tokio::test]
async fn everything_is_there_after_a_crash() {
    let folder = tempfile::tempdir().unwrap();
    let records = open(folder.path());
    for (index, proposal) in story().into_iter().enumerate() {
        one(&*records, proposal).await;
        let crashed = copied(folder.path());
        assert_sound(&*open(crashed.path()), index + 1).await;
    }
}

#[tokio::test]
async fn the_journal_goes_on_in_new_segments() {
    let folder = tempfile::tempdir().unwrap();
    let records = open_short(folder.path());
    tell_story(&*records).await;
    assert_sound(&*records, ACTS).await;
    records.close().await.unwrap();
    assert!(segments(folder.path()).len() > 3);
    assert_sound(&*open_short(folder.path()), ACTS).await;
    without_index(folder.path());
    assert_sound(&*open(folder.path()), ACTS).await;
}

#[tokio::test]
async fn a_folder_in_use_is_refused_until_it_is_let_go() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("new/data");
    let records = open(&folder);
    let error = Embedded::open(&folder).unwrap_err();
    assert!(matches!(&error, Error::Locked(path) if *path == folder));
    records.close().await.unwrap();
    drop(open(&folder));
    drop(open(&folder));
}

#[tokio::test]
async fn a_newer_format_is_refused_and_left_alone() {
    let folder = told().await;
    let format = folder.path().join("FORMAT");
    assert_eq!(std::fs::read_to_string(&format).unwrap(), "1\n");
    std::fs::write(&format, "2\n").unwrap();
    let error = Embedded::open(folder.path()).unwrap_err();
    assert!(matches!(
        error,
        Error::NewerFormat {
            found: 2,
            known: 1,
            ..
        }
    ));
    std::fs::write(&format, "?").unwrap();
    let error = Embedded::open(folder.path()).unwrap_err();
    assert!(matches!(error, Error::Damaged { .. }), "{error}");
    std::fs::remove_file(&format).unwrap();
    edit(&segments(folder.path())[0], |bytes| {
        bytes[8] = 2;
        let checksum = crc32fast::hash(&bytes[..52]);
        bytes[52..56].copy_from_slice(&checksum.to_le_bytes());
    });
    without_index(folder.path());
    let error = Embedded::open(folder.path()).unwrap_err();
    assert!(matches!(error, Error::NewerFormat { found: 2, .. }));
}

#[tokio::test]
async fn a_commit_under_way_ends_before_the_store_closes() {
    let folder = tempfile::tempdir().unwrap();
    let records = open(folder.path());
    one(&*records, create(1, "un")).await;
    let other = Arc::clone(&records);
    let writing = tokio::spawn(async move {
        let mut base = 0;
        loop {
            base += 1;
            match other.commit(vec![revise(1, base, "x\n")]).await {
                Ok(outcomes) => assert!(matches!(outcomes[0], Outcome::Committed { .. })),
                Err(error) => return (base, error),
            }
        }
    });
    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    records.close().await.unwrap();
    let (base, error) = writing.await.unwrap();
    assert!(matches!(error, Error::Closed), "{error}");
    let position = open(folder.path()).position().await.unwrap();
    assert_eq!(position, Seq(u64::from(base)));
}

#[tokio::test]
async fn files_survive_and_leftovers_do_not() {
    let folder = tempfile::tempdir().unwrap();
    let embedded = Embedded::open(folder.path()).unwrap();
    let stored = files::store(&*embedded.files, b"durable", 3).await;
    let mut abandoned = embedded.files.create().await.unwrap();
    abandoned
        .write(Bytes::from(vec![7; 300_000]))
        .await
        .unwrap();
    let incoming = folder.path().join("files/incoming");
    assert_eq!(std::fs::read_dir(&incoming).unwrap().count(), 1);
    let crashed = copied(folder.path());
    drop(abandoned);
    assert_eq!(std::fs::read_dir(&incoming).unwrap().count(), 0);

    let reopened = Embedded::open(crashed.path()).unwrap();
    let incoming = crashed.path().join("files/incoming");
    assert_eq!(std::fs::read_dir(incoming).unwrap().count(), 0);
    assert_eq!(reopened.files.list(None, 9).await.unwrap(), [stored]);
    let path = reopened.files.local(stored.sha256).await.unwrap();
    let name = stored.sha256.to_string();
    assert!(
        path.path()
            .ends_with(format!("files/{}/{}", &name[..2], &name[2..]))
    );
}

#[tokio::test]
async fn a_rotten_file_is_found_and_mended_by_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let embedded = Embedded::open(folder.path()).unwrap();
    let stored = files::store(&*embedded.files, b"durable", 3).await;
    let local = embedded.files.local(stored.sha256).await.unwrap();
    std::fs::write(local.path(), b"dyrable").unwrap();
    let fault = embedded.files.verify(stored.sha256).await.unwrap().unwrap();
    assert!(fault.detail.contains("hash"), "{fault:?}");
    files::store(&*embedded.files, b"durable", 3).await;
    assert_eq!(embedded.files.verify(stored.sha256).await.unwrap(), None);
}

#[tokio::test]
async fn an_upload_that_ends_after_the_store_was_closed_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let embedded = Embedded::open(folder.path()).unwrap();
    let incoming = embedded.files.create().await.unwrap();
    embedded.records.close().await.unwrap();
    assert!(matches!(incoming.finish().await, Err(Error::Closed)));
    assert!(matches!(
        embedded.files.list(None, 9).await,
        Err(Error::Closed)
    ));
}

#[tokio::test]
async fn leftovers_that_cannot_be_removed_stop_nothing() {
    let folder = tempfile::tempdir().unwrap();
    drop(Embedded::open(folder.path()).unwrap());
    // folders: not to be removed as files are
    let left = [1, 2, 3, 50, 51].map(|number| format!("files/incoming/{number}"));
    let draft = format!("drafts/{:032x}.new", 7);
    for name in left.iter().chain([&draft]) {
        std::fs::create_dir(folder.path().join(name)).unwrap();
    }
    let embedded = Embedded::open(folder.path()).unwrap();
    for text in ["a", "b", "c", "d"] {
        let mut incoming = embedded.files.create().await.unwrap();
        incoming.write(text.into()).await.unwrap();
        incoming.finish().await.unwrap();
    }
    assert_eq!(embedded.files.list(None, 9).await.unwrap().len(), 4);
    let (id, other) = (DraftId(Uuid::from_u128(8)), DraftId(Uuid::from_u128(7)));
    embedded.drafts.keep(id, "bytes".into()).await.unwrap();
    assert_eq!(embedded.drafts.list().await.unwrap().len(), 1);
    embedded
        .drafts
        .keep(other, "bytes".into())
        .await
        .unwrap_err();
    assert_eq!(embedded.drafts.list().await.unwrap().len(), 1);
}
