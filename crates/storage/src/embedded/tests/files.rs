//! Files whose bytes changed under a running store.

use super::*;
use crate::conformance::files::store;
use crate::embedded::FolderFiles;
use crate::embedded::files::path;
use crate::{Error, Files};
use ::model::Sha256;
use std::fs::{File, FileTimes};
use std::time::{Duration, SystemTime};

struct Kept {
    folder: TempDir,
    files: Arc<FolderFiles>,
    _store: Embedded,
    bytes: Vec<u8>,
    sha256: Sha256,
    path: PathBuf,
}

async fn kept() -> Kept {
    let folder = tempfile::tempdir().unwrap();
    let embedded = Embedded::open(folder.path()).unwrap();
    let files = Arc::clone(&embedded.files);
    let bytes: Vec<u8> = (0..200_000_u32).map(|n| (n % 251) as u8).collect();
    let sha256 = store(&*files, &bytes, 60_000).await.sha256;
    let path = path(&folder.path().join("files"), sha256);
    Kept {
        folder,
        files,
        _store: embedded,
        bytes,
        sha256,
        path,
    }
}

impl Kept {
    /// Waits until the file's times are old enough for it to be remembered, and lets it be proved.
    async fn prove(&self) {
        tokio::time::sleep(Duration::from_millis(70)).await;
        self.assert_served().await;
    }

    async fn assert_served(&self) {
        let read = self.files.read(self.sha256, 0..u64::MAX).await.unwrap();
        assert!(read == self.bytes);
        let local = self.files.local(self.sha256).await.unwrap();
        assert_eq!(local.path(), self.path);
    }

    async fn assert_refused(&self, what: &str) {
        // whatever part is asked for, damaged itself or not
        for range in [0..1, 100_000..100_001, 0..u64::MAX, 5..5] {
            let error = self.files.read(self.sha256, range).await.unwrap_err();
            let Error::Damaged { place, seq, .. } = &error else {
                panic!("{what}: {error}");
            };
            assert_eq!((place, seq), (&format!("file {}", self.sha256), &None));
        }
        let error = self.files.local(self.sha256).await.unwrap_err();
        assert!(matches!(error, Error::Damaged { .. }), "{what}: {error}");
        let fault = self.files.verify(self.sha256).await.unwrap().unwrap();
        assert!(fault.place.contains(&self.sha256.to_string()), "{what}");
        // what is there, not what is in it
        assert!(self.files.size(self.sha256).await.unwrap().is_some());
    }
}

#[tokio::test]
async fn what_was_changed_under_a_running_store_is_refused_until_the_right_bytes_are_back() {
    let kept = kept().await;
    let whole = kept.bytes.clone();
    let mut flipped = whole.clone();
    flipped[150_000] ^= 1;
    let cases = [
        ("flipped", flipped),
        ("cut", whole[..199_999].to_vec()),
        ("emptied", Vec::new()),
        ("longer", [&whole[..], b"x"].concat()),
        ("another", b"tout autre chose".to_vec()),
    ];
    for (what, wrong) in cases {
        for remembered in [true, false] {
            for renamed in [true, false] {
                if remembered {
                    kept.prove().await;
                }
                let put = |bytes: &[u8]| {
                    if renamed {
                        let aside = kept.folder.path().join("aside");
                        std::fs::write(&aside, bytes).unwrap();
                        std::fs::rename(aside, &kept.path).unwrap();
                    } else {
                        std::fs::write(&kept.path, bytes).unwrap();
                    }
                };
                put(&wrong);
                kept.assert_refused(what).await;
                put(&whole);
                kept.assert_served().await;
            }
        }
    }
    // or stored again
    std::fs::write(&kept.path, b"abc").unwrap();
    kept.assert_refused("abc").await;
    store(&*kept.files, &whole, 60_000).await;
    kept.assert_served().await;
}

#[tokio::test]
async fn a_change_that_hides_its_time_is_seen() {
    let kept = kept().await;
    kept.prove().await;
    let before = std::fs::metadata(&kept.path).unwrap().modified().unwrap();
    edit(&kept.path, |bytes| bytes[9] ^= 1);
    let file = File::options().write(true).open(&kept.path).unwrap();
    file.set_times(FileTimes::new().set_modified(before))
        .unwrap();
    kept.assert_refused("with its former time").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_file_is_read_whole_once_for_all_its_readers() {
    let kept = kept().await;
    tokio::time::sleep(Duration::from_millis(70)).await;
    let reader = |number: u64| {
        let (files, sha256) = (Arc::clone(&kept.files), kept.sha256);
        tokio::spawn(async move { files.read(sha256, number..number + 1).await.unwrap() })
    };
    for (number, reader) in (0..32)
        .map(reader)
        .collect::<Vec<_>>()
        .into_iter()
        .enumerate()
    {
        assert_eq!(reader.await.unwrap()[0], kept.bytes[number]);
    }
    assert_eq!(kept.files.readings(), 1);
    // after a change of its times, though not of its bytes, once more
    let file = File::options().write(true).open(&kept.path).unwrap();
    let earlier = SystemTime::now() - Duration::from_secs(60);
    file.set_times(FileTimes::new().set_modified(earlier))
        .unwrap();
    kept.prove().await;
    assert_eq!(kept.files.readings(), 2);
    kept.assert_served().await;
    assert_eq!(kept.files.readings(), 2);
}

#[tokio::test]
async fn a_file_written_just_now_is_not_taken_on_trust() {
    let kept = kept().await;
    // within one tick of the clock a second write would not show
    for round in 0..200 {
        kept.assert_served().await;
        edit(&kept.path, |bytes| bytes[round] ^= 1);
        let error = kept.files.read(kept.sha256, 0..1).await.unwrap_err();
        assert!(matches!(error, Error::Damaged { .. }), "{error}");
        std::fs::write(&kept.path, &kept.bytes).unwrap();
    }
}
