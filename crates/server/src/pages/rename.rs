//! Another address for a resource.

use super::{on_to, page_with};
use crate::address;
use crate::api::write::{actor, written_last};
use crate::error::{Failure, may_be_sent_again, sentence, whole};
use crate::form;
use crate::pages::resource::done;
use crate::present::{Presenter, slug as slug_field};
use crate::site::Site;
use crate::views::{Message, RenamePage};
use crate::visit::Visit;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};

/// `GET /ressources/{slug}/renommer`
pub(crate) async fn ask(
    site: web::Data<Site>,
    visit: Visit,
    slug: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    show(
        Presenter::new(&site, &visit),
        StatusCode::OK,
        &slug,
        None,
        &[],
        Vec::new(),
    )
    .await
}

/// `POST /ressources/{slug}/renommer`
pub(crate) async fn rename(
    site: web::Data<Site>,
    visit: Visit,
    slug: web::Path<String>,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Failure> {
    let form = form::read(&request, payload, &site).await?;
    let actor = actor(&site, Some(form.value("nom")))?;
    match site
        .library
        .rename(&actor, &slug, form.value("slug"))
        .await
        .map_err(Failure::from)
    {
        Ok(to) => {
            written_last(&site).await?;
            Ok(on_to(&done(to.as_str(), "renomme")))
        }
        Err(failure) if may_be_sent_again(&failure) => {
            let errors = failure
                .problems
                .0
                .iter()
                .map(|problem| sentence(&problem.reason))
                .collect();
            let presenter = Presenter::new(&site, &visit);
            show(
                presenter,
                failure.code.status(),
                &slug,
                Some(form.value("slug")),
                &whole(&visit, &failure),
                errors,
            )
            .await
        }
        Err(failure) => Err(failure),
    }
}

async fn show(
    presenter: Presenter<'_>,
    status: StatusCode,
    slug: &str,
    wished: Option<&str>,
    whole: &[Message],
    errors: Vec<Message>,
) -> Result<HttpResponse, Failure> {
    let sheet = presenter.site.library.read(slug).await?;
    let (head, content) = (&sheet.head, sheet.content());
    let view = RenamePage {
        page: presenter.writing_page(),
        resource: presenter.header(
            head,
            content.title.as_str(),
            sheet.kind.as_deref(),
            content.kind.as_str(),
        ),
        address_prefix: presenter.visit.absolute(&address::resource("")),
        slug: slug_field(wished.unwrap_or(head.slug.as_str()), errors),
        redirects: head
            .redirects
            .iter()
            .map(|slug| address::resource(slug.as_str()))
            .collect(),
        errors: whole.to_vec(),
    };
    page_with(presenter, status, "rename.html", &view)
}
