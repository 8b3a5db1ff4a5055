//! Processes that mark, killed while somebody waits for them.

use super::marked;
use crate::harness::{Answer, Server};
use rustix::process::{Pid, Signal, kill_process};
use std::time::{Duration, Instant};

/// The processes that mark files of a server.
pub fn marking(server: &Server) -> Vec<Pid> {
    let data = server.data.to_str().unwrap().to_owned();
    let processes = std::path::Path::new("/proc").read_dir().unwrap().flatten();
    let found = processes.filter_map(|process| {
        let number: i32 = process.file_name().to_str()?.parse().ok()?;
        let line = std::fs::read(process.path().join("cmdline")).ok()?;
        let line = String::from_utf8_lossy(&line).into_owned();
        let is_it = line.contains("mark-worker") && line.contains(&data);
        is_it.then(|| Pid::from_raw(number)).flatten()
    });
    found.collect()
}

/// A visitor asks for a copy, and the process that works for them is killed.
pub fn asks_and_loses(server: &Server, path: &str) -> Answer {
    std::thread::scope(|scope| {
        let answer = scope.spawn(|| server.get(&marked(path)));
        let begun = Instant::now();
        loop {
            if let Some(process) = marking(server).first() {
                kill_process(*process, Signal::KILL).unwrap();
                return answer.join().unwrap();
            }
            assert!(
                begun.elapsed() < Duration::from_secs(20) && !answer.is_finished(),
                "no process was seen"
            );
        }
    })
}
