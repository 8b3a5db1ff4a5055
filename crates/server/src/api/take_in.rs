//! Taking into an adaptation what became of its original since.

use super::bodies::ResourceBody;
use super::outcome::{ConflictBody, RevisedBody, revised};
use super::problem::{self, Problem};
use super::read::{Input, json};
use super::write::actor;
use crate::error::{Code, Failure};
use crate::pages::told_of_take_in;
use crate::site::Site;
use crate::visit::Visit;
use actix_web::{HttpRequest, HttpResponse, web};
use library::TakenIn;
use model::{Reason, Revision};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What to take in, and on top of what.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct TakeInInput {
    /// Number of the revision of the adaptation that the sender has read.
    base_revision: Option<u32>,
    /// What is said of it, in a line; a sentence with the original's title when it is left out.
    summary: Option<String>,
    /// A name to sign with.
    by: Option<String>,
    /// As when a resource is revised: the sender is an author of the adaptation, or these agree.
    author_agrees: bool,
}

impl Input for TakeInInput {}

/// Takes the changes that an original made since it was adapted into the adaptation, and writes a revision. Where both
/// changed the same words nothing is written: the answer holds, as `latest`, the original, as `mine` the adaptation, and
/// `merged` to be finished and sent by PUT on top of `latest_revision`, the latest revision of the adaptation;
/// `original_from` and `original_to` say between which revisions of the original the changes are.
#[utoipa::path(post, path = "/api/v1/resources/{slug}/sources/{source}/take-in", tag = "licences",
    request_body = TakeInInput,
    params(
        ("slug" = String, Path, description = "Address of the adaptation"),
        ("source" = String, Path, description = "Address of the original")),
    responses(
        (status = 200, description = "Taken in, or there was nothing to take in", body = RevisedBody),
        (status = 400, description = "No readable JSON", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such resource, original or base revision", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "Both changed the same words", body = ConflictBody, content_type = "application/problem+json"),
        (status = 410, description = "The resource or the original was withdrawn", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "It is not adapted from that one, or values are wrong", body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn take_in(
    site: web::Data<Site>,
    visit: Visit,
    path: web::Path<(String, String)>,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Failure> {
    let (slug, original) = path.into_inner();
    let input: TakeInInput = json(&request, payload).await?;
    let actor = actor(&site, input.by.as_deref())?;
    let base = input
        .base_revision
        .ok_or_else(|| Failure::invalid_field("base_revision", Reason::Missing))?;
    let library = &site.library;
    let mut taken = library.take_in(&slug, &original, Some(base)).await?;
    if taken.conflict.is_some() && taken.sheet.revision.number != taken.sheet.head.number {
        // what is to be finished is sent on top of the latest, and must hold what that says
        taken = library.take_in(&slug, &original, None).await?;
    }
    let base = taken.sheet.revision.number.0;
    if taken.from.number == taken.to.number {
        return Ok(HttpResponse::Ok().json(RevisedBody::unchanged(taken.sheet.head.number.0)));
    }
    if taken.conflict.is_some() {
        return Ok(conflicted(&site, &visit, &taken));
    }
    taken.draft.author_agrees = input.author_agrees;
    let own = told_of_take_in("take-in-summary", &taken);
    let own = || site.theme.message(visit.language.tag(), &own);
    let summary = input.summary.unwrap_or_else(own);
    let done = library
        .revise(&actor, &slug, base, taken.draft.clone(), &summary)
        .await?;
    let sent = (taken.draft, summary, input.by.unwrap_or_default());
    revised(&site, &visit, &slug, done, sent).await
}

fn conflicted(site: &Site, visit: &Visit, taken: &TakenIn) -> HttpResponse {
    let (adaptation, original) = (&taken.sheet.head.slug, &taken.original.slug);
    let merged = match &taken.conflict {
        Some(conflict) => conflict.merged.clone(),
        None => taken.sheet.revision.content.clone(),
    };
    let merged = Revision {
        content: merged,
        ..taken.sheet.revision.clone()
    };
    let parts = taken.conflict.iter().flat_map(|conflict| &conflict.parts);
    let body = ConflictBody {
        problem: problem::document(site, visit, &Failure::new(Code::Conflict)),
        base_revision: taken.sheet.revision.number.0,
        latest_revision: taken.sheet.head.number.0,
        original_from: Some(taken.from.number.0),
        original_to: Some(taken.to.number.0),
        parts: parts.cloned().collect(),
        latest: ResourceBody::of_revision(&taken.to, original),
        mine: ResourceBody::of_revision(&taken.sheet.revision, adaptation),
        merged: ResourceBody::of_revision(&merged, adaptation),
        draft: None,
    };
    problem::respond(Code::Conflict, &body)
}
