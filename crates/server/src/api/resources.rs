//! Resources as JSON: written, read, revised, withdrawn.

use super::bodies::ResourceBody;
use super::outcome::{ConflictBody, RevisedBody, revised};
use super::problem::Problem;
use super::read::{json, json_if_any};
use super::write::{ResourceInput, WithdrawInput, actor, written, written_last};
use crate::download;
use crate::error::Failure;
use crate::site::Site;
use crate::visit::{API, Visit};
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use licensing::LicenceId;
use model::{Head, Reason};
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

/// Writes a new resource. Whoever sends it states, by sending it, that they have the right to share it under that licence:
/// what a page has people tick. `origin` may say which right that is. What the sources do not permit is refused.
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
    let done = site
        .library
        .revise(&actor, &slug, base, draft.clone(), &summary)
        .await?;
    let sent = (draft, summary, by.unwrap_or_default());
    revised(&site, &visit, &slug, done, sent).await
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
