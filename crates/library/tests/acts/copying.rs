//! Copies of files that say whose they are: few at once, and what becomes of those that cannot be made.

use crate::bench::{KIND, parts, receive, sheet};
use library::marking::{self, Mark};
use library::{
    Copied, Copier, Copies, Described, Error, InProcess, Library, LibraryParts, Unmarkable,
};
use model::{Actor, FileRef};
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

const PNG: &[u8] = include_bytes!("../../../marking/tests/files/vignette.png");

fn a_mark() -> Mark {
    Mark {
        title: "La vignette".into(),
        authors: vec!["Réseau A".into()],
        attribution: "« La vignette » par Réseau A, CC BY 4.0".into(),
        licence: "CC BY 4.0".into(),
        licence_url: "https://creativecommons.org/licenses/by/4.0/".into(),
        page_url: "https://exemple.fr/ressources/vignette".into(),
        copyrighted: true,
    }
}

async fn with_copier(copier: impl Copier) -> Arc<Library> {
    with_copies(Copies::new(copier)).await
}

async fn with_copies(copies: Copies) -> Arc<Library> {
    let parts = LibraryParts {
        copies: Arc::new(copies),
        ..parts(1_000_000)
    };
    let library = Library::new(parts).await.unwrap();
    library.define_kind(&Actor::System, KIND).await.unwrap();
    Arc::new(library)
}

