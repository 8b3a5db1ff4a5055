//! Few files are looked into at once, and who does not bring one waits for none.

use super::{found, keeping, opened, sheet_with};
use crate::bench::receive;
use extraction::Inspection;
use library::{Extractor, InProcess, LibraryParts, Texts};
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

/// Looks into nothing before it is told to.
#[derive(Clone, Default)]
struct Held(Arc<(Mutex<State>, Condvar)>);

#[derive(Default)]
struct State {
    inside: usize,
    /// the most that were inside at once
    most: usize,
    released: bool,
}

impl Held {
    fn inside(&self) -> usize {
        self.0.0.lock().unwrap().inside
    }

    fn most(&self) -> usize {
        self.0.0.lock().unwrap().most
    }

    fn release(&self) {
        self.0.0.lock().unwrap().released = true;
        self.0.1.notify_all();
    }
}

impl Extractor for Held {
    fn inspect(&self, path: &Path, name: &str) -> Result<Inspection, extraction::Error> {
        let mut state = self.0.0.lock().unwrap();
        state.inside += 1;
        state.most = state.most.max(state.inside);
        let state = self.0.1.wait_while(state, |state| !state.released);
        state.unwrap().inside -= 1;
        InProcess.inspect(path, name)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_files_at_once_are_looked_into_and_nobody_else_waits() {
    let folder = tempfile::tempdir().unwrap();
    let held = Held::default();
    let library = Arc::new(opened(&keeping(held.clone(), folder.path())).await);
    let mut uploads = Vec::new();
    for bytes in [b"un", b"de", b"tr", b"qu", b"ci"] {
        let library = Arc::clone(&library);
        uploads.push(tokio::spawn(async move {
            receive(&library, "a.txt", bytes).await.media_type
        }));
    }
    while held.inside() < 2 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    let slug = crate::bench::sheet(&library, "Sans fichier", "une xylographie").await;
    assert!(library.read(&slug).await.is_ok());
    assert_eq!(found(&library, "xylographie").await, 1);
    held.release();
    for upload in uploads {
        assert_eq!(upload.await.unwrap(), "text/plain");
    }
    assert_eq!(held.most(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_library_is_closed_while_a_file_is_looked_into() {
    let folder = tempfile::tempdir().unwrap();
    let held = Held::default();
    let parts = keeping(held.clone(), folder.path());
    let library = Arc::new(opened(&parts).await);
    let quick = LibraryParts {
        texts: Arc::new(Texts::new(InProcess)),
        ..parts.clone()
    };
    let other = opened(&quick).await;
    let file = receive(&other, "a.txt", b"Une xylographie.").await;
    sheet_with(&other, &file).await;
    let follower = library.follow();
    while held.inside() == 0 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    let before = library.positions().await.unwrap().index;
    library.close().await.unwrap();
    let ended = tokio::time::timeout(Duration::from_secs(5), follower).await;
    assert!(ended.is_ok(), "the follower waits for a stranger's file");
    assert_eq!(
        parts.index.position(),
        before,
        "what was not looked into is not passed over"
    );
    held.release();
}
