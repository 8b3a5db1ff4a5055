//! A folder of backups made one after the other: their names, what is known of each, and which are not needed any more.

mod retention;

pub use retention::{Keep, outdated};

use crate::backup::sync_folder_of;
use crate::{Error, Rehearsal};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use model::{Seq, Sha256};
use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

const PREFIX: &str = "ressourcotheque-";
const SUFFIX: &str = ".backup.zip";
/// RFC 3339 in UTC without colons, which not every file system takes in a name.
const TIME: &str = "%Y-%m-%dT%H%M%SZ";
/// Hexadecimal digits of a seal that a name tells: enough to tell two logs apart, few enough to read.
const SEAL_DIGITS: usize = 8;
/// What is added to the name until a backup is complete.
const PARTIAL: &str = ".partial";

/// A backup in the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupFile {
    /// Name of the file.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// When it was made, as its name tells: a copy has another time of modification.
    pub at: Timestamp,
    /// Place in the log as which the library is in it, as its name tells.
    pub position: Seq,
    /// How the seal of the log up to there begins, as its name tells; `None` in the names of older programs, and from a
    /// store that does not seal.
    pub seal_begins: Option<String>,
    /// Its size in bytes.
    pub size_bytes: u64,
    /// How its last rehearsal ended; `None` when there was none.
    pub rehearsal: Option<Rehearsal>,
}

impl BackupFile {
    /// Whether it is of the log that has this seal at [`position`](Self::position), as far as its name tells: two
    /// libraries may share a folder, and a library that was restored has gone on otherwise than the one before. Without
    /// a seal in the name it counts as of every log; with one, as of none that has no seal there.
    #[must_use]
    pub fn is_of(&self, seal: Option<Sha256>) -> bool {
        let Some(begins) = &self.seal_begins else {
            return true;
        };
        seal.is_some_and(|seal| seal_begins(seal) == *begins)
    }
}

/// The name of a backup made at that time, with the library as it is at that place of the log, where it has that seal:
/// `ressourcotheque-2026-11-22T031500Z-1234-3fa9c1d2.backup.zip`.
#[must_use]
pub fn backup_name(at: Timestamp, position: Seq, seal: Option<Sha256>) -> String {
    name_of(at, position, seal.map(seal_begins).as_deref())
}

fn name_of(at: Timestamp, position: Seq, seal: Option<&str>) -> String {
    let seal = seal.map(|seal| format!("-{seal}")).unwrap_or_default();
    format!("{PREFIX}{}-{position}{seal}{SUFFIX}", at.strftime(TIME))
}

fn seal_begins(seal: Sha256) -> String {
    seal.to_string().chars().take(SEAL_DIGITS).collect()
}

/// Whether a file of this name is a backup that is not complete.
#[must_use]
pub fn is_partial_backup(name: &str) -> bool {
    name.strip_suffix(PARTIAL)
        .is_some_and(|name| parse_name(name).is_some())
}

/// What a name tells: when, up to where, and how the seal begins.
type Named = (Timestamp, Seq, Option<String>);

/// What a name tells; `None` when it is not exactly one of ours.
fn parse_name(name: &str) -> Option<Named> {
    let inner = name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX)?;
    // a time has dashes too, always two
    let mut parts = inner.splitn(5, '-');
    let time = [parts.next()?, parts.next()?, parts.next()?].join("-");
    let at = DateTime::strptime(TIME, time).ok()?;
    let at = TimeZone::UTC.to_timestamp(at).ok()?;
    let position = Seq(parts.next()?.parse().ok()?);
    let seal = parts.next().map(ToOwned::to_owned);
    let right = seal.as_deref().is_none_or(is_beginning);
    (right && name_of(at, position, seal.as_deref()) == name).then_some((at, position, seal))
}

fn is_beginning(text: &str) -> bool {
    let digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    text.len() == SEAL_DIGITS && text.bytes().all(digit)
}

/// The backups in a folder, newest first. Files with other names are passed over; a folder that is not there holds none.
///
/// # Errors
/// [`Error::Outside`] when the folder cannot be read.
pub fn list_backups(folder: &Path) -> Result<Vec<BackupFile>, Error> {
    let outside = |error| Error::outside(folder, error);
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(outside)?,
    };
    let mut backups = Vec::new();
    for entry in entries {
        let entry = entry.map_err(outside)?;
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        let Some((at, position, seal_begins)) = parse_name(&name) else {
            continue;
        };
        let path = entry.path();
        let metadata = match path.metadata() {
            // removed meanwhile
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            metadata => metadata.map_err(|error| Error::outside(&path, error))?,
        };
        if metadata.is_file() {
            let rehearsal = read_rehearsal(&path);
            let size_bytes = metadata.len();
            backups.push(BackupFile {
                name,
                path,
                at,
                position,
                seal_begins,
                size_bytes,
                rehearsal,
            });
        }
    }
    backups.sort_by(newest_first);
    Ok(backups)
}

/// The order of the list. In the same second the longer log is the newer one.
fn newest_first(a: &BackupFile, b: &BackupFile) -> std::cmp::Ordering {
    (b.at, b.position, &b.name).cmp(&(a.at, a.position, &a.name))
}

/// Where the result of a backup's rehearsal is kept.
fn note_of(backup: &Path) -> PathBuf {
    let mut name = backup.as_os_str().to_owned();
    name.push(".rehearsal.json");
    PathBuf::from(name)
}

/// The note beside a backup. One that cannot be read is none: the backup counts as never rehearsed.
fn read_rehearsal(backup: &Path) -> Option<Rehearsal> {
    let note = note_of(backup);
    // reading a pipe of that name would wait for ever
    note.is_file().then_some(())?;
    serde_json::from_slice(&std::fs::read(note).ok()?).ok()
}

/// Keeps beside a backup how its rehearsal ended, in place of an earlier note.
///
/// # Errors
/// [`Error::Outside`] when it cannot be written; the earlier note is still there then.
pub fn note_rehearsal(backup: &Path, rehearsal: &Rehearsal) -> Result<(), Error> {
    let note = note_of(backup);
    let mut aside = note.clone().into_os_string();
    aside.push(PARTIAL);
    let aside = PathBuf::from(aside);
    let text = serde_json::to_vec(rehearsal).map_err(|error| Error::outside(&note, error))?;
    let written = write_synced(&aside, &text).and_then(|()| std::fs::rename(&aside, &note));
    written.map_err(|error| {
        // what is left of it would only lie about; the next note overwrites it
        let _ = std::fs::remove_file(&aside);
        Error::outside(&note, error)
    })?;
    sync_folder_of(&note)
}

fn write_synced(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Removes a backup and the note of its rehearsal. What is gone already is no fault.
///
/// # Errors
/// [`Error::Outside`] when it cannot be removed.
pub fn remove_backup(backup: &BackupFile) -> Result<(), Error> {
    // the backup first: a note without a backup harms nobody, a backup without its note would lose what is known of it
    for path in [&backup.path, &note_of(&backup.path)] {
        match std::fs::remove_file(path) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(Error::outside(path, error));
            }
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
