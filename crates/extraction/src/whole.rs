//! Reads a stranger's file whole, within a limit.

use std::fs::File;
use std::io::{ErrorKind, Read};

use crate::Note;

/// All bytes of the file.
///
/// # Errors
///
/// [`Note::TooLarge`] for more than `limit` bytes, or than there is memory for;
/// [`Note::Damaged`] when the disk does not give them.
pub(crate) fn read_whole(file: File, limit: u64) -> Result<Vec<u8>, Note> {
    let mut bytes = Vec::new();
    let read = file.take(limit + 1).read_to_end(&mut bytes);
    read.map_err(|error| match error.kind() {
        ErrorKind::OutOfMemory => Note::TooLarge,
        _ => Note::Damaged,
    })?;
    if bytes.len() as u64 > limit {
        return Err(Note::TooLarge);
    }
    Ok(bytes)
}
