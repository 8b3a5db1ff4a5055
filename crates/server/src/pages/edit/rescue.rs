//! A text that a sheet does not take: withdrawn or damaged since it was opened, a disk that fails. It is kept, and shown.

use crate::error::{Code, Failure};
use crate::form::{Form, KIND};
use crate::pages::deposit::{kept_form, written_so_far};
use crate::pages::drafts::keep_rejected;
use crate::pages::history::kind_id;
use crate::present::{FormSource, Presenter};
use actix_web::HttpResponse;
use library::{Purpose, Sheet};
use model::{Kind, RevisionNumber};
use std::sync::Arc;

/// Changes read in search of the kind of a resource.
const CHANGES_READ: usize = 50;

/// The text of a form whose sheet cannot be read: what the form says of itself has to do.
///
/// # Errors
/// The failure itself when nothing was written, or nothing can be offered.
pub(super) async fn without_sheet(
    presenter: Presenter<'_>,
    slug: &str,
    form: &Form,
    failure: Failure,
) -> Result<HttpResponse, Failure> {
    let Some(kind) = kind_of(presenter, slug, form).await else {
        return Err(failure);
    };
    let source = written_so_far(form, &kind);
    if source.draft.title.trim().is_empty() && source.draft.body.trim().is_empty() {
        return Err(failure);
    }
    let purpose = match form.resource() {
        Some(resource) => Purpose::Revise {
            resource,
            base: form.base_revision().unwrap_or(RevisionNumber::FIRST.0),
        },
        None => Purpose::Create {
            slug: String::new(),
        },
    };
    let source = keep_rejected(presenter, source, purpose).await;
    stand_alone(presenter, source, &failure).await
}

/// As the form says; as the resource's history does; any at last, for it only says which inputs there are.
async fn kind_of(presenter: Presenter<'_>, slug: &str, form: &Form) -> Option<Arc<Kind>> {
    let library = &presenter.site.library;
    if let Some(kind) = library.kind(form.value(KIND)) {
        return Some(kind);
    }
    let history = library.history(slug, None, CHANGES_READ).await.ok();
    let kind = history.and_then(|history| library.kind(&kind_id(&history)));
    kind.or_else(|| library.kinds().first().cloned())
}

/// Keeps a text unless its own form is all that it takes to mend it.
///
/// A text made from a revision that is not there (any more) is taken for one made from the first, as one without a base
/// is: saved again, it undoes nothing.
pub(super) async fn keep(
    presenter: Presenter<'_>,
    sheet: &Sheet,
    source: FormSource,
    failure: &Failure,
) -> FormSource {
    let code = failure.code;
    let gone = matches!(
        code,
        Code::NotFound | Code::Withdrawn | Code::UnknownRevision
    );
    if code.status().is_client_error() && !gone {
        return source;
    }
    let first = RevisionNumber::FIRST.0;
    let base = match (code, source.base) {
        (Code::UnknownRevision, _) | (_, None) => first,
        (_, Some(base)) => base,
    };
    let source = FormSource {
        base: Some(base),
        ..source
    };
    let resource = sheet.head.resource;
    keep_rejected(presenter, source, Purpose::Revise { resource, base }).await
}

/// The text in a form of its own, for it cannot be laid on its sheet.
pub(super) async fn stand_alone(
    presenter: Presenter<'_>,
    source: FormSource,
    failure: &Failure,
) -> Result<HttpResponse, Failure> {
    let source = FormSource {
        base: None,
        ..source
    };
    kept_form(presenter, failure.code.status(), source, Some(failure)).await
}
