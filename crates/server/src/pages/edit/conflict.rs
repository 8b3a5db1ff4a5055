//! Two people changed the same words: what both started from, both texts, and the form to finish in one save.

use super::settle;
use crate::error::Failure;
use crate::pages::page_with;
use crate::present::{FormSource, Presenter};
use crate::views::ConflictPage;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use library::{Conflict, Draft};
use model::{Head, Kind};

/// The page of a conflict. The base of its form is the latest revision, so that saving finishes.
pub(crate) async fn conflict_page(
    presenter: Presenter<'_>,
    status: StatusCode,
    (head, kind): (&Head, Option<&Kind>),
    source: FormSource,
    conflict: &Conflict,
) -> Result<HttpResponse, Failure> {
    let (slug, latest) = (head.slug.as_str(), &conflict.latest);
    let source = FormSource {
        draft: Draft::from(&conflict.merged),
        base: Some(latest.number.0),
        unsaved: true,
        ..source
    };
    let mut form = presenter.form(&source, kind).await;
    let content = &latest.content;
    settle(&mut form, head, content.kind.as_str());
    let view = ConflictPage {
        page: presenter.writing_page(),
        resource: presenter.header(head, content.title.as_str(), kind, content.kind.as_str()),
        base: presenter.mark(slug, &conflict.base),
        latest: presenter.mark(slug, latest),
        parts: presenter.conflict_parts(kind, conflict),
        form,
    };
    page_with(presenter, status, "conflict.html", &view)
}
