//! Files are looked into again when that may tell more, and never for ever.

use super::{Counting, entries, found, keeping, opened, sheet_with};
use crate::bench::receive;
use crate::disk::{attach, file_at, names};
use extraction::{Inspection, Note, PageText, VERSION};
use library::{Extractor, InProcess, Library, LibraryParts, Texts};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tempfile::TempDir;

/// Says in turn what it is told to say, the last of it for ever, and counts.
#[derive(Clone)]
struct Saying(Arc<(Vec<Inspection>, AtomicUsize)>);

impl Saying {
    fn new(found: impl Into<Vec<Inspection>>) -> Self {
        Self(Arc::new((found.into(), AtomicUsize::new(0))))
    }

    fn times(&self) -> usize {
        self.0.1.load(Ordering::Relaxed)
    }
}

impl Extractor for Saying {
    fn inspect(&self, _: &Path, _: &str) -> Result<Inspection, extraction::Error> {
        let time = self.0.1.fetch_add(1, Ordering::Relaxed);
        let said = &self.0.0;
        Ok(said[time.min(said.len() - 1)].clone())
    }
}

fn without(note: Note) -> Inspection {
    Inspection::without_text("text/plain", note)
}

fn with(text: &str) -> Inspection {
    let page = PageText {
        page: None,
        text: text.to_owned(),
    };
    Inspection {
        pages: vec![page],
        note: None,
        ..without(Note::NoText)
    }
}

fn with_other(extractor: impl Extractor, folder: &TempDir, parts: &LibraryParts) -> LibraryParts {
    LibraryParts {
        texts: Arc::new(Texts::new(extractor).kept_in(folder.path())),
        ..parts.clone()
    }
}

/// A library with a sheet whose file says "xylographie", found by a former version.
async fn of_a_former_version(folder: &TempDir) -> LibraryParts {
    let parts = keeping(InProcess, folder.path());
    let library = opened(&parts).await;
    let file = receive(&library, "a.txt", b"Une xylographie.").await;
    sheet_with(&library, &file).await;
    assert_eq!(found(&library, "xylographie").await, 1);
    let former = folder.path().join("0");
    std::fs::rename(folder.path().join(VERSION.to_string()), former).unwrap();
    parts
}

