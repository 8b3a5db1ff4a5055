//! What a worker's process does.

use std::io::{self, Write};
use std::path::Path;

use confinement::{Bounds, confine, on_large_stack};

use crate::{Error, Limits, inspect_within};

/// Limits this process, looks into the file, and writes the answer to the
/// standard output, as a [`Worker`](crate::Worker) reads it. To be called first
/// thing by a process that does nothing else: the limits are for ever.
///
/// On Linux the process gets no more memory, time or room on disk than `limits`
/// say, and leaves no core file; elsewhere only the worker that started it
/// watches over its time and its answer.
///
/// # Errors
///
/// When the limits cannot be set, the file not be read, or the answer not be
/// written.
pub fn work(path: &Path, name: &str, limits: &Limits) -> Result<(), Error> {
    let bounds = Bounds {
        time: limits.time,
        memory_bytes: limits.memory_bytes,
        file_bytes: 0,
    };
    confine(&bounds).map_err(Error::Worker)?;
    let found = on_large_stack(|| inspect_within(path, name, limits)).map_err(Error::Worker)??;
    let answer = serde_json::to_vec(&found).map_err(|error| Error::Worker(error.into()))?;
    let mut out = io::stdout().lock();
    out.write_all(&answer)
        .and_then(|()| out.flush())
        .map_err(Error::Worker)
}
