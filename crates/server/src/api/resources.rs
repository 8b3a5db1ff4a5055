//! Resources as JSON: written, read, revised, withdrawn.

use super::bodies::ResourceBody;
use super::problem::{self, Problem};
use super::read::{json, json_if_any};
use super::write::{ResourceInput, WithdrawInput, actor, written, written_last};
use crate::address;
use crate::download;
use crate::error::{Code, Failure};
use crate::site::Site;
use crate::visit::{API, Visit};
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use library::{Conflict, Draft, Purpose, Revised};
use licensing::LicenceId;
use model::{DraftId, Head, Reason};
use serde::Serialize;
use utoipa::ToSchema;

/// A resource that came to be.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CreatedBody {
    /// Identifier of the resource, for ever (a UUID).
    id: String,
    /// Its address within the library.
    slug: String,
    /// Number of its first revision.
    revision: u32,
    /// Place in the change log.
    seq: u64,
}

/// What became of a revision.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RevisedBody {
    /// Number of the latest revision.
    revision: u32,
    /// Whether somebody else had changed other parts meanwhile, so that both changes are in the new revision.
    merged: bool,
    /// Whether nothing was written because nothing was different.
    unchanged: bool,
}

/// Somebody else changed the same words: nothing was written, nothing is lost.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ConflictBody {
    /// The usual members of a problem document.
    #[serde(flatten)]
    problem: Problem,
    /// Number of the revision that the text was made from.
    base_revision: u32,
    /// Number of the latest revision: the base of the next attempt.
    latest_revision: u32,
    /// The parts that both changed: `title`, `body`, `fields.duree`, `files`…
    parts: Vec<String>,
    /// The latest revision in full.
    latest: ResourceBody,
    /// What was sent.
    mine: ResourceBody,
    /// Both changes as far as they could be merged, what was sent where both changed the same words.
    merged: ResourceBody,
    /// Path of a page that keeps what was sent until it is saved or dropped; whoever knows it may read it. Null when it
    /// could not be kept.
    draft: Option<String>,
}

