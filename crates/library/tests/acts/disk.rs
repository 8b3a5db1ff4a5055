//! A library in a data folder, ways to damage it, and backups taken apart.

use crate::bench::{parts, receive, sheet};
use library::{Described, Library, LibraryParts};
use model::{Actor, Change, Seq, Sha256};
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use storage::{Embedded, Records};
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

/// The library in a data folder, with its parts.
pub async fn on_disk(folder: &Path) -> (Arc<Library>, LibraryParts) {
    let store = Embedded::open(folder).unwrap();
    let parts = LibraryParts {
        records: store.records,
        files: store.files,
        drafts: store.drafts,
        ..parts(10_000_000)
    };
    let library = Library::new(parts.clone()).await.unwrap();
    (Arc::new(library), parts)
}

/// A library in a data folder with one kind, a sheet with two revisions and a file, and another sheet.
pub async fn furnished(folder: &Path) -> (Arc<Library>, LibraryParts) {
    let (library, parts) = on_disk(folder).await;
    library
        .define_kind(&Actor::System, crate::bench::KIND)
        .await
        .unwrap();
    let slug = sheet(&library, "Brise-glace", "un").await;
    let file = receive(&library, "affiche.txt", b"octets de l'affiche").await;
    attach(&library, &slug, &file).await;
    sheet(&library, "Photolangage", "deux").await;
    (library, parts)
}

pub async fn attach(library: &Library, slug: &str, file: &library::Received) {
    let attached = library.attach(&Actor::Anonymous, slug, file, Described::default(), None);
    attached.await.unwrap();
}

pub async fn log(records: &dyn Records) -> Vec<Change> {
    records.changes_after(Seq(0), usize::MAX).await.unwrap()
}

pub type Entries = Vec<(String, Vec<u8>)>;

/// What is in an archive.
pub fn entries(path: &Path) -> Entries {
    let mut zip = ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let read = |index| {
        let mut entry = zip.by_index(index).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        (entry.name().unwrap().into_owned(), bytes)
    };
    let count = ZipArchive::new(std::fs::File::open(path).unwrap())
        .unwrap()
        .len();
    (0..count).map(read).collect()
}

/// An archive with these entries.
pub fn archive(path: &Path, entries: &[(String, Vec<u8>)]) {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in entries {
        zip.start_file(name.as_str(), options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    std::fs::write(path, zip.finish().unwrap().into_inner()).unwrap();
}

/// The names in a folder.
pub fn names(folder: &Path) -> Vec<String> {
    let entries = folder.read_dir().unwrap();
    let name = |entry: std::io::Result<std::fs::DirEntry>| entry.unwrap().file_name();
    entries
        .map(|entry| name(entry).into_string().unwrap())
        .collect()
}

/// Where the file of a hash is.
pub fn file_at(data: &Path, sha256: Sha256) -> PathBuf {
    let name = sha256.to_string();
    data.join("files").join(&name[..2]).join(&name[2..])
}

/// Changes a byte in the payload of the record of that number, in a journal of one segment.
pub fn damage_record(data: &Path, number: usize) {
    let journal = data.join("journal");
    let segment = names(&journal)
        .into_iter()
        .find(|name| name.ends_with(".log"))
        .unwrap();
    let path = journal.join(segment);
    let mut bytes = std::fs::read(&path).unwrap();
    let marks: Vec<usize> = (0..bytes.len() - 3)
        .filter(|at| bytes[*at..at + 4] == *b"RSQ\x01")
        .collect();
    bytes[marks[number - 1] + 96 + 20] ^= 0x04;
    std::fs::write(path, bytes).unwrap();
}

/// A file system of that size, gone with the value; `None`, said aloud, where it cannot be made.
pub struct Small(pub PathBuf);

impl Small {
    pub fn mount(at: &Path, size: &str) -> Option<Self> {
        std::fs::create_dir_all(at).unwrap();
        let options = format!("size={size}");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &options, "tmpfs"])
            .arg(at)
            .output();
        if mounted.is_ok_and(|done| done.status.success()) {
            return Some(Self(at.to_owned()));
        }
        eprintln!("skipped: needs root to mount a small tmpfs");
        None
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}
