//! A library in memory, with a clock that ticks and identifiers that count.

use bytes::Bytes;
use jiff::Timestamp;
use library::{
    Clock, Copies, Draft, Ids, ImportSource, InProcess, Library, LibraryParts, Limits, Received,
    Rendering, Silent, Texts,
};
use model::Actor;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;
use uuid::Uuid;

#[derive(Default)]
struct Ticking(AtomicI64);

impl Clock for Ticking {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(1_768_435_200 + self.0.fetch_add(1, Ordering::Relaxed)).unwrap()
    }
}

#[derive(Default)]
struct Counting(AtomicU64);

impl Ids for Counting {
    fn secret(&self) -> Uuid {
        self.next()
    }

    fn next(&self) -> Uuid {
        Uuid::from_u64_pair(
            0x0190_0000_0000_7000,
            self.0.fetch_add(1, Ordering::Relaxed),
        )
    }
}

pub const KIND: &str = r#"
format = 1
id = "fiche"
order = 1
icon = "fiche"
colour = "teal"
label = { fr = "Fiche", en = "Sheet" }
plural = { fr = "Fiches", en = "Sheets" }
description = { fr = "Une fiche.", en = "A sheet." }

[[fields]]
name = "duree"
type = "duration"
label = { fr = "Durée", en = "Duration" }
card = true

[[fields]]
name = "etapes"
type = "markdown"
label = { fr = "Étapes", en = "Steps" }

[[fields]]
name = "public"
type = "choices"
label = { fr = "Public", en = "Audience" }
facet = true
choices = [
  { value = "adultes", label = { fr = "Adultes", en = "Adults" } },
  { value = "enfants", label = { fr = "Enfants", en = "Children" } },
]
"#;

/// The parts of an empty library that takes files of at most so many bytes.
pub fn parts(file_bytes: u64) -> LibraryParts {
    LibraryParts {
        records: Arc::new(storage::MemoryRecords::default()),
        files: Arc::new(storage::MemoryFiles::default()),
        drafts: Arc::new(storage::MemoryDrafts::default()),
        index: Arc::new(search::Index::in_memory().unwrap()),
        texts: Arc::new(Texts::new(InProcess)),
        copies: Arc::new(Copies::new(InProcess)),
        clock: Arc::new(Ticking::default()),
        ids: Arc::new(Counting::default()),
        limits: Limits { file_bytes },
    }
}

/// An empty library that takes files of at most so many bytes.
pub fn empty(file_bytes: u64) -> Arc<Library> {
    let runtime = tokio::runtime::Handle::current();
    let library = Library::new(parts(file_bytes));
    Arc::new(tokio::task::block_in_place(|| runtime.block_on(library)).unwrap())
}

/// A library with one kind, `fiche`.
pub async fn library() -> Arc<Library> {
    let library = empty(1000);
    library.define_kind(&Actor::System, KIND).await.unwrap();
    library
}

pub fn draft(title: &str, body: &str) -> Draft {
    Draft {
        title: title.to_owned(),
        kind: "fiche".to_owned(),
        licence: "CC-BY-SA-4.0".to_owned(),
        body: body.to_owned(),
        ..Draft::default()
    }
}

/// Writes a sheet and gives its address.
pub async fn sheet(library: &Library, title: &str, body: &str) -> String {
    let created = library
        .create(&Actor::Anonymous, draft(title, body), None, "")
        .await
        .unwrap();
    created.slug.to_string()
}

pub async fn receive(library: &Library, name: &str, bytes: &'static [u8]) -> Received {
    let mut upload = library.receive().await.unwrap();
    upload.write(Bytes::from_static(bytes)).await.unwrap();
    upload.finish(name).await.unwrap()
}

pub async fn body(library: &Library, slug: &str) -> String {
    library
        .read(slug)
        .await
        .unwrap()
        .content()
        .body
        .as_str()
        .to_owned()
}

/// Waits until the index has caught up with everything.
pub async fn indexed(library: &Library) {
    let end = library.positions().await.unwrap().store;
    library.until_indexed(end, Duration::from_secs(10)).await;
    assert_eq!(library.positions().await.unwrap().index, end);
}

pub async fn load(library: &Library, folder: &Path) -> library::ImportReport {
    let source = ImportSource::Path(folder.to_owned());
    library.import(source, None, &Silent).await.unwrap()
}

pub fn content_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content")
}

pub fn rendering<'a>() -> Rendering<'a> {
    Rendering {
        labels: markup::Labels {
            note: "Note",
            tip: "Astuce",
            important: "Important",
            warning: "Attention",
            caution: "Danger",
            footnotes: "Notes",
            footnote_back: "Retour",
            heading_anchor: "Lien",
            table: "Tableau",
            task_done: "fait",
            task_open: "à faire",
        },
        missing_hint: "à créer",
        address: &|slug| format!("/ressources/{slug}"),
        creation: &|title| format!("/deposer?titre={title}"),
        file: &|slug, file, revision| {
            format!("/ressources/{slug}/fichiers/{file}?revision={revision}")
        },
        caption: &|lent| {
            let words = format!(
                "{} v{} {}",
                lent.title,
                lent.revision,
                lent.authors.join(", ")
            );
            let url = format!("/ressources/{}", lent.slug);
            vec![markup::Link { words, url }]
        },
        not_lent: &|not_lent| (format!("{} {}", not_lent.why.code(), not_lent.title), None),
        language: "fr",
    }
}
