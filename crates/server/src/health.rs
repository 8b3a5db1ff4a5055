//! For machines that watch over the server.

use crate::error::Failure;
use crate::site::Site;
use actix_web::{HttpResponse, web};
use serde::Serialize;
use utoipa::ToSchema;

/// How the server is.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HealthBody {
    /// `ok`.
    status: String,
    /// Version of the program.
    version: String,
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

/// Tells that the server lives, and how far store and index are.
#[utoipa::path(get, path = "/healthz", tag = "library",
    responses((status = 200, description = "It lives", body = HealthBody)))]
pub(crate) async fn health(site: web::Data<Site>) -> Result<HttpResponse, Failure> {
    let positions = site.library.positions().await?;
    Ok(HttpResponse::Ok()
        .insert_header(("cache-control", "no-store"))
        .json(HealthBody {
            status: "ok".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            store: PositionBody {
                position: positions.store.0,
            },
            index: IndexBody {
                position: positions.index.0,
                behind: positions.store.0.saturating_sub(positions.index.0),
                resources: positions.indexed,
            },
        }))
}

/// Counters and positions for Prometheus.
pub(crate) async fn metrics(site: web::Data<Site>) -> Result<HttpResponse, Failure> {
    let positions = site.library.positions().await?;
    let text = site.meters.text(&[
        (
            "store_position",
            "Place of the latest change.",
            positions.store.0,
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
    ]);
    Ok(HttpResponse::Ok()
        .content_type("text/plain; version=0.0.4; charset=utf-8")
        .body(text))
}
