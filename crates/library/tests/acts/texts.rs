//! What is in files is found once, kept, and found again when it has to be.

mod again;
mod at_once;
mod bounded;

use crate::bench::{KIND, draft, parts, receive};
use crate::disk::{attach, file_at, names};
use extraction::Inspection;
use library::search::Query;
use library::{DraftFile, Extractor, InProcess, Library, LibraryParts, Received, Silent, Texts};
use model::Actor;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tempfile::TempDir;

/// Looks into files within the program, and counts.
#[derive(Clone, Default)]
struct Counting(Arc<AtomicUsize>);

impl Counting {
    fn times(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
}

impl Extractor for Counting {
    fn inspect(&self, path: &Path, name: &str) -> Result<Inspection, extraction::Error> {
        self.0.fetch_add(1, Ordering::Relaxed);
        InProcess.inspect(path, name)
    }
}

/// Parts whose texts are kept in a folder.
fn keeping(extractor: impl Extractor, folder: &Path) -> LibraryParts {
    LibraryParts {
        texts: Arc::new(Texts::new(extractor).kept_in(folder)),
        ..parts(1_000_000)
    }
}

async fn opened(parts: &LibraryParts) -> Library {
    let library = Library::new(parts.clone()).await.unwrap();
    if library.kind("fiche").is_none() {
        let defined = library.define_kind(&Actor::System, KIND);
        defined.await.unwrap();
    }
    library
}

/// A sheet that comes with a file.
async fn sheet_with(library: &Library, file: &Received) -> String {
    let file = DraftFile {
        name: file.name.to_string(),
        sha256: file.sha256.to_string(),
        ..DraftFile::default()
    };
    let draft = library::Draft {
        files: Some(vec![file]),
        ..draft("Avec un fichier", "")
    };
    let created = library.create(&Actor::Anonymous, draft, None, "");
    created.await.unwrap().slug.to_string()
}

async fn found(library: &Library, words: &str) -> usize {
    library.catch_up(&Silent).await.unwrap();
    let query = Query {
        text: words.to_owned(),
        limit: 10,
        ..Query::default()
    };
    library.find(query).await.unwrap().total
}

/// The entries of the folder.
fn entries(folder: &TempDir) -> Vec<PathBuf> {
    let version = folder.path().join(extraction::VERSION.to_string());
    let is_shard = |name: &String| name.len() == 2;
    let shards = names(&version).into_iter().filter(is_shard);
    let shards = shards.map(|name| version.join(name));
    shards
        .flat_map(|shard| names(&shard).into_iter().map(move |name| shard.join(name)))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_looked_into_once() {
    let folder = tempfile::tempdir().unwrap();
    let counting = Counting::default();
    let parts = keeping(counting.clone(), folder.path());
    let library = opened(&parts).await;
    let file = receive(
        &library,
        "zèbre.md",
        b"# Le z\xc3\xa8bre\n\nUne xylographie.\n",
    )
    .await;
    assert_eq!(file.title.as_deref(), Some("Le zèbre"));
    sheet_with(&library, &file).await;
    assert_eq!(found(&library, "xylographie").await, 1);
    // under another name, in another resource; built again; opened again
    let again = receive(
        &library,
        "autre.md",
        b"# Le z\xc3\xa8bre\n\nUne xylographie.\n",
    )
    .await;
    sheet_with(&library, &again).await;
    library.reindex(&Silent).await.unwrap();
    assert_eq!(found(&library, "xylographie").await, 2);
    let library = opened(&parts).await;
    library.reindex(&Silent).await.unwrap();
    assert_eq!(found(&library, "xylographie").await, 2);
    assert_eq!((counting.times(), entries(&folder).len()), (1, 1));
    // what the content tells, no name changes
    for name in ["affiche.pdf", "Affiche finale.PDF", "affiche"] {
        receive(&library, name, b"%PDF-1.7\nrien").await;
    }
    assert_eq!((counting.times(), entries(&folder).len()), (2, 2));
    // the name tells a plain text from Markdown
    let plain = receive(
        &library,
        "a.txt",
        b"# Le z\xc3\xa8bre\n\nUne xylographie.\n",
    )
    .await;
    assert_eq!(
        (plain.media_type.as_str(), plain.title),
        ("text/plain", None)
    );
    assert_eq!(again.media_type, "text/markdown");
    assert_eq!((counting.times(), entries(&folder).len()), (3, 3));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_kept_may_go_or_be_damaged() {
    let folder = tempfile::tempdir().unwrap();
    let counting = Counting::default();
    let parts = keeping(counting.clone(), folder.path());
    let library = opened(&parts).await;
    let file = receive(&library, "a.txt", b"Une xylographie.").await;
    sheet_with(&library, &file).await;
    assert_eq!(found(&library, "xylographie").await, 1);
    let entry = entries(&folder).remove(0);
    for (times, damage) in [b"".as_slice(), b"{}", b"\n"].into_iter().enumerate() {
        std::fs::write(&entry, damage).unwrap();
        library.reindex(&Silent).await.unwrap();
        assert_eq!(found(&library, "xylographie").await, 1);
        assert_eq!(counting.times(), times + 2, "{damage:?}");
    }
    std::fs::remove_dir_all(folder.path()).unwrap();
    assert_eq!(library.check(&Silent).await.unwrap().faults, []);
    library.reindex(&Silent).await.unwrap();
    assert_eq!(found(&library, "xylographie").await, 1);
    assert_eq!(counting.times(), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_cannot_be_had_is_asked_again() {
    struct Missing;
    impl Extractor for Missing {
        fn inspect(&self, _: &Path, _: &str) -> Result<Inspection, extraction::Error> {
            Err(extraction::Error::Worker(
                std::io::ErrorKind::OutOfMemory.into(),
            ))
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let parts = keeping(Missing, folder.path());
    let library = opened(&parts).await;
    let file = receive(&library, "a.md", b"# Une xylographie").await;
    assert_eq!(file.media_type, "text/markdown", "the type is known");
    sheet_with(&library, &file).await;
    assert_eq!(found(&library, "xylographie").await, 0);
    // as often as it takes: nobody has tried the file
    for _ in 0..5 {
        assert!(!library.look_again().await.unwrap());
    }
    assert_eq!(entries(&folder).len(), 0);
    let texts = Texts::new(InProcess).kept_in(folder.path());
    let parts = LibraryParts {
        texts: Arc::new(texts),
        ..parts
    };
    let library = opened(&parts).await;
    assert!(library.look_again().await.unwrap());
    assert_eq!(found(&library, "xylographie").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_resource_whose_file_is_gone_is_found_by_what_was_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let (library, parts) = crate::disk::furnished(folder.path()).await;
    let gone = receive(&library, "b.txt", b"Une xylographie.").await;
    attach(&library, "photolangage", &gone).await;
    let kept = LibraryParts {
        texts: Arc::new(Texts::new(InProcess).kept_in(&folder.path().join("texts"))),
        ..parts
    };
    let library = opened(&kept).await;
    assert_eq!(found(&library, "xylographie").await, 1);
    std::fs::remove_file(file_at(folder.path(), gone.sha256)).unwrap();
    library.reindex(&Silent).await.unwrap();
    assert_eq!(found(&library, "xylographie").await, 1);
    std::fs::remove_dir_all(folder.path().join("texts")).unwrap();
    library.reindex(&Silent).await.unwrap();
    assert_eq!(found(&library, "xylographie").await, 0);
    assert_eq!(found(&library, "photolangage").await, 1);
}
