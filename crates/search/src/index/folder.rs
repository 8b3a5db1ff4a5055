//! The folder of an index: is it whole, is it ours, may it be emptied?

use super::WRITER_BYTES;
use super::payload::Payload;
use crate::Error;
use std::ffi::OsStr;
use std::path::Path;
use tantivy::directory::error::LockError;
use tantivy::{IndexWriter, TantivyError};

/// Checks every file against its checksum, and the index against the program that reads it.
///
/// # Errors
/// [`Error::Engine`] with the reason why it is of no use.
pub fn check(index: &tantivy::Index, fingerprint: u64) -> Result<(), Error> {
    let useless = |reason: String| Err(Error::Engine(TantivyError::InvalidArgument(reason)));
    let damaged = index.validate_checksum()?;
    if let Some(file) = damaged.iter().next() {
        return useless(format!("damaged file {}", file.display()));
    }
    match Payload::of(index)? {
        Some(payload) if payload.fingerprint == fingerprint => Ok(()),
        _ => useless("written by another version of the analysis".to_owned()),
    }
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
        || name == ".managed.json"
        || name.starts_with(".tantivy-")
        || name.starts_with(".tmp")
}

/// The one writer of the folder.
///
/// # Errors
/// [`Error::InUse`] when there is one already, [`Error::Engine`].
pub fn lock(index: &tantivy::Index, path: &Path) -> Result<IndexWriter, Error> {
    index
        .writer_with_num_threads(1, WRITER_BYTES)
        .map_err(|error| match error {
            TantivyError::LockFailure(LockError::LockBusy, _) => Error::InUse(path.to_owned()),
            error => Error::Engine(error),
        })
}
