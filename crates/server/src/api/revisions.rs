//! Revisions as JSON.

use super::bodies::{ChangeBody, ResourceBody};
use super::changes::page_of_log;
use super::problem::Problem;
use super::resources::tagged;
use super::search::query_pairs;
use crate::error::{Code, Failure};
use crate::site::Site;
use actix_web::{HttpRequest, HttpResponse, web};
use library::{ChangeEntry, History, Listed};
use model::{Change, Event, RevisionNumber};
use serde::Serialize;
use utoipa::ToSchema;

/// The history of a resource.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HistoryBody {
    /// Everything that happened to it, the latest first; those that wrote a revision have its number.
    revisions: Vec<ChangeBody>,
    /// Places in the log, among those of this answer, whose change is damaged and cannot be read.
    damaged: Vec<u64>,
    /// Ask again with `before` set to this for the older ones; null at the end.
    next: Option<u64>,
}

/// Lists what happened to a resource, the latest first. A withdrawn one has its history still.
#[utoipa::path(get, path = "/api/v1/resources/{slug}/revisions", tag = "resources",
    params(
        ("slug" = String, Path, description = "Its address"),
        ("before" = Option<u64>, Query, description = "Place in the log before which to begin"),
        ("limit" = Option<u32>, Query, description = "1 to 500, 100 by itself")),
    responses(
        (status = 200, description = "The history", body = HistoryBody),
        (status = 404, description = "No such resource", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn list(
    site: web::Data<Site>,
    slug: web::Path<String>,
    request: HttpRequest,
) -> Result<web::Json<HistoryBody>, Failure> {
    let (before, limit) = page_of_log(&query_pairs(&request)?, "before")?;
    let history = site.library.history(&slug, before, limit).await?;
    let next = history.next.map(|seq| seq.0);
    let damaged = history.changes.iter().filter_map(Listed::damaged);
    let damaged = damaged.map(|seq| seq.0).collect();
    let revisions = entries(history).iter().map(ChangeBody::of).collect();
    Ok(web::Json(HistoryBody {
        revisions,
        damaged,
        next,
    }))
}

/// The readable changes of a resource as entries of the log.
fn entries(history: History) -> Vec<ChangeEntry> {
    let (slug, latest_title) = (history.head.slug, history.title);
    let entry = |change: Change| {
        let (title, revision) = match &change.event {
            Event::Created { content, .. } => {
                (content.title.to_string(), Some(RevisionNumber::FIRST))
            }
            Event::Revised {
                content, number, ..
            } => (content.title.to_string(), Some(*number)),
            _ => (latest_title.clone(), None),
        };
        ChangeEntry {
            slug: Some(slug.clone()),
            change,
            title,
            revision,
        }
    };
    let readable = history
        .changes
        .into_iter()
        .filter_map(|listed| match listed {
            Listed::Whole(change) => Some(change),
            Listed::Damaged(_) => None,
        });
    readable.map(entry).collect()
}

/// Reads a revision, which never changes.
#[utoipa::path(get, path = "/api/v1/resources/{slug}/revisions/{number}", tag = "resources",
    params(
        ("slug" = String, Path, description = "The resource's address"),
        ("number" = u32, Path, description = "The revision's number")),
    responses(
        (status = 200, description = "The revision", body = ResourceBody, headers(("ETag" = String, description = "Its number, quoted"))),
        (status = 304, description = "The client has it"),
        (status = 404, description = "No such resource or revision", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "Withdrawn", body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn read(
    site: web::Data<Site>,
    path: web::Path<(String, String)>,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let (slug, number) = path.into_inner();
    let number = number
        .parse()
        .map_err(|_| Failure::new(Code::UnknownRevision))?;
    let sheet = site.library.read_revision(&slug, number).await?;
    let body = ResourceBody::of(&sheet);
    // the body names the latest revision, so its tag does too
    let tag = if sheet.is_latest() {
        number.to_string()
    } else {
        format!("{number}-{}", sheet.head.number)
    };
    Ok(tagged(&request, &tag, sheet.content().licence, &body))
}