async fn attached(library: &Library, name: &str, bytes: &'static [u8]) -> FileRef {
    let slug = sheet(library, &format!("Avec {name}"), "Texte.").await;
    let received = receive(library, name, bytes).await;
    let act = library.attach(
        &Actor::Anonymous,
        &slug,
        &received,
        Described::default(),
        None,
    );
    act.await.unwrap().file
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_bears_the_mark_and_the_file_stays_as_it_is() {
    let library = with_copier(InProcess).await;
    let file = attached(&library, "vignette.png", PNG).await;
    let Copied::Marked {
        mut copy,
        size_bytes,
    } = library.marked_copy(&file, a_mark()).await.unwrap()
    else {
        panic!("a picture can be marked");
    };
    let mut bytes = Vec::new();
    copy.read_to_end(&mut bytes).unwrap();
    assert_eq!(bytes.len() as u64, size_bytes);
    assert!(bytes == marking::mark("image/png", PNG, &a_mark()).unwrap());
    let stored = library.read_file(file.sha256, 0..1_000_000).await.unwrap();
    assert!(&stored[..] == PNG);
}

/// One that ends as it is told.
struct Ending(fn() -> marking::Error);

impl Copier for Ending {
    fn copy(&self, _: &Path, _: &str, _: &Mark) -> Result<File, marking::Error> {
        Err((self.0)())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_cannot_be_marked_is_told_from_one_that_nobody_could_mark() {
    let table: [(fn() -> marking::Error, Unmarkable); 3] = [
        (|| marking::Error::Encrypted, Unmarkable::Encrypted),
        (|| marking::Error::Damaged("x".into()), Unmarkable::Damaged),
        (
            || marking::Error::TooLarge("x".into()),
            Unmarkable::TooLarge,
        ),
    ];
    for (ending, expected) in table {
        let library = with_copier(Ending(ending)).await;
        let file = attached(&library, "vignette.png", PNG).await;
        let copied = library.marked_copy(&file, a_mark()).await.unwrap();
        assert!(
            matches!(copied, Copied::Unmarked(why) if why == expected),
            "{copied:?}"
        );
    }
    let library = with_copier(Ending(|| marking::Error::Interrupted("x".into()))).await;
    let file = attached(&library, "vignette.png", PNG).await;
    let again = library.marked_copy(&file, a_mark()).await;
    assert!(matches!(again, Err(Error::Busy)), "{again:?}");
    let table = attached(&library, "a.csv", b"a;b").await;
    let copied = library.marked_copy(&table, a_mark()).await.unwrap();
    assert!(matches!(copied, Copied::Unmarked(Unmarkable::Unsupported)));
    let library = with_copier(Ending(|| std::io::Error::other("x").into())).await;
    let file = attached(&library, "vignette.png", PNG).await;
    let failed = library.marked_copy(&file, a_mark()).await;
    assert!(matches!(failed, Err(Error::Outside { .. })), "{failed:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_room_for_a_copy_the_disk_is_full() {
    let full = || std::io::Error::from(std::io::ErrorKind::StorageFull).into();
    let library = with_copier(Ending(full)).await;
    let file = attached(&library, "vignette.png", PNG).await;
    let failed = library.marked_copy(&file, a_mark()).await;
    assert!(matches!(failed, Err(Error::DiskFull)), "{failed:?}");
}

/// Marks nothing before it is told to.
#[derive(Clone, Default)]
struct Held {
    inside: Arc<AtomicUsize>,
    most: Arc<AtomicUsize>,
    released: Arc<(Mutex<bool>, Condvar)>,
}

impl Copier for Held {
    fn copy(&self, path: &Path, media_type: &str, mark: &Mark) -> Result<File, marking::Error> {
        let inside = self.inside.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(inside, Ordering::SeqCst);
        let (released, told) = &*self.released;
        let waited = told.wait_while(released.lock().unwrap(), |released| !*released);
        drop(waited.unwrap());
        self.inside.fetch_sub(1, Ordering::SeqCst);
        InProcess.copy(path, media_type, mark)
    }
}

impl Held {
    async fn until_two_are_inside(&self) {
        while self.inside.load(Ordering::SeqCst) < 2 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    fn release(&self) {
        *self.released.0.lock().unwrap() = true;
        self.released.1.notify_all();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_copies_are_made_at_once_and_a_closed_library_waits_for_none() {
    let held = Held::default();
    let library = with_copier(held.clone()).await;
    let file = attached(&library, "vignette.png", PNG).await;
    let ask = || {
        let (library, file) = (Arc::clone(&library), file.clone());
        tokio::spawn(async move { library.marked_copy(&file, a_mark()).await })
    };
    let asked: Vec<_> = (0..5).map(|_| ask()).collect();
    held.until_two_are_inside().await;
    library.close().await.unwrap();
    for one in asked {
        let closed = one.await.unwrap();
        assert!(
            matches!(closed, Err(Error::Storage(storage::Error::Closed))),
            "{closed:?}"
        );
    }
    held.release();
    assert_eq!(held.most.load(Ordering::SeqCst), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn few_wait_for_their_turn_and_who_comes_behind_them_is_sent_away() {
    let held = Held::default();
    let library = with_copier(held.clone()).await;
    let file = attached(&library, "vignette.png", PNG).await;
    let asked: Vec<_> = (0..11)
        .map(|_| {
            let (library, file) = (Arc::clone(&library), file.clone());
            tokio::spawn(async move { library.marked_copy(&file, a_mark()).await })
        })
        .collect();
    // two are made and eight wait: one of eleven has an answer before anything is done
    while !asked.iter().any(tokio::task::JoinHandle::is_finished) {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    held.until_two_are_inside().await;
    held.release();
    let (mut made, mut sent_away) = (0, 0);
    for one in asked {
        match one.await.unwrap() {
            Ok(Copied::Marked { .. }) => made += 1,
            Err(Error::Busy) => sent_away += 1,
            other => panic!("{other:?}"),
        }
    }
    assert_eq!((made, sent_away), (10, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_waits_long_for_their_turn() {
    let held = Held::default();
    let copies = Copies::new(held.clone()).waiting_at_most(Duration::from_millis(20));
    let library = with_copies(copies).await;
    let file = attached(&library, "vignette.png", PNG).await;
    let ask = || {
        let (library, file) = (Arc::clone(&library), file.clone());
        tokio::spawn(async move { library.marked_copy(&file, a_mark()).await })
    };
    let first = [ask(), ask()];
    held.until_two_are_inside().await;
    let late = ask().await.unwrap();
    assert!(matches!(late, Err(Error::Busy)), "{late:?}");
    held.release();
    for one in first {
        let made = one.await.unwrap();
        assert!(matches!(made, Ok(Copied::Marked { .. })), "{made:?}");
    }
    let made = ask().await.unwrap();
    assert!(matches!(made, Ok(Copied::Marked { .. })), "{made:?}");
}
