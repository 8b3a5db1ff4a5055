//! The guided deposit: what kind, which files, what about it, as it will be, published.

mod form;
mod prefill;
mod statement;

pub(super) use form::{again, kept_form, written_so_far};
pub(crate) use form::{ask_form, send};

use super::drafts;
use super::edit::add_files;
use super::{asked, known_kind, moved, page, page_with};
use crate::address;
use crate::error::{Failure, sentences};
use crate::form::Form;
use crate::present::{FormSource, Presenter, as_hidden};
use crate::site::Site;
use crate::views::{DepositFilesPage, DepositKindPage, KindView, Message, Page};
use crate::visit::Visit;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use form::{begin, show_form};
use model::Kind;
use prefill::prefill;
use std::sync::Arc;

/// What travels through the steps from a link to a missing page: the title and the address it should have.
#[derive(Default)]
struct Wish {
    title: String,
    slug: String,
}

impl Wish {
    fn of_query(request: &HttpRequest) -> Result<Self, Failure> {
        Ok(Self {
            title: asked(request, "titre")?,
            slug: asked(request, "slug")?,
        })
    }

    fn of_form(form: &Form) -> Self {
        Self {
            title: form.value("titre").to_owned(),
            slug: form.value("slug").to_owned(),
        }
    }

    fn pairs(&self) -> [(&str, &str); 2] {
        [("titre", &self.title), ("slug", &self.slug)]
    }
}

/// `GET /deposer`: step 1, what kind?
pub(crate) async fn choose_kind(
    site: web::Data<Site>,
    visit: Visit,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let presenter = Presenter::new(&site, &visit);
    let wish = Wish::of_query(&request)?;
    let view = |kind: &Arc<Kind>| KindView {
        url: address::with_query(&address::deposit(kind.id().as_str()), wish.pairs()),
        ..presenter.kind(Some(kind), kind.id().as_str())
    };
    let kinds = site.library.kinds().iter().map(view).collect();
    page(
        presenter,
        "deposit_kind.html",
        &DepositKindPage {
            page: Page {
                notice: drafts::dropped(&request)?,
                ..frame(presenter)
            },
            kinds,
        },
    )
}

/// `GET /deposer/{kind}`: step 2, its files.
pub(crate) async fn ask_files(
    site: web::Data<Site>,
    visit: Visit,
    id: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let presenter = Presenter::new(&site, &visit);
    let kind = known_kind(&site, &id)?;
    let view = files_page(presenter, &kind, &Wish::of_query(&request)?);
    page(presenter, "deposit_files.html", &view)
}

fn files_page(presenter: Presenter<'_>, kind: &Kind, wish: &Wish) -> DepositFilesPage {
    let base = address::deposit(kind.id().as_str());
    let pairs = wish
        .pairs()
        .into_iter()
        .filter(|(_, value)| !value.is_empty());
    DepositFilesPage {
        page: frame(presenter),
        kind: presenter.kind(Some(kind), kind.id().as_str()),
        action: format!("{base}/fichiers"),
        skip_url: address::with_query(&format!("{base}/formulaire"), wish.pairs()),
        hidden: as_hidden(
            pairs
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
        ),
        max_file_bytes: presenter.site.max_file_bytes,
        errors: Vec::new(),
    }
}

/// `GET /deposer/{kind}/fichiers`: somebody came back to where files were sent.
pub(crate) async fn back_to_files(id: web::Path<String>, request: HttpRequest) -> HttpResponse {
    moved(&request, &address::deposit(&id))
}

/// `POST /deposer/{kind}/fichiers`: stores the files, then step 3, which says which ones were refused and shows the
/// others. When none was taken, step 2 once more.
pub(crate) async fn take_files(
    site: web::Data<Site>,
    visit: Visit,
    id: web::Path<String>,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Failure> {
    let presenter = Presenter::new(&site, &visit);
    let kind = known_kind(&site, &id)?;
    let form = crate::form::read(&request, payload, &site).await?;
    let wish = Wish::of_form(&form);
    let mut draft = crate::form::draft(&form.pairs, Some(&kind), kind.id().as_str());
    add_files(&mut draft, &form);
    let refusal = form.refusal();
    let status = refusal
        .as_ref()
        .map_or(StatusCode::OK, |refusal| refusal.code.status());
    let errors: Vec<Message> = refusal.iter().flat_map(sentences).collect();
    if refusal.is_some() && form.files.is_empty() {
        let view = DepositFilesPage {
            errors,
            ..files_page(presenter, &kind, &wish)
        };
        return page_with(presenter, status, "deposit_files.html", &view);
    }
    let mut source = FormSource {
        errors,
        ..begin(draft, &kind, wish)
    };
    let prefilled = prefill(
        &mut source.draft,
        form.files.iter().map(|sent| &sent.received),
    );
    show_form(presenter, status, &kind, &source, prefilled).await
}

/// The frame of every step.
fn frame(presenter: Presenter<'_>) -> Page {
    Page {
        section: "deposit".to_owned(),
        ..presenter.writing_page()
    }
}
