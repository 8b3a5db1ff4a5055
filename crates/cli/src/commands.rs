//! One file for each command. Each tells on stdout what it did, with counts.

mod backup;
mod check;
mod export;
mod import;
mod reindex;
mod restore;
mod serve;

use crate::arguments::Command;
use crate::settings::Settings;

/// Runs a command; whether everything was as it should be.
///
/// # Errors
/// When it could not be done.
pub async fn run(command: Command, settings: &Settings) -> anyhow::Result<bool> {
    match command {
        Command::Serve(_) => serve::run(settings).await,
        Command::Import { path, licence } => import::run(settings, path, licence.as_deref()).await,
        Command::Export { path } => export::run(settings, &path).await,
        Command::Backup { path } => backup::run(settings, &path).await,
        Command::Restore { path } => restore::run(settings, &path).await,
        Command::Check => check::run(settings).await,
        Command::Reindex => reindex::run(settings).await,
    }
}

/// `1 resource`, `3 resources`.
fn count(number: u64, one: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {one}{ending}")
}

/// The same for a number of things in memory.
fn count_of(number: usize, one: &str) -> String {
    count(number as u64, one)
}
