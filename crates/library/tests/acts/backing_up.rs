//! Backups: made while others write, whole or not there, and what is left out of them.

mod gaps;

use crate::bench::{draft, empty, library, parts, receive, sheet};
use crate::disk::{attach, file_at, furnished, log, on_disk};
use bytes::Bytes;
use library::{Backup, Library, LibraryParts, Silent};
use model::{Actor, Change, Seq};
use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use zip::{CompressionMethod, ZipArchive};

/// What comes out of a backup.
async fn restored(path: &Path) -> LibraryParts {
    let parts = parts(10_000_000);
    let other = Library::new(parts.clone()).await.unwrap();
    other.restore_backup(path, &Silent).await.unwrap();
    assert_eq!(other.check(&Silent).await.unwrap().faults, []);
    parts
}

/// Writes until it is told to stop: sheets, revisions, files.
async fn write_on(library: Arc<Library>, who: usize, stop: Arc<AtomicBool>) {
    let mut written = 0;
    while !stop.load(Ordering::Relaxed) {
        let slug = sheet(&library, &format!("Fiche {who} {written}"), "un").await;
        let mut upload = library.receive().await.unwrap();
        upload
            .write(Bytes::from(format!("octets {who} {written}").repeat(500)))
            .await
            .unwrap();
        let file = upload.finish("a.txt").await.unwrap();
        attach(&library, &slug, &file).await;
        let better = draft("Mieux", &format!("deux {written}"));
        let revised = library
            .revise(&Actor::Anonymous, &slug, 2, better, "")
            .await;
        revised.unwrap();
        written += 1;
    }
}

