//! What every store of files must do.

use crate::{Error, Files, Stored};
use bytes::Bytes;
use model::Sha256;
use sha2::Digest;
use std::sync::Arc;

macro_rules! files_suite {
    ($open:ident) => {
        crate::conformance::files::files_suite! { $open:
            files_of_all_sizes_are_kept
            the_same_bytes_twice_are_one_file
            the_same_bytes_at_once_are_one_file
            what_is_given_up_leaves_nothing
            ranges_are_cut_at_the_end
            files_are_listed_in_pages
            a_local_copy_has_the_bytes
            what_is_given_has_the_hash_it_was_asked_by
            what_is_not_there_is_said_to_be_missing
        }
    };
    ($open:ident: $($test:ident)*) => {$(
        #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
        async fn $test() {
            let (files, _kept) = $open();
            crate::conformance::files::$test(files).await;
        }
    )*};
}
pub(crate) use files_suite;

type Store = Arc<dyn Files>;

pub(crate) fn hash(bytes: &[u8]) -> Sha256 {
    Sha256(sha2::Sha256::digest(bytes).into())
}

pub(crate) async fn store(files: &dyn Files, bytes: &[u8], chunk: usize) -> Stored {
    let mut incoming = files.create().await.unwrap();
    for chunk in bytes.chunks(chunk) {
        incoming.write(Bytes::copy_from_slice(chunk)).await.unwrap();
    }
    assert_eq!(incoming.size_bytes(), bytes.len() as u64);
    incoming.finish().await.unwrap()
}

fn noise(length: usize) -> Vec<u8> {
    let mut state = 1_u32;
    let next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    std::iter::repeat_with(next).take(length).collect()
}

pub(crate) async fn files_of_all_sizes_are_kept(files: Store) {
    for length in [0, 1, 4096, 262_144, 262_145, 10 * 1024 * 1024] {
        let bytes = noise(length);
        let stored = store(&*files, &bytes, 50_000).await;
        let expected = Stored {
            sha256: hash(&bytes),
            size_bytes: length as u64,
        };
        assert_eq!(stored, expected);
        let size = files.size(stored.sha256).await.unwrap();
        assert_eq!(size, Some(length as u64));
        let read = files.read(stored.sha256, 0..u64::MAX).await.unwrap();
        assert!(read == bytes, "{length} bytes came back otherwise");
        assert_eq!(files.verify(stored.sha256).await.unwrap(), None);
    }
}

pub(crate) async fn the_same_bytes_twice_are_one_file(files: Store) {
    let first = store(&*files, b"deux fois", 4).await;
    let second = store(&*files, b"deux fois", 100).await;
    assert_eq!(first, second);
    assert_eq!(files.list(None, 9).await.unwrap(), [first]);
}

pub(crate) async fn the_same_bytes_at_once_are_one_file(files: Store) {
    let bytes = noise(600_000);
    let tasks: Vec<_> = (1..=8)
        .map(|n| {
            let (files, bytes) = (Arc::clone(&files), bytes.clone());
            tokio::spawn(async move { store(&*files, &bytes, 10_000 * n).await })
        })
        .collect();
    for task in tasks {
        assert_eq!(task.await.unwrap().sha256, hash(&bytes));
    }
    assert_eq!(files.list(None, 9).await.unwrap().len(), 1);
    assert_eq!(files.verify(hash(&bytes)).await.unwrap(), None);
}

pub(crate) async fn what_is_given_up_leaves_nothing(files: Store) {
    let mut incoming = files.create().await.unwrap();
    let bytes = Bytes::from(noise(500_000));
    incoming.write(bytes.clone()).await.unwrap();
    drop(incoming);
    assert_eq!(files.list(None, 9).await.unwrap(), []);
    assert_eq!(files.size(hash(&bytes)).await.unwrap(), None);
}

pub(crate) async fn ranges_are_cut_at_the_end(files: Store) {
    let stored = store(&*files, b"0123456789", 3).await;
    for (range, expected) in [
        (0..10, "0123456789"),
        (0..1, "0"),
        (3..7, "3456"),
        (8..99, "89"),
        (10..99, ""),
        (99..100, ""),
        (5..5, ""),
    ] {
        let read = files.read(stored.sha256, range.clone()).await.unwrap();
        assert_eq!(read, expected, "{range:?}");
    }
}

pub(crate) async fn files_are_listed_in_pages(files: Store) {
    let mut expected = Vec::new();
    for number in 0..40_u8 {
        expected.push(store(&*files, &[number], 1).await);
    }
    expected.sort_by_key(|stored| stored.sha256);
    let mut listed: Vec<Stored> = Vec::new();
    loop {
        let after = listed.last().map(|stored| stored.sha256);
        let page = files.list(after, 7).await.unwrap();
        assert!(page.len() <= 7);
        if page.is_empty() {
            break;
        }
        listed.extend(page);
    }
    assert_eq!(listed, expected);
    assert_eq!(files.list(None, 0).await.unwrap(), []);
}

pub(crate) async fn a_local_copy_has_the_bytes(files: Store) {
    let stored = store(&*files, b"ici", 9).await;
    let local = files.local(stored.sha256).await.unwrap();
    assert_eq!(std::fs::read(local.path()).unwrap(), b"ici");
    drop(local);
    assert_eq!(files.verify(stored.sha256).await.unwrap(), None);
}

pub(crate) async fn what_is_given_has_the_hash_it_was_asked_by(files: Store) {
    let bytes = noise(700_000);
    let stored = store(&*files, &bytes, 90_000).await;
    // many at once, before anybody read it, and once more afterwards
    for _ in 0..2 {
        let readers: Vec<_> = (0..16)
            .map(|number| {
                let files = Arc::clone(&files);
                tokio::spawn(async move {
                    if number % 4 == 0 {
                        let local = files.local(stored.sha256).await.unwrap();
                        return hash(&std::fs::read(local.path()).unwrap());
                    }
                    hash(&files.read(stored.sha256, 0..u64::MAX).await.unwrap())
                })
            })
            .collect();
        for reader in readers {
            assert_eq!(reader.await.unwrap(), stored.sha256);
        }
    }
    // stored once more, it is served as before
    assert_eq!(store(&*files, &bytes, 700_000).await, stored);
    let part = files.read(stored.sha256, 350_000..350_010).await.unwrap();
    assert_eq!(part, bytes[350_000..350_010]);
}

pub(crate) async fn what_is_not_there_is_said_to_be_missing(files: Store) {
    let absent = hash(b"nulle part");
    assert_eq!(files.size(absent).await.unwrap(), None);
    let error = files.read(absent, 0..1).await.unwrap_err();
    assert!(matches!(error, Error::NoSuchFile(sha256) if sha256 == absent));
    let error = files.local(absent).await.unwrap_err();
    assert!(matches!(error, Error::NoSuchFile(_)));
    let fault = files.verify(absent).await.unwrap().unwrap();
    assert!(fault.place.contains(&absent.to_string()));
}
