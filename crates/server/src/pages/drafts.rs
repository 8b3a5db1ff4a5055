//! What somebody wrote and did not publish yet: kept under an address that nobody can guess, gone on with, dropped.

mod rejected;

pub(super) use rejected::{keep_rejected, left};

use super::deposit::{self, kept_form};
use super::edit::{self, conflict_page};
use super::{asked, known_kind, on_to, page};
use crate::address;
use crate::api::problem;
use crate::api::search::query_pairs;
use crate::error::{Code, Failure};
use crate::form::{self, Form};
use crate::present::{FormSource, Kept, Presenter};
use crate::site::Site;
use crate::views::{DropDraftPage, Message, Notice, Page};
use crate::visit::Visit;
use actix_web::http::header::{self, HeaderValue};
use actix_web::http::{StatusCode, header::HeaderMap};
use actix_web::{HttpRequest, HttpResponse, web};
use library::{KeptDraft, Purpose, Resumed};
use model::DraftId;
use serde::Serialize;

/// Drafts that one browser asks about at once.
const MAX_OWN: usize = 50;

/// A draft that was kept, for the script of the form.
#[derive(Debug, Serialize)]
struct KeptBody {
    id: DraftId,
    url: String,
}

/// A draft of one's own, for the list on the first page of a deposit.
#[derive(Debug, Serialize)]
struct OwnDraft {
    id: DraftId,
    url: String,
    drop_url: String,
    title: String,
    at: String,
}

/// `POST /brouillons`: keeps what the form of a deposit holds. A script gets its address as JSON, a person is led there.
pub(crate) async fn keep(
    site: web::Data<Site>,
    visit: Visit,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Failure> {
    let presenter = Presenter::new(&site, &visit);
    let form = form::read(&request, payload, &site).await?;
    let kind = known_kind(&site, form.value("kind"))?;
    let source = deposit::written_so_far(&form, &kind);
    let kept = match form.refusal() {
        Some(refusal) => Err(refusal),
        None => keep_deposit(&site, &source).await,
    };
    match (kept, wants_json(request.headers())) {
        (Ok(id), true) => Ok(private(HttpResponse::Ok().json(KeptBody {
            id,
            url: address::draft(id),
        }))),
        (Ok(id), false) => Ok(on_to(&address::draft(id))),
        (Err(failure), true) => Ok(problem::answer(&site, &visit, &failure)),
        (Err(failure), false) => deposit::again(presenter, &kind, source, &failure).await,
    }
}

fn wants_json(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT);
    accept.is_some_and(|accept| accept.as_bytes() == b"application/json")
}

/// Keeps the form of a deposit, in place of the draft that it goes on with.
///
/// A text that was written for a resource stays one for that resource, which may be readable again later.
async fn keep_deposit(site: &Site, source: &FormSource) -> Result<DraftId, Failure> {
    let id = source.kept.map(|kept| kept.id);
    let before = match id {
        Some(id) => site.library.kept_draft(id).await.ok(),
        None => None,
    };
    let purpose = match before.map(|before| before.purpose) {
        Some(purpose @ Purpose::Revise { .. }) => purpose,
        Some(Purpose::Create { .. }) | None => Purpose::Create {
            slug: source.slug.clone(),
        },
    };
    keep_source(site, source, id, purpose).await
}

async fn keep_source(
    site: &Site,
    source: &FormSource,
    id: Option<DraftId>,
    purpose: Purpose,
) -> Result<DraftId, Failure> {
    let (draft, library) = (source.draft.clone(), &site.library);
    Ok(library
        .keep_draft(id, purpose, draft, &source.summary, &source.signature)
        .await?)
}

/// Brings the draft of a deposit up to date, if there is one: what was sent is not published yet.
pub(super) async fn refresh(presenter: Presenter<'_>, source: &FormSource) {
    if source.kept.is_none() {
        return;
    }
    if let Err(failure) = keep_deposit(presenter.site, source).await {
        tracing::warn!(request = presenter.visit.number, %failure, "a draft could not be kept");
    }
}

/// Drops the drafts of a form whose text was saved. One that stays does no harm.
pub(super) async fn used(presenter: Presenter<'_>, source: &FormSource) {
    for id in source.drafts() {
        if let Err(error) = presenter.site.library.discard_draft(id).await {
            tracing::warn!(request = presenter.visit.number, %error, "a draft that was used stays");
        }
    }
}

/// The draft that a form names.
pub(super) fn named(form: &Form) -> Option<Kept> {
    form.kept_draft().map(|id| Kept { id, at: None })
}

