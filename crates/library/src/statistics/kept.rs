//! The file in which counts are kept.

use super::counts::Table;
use serde::{Deserialize, Serialize};
use std::ffi::OsString;
use std::fs::File;
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

/// Version of the format. In the first one a person was a browser, and what few asked for was there too.
const FORMAT: u32 = 2;

/// The most bytes of a file that is read: what is greater was not written here.
const MAX_BYTES: u64 = 64 << 20;

/// What the file says.
#[derive(Serialize, Deserialize)]
struct Kept<T> {
    format: u32,
    searched: T,
    read: T,
}

/// The tables of what was searched and of what was read; none when there is no file that can be read.
pub(super) fn read(path: &Path) -> Option<(Table, Table)> {
    match parsed(path) {
        Ok(Kept {
            format: FORMAT,
            searched,
            read,
        }) => Some((searched, read)),
        Ok(Kept { format, .. }) => {
            tracing::warn!(path = %path.display(), format, "counts of another version are not taken");
            None
        }
        Err(error) => {
            if error.kind() != ErrorKind::NotFound {
                tracing::warn!(path = %path.display(), %error, "counts that cannot be read are not taken");
            }
            None
        }
    }
}

fn parsed(path: &Path) -> std::io::Result<Kept<Table>> {
    let mut text = Vec::new();
    File::open(path)?.take(MAX_BYTES).read_to_end(&mut text)?;
    Ok(serde_json::from_slice(&text)?)
}

/// What the file is to say: of what was searched, what many asked for. What few ask for is in memory only.
///
/// # Errors
/// Never in fact: the tables are plain.
pub(super) fn text(searched: &Table, read: &Table) -> std::io::Result<Vec<u8>> {
    let kept = Kept {
        format: FORMAT,
        searched: &searched.of_many(),
        read,
    };
    Ok(serde_json::to_vec(&kept)?)
}

/// Puts a text in the place of the file, whole or not at all.
///
/// # Errors
/// When it cannot be written; the former file is still there then.
pub(super) fn write(path: &Path, text: &[u8]) -> std::io::Result<()> {
    let aside = aside(path);
    let written = write_synced(&aside, text).and_then(|()| std::fs::rename(&aside, path));
    written.inspect_err(|_| {
        // what is left of it takes room on a disk that is full perhaps
        let _ = std::fs::remove_file(&aside);
    })
}

fn aside(path: &Path) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(".new");
    PathBuf::from(name)
}

/// Synced before it takes the place of the former one, which a power cut would else leave empty.
fn write_synced(path: &Path, text: &[u8]) -> std::io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(text)?;
    file.sync_all()
}
