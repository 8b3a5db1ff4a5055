//! Withdrawing a resource.

use super::{on_to, page_with};
use crate::address;
use crate::api::write::{actor, written_last};
use crate::error::{Failure, may_be_sent_again, sentence, whole};
use crate::form::{self, Form};
use crate::present::{Presenter, signature};
use crate::site::Site;
use crate::views::{FormField, Message, WithdrawPage};
use crate::visit::Visit;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use model::{Problem, Summary};

/// `GET /ressources/{slug}/retirer`
pub(crate) async fn ask(
    site: web::Data<Site>,
    visit: Visit,
    slug: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    show(
        Presenter::new(&site, &visit),
        StatusCode::OK,
        &slug,
        &Form::default(),
        &[],
        Vec::new(),
    )
    .await
}

/// `POST /ressources/{slug}/retirer`: the address tells from now on when and why.
pub(crate) async fn withdraw(
    site: web::Data<Site>,
    visit: Visit,
    slug: web::Path<String>,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Failure> {
    let form = form::read(&request, payload, &site).await?;
    match act(&site, &slug, &form).await {
        Ok(()) => Ok(on_to(&address::resource(&slug))),
        Err(failure) if may_be_sent_again(&failure) => {
            let presenter = Presenter::new(&site, &visit);
            show(
                presenter,
                failure.code.status(),
                &slug,
                &form,
                &failure.problems.0,
                whole(&visit, &failure),
            )
            .await
        }
        Err(failure) => Err(failure),
    }
}

async fn act(site: &Site, slug: &str, form: &Form) -> Result<(), Failure> {
    let actor = actor(site, Some(form.value("nom")))?;
    site.library
        .withdraw(&actor, slug, form.value("reason"))
        .await?;
    written_last(site).await
}

async fn show(
    presenter: Presenter<'_>,
    status: StatusCode,
    slug: &str,
    form: &Form,
    problems: &[Problem],
    whole: Vec<Message>,
) -> Result<HttpResponse, Failure> {
    let sheet = presenter.site.library.read(slug).await?;
    let content = sheet.content();
    let errors = |field: &str| -> Vec<Message> {
        problems
            .iter()
            .filter(|problem| problem.field == field)
            .map(|problem| sentence(&problem.reason))
            .collect()
    };
    let view = WithdrawPage {
        page: presenter.writing_page(),
        resource: presenter.header(
            &sheet.head,
            content.title.as_str(),
            sheet.kind.as_deref(),
            content.kind.as_str(),
        ),
        reason: FormField {
            value: form.value("reason").to_owned(),
            required: true,
            max_length: Some(Summary::MAX_CHARS),
            errors: errors("reason"),
            ..FormField::new("reason", "text")
        },
        signature: signature(form.value("nom"), errors("by")),
        errors: whole,
    };
    page_with(presenter, status, "withdraw.html", &view)
}
