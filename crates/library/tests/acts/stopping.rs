//! Backups that do not come to their end leave nothing behind.

use crate::bench::{library, sheet};
use crate::disk::{Small, attach, furnished, names};
use bytes::Bytes;
use library::{Backup, Error, Library, Progress, Silent};
use std::sync::Arc;
use std::time::Duration;

/// Tells that a kind of work was reached.
struct Until<'a>(&'a str, tokio::sync::mpsc::UnboundedSender<()>);

impl Progress for Until<'_> {
    fn step(&self, _done: u64, _total: Option<u64>, what: &str) {
        if what == self.0 {
            self.1.send(()).unwrap();
        }
    }
}

/// More changes and files than wait for the disk at once.
async fn many() -> Arc<Library> {
    let library = library().await;
    let slug = sheet(&library, "Beaucoup", "un").await;
    for number in 0..220 {
        sheet(&library, &format!("Fiche {number}"), "un").await;
    }
    for number in 0..20 {
        let mut upload = library.receive().await.unwrap();
        upload
            .write(Bytes::from(format!("octets {number}")))
            .await
            .unwrap();
        let file = upload.finish(&format!("{number}.txt")).await.unwrap();
        attach(&library, &slug, &file).await;
    }
    library
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_that_is_given_up_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let library = many().await;
    let path = folder.path().join("s.zip");
    for step in ["changes", "files"] {
        let (reached, mut is_reached) = tokio::sync::mpsc::unbounded_channel();
        let until = Until(step, reached);
        tokio::select! {
            biased;
            _ = is_reached.recv() => {}
            done = library.backup(&path, &until) => panic!("it was to be given up: {done:?}"),
        }
        for _ in 0..500 {
            if names(folder.path()).is_empty() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        assert_eq!(names(folder.path()), [""; 0], "given up at {step}");
    }
    // and what a crash left is no hindrance
    std::fs::write(folder.path().join("s.zip.partial"), "half of it").unwrap();
    library.backup(&path, &Silent).await.unwrap();
    assert_eq!(names(folder.path()), ["s.zip"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_backups_to_one_name_one_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let (library, _) = furnished(&folder.path().join("data")).await;
    for round in 0..20 {
        let path = folder.path().join(format!("{round}.zip"));
        let (one, other) = tokio::join!(
            library.backup(&path, &Silent),
            library.backup(&path, &Silent)
        );
        assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
        Backup::open(&path).unwrap().verify(&Silent).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_on_the_side_of_the_backup_leaves_nothing_and_the_library_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let Some(small) = Small::mount(&folder.path().join("backups"), "64k") else {
        return;
    };
    let (library, _) = furnished(&folder.path().join("data")).await;
    let slug = sheet(&library, "Grande", "texte").await;
    let mut upload = library.receive().await.unwrap();
    // digits of hashes: what hardly compresses
    let noise: String = (0..4000u64)
        .map(|n| format!("{:x}", n.wrapping_mul(0x9e37_79b9_7f4a_7c15)))
        .collect();
    upload.write(Bytes::from(noise.repeat(4))).await.unwrap();
    let file = upload.finish("bruit.zip").await.unwrap();
    attach(&library, &slug, &file).await;
    let path = small.0.join("s.zip");
    let error = library.backup(&path, &Silent).await.unwrap_err();
    assert!(
        matches!(&error, Error::Outside { place, .. } if *place == path.display().to_string()),
        "{error}"
    );
    assert!(error.to_string().contains("No space"), "{error}");
    assert_eq!(names(&small.0), [""; 0]);
    sheet(&library, "Après", "la vie continue").await;
}
