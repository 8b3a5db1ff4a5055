//! Mending that is interrupted, and begun again.

use super::*;

/// Damage in the first, the third and behind the last segment.
fn damage(folder: &Path) {
    let paths = segments(folder);
    edit(&paths[0], |bytes| bytes[HEADER_BYTES + 100] ^= 1);
    edit(&paths[2], |bytes| bytes[30] ^= 1);
    std::fs::remove_file(&paths[paths.len() - 1]).unwrap();
}

fn interrupted(folder: &Path, changes: &[Change], steps: usize) -> Result<Mended, Error> {
    let folder = Folder::open(folder, None)?;
    let mut backup = changes.iter().cloned().map(Ok);
    let prepared = prepare(&folder, &mut backup, &|_| {}, SHORT)?;
    let mut left = steps;
    prepared.settle(&folder, &mut || {
        left = left.checked_sub(1).ok_or(Error::Closed)?;
        Ok(())
    })
}

#[tokio::test]
async fn an_interruption_after_any_step_is_mended_by_mending_again() {
    let original = original().await;
    for steps in 0.. {
        let folder = original.damaged();
        damage(folder.path());
        let done = interrupted(folder.path(), &original.changes, steps);
        // each segment is the old one or the new one
        let (old, new) = (original.damaged(), logs(original.folder.path()));
        damage(old.path());
        let old = logs(old.path());
        for (name, bytes) in logs(folder.path()) {
            let whole = old.get(&name) == Some(&bytes) || new.get(&name) == Some(&bytes);
            assert!(whole, "after {steps} steps, {name}");
        }
        original
            .assert_mends(folder.path(), &format!("after {steps} steps"))
            .await;
        if done.is_ok() {
            assert!(steps > 6, "{steps}");
            break;
        }
    }
}

#[tokio::test]
async fn a_store_opened_after_an_interruption_serves_what_is_there() {
    let original = original().await;
    for steps in [0, 1, 3, 4, 5] {
        let folder = original.damaged();
        damage(folder.path());
        interrupted(folder.path(), &original.changes, steps).unwrap_err();
        let store = open(folder.path());
        for change in &original.changes {
            let before = Seq(change.seq.0 - 1);
            match store.records.changes_after(before, 1).await {
                Ok(found) => assert!(found.is_empty() || found[0] == *change),
                Err(error) => assert!(matches!(error, Error::Damaged { .. }), "{error}"),
            }
        }
        store.records.close().await.unwrap();
    }
}

#[tokio::test]
async fn what_was_being_written_aside_is_removed() {
    let original = original().await;
    let folder = original.damaged();
    damage(folder.path());
    let name = "00000000000000000777.new";
    let left = folder.path().join("journal").join(name);
    std::fs::write(&left, b"half").unwrap();
    let other = folder.path().join("journal/notes.new");
    std::fs::write(&other, b"mine").unwrap();
    original.assert_mends(folder.path(), "leftovers").await;
    assert!(!left.exists());
    assert!(other.exists());
}

#[tokio::test]
async fn a_full_disk_changes_nothing() {
    let original = original().await;
    let folder = original.damaged();
    damage(folder.path());
    let before = logs(folder.path());
    let full = Folder::open(folder.path(), Some(u64::MAX)).unwrap();
    let mut backup = original.changes.iter().cloned().map(Ok);
    let error = mend(&full, &mut backup, &|_| {}, SHORT).unwrap_err();
    assert!(matches!(error, Error::DiskFull), "{error}");
    full.release();
    assert_eq!(logs(folder.path()), before);
    assert!(folder.path().join("index").exists());
    original
        .assert_mends(folder.path(), "with room again")
        .await;
}

#[tokio::test]
async fn a_folder_in_use_is_left_alone() {
    let original = original().await;
    let _store = open(original.folder.path());
    let error = mend_with(original.folder.path(), &original.changes).unwrap_err();
    assert!(matches!(error, Error::Locked(_)), "{error}");
}
