//! Backups that are made by themselves while the program serves.

mod due;
mod folder;
mod own;

use crate::aside::Aside;
use crate::commands::{backup::is_complete, rehearse};
use crate::control::Works;
use crate::fault;
use crate::settings::{Backups, Settings};
use crate::stop::Stop;
use anyhow::anyhow;
use due::Due;
use futures_util::FutureExt;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use library::{BackupFile, Rehearsal, Silent};
use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinHandle;

/// After a failure it is tried again; and so often the clock is looked at, which may be set.
const LOOK_EVERY: Duration = Duration::from_secs(3600);

/// The task that makes them.
#[derive(Debug)]
pub struct Schedule(Option<JoinHandle<()>>);

impl Schedule {
    /// Begins, when a folder is set.
    pub fn begin(settings: &Settings, works: &Arc<Works>, stop: &Stop) -> Self {
        let Some(folder) = settings.backups.folder.clone() else {
            tracing::info!(
                "nothing is backed up by itself: the setting backup_dir names a folder for backups"
            );
            works.scheduled().did(
                "none, for backup_dir names no folder".to_owned(),
                true,
                Timestamp::now(),
            );
            return Self(None);
        };
        let keeper = Keeper {
            works: Arc::clone(works),
            data: settings.data.clone(),
            folder,
            settings: settings.backups.clone(),
            zone: settings.time_zone.clone(),
            due: Due::every(settings.backups.every),
            others: 0,
        };
        Self(Some(tokio::spawn(keeper.run(stop.clone()))))
    }

    /// Waits until the task has ended, everything having been asked to stop.
    pub async fn ended(self) {
        if let Some(task) = self.0
            && let Err(error) = task.await
        {
            tracing::error!(%error, "the schedule of backups did not end well");
        }
    }
}

/// Makes backups, rehearses them, removes old ones.
struct Keeper {
    works: Arc<Works>,
    data: PathBuf,
    folder: PathBuf,
    settings: Backups,
    zone: TimeZone,
    due: Due,
    /// backups of other libraries in the folder, when last looked
    others: usize,
}

impl Keeper {
    /// Until it is asked to stop; what is under way then leaves nothing half done.
    async fn run(mut self, stop: Stop) {
        let mut asked = std::pin::pin!(stop.asked());
        loop {
            let wait = tokio::select! {
                wait = self.look() => wait,
                () = &mut asked => return,
            };
            tokio::select! {
                () = tokio::time::sleep(wait) => {}
                () = &mut asked => return,
            }
        }
    }

    /// Does what is due; gives how long to wait. A failure never stops more than this backup.
    async fn look(&mut self) -> Duration {
        // a mistake of the program in one backup must not end them all
        let kept = AssertUnwindSafe(self.keep()).catch_unwind().await;
        match kept.unwrap_or_else(|_| Err(anyhow!("a fault of the program; the log has it"))) {
            Ok(wait) => {
                self.works.scheduled().went_well(after(wait));
                wait.min(LOOK_EVERY)
            }
            Err(error) => {
                let error = fault::sentence(&error);
                tracing::error!(
                    error,
                    "scheduled backup failed; it is tried again in an hour"
                );
                let mut scheduled = self.works.scheduled();
                scheduled.failed(error, Timestamp::now(), after(LOOK_EVERY));
                LOOK_EVERY
            }
        }
    }

    async fn keep(&mut self) -> anyhow::Result<Duration> {
        {
            let _turn = self.works.turn(&Silent).await;
            folder::prepare(&self.folder)?;
        }
        let made = self.back_up_if_due().await;
        let rehearsed = self.rehearse_newest().await;
        // what failed for want of room, perhaps, must not keep old backups from going
        let forgotten = self.forget().await;
        made.and(rehearsed).and(forgotten)?;
        let backups = self.own().await?;
        let now = Timestamp::now();
        let newest = due::newest(&backups, now);
        Ok(self.due.wait(newest.map(|backup| backup.at), now))
    }

    /// The backups of this library in the folder, newest first. That there are others is told once.
    async fn own(&mut self) -> anyhow::Result<Vec<BackupFile>> {
        let told = own::tell_apart(&self.works.library, &self.folder).await?;
        if told.others > self.others {
            tracing::warn!(
                others = told.others,
                folder = %self.folder.display(),
                "backups of another library, or of this one before it was restored or mended: they are left alone; move them away when they are not needed"
            );
        }
        self.others = told.others;
        Ok(told.own)
    }

