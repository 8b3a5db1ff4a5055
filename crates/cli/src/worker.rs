//! The processes that look into one file, or mark a copy of it: this program once more, so that there is one program to
//! install.

use crate::arguments::{EXTRACTS, MARKS, Work};
use crate::fault;
use anyhow::Context;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// On Linux, the program that a process runs: this very one, also after another version was put in its place.
const OWN: &str = "/proc/self/exe";

/// What starts processes that look into files.
///
/// # Errors
/// When this program is not found.
pub fn extractor() -> anyhow::Result<extraction::Worker> {
    let limits = extraction::Limits::PRODUCTION;
    Ok(extraction::Worker::new(own()?, called(EXTRACTS), limits))
}

/// What starts processes that mark copies of files; the copies are without a name, in that folder.
///
/// # Errors
/// When this program is not found.
pub fn copier(folder: &Path) -> anyhow::Result<marking::Worker> {
    let limits = marking::Limits::PRODUCTION;
    let folder = folder.to_owned();
    Ok(marking::Worker::new(own()?, called(MARKS), limits, folder))
}

/// This program.
fn own() -> anyhow::Result<PathBuf> {
    let own = PathBuf::from(OWN);
    if own.exists() {
        return Ok(own);
    }
    std::env::current_exe().context("this program cannot be found")
}

/// What follows are the two values, whatever a file's name begins with.
fn called(command: &str) -> Vec<OsString> {
    vec![command.into(), "--".into()]
}

/// Is such a process.
pub fn run(work: &Work) -> ExitCode {
    match work {
        Work::Extract { path, name } => ended(
            extraction::work(path, name, &extraction::Limits::PRODUCTION),
            |_| 1,
        ),
        Work::Mark { path, media_type } => ended(
            marking::work(path, media_type, &marking::Limits::PRODUCTION),
            marking::Error::exit_code,
        ),
    }
}

fn ended<E: std::error::Error + Send + Sync + 'static>(
    result: Result<(), E>,
    code: impl Fn(&E) -> u8,
) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let code = code(&error);
            eprintln!("error: {}", fault::sentence(&error.into()));
            ExitCode::from(code)
        }
    }
}
