//! What a process may take.

use std::io;
use std::thread;
use std::time::Duration;

/// Room for parsers that call themselves for what is nested.
const STACK_BYTES: usize = 64 * 1024 * 1024;

/// The most that a process may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Time of the processor, rounded up to a second: ends a process whose starter, who watches the clock, is gone.
    pub time: Duration,
    /// Address space, in bytes.
    pub memory_bytes: u64,
    /// Size of a file that it writes, in bytes.
    pub file_bytes: u64,
}

/// Limits this process for ever: to be called first thing by one that does nothing else. On Linux it gets no more memory,
/// time or room on disk than that, and leaves no core file; elsewhere only whoever started it watches over it.
///
/// # Errors
/// When a limit cannot be set.
#[cfg(target_os = "linux")]
pub fn confine(bounds: &Bounds) -> io::Result<()> {
    use rustix::process::Resource;

    let seconds = bounds.time.as_secs() + 1;
    for (resource, limit, at_last) in [
        (Resource::As, bounds.memory_bytes, bounds.memory_bytes),
        // at the first a process is ended by a signal of its own (`SIGXCPU`), at
        // the second as by anybody
        (Resource::Cpu, seconds, seconds + 1),
        (Resource::Fsize, bounds.file_bytes, bounds.file_bytes),
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

/// Elsewhere only whoever started it watches over the process.
///
/// # Errors
/// None.
#[cfg(not(target_os = "linux"))]
pub fn confine(_bounds: &Bounds) -> io::Result<()> {
    Ok(())
}

/// Does the work in a thread with 64 MiB of stack.
///
/// # Errors
/// When there is no such thread to have, or the work panicked.
pub fn on_large_stack<T: Send>(work: impl FnOnce() -> T + Send) -> io::Result<T> {
    thread::scope(|scope| {
        thread::Builder::new()
            .stack_size(STACK_BYTES)
            .spawn_scoped(scope, work)?
            .join()
            .map_err(|_| io::Error::other("reading panicked"))
    })
}