    async fn back_up_if_due(&mut self) -> anyhow::Result<()> {
        let backups = self.own().await?;
        let now = Timestamp::now();
        let newest = due::newest(&backups, now);
        if self.due.wait(newest.map(|backup| backup.at), now).is_zero() {
            self.back_up(newest).await?;
            self.due.done();
        }
        Ok(())
    }

    /// Makes a backup, unless nothing was changed since the newest and that one is whole.
    async fn back_up(&self, newest: Option<&BackupFile>) -> anyhow::Result<()> {
        let _turn = self.works.turn(&Silent).await;
        let library = &self.works.library;
        let position = library.positions().await?.store;
        let newest = newest.filter(|newest| newest.position == position && good(newest));
        if let Some(newest) = newest
            && own::is_whole(newest).await
        {
            tracing::info!(
                newest = newest.name,
                "scheduled backup: nothing was changed since the newest one"
            );
            self.did("nothing was changed since the newest one", true);
            return Ok(());
        }
        folder::has_room(&self.data, &self.folder).await?;
        let seal = library.seal(position).await?;
        let name = library::backup_name(Timestamp::now(), position, seal);
        let report = library.backup(&self.folder.join(&name), &Silent).await?;
        tracing::info!(
            name,
            changes = report.changes,
            files = report.files,
            bytes = report.size_bytes,
            "scheduled backup: made"
        );
        if !is_complete(&report) {
            tracing::error!(
                files = report.missing_files,
                changes = report.missing_changes,
                "files or changes are damaged or lost, and not in the backup: run check"
            );
        }
        self.did(format!("made {name}"), is_complete(&report));
        Ok(())
    }

    fn did(&self, words: impl Into<String>, sound: bool) {
        let now = Timestamp::now();
        self.works.scheduled().did(words.into(), sound, now);
    }

    /// Rehearses the newest backup if nobody did: a stop may have come between.
    async fn rehearse_newest(&mut self) -> anyhow::Result<()> {
        if !self.settings.rehearse {
            return Ok(());
        }
        let backups = self.own().await?;
        let newest = due::newest(&backups, Timestamp::now());
        let Some(newest) = newest.filter(|backup| backup.rehearsal.is_none()) else {
            return Ok(());
        };
        let _turn = self.works.turn(&Silent).await;
        folder::has_room(&self.data, &self.folder).await?;
        let aside = Aside::beside(&newest.path, None, self.works.limits)?;
        let library = Some(&*self.works.library);
        let found = rehearse::rehearse(library, &newest.path, aside, &Silent).await?;
        library::note_rehearsal(&newest.path, &found)?;
        self.tell_rehearsal(newest, &found);
        Ok(())
    }

    fn tell_rehearsal(&self, backup: &BackupFile, found: &Rehearsal) {
        let (name, detail) = (&backup.name, &found.detail);
        if found.sound {
            tracing::info!(name, detail, "scheduled backup: its rehearsal is sound");
            self.did(format!("made and rehearsed {name}"), true);
        } else {
            tracing::error!(name, detail, "scheduled backup: its rehearsal is NOT sound");
            self.did(
                format!("the rehearsal of {name} is NOT sound: {detail}"),
                false,
            );
        }
    }

    /// Removes the backups that the settings do not keep. One that cannot be removed does not keep the others.
    async fn forget(&mut self) -> anyhow::Result<()> {
        let backups = self.own().await?;
        let newest = due::newest(&backups, Timestamp::now());
        let outdated = library::outdated(&backups, self.settings.keep, &self.zone);
        let of = |path: &Path| backups.iter().find(|backup| backup.path == path);
        let mut forgotten = Ok(());
        for backup in outdated.iter().filter_map(|path| of(path)) {
            // with a clock that went back the newest is not the last by its name
            if newest.is_none_or(|newest| newest.name != backup.name) {
                match library::remove_backup(backup) {
                    Ok(()) => {
                        tracing::info!(name = backup.name, "scheduled backup: removed an old one")
                    }
                    Err(error) => forgotten = Err(error.into()),
                }
            }
        }
        forgotten
    }
}

/// Whether nothing speaks against a backup.
fn good(backup: &BackupFile) -> bool {
    backup.rehearsal.as_ref().is_none_or(|found| found.sound)
}

/// That time from now.
fn after(wait: Duration) -> Option<Timestamp> {
    Timestamp::now().checked_add(wait).ok()
}
