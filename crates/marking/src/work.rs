//! What the process does that marks for a worker.

use crate::{Error, Limits, Mark, mark};
use confinement::{Bounds, confine, on_large_stack};
use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

/// A mark takes a few kilobytes; a credit of many works some more.
const MARK_BYTES: u64 = 1024 * 1024;

/// Limits this process, reads a [`Mark`] as JSON from its standard input, and writes the marked copy of the file to its
/// standard output, as a [`Worker`](crate::Worker) takes it. To be called first thing by a process that does nothing else,
/// and to be ended with [`Error::exit_code`]: the limits are for ever.
///
/// # Errors
/// As for [`mark`]; [`Error::Failed`] when the limits cannot be set, the file or the mark not be read, or the copy not be
/// written.
pub fn work(path: &Path, media_type: &str, limits: &Limits) -> Result<(), Error> {
    let size_bytes = fs::metadata(path)?.len();
    confine(&Bounds {
        time: limits.time,
        memory_bytes: limits.memory_bytes,
        file_bytes: size_bytes.saturating_add(limits.growth_bytes),
    })?;
    let told = read_mark()?;
    let file = fs::read(path).map_err(|error| match error.kind() {
        io::ErrorKind::OutOfMemory => Error::TooLarge(error.to_string()),
        _ => Error::Failed(error),
    })?;
    let copy =
        on_large_stack(|| mark(media_type, &file, &told)).map_err(crate::error::damaged)??;
    let mut out = io::stdout().lock();
    out.write_all(&copy)?;
    Ok(out.flush()?)
}

fn read_mark() -> io::Result<Mark> {
    let mut json = Vec::new();
    io::stdin().take(MARK_BYTES).read_to_end(&mut json)?;
    Ok(serde_json::from_slice(&json)?)
}
