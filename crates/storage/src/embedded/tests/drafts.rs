//! Drafts through crashes, damage and full disks.

use super::*;
use crate::conformance::drafts::draft;
use crate::drafts::MOST;
use crate::{Drafts, Error};

fn path(folder: &Path, number: u128) -> PathBuf {
    folder.join("drafts").join(format!("{number:032x}"))
}

async fn close(store: Embedded) {
    store.records.close().await.unwrap();
}

#[tokio::test]
async fn a_crash_leaves_the_old_draft_or_the_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let store = Embedded::open(folder.path()).unwrap();
    store
        .drafts
        .keep(draft(1), "ancienne".into())
        .await
        .unwrap();
    let old = copied(folder.path());
    store
        .drafts
        .keep(draft(1), "nouvelle".into())
        .await
        .unwrap();
    let new = std::fs::read(path(folder.path(), 1)).unwrap();
    close(store).await;
    // what was written of the new one before its name was given to it
    for length in [0, 1, 31, 32, new.len() - 1, new.len()] {
        let crashed = copied(old.path());
        let aside = path(crashed.path(), 1).with_extension("new");
        std::fs::write(&aside, &new[..length]).unwrap();
        let store = Embedded::open(crashed.path()).unwrap();
        assert!(!aside.exists());
        let read = store.drafts.read(draft(1)).await.unwrap();
        assert_eq!(read, Some("ancienne".into()));
        close(store).await;
    }
    let store = Embedded::open(folder.path()).unwrap();
    let read = store.drafts.read(draft(1)).await.unwrap();
    assert_eq!(read, Some("nouvelle".into()));
}

#[tokio::test]
async fn a_damaged_draft_is_said_to_be_and_can_be_kept_again_or_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let store = Embedded::open(folder.path()).unwrap();
    for number in 1..=2 {
        let kept = store.drafts.keep(draft(number), "texte".into()).await;
        kept.unwrap();
    }
    let path = path(folder.path(), 1);
    let whole = std::fs::read(&path).unwrap();
    for byte in 0..whole.len() {
        edit(&path, |bytes| bytes[byte] ^= 1);
        let error = store.drafts.read(draft(1)).await.unwrap_err();
        assert!(matches!(error, Error::Damaged { seq: None, .. }), "{error}");
        edit(&path, |bytes| bytes[byte] ^= 1);
    }
    for length in 0..whole.len() {
        std::fs::write(&path, &whole[..length]).unwrap();
        let error = store.drafts.read(draft(1)).await.unwrap_err();
        assert!(matches!(error, Error::Damaged { .. }), "{error}");
    }
    let other = store.drafts.read(draft(2)).await.unwrap();
    assert_eq!(other, Some("texte".into()));
    store.drafts.keep(draft(1), "encore".into()).await.unwrap();
    let again = store.drafts.read(draft(1)).await.unwrap();
    assert_eq!(again, Some("encore".into()));
    edit(&path, |bytes| bytes[40 - 8] ^= 1);
    assert!(store.drafts.discard(draft(1)).await.unwrap());
    assert_eq!(store.drafts.read(draft(1)).await.unwrap(), None);
}

#[tokio::test]
async fn on_a_full_disk_the_earlier_draft_stays() {
    let folder = tempfile::tempdir().unwrap();
    let store = Embedded::open(folder.path()).unwrap();
    store
        .drafts
        .keep(draft(1), "ancienne".into())
        .await
        .unwrap();
    close(store).await;
    let options = Options {
        reserve_bytes: Some(u64::MAX),
        ..Options::default()
    };
    let store = Embedded::open_with(folder.path(), options).unwrap();
    for number in [1, 2] {
        let kept = store.drafts.keep(draft(number), "nouvelle".into()).await;
        assert!(matches!(kept, Err(Error::DiskFull)), "{kept:?}");
    }
    let read = store.drafts.read(draft(1)).await.unwrap();
    assert_eq!(read, Some("ancienne".into()));
    assert_eq!(store.drafts.list().await.unwrap().len(), 1);
    // dropping needs no room
    assert!(store.drafts.discard(draft(1)).await.unwrap());
}

#[tokio::test]
async fn so_many_drafts_are_kept_and_no_more() {
    let folder = tempfile::tempdir().unwrap();
    close(Embedded::open(folder.path()).unwrap()).await;
    for number in 0..MOST as u128 - 1 {
        std::fs::write(path(folder.path(), number), b"").unwrap();
    }
    // these count for nothing
    std::fs::write(folder.path().join("drafts/notes"), b"").unwrap();
    std::fs::write(path(folder.path(), 1).with_extension("new"), b"").unwrap();
    let Embedded {
        drafts,
        records: _kept,
        ..
    } = Embedded::open(folder.path()).unwrap();
    let (last, other) = (draft(1 << 100), draft(1 << 101));
    drafts.keep(last, "la dernière".into()).await.unwrap();
    let refused = drafts.keep(other, "une de trop".into()).await;
    assert!(matches!(refused, Err(Error::TooManyDrafts(MOST))));
    assert_eq!(drafts.read(other).await.unwrap(), None);
    // one that is there may be replaced, and room that is made is used
    drafts.keep(last, "encore".into()).await.unwrap();
    assert!(drafts.discard(draft(7)).await.unwrap());
    assert!(!drafts.discard(draft(7)).await.unwrap());
    drafts.keep(other, "à sa place".into()).await.unwrap();
    let refused = drafts.keep(draft(7), "une de trop".into()).await;
    assert!(matches!(refused, Err(Error::TooManyDrafts(MOST))));
    assert_eq!(drafts.list().await.unwrap().len(), MOST);
}

#[tokio::test]
async fn memory_keeps_as_many() {
    let drafts = crate::MemoryDrafts::default();
    for number in 0..MOST as u128 {
        drafts.keep(draft(number), "".into()).await.unwrap();
    }
    let refused = drafts.keep(draft(1 << 100), "".into()).await;
    assert!(matches!(refused, Err(Error::TooManyDrafts(MOST))));
    drafts.keep(draft(3), "encore".into()).await.unwrap();
}
