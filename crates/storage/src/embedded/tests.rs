//! What only the embedded backend promises.

mod chance;
mod damage;
mod drafts;
mod files;
mod folder;
mod follower;
mod gaps;
mod keeper;
mod lost;
mod model;
mod recovery;
mod tail;
mod writing;

use super::frame::{CHAIN_START, Frame};
use super::journal::Place;
use super::segment::{self, Item, Items};
use super::{Embedded, EmbeddedRecords, Options};
use crate::conformance::same::assert_same;
use crate::conformance::samples::{one, story, tell_story};
use crate::{CheckReport, MemoryRecords, Records};
use ::model::{Change, Seq};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

fn open(folder: &Path) -> Arc<EmbeddedRecords> {
    Embedded::open(folder).unwrap().records
}

/// Opens with segments so short that a few records fill one.
fn open_short(folder: &Path) -> Arc<EmbeddedRecords> {
    let options = Options {
        segment_bytes: 1500,
        ..Options::default()
    };
    Embedded::open_with(folder, options).unwrap().records
}

/// A data folder with the whole story, at rest.
async fn told() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let records = open(folder.path());
    tell_story(&*records).await;
    records.close().await.unwrap();
    folder
}

/// A store in memory with the first acts of the story.
async fn expected(acts: usize) -> MemoryRecords {
    let records = MemoryRecords::new();
    for proposal in story().into_iter().take(acts) {
        one(&records, proposal).await;
    }
    records
}

const ACTS: usize = 13;

async fn check(records: &dyn Records) -> CheckReport {
    records.check(&|_| {}).await.unwrap()
}

/// The same answers as the story's first acts give, and nothing wrong.
async fn assert_sound(records: &dyn Records, acts: usize) {
    assert_same(&expected(acts).await, records).await;
    assert_eq!(check(records).await.faults, []);
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

/// A copy of a data folder, as a crash would leave it when it is in use.
fn copied(from: &Path) -> TempDir {
    let to = tempfile::tempdir().unwrap();
    copy(from, to.path());
    to
}

/// The segments of a data folder, in order.
fn segments(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder.join("journal")).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let log = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "log");
    let mut paths: Vec<_> = paths.filter(log).collect();
    paths.sort();
    paths
}

/// Where the records of a segment are.
fn places(path: &Path) -> Vec<(Seq, Place)> {
    let bytes = std::fs::read(path).unwrap();
    let name = path.file_name().unwrap().to_str().unwrap();
    let segment = segment::first_of(name).unwrap();
    let head = segment::HEADER_BYTES;
    let items = Items::new(&bytes[head..], head as u64);
    let place = |item: Item<'_>| match item {
        Item::Record { offset, frame, .. } => {
            let length = frame.length;
            let place = Place {
                segment,
                offset,
                length,
            };
            (frame.seq, place)
        }
        Item::Unreadable { offset, .. } => panic!("no record at {offset}"),
    };
    items.map(place).collect()
}

/// All files below a folder, in order.
fn files_of(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(files_of(&path));
        } else {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn edit(path: &Path, edit: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = std::fs::read(path).unwrap();
    edit(&mut bytes);
    std::fs::write(path, bytes).unwrap();
}

fn without_index(folder: &Path) {
    std::fs::remove_dir_all(folder.join("index")).unwrap();
}

/// Removes all that says how far the journal was durable, but the journal itself.
fn without_witness(folder: &Path) {
    without_index(folder);
    std::fs::remove_file(folder.join("journal/witness")).unwrap();
}

/// A record as bytes.
fn record(change: &Change, chain_before: &super::frame::Chain, synced: Seq) -> (Vec<u8>, Frame) {
    use sha2::Digest;
    let payload = super::frame::pack(change).unwrap();
    let payload_hash = sha2::Sha256::digest(&payload).into();
    let frame = Frame {
        length: payload.len() as u32,
        format: super::frame::FORMAT,
        seq: change.seq,
        synced,
        payload_hash,
        chain: super::frame::chain(chain_before, change.seq, &payload_hash),
    };
    ([&frame.encode()[..], &payload].concat(), frame)
}

#[tokio::test]
async fn the_format_of_the_journal_is_the_one_described() {
    let folder = told().await;
    let changes = expected(ACTS)
        .await
        .changes_after(Seq(0), 99)
        .await
        .unwrap();
    let mut bytes = b"RSQTJRNL\x01\0\0\0\x01\0\0\0\0\0\0\0".to_vec();
    bytes.extend_from_slice(&CHAIN_START);
    bytes.extend_from_slice(&crc32fast::hash(&bytes).to_le_bytes());
    let mut chain = CHAIN_START;
    for change in &changes {
        let (record, frame) = record(change, &chain, Seq(change.seq.0 - 1));
        bytes.extend_from_slice(&record);
        chain = frame.chain;
    }
    let paths = segments(folder.path());
    assert_eq!(
        paths,
        [folder.path().join("journal/00000000000000000001.log")]
    );
    assert_eq!(std::fs::read(&paths[0]).unwrap(), bytes);
}
