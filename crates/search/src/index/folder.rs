//! The folder of an index: is it whole, is it ours, may it be emptied?

use super::payload::Payload;
use super::sealed::Sealed;
use crate::Error;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::num::NonZero;
use std::path::Path;
use std::thread::available_parallelism;
use tantivy::directory::MmapDirectory;
use tantivy::directory::error::LockError;
use tantivy::{Directory, IndexWriter, TantivyError};

/// Memory of each of the engine's threads, in bytes: what the engine recommends.
const THREAD_BYTES: usize = 50_000_000;
/// The most of the engine's threads: each leaves a segment of its own with every large commit.
const MAX_THREADS: usize = 4;

/// The engine's list of the files that it made.
const MANAGED: &str = ".managed.json";

/// How a file of the engine ends: the length of its footer and a magic number, four bytes each.
const FOOTER_BYTES: u64 = 8;

/// The folder as the engine sees it.
///
/// # Errors
/// When it cannot be opened.
pub fn directory(path: &Path) -> Result<Sealed, TantivyError> {
    Ok(Sealed::new(MmapDirectory::open(path)?))
}

/// Checks every file against its checksum, that none is missing, and the index against the program that reads it.
///
/// # Errors
/// [`Error::Engine`] with the reason why it is of no use.
pub fn check(index: &tantivy::Index, path: &Path, fingerprint: u64) -> Result<(), Error> {
    let useless = |reason: String| Err(Error::Engine(TantivyError::InvalidArgument(reason)));
    // without the list the engine would check nothing
    let list = index.directory().exists(Path::new(MANAGED));
    if !list.map_err(TantivyError::from)? {
        return useless("its list of files is missing".to_owned());
    }
    if let Some(file) = out_of_order(index, path)? {
        return useless(format!("a file that is cut off or not in its list: {file}"));
    }
    let damaged = index.validate_checksum()?;
    if let Some(file) = damaged.iter().next() {
        return useless(format!("damaged file {}", file.display()));
    }
    match Payload::of(index)? {
        Some(payload) if payload.fingerprint == fingerprint => Ok(()),
        _ => useless("written by another version of the analysis".to_owned()),
    }
}

/// A file of a segment in use that is not in the list, so that it would not be checked, or that is so short that the
/// engine panics over it instead of checking it.
fn out_of_order(index: &tantivy::Index, path: &Path) -> Result<Option<String>, Error> {
    let segments = index.searchable_segment_ids()?;
    let segments: BTreeSet<String> = segments.iter().map(|id| id.uuid_string()).collect();
    let listed = index.directory().list_managed_files();
    for entry in std::fs::read_dir(path)? {
        let entry = entry?;
        let name = entry.file_name();
        let readable = name.to_string_lossy();
        let stem = readable.split('.').next().unwrap_or_default();
        let cut_off = entry.metadata()?.len() < FOOTER_BYTES;
        if segments.contains(stem) && (cut_off || !listed.contains(Path::new(&name))) {
            return Ok(Some(readable.into_owned()));
        }
    }
    Ok(None)
}

/// Empties the folder, unless something in it is no part of an index.
///
/// # Errors
/// [`Error::ForeignFile`] before anything was deleted, [`Error::Io`].
pub fn clear(path: &Path) -> Result<(), Error> {
    let entries = std::fs::read_dir(path)?.collect::<Result<Vec<_>, _>>()?;
    if let Some(foreign) = entries
        .iter()
        .find(|entry| !is_of_an_index(&entry.file_name()))
    {
        return Err(Error::ForeignFile(foreign.path()));
    }
    for entry in entries {
        std::fs::remove_file(entry.path())?;
    }
    Ok(())
}

fn is_of_an_index(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let stem = name.split('.').next().unwrap_or_default();
    let segment = stem.len() == 32 && stem.bytes().all(|byte| byte.is_ascii_hexdigit());
    segment
        || name == "meta.json"
        || name == MANAGED
        || name.starts_with(".tantivy-")
        || name.starts_with(".tmp")
}

/// The one writer of the folder.
///
/// # Errors
/// [`Error::InUse`] when there is one already, [`Error::Engine`].
pub fn lock(index: &tantivy::Index, path: &Path) -> Result<IndexWriter, Error> {
    let cores = available_parallelism().map_or(1, NonZero::get);
    let threads = cores.min(MAX_THREADS);
    index
        .writer_with_num_threads(threads, threads * THREAD_BYTES)
        .map_err(|error| match error {
            TantivyError::LockFailure(LockError::LockBusy, _) => Error::InUse(path.to_owned()),
            error => Error::Engine(error),
        })
}
