//! What became of a revision that a program wanted to write: saved, merged, or a conflict in which nothing is lost.

use super::bodies::ResourceBody;
use super::problem::{self, Problem};
use super::write::written;
use crate::address;
use crate::error::{Code, Failure};
use crate::site::Site;
use crate::visit::Visit;
use actix_web::HttpResponse;
use library::{Conflict, Draft, Purpose, Revised};
use model::{DraftId, Head};
use serde::Serialize;
use utoipa::ToSchema;

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

impl RevisedBody {
    /// Nothing was different.
    pub(super) fn unchanged(revision: u32) -> Self {
        Self {
            revision,
            merged: false,
            unchanged: true,
        }
    }
}

/// Somebody else changed the same words: nothing was written, nothing is lost.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ConflictBody {
    /// The usual members of a problem document.
    #[serde(flatten)]
    pub(super) problem: Problem,
    /// Number of the revision that the text was made from.
    pub(super) base_revision: u32,
    /// Number of the latest revision: the base of the next attempt.
    pub(super) latest_revision: u32,
    /// Where changes of an original were taken in: number of the revision of it that the adaptation was made from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) original_from: Option<u32>,
    /// Where changes of an original were taken in: number of its latest revision, which is in `merged`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) original_to: Option<u32>,
    /// The parts that both changed: `title`, `body`, `fields.duree`, `files`…
    pub(super) parts: Vec<String>,
    /// The latest revision in full; where changes of an original were taken in, that of the original.
    pub(super) latest: ResourceBody,
    /// What was sent.
    pub(super) mine: ResourceBody,
    /// Both changes as far as they could be merged, what was sent where both changed the same words.
    pub(super) merged: ResourceBody,
    /// Path of a page that keeps what was sent until it is saved or dropped; whoever knows it may read it. Null when it
    /// could not be kept.
    pub(super) draft: Option<String>,
}

/// Answers with what became of a revision.
pub(super) async fn revised(
    site: &Site,
    visit: &Visit,
    slug: &str,
    done: Revised,
    sent: (Draft, String, String),
) -> Result<HttpResponse, Failure> {
    let (revision, seq, merged) = match done {
        Revised::Saved { revision, seq } => (revision, Some(seq), false),
        Revised::Merged { revision, seq } => (revision, Some(seq), true),
        Revised::Unchanged { revision } => (revision, None, false),
        Revised::Conflict(conflict) => {
            return conflicted(site, visit, slug, *conflict, sent).await;
        }
    };
    if let Some(seq) = seq {
        written(site, seq).await;
    }
    Ok(HttpResponse::Ok().json(RevisedBody {
        revision: revision.0,
        merged,
        unchanged: seq.is_none(),
    }))
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
        original_from: None,
        original_to: None,
        parts: conflict.parts.clone(),
        latest: ResourceBody::of_revision(&conflict.latest, &head.slug),
        mine: as_revision(conflict.mine.clone()),
        merged: as_revision(conflict.merged.clone()),
        draft: kept.map(address::draft),
    };
    Ok(problem::respond(Code::Conflict, &body))
}
