//! A worker and its process, which is this program again: called with
//! `extract-worker` it looks into a file, else it runs the tests.

#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "tests")]

mod bombs;
mod files;
mod processes;
#[path = "../../../../tests/shared.rs"]
mod shared;

use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use std::{env, fs};

use extraction::{Error, Inspection, Limits, Worker, work};
use libtest_mimic::{Arguments, Failed, Trial};

/// More than any file should take here, and less than the limit of time.
const SOON: Duration = Duration::from_secs(20);

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().collect();
    if let [_, act, memory, path, name] = arguments.as_slice()
        && act == "extract-worker"
    {
        let limits = limits(memory.parse().unwrap());
        return match work(Path::new(path), name, &limits) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("{error}");
                ExitCode::FAILURE
            }
        };
    }
    let tests: [(&str, fn()); _] = [
        (
            "documents_are_as_in_process",
            files::documents_are_as_in_process,
        ),
        ("hostile_files_end_soon", files::hostile_files_end_soon),
        ("memory_has_an_end", files::memory_has_an_end),
        ("names_are_only_names", files::names_are_only_names),
        ("pictures_need_no_process", files::pictures_need_no_process),
        (
            "what_is_missing_is_an_error",
            files::what_is_missing_is_an_error,
        ),
        (
            "nesting_costs_its_own_text_alone",
            bombs::nesting_costs_its_own_text_alone,
        ),
        (
            "filters_upon_filters_are_stopped",
            bombs::filters_upon_filters_are_stopped,
        ),
        (
            "drawings_of_drawings_are_stopped",
            bombs::drawings_of_drawings_are_stopped,
        ),
        (
            "pages_without_end_are_stopped",
            bombs::pages_without_end_are_stopped,
        ),
        (
            "a_worker_that_hangs_is_killed",
            processes::a_worker_that_hangs_is_killed,
        ),
        (
            "so_are_those_it_started",
            processes::so_are_those_it_started,
        ),
        (
            "a_worker_that_dies_is_an_answer",
            processes::a_worker_that_dies_is_an_answer,
        ),
        (
            "a_worker_ended_by_others_may_do_better_another_time",
            processes::a_worker_ended_by_others_may_do_better_another_time,
        ),
        (
            "a_worker_that_talks_is_killed",
            processes::a_worker_that_talks_is_killed,
        ),
        ("rubbish_is_no_answer", processes::rubbish_is_no_answer),
    ];
    let trials = tests.map(|(name, test)| {
        Trial::test(name, move || {
            test();
            Ok::<(), Failed>(())
        })
    });
    libtest_mimic::run(&Arguments::from_args(), trials.into()).exit_code()
}

fn limits(memory_bytes: u64) -> Limits {
    Limits {
        memory_bytes,
        ..Limits::PRODUCTION
    }
}

/// A worker that runs this program.
fn worker() -> Worker {
    worker_within(Limits::PRODUCTION)
}

fn worker_within(limits: Limits) -> Worker {
    let arguments = vec![
        "extract-worker".into(),
        limits.memory_bytes.to_string().into(),
    ];
    Worker::new(env::current_exe().unwrap(), arguments, limits)
}

fn a_text() -> tempfile::NamedTempFile {
    a_file(b"Bonjour")
}

fn a_file(bytes: &[u8]) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), bytes).unwrap();
    file
}

fn timed(inspect: impl FnOnce() -> Result<Inspection, Error>) -> (Inspection, Duration) {
    let start = Instant::now();
    (inspect().unwrap(), start.elapsed())
}
