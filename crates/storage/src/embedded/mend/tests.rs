//! Journals that were whole, were damaged, and are mended from a backup.

mod backups;
mod chain;
mod chance;
mod crash;
mod places;

use super::*;
use crate::Fault;
use crate::MemoryRecords;
use crate::Records;
use crate::conformance::same::assert_same;
use crate::conformance::samples::tell_story;
use crate::embedded::Options;
use crate::embedded::frame::{self, Chain, Frame, chain as link};
use crate::embedded::segment::{self, HEADER_BYTES, Header, Item, Items};
use model::Sha256;
use sha2::Digest;
use std::collections::BTreeMap;
use std::path::PathBuf;
use tempfile::TempDir;

/// So short that a few records fill a segment.
const SHORT: u64 = 1500;

/// A data folder with the whole story, at rest, and what is in it.
struct Original {
    folder: TempDir,
    changes: Vec<Change>,
    seal: Sha256,
}

fn open(folder: &Path) -> Embedded {
    let options = Options {
        segment_bytes: SHORT,
        ..Options::default()
    };
    Embedded::open_with(folder, options).unwrap()
}

async fn original() -> Original {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    tell_story(&*store.records).await;
    let changes = store.records.changes_after(Seq(0), 99).await.unwrap();
    let end = store.records.position().await.unwrap();
    let seal = store.records.seal(end).await.unwrap().unwrap();
    store.records.close().await.unwrap();
    Original {
        folder,
        changes,
        seal,
    }
}

impl Original {
    fn damaged(&self) -> TempDir {
        let to = tempfile::tempdir().unwrap();
        copy(self.folder.path(), to.path());
        to
    }

    /// Mended, the folder says what the undamaged one says.
    async fn assert_mends(&self, folder: &Path, what: &str) -> Mended {
        let mended = self.assert_mends_bytes(folder, what);
        self.assert_sound(folder, what).await;
        mended
    }

    /// Mended, the journal is that of the undamaged folder, to the byte.
    fn assert_mends_bytes(&self, folder: &Path, what: &str) -> Mended {
        let mended = mend_with(folder, &self.changes).unwrap();
        assert_eq!(mended.faults, [], "{what}");
        assert_eq!(mended.resealed, None, "{what}");
        let journal = logs(folder);
        assert!(journal == logs(self.folder.path()), "{what}: {mended:?}");
        mended
    }

    /// The store says what it said before, under the same seal, and nothing is wrong with it.
    async fn assert_sound(&self, folder: &Path, what: &str) {
        let records = open(folder).records;
        let report = records.check(&|_| {}).await.unwrap();
        assert_eq!(report.faults, [], "{what}");
        let model = MemoryRecords::new();
        model.replay(self.changes.clone()).await.unwrap();
        assert_same(&model, &*records).await;
        let end = Seq(self.changes.len() as u64);
        assert_eq!(records.seal(end).await.unwrap(), Some(self.seal), "{what}");
        records.close().await.unwrap();
    }
}

fn mend_with(folder: &Path, changes: &[Change]) -> Result<Mended, Error> {
    let mut backup = changes.iter().cloned().map(Ok);
    mend(&Folder::open(folder, None)?, &mut backup, &|_| {}, SHORT)
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The segments of a data folder, in order.
fn segments(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder.join("journal")).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut logs: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "log"))
        .collect();
    logs.sort();
    logs
}

/// The segments with their bytes.
fn logs(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let read = |path: PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        (name, std::fs::read(path).unwrap())
    };
    segments(folder).into_iter().map(read).collect()
}

/// Places and ranges of the records of a segment.
fn records_of(path: &Path) -> Vec<(Seq, std::ops::Range<usize>)> {
    let bytes = std::fs::read(path).unwrap();
    let items = Items::new(&bytes[HEADER_BYTES..], HEADER_BYTES as u64);
    items
        .map(|item| match item {
            Item::Record { offset, frame, .. } => {
                let start = offset as usize;
                (frame.seq, start..start + frame.record_bytes() as usize)
            }
            Item::Unreadable { offset, .. } => panic!("no record at {offset}"),
        })
        .collect()
}

fn edit(path: &Path, edit: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = std::fs::read(path).unwrap();
    edit(&mut bytes);
    std::fs::write(path, bytes).unwrap();
}

/// Writes a segment by hand.
fn write_segment(folder: &Path, before: Chain, changes: &[Change], loose: bool) -> Chain {
    let first = changes[0].seq;
    let header = Header {
        format: segment::FORMAT,
        first,
        chain_before: before,
    };
    let (mut bytes, mut chain) = (header.encode().to_vec(), before);
    for change in changes {
        let payload = if loose {
            // the same change, packed as another version would
            let json = serde_json::to_vec_pretty(change).unwrap();
            lz4_flex::block::compress_prepend_size(&json)
        } else {
            frame::pack(change).unwrap()
        };
        let payload_hash = sha2::Sha256::digest(&payload).into();
        chain = link(&chain, change.seq, &payload_hash);
        let frame = Frame {
            length: payload.len() as u32,
            format: frame::FORMAT,
            seq: change.seq,
            synced: Seq(change.seq.0 - 1),
            payload_hash,
            chain,
        };
        bytes.extend_from_slice(&frame.encode());
        bytes.extend_from_slice(&payload);
    }
    let journal = folder.join("journal");
    std::fs::create_dir_all(&journal).unwrap();
    std::fs::write(journal.join(segment::name(first)), bytes).unwrap();
    chain
}

async fn faults(folder: &Path) -> Vec<Fault> {
    let records = open(folder).records;
    let faults = records.check(&|_| {}).await.unwrap().faults;
    records.close().await.unwrap();
    faults
}
