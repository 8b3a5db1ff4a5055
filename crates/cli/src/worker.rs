//! The process that looks into one file: this program once more, so that there is one program to install.

use crate::arguments::WORKER;
use crate::fault;
use anyhow::Context;
use extraction::{Limits, Worker, work};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// On Linux, the program that a process runs: this very one, also after another version was put in its place.
const OWN: &str = "/proc/self/exe";

/// What starts such processes.
///
/// # Errors
/// When this program is not found.
pub fn worker() -> anyhow::Result<Worker> {
    let own = PathBuf::from(OWN);
    let program = if own.exists() {
        own
    } else {
        std::env::current_exe().context("this program cannot be found")?
    };
    // what follows are the two values, whatever a file's name begins with
    let arguments = vec![WORKER.into(), "--".into()];
    Ok(Worker::new(program, arguments, Limits::PRODUCTION))
}

/// Is such a process.
pub fn run(path: &Path, name: &str) -> ExitCode {
    match work(path, name, &Limits::PRODUCTION) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {}", fault::sentence(&error.into()));
            ExitCode::FAILURE
        }
    }
}