/// `GET /brouillons/{id}`: the form with the draft in it, to go on.
pub(crate) async fn show(
    site: web::Data<Site>,
    visit: Visit,
    id: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let presenter = Presenter::new(&site, &visit);
    let (id, kept) = find(&site, &id).await?;
    let source = FormSource {
        summary: kept.summary,
        signature: kept.signature,
        kept: Some(Kept {
            id,
            at: Some(kept.at),
        }),
        draft: kept.draft,
        unsaved: true,
        ..FormSource::default()
    };
    let answer = match kept.purpose {
        Purpose::Create { slug } => {
            let source = FormSource { slug, ..source };
            kept_form(presenter, StatusCode::OK, source, None).await
        }
        Purpose::Revise { resource, base } => {
            let resumed = site.library.resume(resource, base, &source.draft).await;
            match resumed {
                Ok(resumed) => revision_form(presenter, source, resumed).await,
                // withdrawn, or not to be read: the words are there all the same, for a resource of their own
                Err(error) => {
                    kept_form(presenter, StatusCode::OK, source, Some(&error.into())).await
                }
            }
        }
    };
    answer.map(private)
}

/// The form of the resource with the draft laid on its latest revision.
async fn revision_form(
    presenter: Presenter<'_>,
    source: FormSource,
    resumed: Resumed,
) -> Result<HttpResponse, Failure> {
    match resumed {
        Resumed::Draft { head, base, draft } => {
            let sheet = presenter.site.library.read(head.slug.as_str()).await?;
            let source = FormSource {
                draft: *draft,
                base: Some(base.0),
                ..source
            };
            edit::show(presenter, StatusCode::OK, &sheet, &source, None).await
        }
        Resumed::Conflict(head, conflict) => {
            let kind = presenter.site.library.kind(conflict.mine.kind.as_str());
            let about = (&*head, kind.as_deref());
            conflict_page(presenter, StatusCode::OK, about, source, &conflict).await
        }
    }
}

/// `GET /brouillons?id=…&id=…`: those of one's own drafts that are still there. Only who knows an identifier learns of
/// it.
pub(crate) async fn own(
    site: web::Data<Site>,
    visit: Visit,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let presenter = Presenter::new(&site, &visit);
    let pairs = query_pairs(&request)?;
    let asked = pairs.iter().filter(|(name, _)| name == "id");
    let mut own = Vec::new();
    for (_, id) in asked.take(MAX_OWN) {
        match find(&site, id).await {
            Ok((id, kept)) => own.push(own_draft(presenter, id, kept)),
            Err(failure) if failure.code == Code::UnknownDraft => {}
            // one that cannot be read costs itself, not the list
            Err(failure) => {
                tracing::error!(request = visit.number, %failure, "a draft is left out of a list");
            }
        }
    }
    Ok(private(HttpResponse::Ok().json(own)))
}

fn own_draft(presenter: Presenter<'_>, id: DraftId, kept: KeptDraft) -> OwnDraft {
    let view = presenter.draft(Kept {
        id,
        at: Some(kept.at),
    });
    OwnDraft {
        id,
        url: view.url,
        drop_url: view.drop_url,
        title: title(&kept),
        at: view.at.unwrap_or_default(),
    }
}

fn title(kept: &KeptDraft) -> String {
    kept.draft.title.trim().chars().take(200).collect()
}

/// `GET /brouillons/{id}/supprimer`
pub(crate) async fn ask_drop(
    site: web::Data<Site>,
    visit: Visit,
    id: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let presenter = Presenter::new(&site, &visit);
    let (id, kept) = find(&site, &id).await?;
    let (notice, others) = rejected::not_used(&request)?;
    let view = DropDraftPage {
        page: Page {
            notice,
            ..presenter.page()
        },
        others: presenter.drafts(&others),
        title: title(&kept),
        draft: presenter.draft(Kept {
            id,
            at: Some(kept.at),
        }),
    };
    page(presenter, "drop_draft.html", &view).map(private)
}

/// `POST /brouillons/{id}/supprimer`
pub(crate) async fn drop(
    site: web::Data<Site>,
    id: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let (id, kept) = find(&site, &id).await?;
    site.library.discard_draft(id).await?;
    let back = match kept.purpose {
        Purpose::Create { .. } => "/deposer",
        Purpose::Revise { .. } => "/",
    };
    Ok(on_to(&address::with_query(back, [("fait", "oublie")])))
}

/// What to say to whoever has just dropped a draft.
pub(super) fn dropped(request: &HttpRequest) -> Result<Option<Notice>, Failure> {
    let dropped = asked(request, "fait")? == "oublie";
    Ok(dropped.then(|| Notice {
        tone: "done".to_owned(),
        message: Message::new("notice-draft-dropped"),
    }))
}

async fn find(site: &Site, id: &str) -> Result<(DraftId, KeptDraft), Failure> {
    let id = form::draft_id(id).ok_or_else(|| Failure::new(Code::UnknownDraft))?;
    Ok((id, site.library.kept_draft(id).await?))
}

/// Whoever knows the address may read the draft, so nothing between us and the browser keeps or lists it.
fn private(mut answer: HttpResponse) -> HttpResponse {
    let headers = answer.headers_mut();
    headers.remove(header::ETAG);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        header::HeaderName::from_static("x-robots-tag"),
        HeaderValue::from_static("noindex"),
    );
    answer
}
