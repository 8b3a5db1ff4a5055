#![doc = include_str!("../README.md")]
#![cfg_attr(
    test,
    expect(
        clippy::unwrap_used,
        reason = "a test that meets a surprise should stop there"
    )
)]

mod arguments;
mod aside;
mod commands;
mod control;
mod counting;
mod embedded;
mod fault;
mod marker;
mod panics;
mod progress;
mod schedule;
mod settings;
mod stop;
mod wiring;
mod worker;

use arguments::Arguments;
use clap::Parser;
use settings::Settings;
use std::io::IsTerminal;
use std::process::ExitCode;
use std::time::Duration;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

/// Exit code of work that was done but found something wrong, or failed.
const FAILED: u8 = 1;
/// Exit code of wrong arguments and settings; the same as for those that the parser of arguments refuses.
const WRONG: u8 = 2;

/// The signal of a write over the limit on the size of files, by its number on Linux (`signal(7)`).
const SIGXFSZ: i32 = 25;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    // before anything else of the program: its limits are for ever, and its output is the answer
    if let Some(work) = arguments.work() {
        return worker::run(work);
    }
    let settings = match Settings::read(&arguments) {
        Ok(settings) => settings,
        Err(wrong) => {
            eprintln!("error: {}", fault::sentence(&wrong));
            return ExitCode::from(WRONG);
        }
    };
    log_to_stderr(&settings.log);
    panics::tell_only_faults();
    match run(&arguments, &settings) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(FAILED),
        Err(error) => {
            eprintln!("error: {}", fault::sentence(&error));
            ExitCode::from(FAILED)
        }
    }
}

/// How long work that was given up may take to clear up after itself, before the process ends under it.
const CLEARING_UP: Duration = Duration::from_secs(5);

/// Runs the command; whether everything was as it should be.
fn run(arguments: &Arguments, settings: &Settings) -> anyhow::Result<bool> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let done = runtime.block_on(async {
        outlive_size_limit()?;
        commands::run(arguments.command(), settings).await
    });
    runtime.shutdown_timeout(CLEARING_UP);
    done
}

/// A write over the limit on the size of files (`ulimit -f`) fails like any other, instead of ending the program: the
/// handler stays for as long as the process.
fn outlive_size_limit() -> std::io::Result<()> {
    signal(SignalKind::from_raw(SIGXFSZ)).map(drop)
}

fn log_to_stderr(filter: &EnvFilter) {
    tracing_subscriber::fmt()
        .with_env_filter(filter.clone())
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .init();
}
