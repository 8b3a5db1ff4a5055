//! The guided deposit: what kind, which files, what about it, as it will be, published.

use super::edit::{add_files, tell};
use super::history::kind_id;
use super::{asked, known_kind, moved, on_to, page, page_with};
use crate::address;
use crate::api::write::{actor, written};
use crate::error::{Code, Failure, sentences};
use crate::form::{self, Form, Sent};
use crate::present::{FormSource, Presenter, as_hidden, place, title_of_name};
use crate::site::Site;
use crate::views::{
    DepositFilesPage, DepositFormPage, DepositKindPage, DepositPreviewPage, KindView, Message, Page,
};
use crate::visit::Visit;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use library::{Draft, DraftAuthor, DraftFile};
use licensing::LicenceId;
use model::{Kind, Slug};
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
            page: frame(presenter),
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
    let form = form::read(&request, payload, &site).await?;
    let wish = Wish::of_form(&form);
    let mut draft = form::draft(&form.pairs, Some(&kind), kind.id().as_str());
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
    let prefilled = prefill(&mut draft, &form.files);
    let source = FormSource {
        errors,
        ..begin(draft, &kind, wish)
    };
    show_form(presenter, status, &kind, &source, prefilled).await
}

/// Takes title, authors and language from what the files say of themselves; whether a title or an author was read
/// inside one: a title made from a file's name is no news to whoever named it.
fn prefill(draft: &mut Draft, files: &[Sent]) -> bool {
    let Some(first) = files.first().map(|sent| &sent.received) else {
        return false;
    };
    let title = first.title.clone().filter(|title| !title.trim().is_empty());
    let read = title.is_some() || !first.authors.is_empty();
    draft.title = title.unwrap_or_else(|| title_of_name(first.name.as_str()));
    draft.authors = first
        .authors
        .iter()
        .map(|name| DraftAuthor {
            name: name.clone(),
            role: String::new(),
        })
        .collect();
    draft.language = first.language.clone().unwrap_or_default();
    let rows: &mut Vec<DraftFile> = draft.files.get_or_insert_default();
    for sent in files {
        let row = rows
            .iter_mut()
            .find(|row| row.name == sent.received.name.as_str());
        if let (Some(row), Some(title)) = (row, &sent.received.title) {
            row.title = title.chars().take(model::Line::MAX_CHARS).collect();
        }
    }
    read
}

/// A new resource before anybody wrote in it: the kind's template, the licence proposed first.
fn begin(mut draft: Draft, kind: &Kind, wish: Wish) -> FormSource {
    if !wish.title.is_empty() {
        draft.title = wish.title;
    }
    draft.body = kind.template().to_owned();
    draft.licence = LicenceId::CC_BY_SA_4_0.to_string();
    FormSource {
        draft,
        slug: wish.slug,
        ..FormSource::default()
    }
}

/// `GET /deposer/{kind}/formulaire`: step 3, without files.
pub(crate) async fn ask_form(
    site: web::Data<Site>,
    visit: Visit,
    id: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let kind = known_kind(&site, &id)?;
    let draft = Draft {
        kind: kind.id().to_string(),
        ..Draft::default()
    };
    let source = begin(draft, &kind, Wish::of_query(&request)?);
    show_form(
        Presenter::new(&site, &visit),
        StatusCode::OK,
        &kind,
        &source,
        false,
    )
    .await
}

