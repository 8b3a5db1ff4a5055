//! How much memory a process has.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

/// How often it is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(10);

/// Bytes of memory of a process, from a line of `/proc/PID/status`; `None` once it has ended.
pub fn memory_of(process: u32, line: &str) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let value = status.lines().find_map(|text| text.strip_prefix(line))?;
    let kilobytes: u64 = value.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}

/// Does work; gives the most bytes that this process had meanwhile and that are no part of a file: the pages of the index
/// that the system keeps at hand come and go as it likes. What makes the sheets and the questions is among them.
pub fn of_work<T>(work: impl FnOnce() -> T) -> (T, u64) {
    let look = || memory_of(std::process::id(), "RssAnon:").unwrap_or_default();
    let (most, done) = (AtomicU64::new(0), AtomicBool::new(false));
    let result = std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                most.fetch_max(look(), Ordering::Relaxed);
                std::thread::sleep(LOOK_EVERY);
            }
        });
        let result = work();
        done.store(true, Ordering::Relaxed);
        result
    });
    (result, most.into_inner())
}
