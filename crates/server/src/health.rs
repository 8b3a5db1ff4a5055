//! For machines that watch over the server.

use crate::error::Failure;
use crate::pages::state::backups;
use crate::site::Site;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use library::Writing;
use serde::Serialize;
use utoipa::ToSchema;

/// How the server is.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HealthBody {
    /// `ok`, or `stopped` when nothing more is written until a restart.
    status: String,
    /// Version of the program.
    version: String,
    /// `open`; `disk_full`: there is no room, writing goes on by itself when there is; `stopped`: a fault of the disk
    /// stopped it until a restart.
    writing: String,
    /// The store.
    store: PositionBody,
    /// The index, which follows the store.
    index: IndexBody,
}

/// Where the store is.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PositionBody {
    /// Place of the latest change.
    position: u64,
    /// Changes known to be damaged or missing, so that what they said is not shown. Above 0: run `check`.
    unread: u64,
}

/// Where the index is.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct IndexBody {
    /// Place up to which it follows.
    position: u64,
    /// Changes that it lacks.
    behind: u64,
    /// Resources that can be found.
    resources: usize,
}

/// Tells that the server lives, whether it writes, and how far store and index are.
///
/// 503 when writing is stopped, for only a restart mends that: who watches over the server shall make one. Pages are
/// read meanwhile. 200 on a full disk, which a restart does not mend.
#[utoipa::path(get, path = "/healthz", tag = "library",
    responses(
        (status = 200, description = "It lives", body = HealthBody),
        (status = 503, description = "It lives and is read; writing is stopped until a restart", body = HealthBody)))]
pub(crate) async fn health(site: web::Data<Site>) -> Result<HttpResponse, Failure> {
    let positions = site.library.positions().await?;
    let writing = site.library.writing();
    let (code, status) = status(&writing);
    Ok(HttpResponse::build(code)
        .insert_header(("cache-control", "no-store"))
        .json(HealthBody {
            status: status.to_owned(),
            writing: writing_word(&writing).to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            store: PositionBody {
                position: positions.store.0,
                unread: site.library.unread(),
            },
            index: IndexBody {
                position: positions.index.0,
                behind: positions.store.0.saturating_sub(positions.index.0),
                resources: positions.indexed,
            },
        }))
}

/// What a watcher is told: a restart helps where writing is stopped, and only there.
fn status(writing: &Writing) -> (StatusCode, &'static str) {
    match writing {
        Writing::Stopped(_) => (StatusCode::SERVICE_UNAVAILABLE, "stopped"),
        Writing::Open | Writing::DiskFull => (StatusCode::OK, "ok"),
    }
}

/// The word for whether changes are written.
fn writing_word(writing: &Writing) -> &'static str {
    match writing {
        Writing::Open => "open",
        Writing::DiskFull => "disk_full",
        Writing::Stopped(_) => "stopped",
    }
}

/// Counters and positions for Prometheus.
pub(crate) async fn metrics(site: web::Data<Site>) -> Result<HttpResponse, Failure> {
    let positions = site.library.positions().await?;
    let mut gauges = vec![
        (
            "writing",
            "Whether changes are written: 0 yes, 1 the disk is full, 2 not until a restart.",
            match site.library.writing() {
                Writing::Open => 0,
                Writing::DiskFull => 1,
                Writing::Stopped(_) => 2,
            },
        ),
        (
            "index_behind",
            "Changes that the index lacks.",
            positions.store.0.saturating_sub(positions.index.0),
        ),
        (
            "store_position",
            "Place of the latest change.",
            positions.store.0,
        ),
        (
            "store_unread",
            "Changes known to be damaged or missing.",
            site.library.unread(),
        ),
        (
            "index_position",
            "Place up to which the index follows.",
            positions.index.0,
        ),
        (
            "indexed_resources",
            "Resources that can be found.",
            positions.indexed as u64,
        ),
    ];
    gauges.extend(backup_gauges(&site).await);
    let text = site.meters.text(&gauges);
    Ok(HttpResponse::Ok()
        .content_type("text/plain; version=0.0.4; charset=utf-8")
        .body(text))
}

/// A name, what it means, a value.
type Gauge = (&'static str, &'static str, u64);

/// Of the latest backup and the latest rehearsal, where there are some. A folder that cannot be read has none: that is
/// in the log, and the time that does not move on is noticed.
async fn backup_gauges(site: &Site) -> Vec<Gauge> {
    let backups = match backups(site).await {
        Ok(backups) => backups.unwrap_or_default(),
        Err(failure) => {
            tracing::warn!(%failure, "the backups cannot be listed");
            Vec::new()
        }
    };
    let mut gauges = Vec::new();
    if let Some(latest) = backups.first() {
        let at = u64::try_from(latest.at.as_second()).unwrap_or_default();
        gauges.push((
            "backup_timestamp_seconds",
            "When the latest scheduled backup was made, in seconds since 1970.",
            at,
        ));
    }
    if let Some(rehearsal) = backups.iter().find_map(|backup| backup.rehearsal.as_ref()) {
        gauges.push((
            "rehearsal_sound",
            "Whether the latest backup that was restored for a trial was sound: 1 yes, 0 no.",
            u64::from(rehearsal.sound),
        ));
    }
    gauges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_restart_mends_is_unavailable() {
        let stopped = Writing::Stopped("fsync".to_owned());
        for (writing, code, word) in [
            (Writing::Open, 200, "open"),
            (Writing::DiskFull, 200, "disk_full"),
            (stopped, 503, "stopped"),
        ] {
            assert_eq!(status(&writing).0.as_u16(), code);
            assert_eq!(writing_word(&writing), word);
        }
    }
}