/// `POST /deposer/{kind}`: preview, corrections, or publication.
pub(crate) async fn send(
    site: web::Data<Site>,
    visit: Visit,
    id: web::Path<String>,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Failure> {
    let presenter = Presenter::new(&site, &visit);
    let kind = known_kind(&site, &id)?;
    let form = form::read(&request, payload, &site).await?;
    let mut source = written_so_far(&form, &kind);
    let outcome = match (form.refusal(), form.value("action")) {
        (Some(refusal), _) => Err(refusal),
        (None, "correct") => {
            return show_form(presenter, StatusCode::OK, &kind, &source, false).await;
        }
        (None, "preview") => preview(presenter, &kind, &source).await,
        (None, _) => publish(&site, &source).await,
    };
    match outcome {
        Ok(answer) => Ok(answer),
        Err(failure) => {
            tell(presenter, &mut source, &failure);
            show_form(presenter, failure.code.status(), &kind, &source, false).await
        }
    }
}

/// What somebody wrote for a resource that was withdrawn meanwhile: it can be published as another.
///
/// # Errors
/// The failure itself when nothing can be offered.
pub(super) async fn rescue(
    presenter: Presenter<'_>,
    slug: &str,
    form: &Form,
    failure: Failure,
) -> Result<HttpResponse, Failure> {
    if failure.code != Code::Withdrawn {
        return Err(failure);
    }
    let history = presenter.site.library.history(slug, None, 50).await?;
    let Some(kind) = presenter.site.library.kind(&kind_id(&history)) else {
        return Err(failure);
    };
    let mut source = written_so_far(form, &kind);
    tell(presenter, &mut source, &failure);
    show_form(presenter, failure.code.status(), &kind, &source, false).await
}

fn written_so_far(form: &Form, kind: &Kind) -> FormSource {
    let mut draft = form::draft(&form.pairs, Some(kind), kind.id().as_str());
    add_files(&mut draft, form);
    FormSource {
        draft,
        slug: form.value("slug").trim().to_owned(),
        summary: form.value("summary").to_owned(),
        signature: form.value("nom").to_owned(),
        ..FormSource::default()
    }
}

async fn publish(site: &Site, source: &FormSource) -> Result<HttpResponse, Failure> {
    let actor = actor(site, Some(&source.signature))?;
    let slug = (!source.slug.is_empty()).then_some(source.slug.as_str());
    let created = site
        .library
        .create(&actor, source.draft.clone(), slug, &source.summary)
        .await?;
    written(site, created.seq).await;
    Ok(on_to(&address::with_query(
        &address::resource(created.slug.as_str()),
        [("depose", "1")],
    )))
}

/// Step 4: the sheet as it will be, everything that was written travelling along unseen.
async fn preview(
    presenter: Presenter<'_>,
    kind: &Kind,
    source: &FormSource,
) -> Result<HttpResponse, Failure> {
    let content = presenter
        .site
        .library
        .check_draft(&source.draft, None)
        .await?;
    let slug = match source.slug.as_str() {
        "" => Slug::from_title(content.title.as_str()),
        wished => Slug::parse(wished).map_err(|reason| Failure::invalid_field("slug", reason))?,
    };
    let absolute = presenter.visit.absolute(&address::resource(slug.as_str()));
    let mut pairs = form::pairs_of(&source.draft);
    for (name, value) in [
        ("slug", &source.slug),
        ("summary", &source.summary),
        ("nom", &source.signature),
    ] {
        if !value.is_empty() {
            pairs.push((name.to_owned(), value.clone()));
        }
    }
    let view = DepositPreviewPage {
        page: frame(presenter),
        sheet: presenter
            .sheet(&content, Some(kind), &slug, None, absolute)
            .await?,
        action: address::deposit(kind.id().as_str()),
        hidden: as_hidden(pairs),
    };
    page(presenter, "deposit_preview.html", &view)
}

async fn show_form(
    presenter: Presenter<'_>,
    status: StatusCode,
    kind: &Kind,
    source: &FormSource,
    prefilled: bool,
) -> Result<HttpResponse, Failure> {
    let id = kind.id().as_str();
    let mut form = presenter.form(source, Some(kind)).await?;
    place(
        &mut form,
        address::deposit(id),
        "/deposer".to_owned(),
        format!("deposer:{id}"),
    );
    let view = DepositFormPage {
        page: frame(presenter),
        form,
        prefilled,
    };
    page_with(presenter, status, "deposit_form.html", &view)
}

fn frame(presenter: Presenter<'_>) -> Page {
    Page {
        section: "deposit".to_owned(),
        ..presenter.page()
    }
}
