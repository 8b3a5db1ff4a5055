//! How the library is, in plain words, for whoever wants to know.

use super::page;
use crate::error::{Code, Failure};
use crate::present::{Presenter, hundredths};
use crate::site::Site;
use crate::views::{BackupRow, Page, StatePage};
use crate::visit::Visit;
use actix_web::{HttpResponse, web};
use library::BackupFile;

/// Backups that are shown.
const BACKUPS: usize = 10;
/// Characters of the seal: enough to compare by eye.
const SEAL_CHARS: usize = 16;

/// `GET /etat`
pub(crate) async fn show(site: web::Data<Site>, visit: Visit) -> Result<HttpResponse, Failure> {
    let presenter = Presenter::new(&site, &visit);
    let positions = site.library.positions().await?;
    let seal = site.library.seal(positions.store).await?;
    let behind = positions.index < positions.store;
    let backups = backups(&site).await?;
    let view = StatePage {
        page: Page {
            noindex: true,
            ..presenter.writing_page()
        },
        resources: positions.indexed as u64,
        changes_written: positions.store.0,
        changes_unread: site.library.unread(),
        seal: seal.map(|seal| seal.to_string().chars().take(SEAL_CHARS).collect()),
        indexing: behind.then(|| hundredths(&positions)),
        backups: backups.map(|backups| {
            let shown = backups.iter().take(BACKUPS);
            shown.map(|backup| row(presenter, backup)).collect()
        }),
    };
    page(presenter, "state.html", &view)
}

fn row(presenter: Presenter<'_>, backup: &BackupFile) -> BackupRow {
    let rehearsal = match &backup.rehearsal {
        None => "none",
        Some(rehearsal) if rehearsal.sound => "sound",
        Some(_) => "unsound",
    };
    BackupRow {
        at: presenter.moment(backup.at),
        size_bytes: backup.size_bytes,
        rehearsal: rehearsal.to_owned(),
    }
}

/// The scheduled backups, newest first; `None` when none are made.
///
/// # Errors
/// When their folder cannot be read.
pub(crate) async fn backups(site: &Site) -> Result<Option<Vec<BackupFile>>, Failure> {
    let Some(folder) = site.backups.clone() else {
        return Ok(None);
    };
    let listed = web::block(move || library::list_backups(&folder)).await;
    let listed = listed.map_err(|error| Failure::new(Code::Internal).because(error))?;
    Ok(Some(listed?))
}
