//! Two people changed the same words: what both started from, both texts, and the form to finish in one save.

use super::settle;
use crate::error::Failure;
use crate::pages::page_with;
use crate::present::{FormSource, Presenter};
use crate::views::ConflictPage;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use library::{Conflict, Draft};
use model::{Head, Kind, Slug};

/// The page of a conflict. The base of its form is the latest revision, so that saving finishes.
pub(crate) async fn conflict_page(
    presenter: Presenter<'_>,
    status: StatusCode,
    (head, kind): (&Head, Option<&Kind>),
    source: FormSource,
    conflict: &Conflict,
) -> Result<HttpResponse, Failure> {
    let base = conflict.latest.number.0;
    let source = FormSource {
        draft: Draft::from(&conflict.merged),
        base: Some(base),
        unsaved: true,
        ..source
    };
    let view = conflict_view(presenter, (head, kind), &source, conflict, &head.slug).await;
    page_with(presenter, status, "conflict.html", &view)
}

/// The same view for two people who changed one resource, and for an adaptation and its original: `other` is the address
/// of the resource that the revisions are of.
pub(crate) async fn conflict_view(
    presenter: Presenter<'_>,
    (head, kind): (&Head, Option<&Kind>),
    source: &FormSource,
    conflict: &Conflict,
    other: &Slug,
) -> ConflictPage {
    let content = &conflict.mine;
    let same = *other == head.slug;
    let former = if same {
        &conflict.latest.content
    } else {
        content
    };
    let mut form = presenter.form(source, kind, Some(former.licence)).await;
    settle(&mut form, head, content.kind.as_str());
    ConflictPage {
        page: presenter.writing_page(),
        resource: presenter.header(head, content.title.as_str(), kind, content.kind.as_str()),
        original: (!same).then(|| conflict.latest.content.title.to_string()),
        base: presenter.mark(other.as_str(), &conflict.base),
        latest: presenter.mark(other.as_str(), &conflict.latest),
        parts: presenter.conflict_parts(kind, conflict),
        form,
    }
}