/// Writes a new resource.
#[utoipa::path(post, path = "/api/v1/resources", tag = "resources", request_body = ResourceInput,
    responses(
        (status = 201, description = "Written", body = CreatedBody, headers(("Location" = String, description = "Path of the resource"))),
        (status = 400, description = "No readable JSON", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The slug leads to another resource", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "The text is too long", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Values are missing or wrong", body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn create(
    site: web::Data<Site>,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Failure> {
    let input: ResourceInput = json(&request, payload).await?;
    let actor = actor(&site, input.by.as_deref())?;
    let (slug, summary) = (
        input.slug.clone(),
        input.summary.clone().unwrap_or_default(),
    );
    let created = site
        .library
        .create(&actor, input.draft(), slug.as_deref(), &summary)
        .await?;
    written(&site, created.seq).await;
    let body = CreatedBody {
        id: created.resource.to_string(),
        slug: created.slug.to_string(),
        revision: created.revision.0,
        seq: created.seq.0,
    };
    let location = format!("{API}/resources/{}", body.slug);
    Ok(HttpResponse::Created()
        .insert_header((header::LOCATION, location))
        .json(body))
}

/// Reads the latest revision of a resource.
#[utoipa::path(get, path = "/api/v1/resources/{slug}", tag = "resources",
    params(("slug" = String, Path, description = "Its address, or an older one")),
    responses(
        (status = 200, description = "The latest revision", body = ResourceBody, headers(("ETag" = String, description = "Its number, quoted"))),
        (status = 304, description = "The revision named in If-None-Match is still the latest"),
        (status = 404, description = "No such resource", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "Withdrawn", body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn read(
    site: web::Data<Site>,
    slug: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let sheet = site.library.read(&slug).await?;
    let body = ResourceBody::of(&sheet);
    Ok(tagged(
        &request,
        &sheet.revision.number.to_string(),
        sheet.content().licence,
        &body,
    ))
}

/// Answers with a revision under its number, or with 304 when the client has it.
pub(super) fn tagged(
    request: &HttpRequest,
    tag: &str,
    licence: LicenceId,
    body: &impl Serialize,
) -> HttpResponse {
    let tag = format!("\"{tag}\"");
    let known = request
        .headers()
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok());
    let fresh = known.is_some_and(|known| download::matches(known, &tag));
    let mut answer = if fresh {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    answer
        .insert_header((header::ETAG, tag))
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .insert_header((
            header::LINK,
            format!("<{}>; rel=\"license\"", licence.licence().url()),
        ));
    if fresh {
        answer.finish()
    } else {
        answer.json(body)
    }
}

/// Writes a new revision on top of the one it was made from.
#[utoipa::path(put, path = "/api/v1/resources/{slug}", tag = "resources", request_body = ResourceInput,
    params(("slug" = String, Path, description = "Its address")),
    responses(
        (status = 200, description = "Written, or nothing was different", body = RevisedBody),
        (status = 400, description = "No readable JSON", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such resource or base revision", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "Somebody else changed the same words", body = ConflictBody, content_type = "application/problem+json"),
        (status = 410, description = "Withdrawn", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "The text is too long", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Values are missing or wrong", body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn revise(
    site: web::Data<Site>,
    visit: Visit,
    slug: web::Path<String>,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Failure> {
    let mut input: ResourceInput = json(&request, payload).await?;
    let actor = actor(&site, input.by.as_deref())?;
    let base = input
        .base_revision
        .ok_or_else(|| Failure::invalid_field("base_revision", Reason::Missing))?;
    let sheet = site.library.read_revision(&slug, base).await?;
    same_address(&sheet.head, input.slug.as_deref())?;
    input.inherit_licences(sheet.content());
    let summary = input.summary.clone().unwrap_or_default();
    let (by, draft) = (input.by.clone(), input.draft_on(sheet.content()));
    let revised = site
        .library
        .revise(&actor, &slug, base, draft.clone(), &summary)
        .await?;
    let (revision, seq, merged) = match revised {
        Revised::Saved { revision, seq } => (revision, Some(seq), false),
        Revised::Merged { revision, seq } => (revision, Some(seq), true),
        Revised::Unchanged { revision } => (revision, None, false),
        Revised::Conflict(conflict) => {
            let sent = (draft, summary, by.unwrap_or_default());
            return conflicted(&site, &visit, &slug, *conflict, sent).await;
        }
    };
    if let Some(seq) = seq {
        written(&site, seq).await;
    }
    Ok(HttpResponse::Ok().json(RevisedBody {
        revision: revision.0,
        merged,
        unchanged: seq.is_none(),
    }))
}

/// A text that was read can be sent back with its address in it; another address is a mistake.
fn same_address(head: &Head, given: Option<&str>) -> Result<(), Failure> {
    let leads_here = |given: &str| {
        let mut addresses = std::iter::once(&head.slug).chain(&head.redirects);
        addresses.any(|slug| slug.as_str() == given)
    };
    match given.filter(|given| !leads_here(given)) {
        None => Ok(()),
        Some(given) => Err(Failure::invalid_field(
            "slug",
            Reason::Unknown {
                given: given.chars().take(80).collect(),
                known: vec![head.slug.to_string()],
            },
        )),
    }
}

/// Keeps what was sent, with what was said of it and the name it was signed with; a store that cannot is no reason to
/// keep the conflict back.
async fn keep(
    site: &Site,
    visit: &Visit,
    head: &Head,
    conflict: &Conflict,
    (draft, summary, by): (Draft, String, String),
) -> Option<DraftId> {
    let purpose = Purpose::Revise {
        resource: head.resource,
        base: conflict.base.number.0,
    };
    let kept = site
        .library
        .keep_draft(None, purpose, draft, &summary, &by)
        .await;
    kept.inspect_err(|error| {
        tracing::warn!(request = visit.number, %error, "a rejected text could not be kept");
    })
    .ok()
}

async fn conflicted(
    site: &Site,
    visit: &Visit,
    slug: &str,
    conflict: Conflict,
    sent: (Draft, String, String),
) -> Result<HttpResponse, Failure> {
    site.meters.conflicted();
    let head = site.library.read(slug).await?.head;
    let kept = keep(site, visit, &head, &conflict, sent).await;
    let as_revision = |content| {
        let revision = model::Revision {
            content,
            ..conflict.latest.clone()
        };
        ResourceBody::of_revision(&revision, &head.slug)
    };
    let body = ConflictBody {
        problem: problem::document(site, visit, &Failure::new(Code::Conflict)),
        base_revision: conflict.base.number.0,
        latest_revision: conflict.latest.number.0,
        parts: conflict.parts.clone(),
        latest: ResourceBody::of_revision(&conflict.latest, &head.slug),
        mine: as_revision(conflict.mine.clone()),
        merged: as_revision(conflict.merged.clone()),
        draft: kept.map(address::draft),
    };
    Ok(problem::respond(Code::Conflict, &body))
}

/// Leaves a tombstone instead of a resource. Its revisions are kept.
#[utoipa::path(delete, path = "/api/v1/resources/{slug}", tag = "resources", request_body = WithdrawInput,
    params(("slug" = String, Path, description = "Its address")),
    responses(
        (status = 204, description = "Withdrawn"),
        (status = 400, description = "No readable JSON", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such resource", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "Withdrawn before", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "No reason", body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn withdraw(
    site: web::Data<Site>,
    slug: web::Path<String>,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Failure> {
    let input: WithdrawInput = json_if_any(&request, payload).await?;
    let actor = actor(&site, input.by.as_deref())?;
    site.library.withdraw(&actor, &slug, &input.reason).await?;
    written_last(&site).await?;
    Ok(HttpResponse::NoContent().finish())
}
