//! The form with the sheet as it would be.

use super::again;
use crate::address;
use crate::error::Failure;
use crate::present::{FormSource, Presenter};
use crate::views::SheetView;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use library::Sheet;

/// Shows it, or what is wrong.
pub(super) async fn show(
    presenter: Presenter<'_>,
    sheet: &Sheet,
    source: FormSource,
) -> Result<HttpResponse, Failure> {
    match previewed(presenter, sheet, &source).await {
        Ok(view) => super::show(presenter, StatusCode::OK, sheet, &source, Some(view)).await,
        Err(error) => again(presenter, sheet, source, error.into()).await,
    }
}

async fn previewed(
    presenter: Presenter<'_>,
    sheet: &Sheet,
    source: &FormSource,
) -> Result<SheetView, library::Error> {
    let library = &presenter.site.library;
    let actor = library.actor(&source.signature)?;
    let content = library.publishable(&actor, &source.draft, Some(&sheet.revision));
    let content = content.await?;
    let (slug, kind) = (&sheet.head.slug, sheet.kind.as_deref());
    let address = presenter.visit.absolute(&address::resource(slug.as_str()));
    presenter.sheet(&content, kind, slug, None, address).await
}
