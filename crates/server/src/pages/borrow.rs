//! Taking the latest of what a resource borrows.

use super::on_to;
use crate::api::write::{actor, written};
use crate::error::Failure;
use crate::form;
use crate::pages::resource::done;
use crate::present::Presenter;
use crate::site::Site;
use crate::visit::Visit;
use actix_web::{HttpRequest, HttpResponse, web};
use library::Revised;
use model::Reason;

/// `POST /ressources/{slug}/emprunts`: `lender` and the `base` revision that the person read.
pub(crate) async fn show_latest(
    site: web::Data<Site>,
    visit: Visit,
    slug: web::Path<String>,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Failure> {
    let form = form::read(&request, payload, &site).await?;
    let base = form.value("base").parse();
    let base = base.map_err(|_| Failure::invalid_field("base", Reason::NotANumber))?;
    let actor = actor(&site, Some(form.value("nom")))?;
    let summary = Presenter::new(&site, &visit).say("newer-borrowed-summary");
    let lender = form.value("lender");
    let taken = site
        .library
        .show_latest(&actor, &slug, base, lender, &summary)
        .await?;
    let word = match taken {
        Revised::Saved { seq, .. } => {
            written(&site, seq).await;
            "enregistre"
        }
        Revised::Merged { seq, .. } => {
            written(&site, seq).await;
            "fusionne"
        }
        Revised::Unchanged { .. } => "inchange",
        // there are no words of theirs to be kept: only a wish, for a page that is another one by now
        Revised::Conflict(_) => "depasse",
    };
    Ok(on_to(&done(&slug, word)))
}
