//! What a worker's process does.

use std::io::{self, Write};
use std::path::Path;
use std::thread;

use crate::{Error, Inspection, Limits, inspect_within};

/// Room for parsers that call themselves for what is nested.
const STACK_BYTES: usize = 64 * 1024 * 1024;

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
    confine(limits).map_err(Error::Worker)?;
    let found = on_large_stack(|| inspect_within(path, name, limits))?;
    let answer = serde_json::to_vec(&found).map_err(|error| Error::Worker(error.into()))?;
    let mut out = io::stdout().lock();
    out.write_all(&answer)
        .and_then(|()| out.flush())
        .map_err(Error::Worker)
}

fn on_large_stack(
    inspect: impl FnOnce() -> Result<Inspection, Error> + Send,
) -> Result<Inspection, Error> {
    thread::scope(|scope| {
        thread::Builder::new()
            .stack_size(STACK_BYTES)
            .spawn_scoped(scope, inspect)
            .map_err(Error::Worker)?
            .join()
            .unwrap_or_else(|_| Err(Error::Worker(io::Error::other("reading panicked"))))
    })
}

#[cfg(target_os = "linux")]
fn confine(limits: &Limits) -> io::Result<()> {
    use rustix::process::Resource;

    // the worker watches the clock; this ends a process whose worker is gone
    let seconds = limits.time.as_secs() + 1;
    for (resource, limit, at_last) in [
        (Resource::As, limits.memory_bytes, limits.memory_bytes),
        // at the first a process is ended by a signal of its own (`SIGXCPU`), at
        // the second as by anybody
        (Resource::Cpu, seconds, seconds + 1),
        (Resource::Fsize, 0, 0),
        (Resource::Core, 0, 0),
    ] {
        lower(resource, limit, at_last)?;
    }
    Ok(())
}

/// Sets a limit, and the one up to which it may be raised, unless stricter ones
/// are already there.
#[cfg(target_os = "linux")]
fn lower(resource: rustix::process::Resource, limit: u64, at_last: u64) -> io::Result<()> {
    use rustix::process::{Rlimit, getrlimit, setrlimit};

    let before = getrlimit(resource);
    let stricter =
        |other: Option<u64>, limit: u64| Some(other.map_or(limit, |other| other.min(limit)));
    let limits = Rlimit {
        current: stricter(before.current, limit),
        maximum: stricter(before.maximum, at_last),
    };
    Ok(setrlimit(resource, limits)?)
}

#[cfg(not(target_os = "linux"))]
fn confine(_limits: &Limits) -> io::Result<()> {
    Ok(())
}