async fn both_found(library: &Library) -> [usize; 2] {
    [
        found(library, "xylographie").await,
        found(library, "gravure").await,
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_former_version_found_is_found_until_this_one_has_looked() {
    let folder = tempfile::tempdir().unwrap();
    let parts = of_a_former_version(&folder).await;
    let saying = Saying::new([with("Une gravure.")]);
    let parts = with_other(saying.clone(), &folder, &parts);
    let library = opened(&parts).await;
    assert_eq!(both_found(&library).await, [1, 0]);
    // also where the index is lost at the same time
    library.reindex(&library::Silent).await.unwrap();
    assert_eq!(both_found(&library).await, [1, 0]);
    assert_eq!(saying.times(), 0);
    assert!(library.look_again().await.unwrap());
    assert_eq!(both_found(&library).await, [0, 1]);
    assert_eq!(names(folder.path()), [VERSION.to_string()]);
    // neither a start nor another look does it again
    let library = opened(&parts).await;
    assert!(library.look_again().await.unwrap());
    library.reindex(&library::Silent).await.unwrap();
    assert_eq!(both_found(&library).await, [0, 1]);
    assert_eq!(saying.times(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_library_that_follows_looks_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let parts = of_a_former_version(&folder).await;
    let parts = with_other(Saying::new([with("Une gravure.")]), &folder, &parts);
    let library = Arc::new(opened(&parts).await);
    let follower = library.follow();
    while both_found(&library).await != [0, 1] || names(folder.path()).len() > 1 {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    library.close().await.unwrap();
    let ended = tokio::time::timeout(Duration::from_secs(5), follower).await;
    assert!(ended.is_ok(), "it waits for its next look");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_index_without_what_was_kept_is_looked_after() {
    let folder = tempfile::tempdir().unwrap();
    let parts = of_a_former_version(&folder).await;
    std::fs::remove_dir_all(folder.path()).unwrap();
    let parts = with_other(Saying::new([with("Une gravure.")]), &folder, &parts);
    let library = opened(&parts).await;
    assert_eq!(both_found(&library).await, [1, 0]);
    assert!(library.look_again().await.unwrap());
    assert_eq!(both_found(&library).await, [0, 1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_missed_by_accident_is_found_another_time() {
    for accident in [Note::TimedOut, Note::Interrupted] {
        let folder = tempfile::tempdir().unwrap();
        let saying = Saying::new([without(accident), without(accident), with("Une gravure.")]);
        let parts = keeping(saying.clone(), folder.path());
        let library = opened(&parts).await;
        let file = receive(&library, "a.txt", b"Une xylographie.").await;
        sheet_with(&library, &file).await;
        assert_eq!(both_found(&library).await, [0, 0]);
        assert!(!library.look_again().await.unwrap());
        assert_eq!((both_found(&library).await, saying.times()), ([0, 0], 2));
        // nobody else looks: not a save, not a start, not an index that is built anew
        let library = opened(&parts).await;
        sheet_with(&library, &file).await;
        library.reindex(&library::Silent).await.unwrap();
        assert_eq!((both_found(&library).await, saying.times()), ([0, 0], 2));
        assert!(library.look_again().await.unwrap());
        assert_eq!((both_found(&library).await, saying.times()), ([0, 2], 3));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_always_takes_too_long_is_given_up() {
    let folder = tempfile::tempdir().unwrap();
    let saying = Saying::new([without(Note::TimedOut)]);
    let parts = keeping(saying.clone(), folder.path());
    let library = opened(&parts).await;
    let file = receive(&library, "a.txt", b"Une xylographie.").await;
    sheet_with(&library, &file).await;
    let mut done = Vec::new();
    for _ in 0..5 {
        let library = opened(&parts).await;
        done.push(library.look_again().await.unwrap());
    }
    assert_eq!(
        (done, saying.times()),
        (vec![false, true, true, true, true], 3)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_file_does_itself_is_not_tried_again() {
    for own in [Note::Failed, Note::Damaged, Note::TooLarge, Note::NoText] {
        let folder = tempfile::tempdir().unwrap();
        let saying = Saying::new([without(own)]);
        let parts = keeping(saying.clone(), folder.path());
        let library = opened(&parts).await;
        let file = receive(&library, "a.txt", b"Une xylographie.").await;
        sheet_with(&library, &file).await;
        for _ in 0..2 {
            let library = opened(&parts).await;
            assert!(library.look_again().await.unwrap());
            library.reindex(&library::Silent).await.unwrap();
        }
        assert_eq!(saying.times(), 1, "{own:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_accident_takes_away_what_a_former_version_found() {
    let folder = tempfile::tempdir().unwrap();
    let parts = of_a_former_version(&folder).await;
    let saying = Saying::new([without(Note::TimedOut)]);
    let library = opened(&with_other(saying.clone(), &folder, &parts)).await;
    for done in [false, false, true, true] {
        assert_eq!(library.look_again().await.unwrap(), done);
        assert_eq!(both_found(&library).await, [1, 0]);
        library.reindex(&library::Silent).await.unwrap();
        assert_eq!(both_found(&library).await, [1, 0]);
    }
    assert_eq!(saying.times(), 3);
    assert_eq!(names(folder.path()), [VERSION.to_string()]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_text_of_a_file_that_is_gone_outlives_its_version() {
    let folder = tempfile::tempdir().unwrap();
    let (library, parts) = crate::disk::furnished(&folder.path().join("data")).await;
    let gone = receive(&library, "b.txt", b"Une xylographie.").await;
    attach(&library, "photolangage", &gone).await;
    let texts = tempfile::tempdir().unwrap();
    let library = opened(&with_other(InProcess, &texts, &parts)).await;
    assert_eq!(found(&library, "xylographie").await, 1);
    let former = texts.path().join("0");
    std::fs::rename(texts.path().join(VERSION.to_string()), former).unwrap();
    std::fs::remove_file(file_at(&folder.path().join("data"), gone.sha256)).unwrap();
    let counting = Counting::default();
    let library = opened(&with_other(counting.clone(), &texts, &parts)).await;
    assert!(library.look_again().await.unwrap());
    library.reindex(&library::Silent).await.unwrap();
    assert_eq!(found(&library, "xylographie").await, 1);
    assert_eq!(names(texts.path()), [VERSION.to_string()]);
    assert_eq!((counting.times(), entries(&texts).len()), (1, 2));
}
