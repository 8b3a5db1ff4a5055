//! One file for each command. Each tells on stdout what it did, with counts.

pub mod backup;
mod backups;
pub mod check;
mod export;
mod import;
pub mod rehearse;
mod reindex;
mod repair;
mod restore;
mod serve;
mod status;

use crate::arguments::Command;
use crate::control::{self, Request, Told};
use crate::progress::Shown;
use crate::settings::Settings;
use crate::wiring::{self, Folder};

/// Runs a command; whether everything was as it should be.
///
/// # Errors
/// When it could not be done.
pub async fn run(command: Command, settings: &Settings) -> anyhow::Result<bool> {
    match command {
        Command::Serve(_) => serve::run(settings).await,
        Command::Import { path, licence } => import::run(settings, path, licence.as_deref()).await,
        Command::Export {
            path: Some(path), ..
        } => export::run(settings, &path).await,
        Command::Export { history, .. } => export::history::run(settings, history).await,
        Command::Backup { path } => backup::run(settings, &path).await,
        Command::Status => status::run(settings).await,
        Command::Backups => backups::run(settings),
        Command::Rehearse { path, aside } => rehearse::run(settings, &path, aside.as_deref()).await,
        Command::Restore { path } => restore::run(settings, &path).await,
        Command::Check { repair: true, from } => repair::run(settings, from.as_deref()).await,
        Command::Check { .. } => check::run(settings).await,
        Command::Reindex => reindex::run(settings).await,
    }
}

/// Does work on the library, or has it done by the server that holds it.
async fn open_or_ask(settings: &Settings, request: Request) -> anyhow::Result<bool> {
    let progress = Shown::new();
    let done = match wiring::open(settings, Folder::MustExist).await {
        Ok(library) => {
            let done = control::perform(&library, settings.limits(), &request, &progress).await;
            wiring::close(&library, None).await?;
            done
        }
        Err(error) if wiring::is_in_use(&error) => {
            match control::ask(&settings.data, &request, &progress).await? {
                Some(told) => {
                    println!("through the running server");
                    Ok(told)
                }
                None => Err(error),
            }
        }
        Err(error) => Err(error),
    };
    progress.finish();
    Ok(done?.print())
}

impl Told {
    /// Prints it; whether everything was as it should be.
    fn print(self) -> bool {
        for line in &self.said {
            println!("{line}");
        }
        self.sound
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