/// Waits until the log is longer by some changes.
async fn grown(parts: &LibraryParts) {
    let wanted = Seq(parts.records.position().await.unwrap().0 + 10);
    let mut moved = parts.records.follow();
    moved.wait_for(|end| *end >= wanted).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_while_others_write_is_the_library_at_one_place_of_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let (library, parts) = furnished(&folder.path().join("data")).await;
    let stop = Arc::new(AtomicBool::new(false));
    let writers: Vec<_> = (0..4)
        .map(|who| tokio::spawn(write_on(Arc::clone(&library), who, Arc::clone(&stop))))
        .collect();
    let mut made = Vec::new();
    for number in 0..4 {
        grown(&parts).await;
        let path = folder.path().join(format!("{number}.zip"));
        let report = library.backup(&path, &Silent).await.unwrap();
        assert_eq!(report.size_bytes, path.metadata().unwrap().len());
        made.push((path, report));
    }
    grown(&parts).await;
    stop.store(true, Ordering::Relaxed);
    for writer in writers {
        writer.await.unwrap();
    }
    let all = log(&*parts.records).await;
    for (path, report) in made {
        let end = usize::try_from(report.position.0).unwrap();
        let out = restored(&path).await;
        assert_eq!(log(&*out.records).await, all[..end]);
        assert_eq!(
            (report.changes, report.missing_files),
            (report.position.0, 0)
        );
        let kept = out.files.list(None, usize::MAX).await.unwrap();
        assert_eq!(kept.len() as u64, report.files);
        assert!(end < all.len());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_published_is_not_in_a_backup() {
    let library = library().await;
    let slug = sheet(&library, "A", "un").await;
    let published = receive(&library, "a.txt", b"publi\xc3\xa9").await;
    attach(&library, &slug, &published).await;
    receive(&library, "b.txt", b"pas encore").await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.zip");
    let report = library.backup(&path, &Silent).await.unwrap();
    assert_eq!((report.changes, report.files), (3, 1));
    assert_eq!(Backup::open(&path).unwrap().files(), [published.sha256]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_compressed_already_is_stored_as_it_is() {
    let library = library().await;
    let slug = sheet(&library, "A", &"Texte. ".repeat(500)).await;
    let picture = receive(&library, "a.png", b"\x89PNG\r\n\x1a\n....").await;
    let text = receive(&library, "a.txt", &[b'a'; 900]).await;
    attach(&library, &slug, &picture).await;
    attach(&library, &slug, &text).await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.zip");
    library.backup(&path, &Silent).await.unwrap();
    let mut zip = ZipArchive::new(std::fs::File::open(&path).unwrap()).unwrap();
    let mut how = |name: &str| zip.by_name(name).unwrap().compression();
    assert_eq!(
        how(&format!("files/{}", picture.sha256)),
        CompressionMethod::Stored
    );
    assert_eq!(
        how(&format!("files/{}", text.sha256)),
        CompressionMethod::Deflated
    );
    assert_eq!(how("changes.jsonl"), CompressionMethod::Deflated);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_says_what_it_holds() {
    let folder = tempfile::tempdir().unwrap();
    let (library, parts) = furnished(&folder.path().join("data")).await;
    let path = folder.path().join("s.zip");
    let report = library.backup(&path, &Silent).await.unwrap();
    let mut backup = Backup::open(&path).unwrap();
    let summary = backup.verify(&Silent).unwrap();
    assert_eq!((summary.changes, summary.files), (4, 1));
    assert_eq!(
        (summary.position, summary.size_bytes),
        (Seq(4), report.size_bytes)
    );
    assert!(summary.seal.is_some() && summary.taken_at.is_some());
    assert_eq!(summary.seal, parts.records.seal(Seq(4)).await.unwrap());
    let changes: Vec<Change> = backup.changes().map(Result::unwrap).collect();
    assert_eq!(changes, log(&*parts.records).await);
    let mut bytes = Vec::new();
    let sha256 = backup.files()[0];
    backup
        .file(sha256)
        .unwrap()
        .read_to_end(&mut bytes)
        .unwrap();
    assert_eq!(bytes, b"octets de l'affiche");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restored_folder_has_the_seal_of_the_library() {
    let folder = tempfile::tempdir().unwrap();
    let (library, _) = furnished(&folder.path().join("data")).await;
    let path = folder.path().join("s.zip");
    let made = library.backup(&path, &Silent).await.unwrap();
    let (other, _) = on_disk(&folder.path().join("other")).await;
    assert_eq!(other.restore_backup(&path, &Silent).await.unwrap(), made);
    let (ours, theirs) = (library.check(&Silent).await, other.check(&Silent).await);
    assert_eq!(ours.unwrap(), theirs.unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_without_the_later_keys_is_restored() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples/backup-format-1.zip");
    let summary = Backup::open(&sample).unwrap().verify(&Silent).unwrap();
    assert_eq!(
        (summary.position, summary.seal, summary.taken_at),
        (Seq(7), None, None)
    );
    let out = restored(&sample).await;
    assert_eq!(log(&*out.records).await.len(), 7);
    let other = empty(10_000_000);
    let rehearsal = library::rehearse_alone(&sample, &other, &Silent)
        .await
        .unwrap();
    assert!(rehearsal.sound, "{}", rehearsal.detail);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_rotted_is_left_out_and_told_and_the_rest_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let (library, _) = furnished(&data).await;
    let slug = sheet(&library, "Troisième", "trois").await;
    let last = receive(&library, "z.txt", &[b'z'; 5000]).await;
    attach(&library, &slug, &last).await;
    std::fs::write(file_at(&data, last.sha256), [b'y'; 5000]).unwrap();
    let path = folder.path().join("s.zip");
    let report = library.backup(&path, &Silent).await.unwrap();
    assert_eq!((report.files, report.missing_files), (1, 1));
    let summary = Backup::open(&path).unwrap().verify(&Silent).unwrap();
    assert_eq!((summary.files, summary.missing), (1, vec![last.sha256]));
    let aside = empty(10_000_000);
    let rehearsal = library.rehearse(&path, &aside, &Silent).await.unwrap();
    assert!(!rehearsal.sound && rehearsal.detail.contains(&last.sha256.to_string()));
}
