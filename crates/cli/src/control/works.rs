//! Work on the library that a server has open, whoever wants it done.

use super::status::{Scheduled, Status};
use super::{Request, Told};
use crate::aside::Aside;
use crate::commands::{backup, check, rehearse};
use crate::wiring::Opened;
use anyhow::{Context, bail};
use jiff::Timestamp;
use library::{Library, Limits, Progress};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard as Guard, PoisonError};
use storage::EmbeddedRecords;
use tokio::sync::{Mutex as Turn, MutexGuard};

/// One piece of work after the other: each reads the whole library.
pub struct Works {
    /// The open library.
    pub library: Arc<Library>,
    /// How much is taken from people, for a library that is restored aside.
    pub limits: Limits,
    records: Arc<EmbeddedRecords>,
    since: Timestamp,
    turn: Turn<()>,
    scheduled: Mutex<Scheduled>,
}

impl Works {
    /// Works on that library.
    pub fn new(opened: Opened, limits: Limits) -> Self {
        Self {
            library: opened.library,
            limits,
            records: opened.records,
            since: Timestamp::now(),
            turn: Turn::new(()),
            scheduled: Mutex::default(),
        }
    }

    /// Waits until nobody else works. The status is told at any time.
    pub async fn turn(&self, progress: &dyn Progress) -> MutexGuard<'_, ()> {
        progress.step(0, None, "waiting until other work is done");
        self.turn.lock().await
    }

    /// What the schedule says of itself; to note and to read, never held for long.
    pub fn scheduled(&self) -> Guard<'_, Scheduled> {
        self.scheduled
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Does what is asked. Dropped half-way it leaves nothing half done.
    ///
    /// # Errors
    /// When it could not be done.
    pub async fn perform(
        &self,
        request: &Request,
        progress: &dyn Progress,
    ) -> anyhow::Result<Told> {
        if matches!(request, Request::Status) {
            return self.status().await;
        }
        let _turn = self.turn(progress).await;
        perform(&self.library, self.limits, request, progress).await
    }

    async fn status(&self) -> anyhow::Result<Told> {
        let positions = self.library.positions().await?;
        let records = Arc::clone(&self.records);
        // it waits for the moment in which a batch becomes visible
        let in_memory = tokio::task::spawn_blocking(move || records.index_in_memory());
        let status = Status {
            since: self.since,
            positions,
            writing: self.library.writing(),
            index_in_memory: in_memory.await?,
            scheduled: self.scheduled().clone(),
        };
        Ok(status.told())
    }
}

/// Does what is asked of a library that this process has open.
///
/// # Errors
/// When it could not be done.
pub async fn perform(
    library: &Library,
    limits: Limits,
    request: &Request,
    progress: &dyn Progress,
) -> anyhow::Result<Told> {
    match request {
        Request::Backup { path } => backup::work(library, path, progress).await,
        Request::Check => check::work(library, progress).await,
        Request::Rehearse { path, aside } => {
            is_file(path).await?;
            let aside = Aside::beside(path, aside.as_deref(), limits)?;
            rehearse::work(Some(library), path, aside, progress).await
        }
        Request::Status => anyhow::bail!("no server has this library open"),
    }
}

/// Whoever asked may have looked, and may have been a program that did not: opening a pipe would wait for ever.
async fn is_file(path: &Path) -> anyhow::Result<()> {
    let metadata = tokio::fs::metadata(path).await;
    if !metadata
        .with_context(|| path.display().to_string())?
        .is_file()
    {
        bail!("{}: it is no file", path.display());
    }
    Ok(())
}
