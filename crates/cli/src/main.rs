#![doc = include_str!("../README.md")]
#![cfg_attr(
    test,
    expect(
        clippy::unwrap_used,
        reason = "a test that meets a surprise should stop there"
    )
)]

mod arguments;
mod commands;
mod embedded;
mod marker;
mod progress;
mod settings;
mod wiring;

use arguments::Arguments;
use clap::Parser;
use settings::Settings;
use std::io::IsTerminal;
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;

/// Exit code of work that was done but found something wrong, or failed.
const FAILED: u8 = 1;
/// Exit code of wrong arguments and settings; the same as for those that the parser of arguments refuses.
const WRONG: u8 = 2;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let settings = match Settings::read(&arguments) {
        Ok(settings) => settings,
        Err(wrong) => {
            eprintln!("error: {wrong:#}");
            return ExitCode::from(WRONG);
        }
    };
    log_to_stderr(&settings.log);
    match run(&arguments, &settings) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(FAILED),
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(FAILED)
        }
    }
}

/// Runs the command; whether everything was as it should be.
fn run(arguments: &Arguments, settings: &Settings) -> anyhow::Result<bool> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(commands::run(arguments.command(), settings))
}

fn log_to_stderr(filter: &EnvFilter) {
    tracing_subscriber::fmt()
        .with_env_filter(filter.clone())
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .init();
}
