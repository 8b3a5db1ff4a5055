//! No more files are looked into at once than may be.

use super::*;
use std::pin::pin;
use std::sync::{Condvar, Mutex};
use std::time::Duration;
use storage::MemoryFiles;

/// Looks into nothing before it is told to, and remembers who came and went.
#[derive(Clone, Default)]
struct Gate(Arc<(Mutex<Passed>, Condvar)>);

#[derive(Default)]
struct Passed {
    open: bool,
    came: Vec<String>,
    left: usize,
    /// how many had left when the latest came
    left_before: usize,
}

impl Extractor for Gate {
    fn inspect(&self, path: &Path, name: &str) -> Result<Inspection, extraction::Error> {
        let mut passed = self.0.0.lock().unwrap();
        passed.came.push(name.to_owned());
        passed.left_before = passed.left;
        self.0.1.notify_all();
        let mut passed = self.0.1.wait_while(passed, |passed| !passed.open).unwrap();
        passed.left += 1;
        drop(passed);
        InProcess.inspect(path, name)
    }
}

impl Gate {
    /// Blocks until so many have come.
    fn await_coming(&self, count: usize) {
        let passed = self.0.0.lock().unwrap();
        let few = |passed: &mut Passed| passed.came.len() < count;
        drop(self.0.1.wait_while(passed, few).unwrap());
    }

    fn open(&self) {
        self.0.0.lock().unwrap().open = true;
        self.0.1.notify_all();
    }
}

async fn stored(files: &MemoryFiles, bytes: &'static [u8]) -> Sha256 {
    let mut incoming = files.create().await.unwrap();
    incoming.write(bytes.into()).await.unwrap();
    incoming.finish().await.unwrap().sha256
}

async fn look(texts: &Texts, files: &MemoryFiles, sha256: Sha256, name: &str) -> Inspection {
    let asked = Asked {
        files,
        sha256,
        name,
        keep: true,
    };
    texts.of(asked, Wish::Own).await.unwrap().found
}

#[tokio::test(flavor = "multi_thread")]
async fn a_third_file_waits_for_one_of_two() {
    let (gate, files) = (Gate::default(), Arc::new(MemoryFiles::default()));
    let texts = Arc::new(Texts::new(gate.clone()));
    let mut others = Vec::new();
    for bytes in [&b"un"[..], b"deux"] {
        let sha256 = stored(&files, bytes).await;
        let (texts, files) = (Arc::clone(&texts), Arc::clone(&files));
        others.push(tokio::spawn(async move {
            look(&texts, &files, sha256, "a.txt").await
        }));
    }
    let both = gate.clone();
    tokio::task::spawn_blocking(move || both.await_coming(2))
        .await
        .unwrap();
    assert_eq!(texts.at_once.available_permits(), 0, "two, and no other");
    let sha256 = stored(&files, b"trois").await;
    let mut third = pin!(look(&texts, &files, sha256, "b.txt"));
    // asked for once, it stands in the queue: nothing else lies before that
    let at_once = tokio::time::timeout(Duration::ZERO, &mut third).await;
    assert!(at_once.is_err());
    gate.open();
    assert_eq!(third.await.media_type, "text/plain");
    for other in others {
        assert_eq!(other.await.unwrap().media_type, "text/plain");
    }
    let passed = gate.0.0.lock().unwrap();
    assert_eq!(passed.came, ["a.txt", "a.txt", "b.txt"]);
    assert!(passed.left_before >= 1, "one had left when the third came");
}
