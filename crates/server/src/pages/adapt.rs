//! Adapting a resource, and taking in what became of the original since.

use super::collect::with_member;
use super::deposit::kept_form;
use super::edit::{conflict_view, edit_view};
use super::{asked, moved, on_to, page};
use crate::address;
use crate::error::Failure;
use crate::present::{FormSource, Presenter};
use crate::site::Site;
use crate::views::{AdaptRefusedPage, Message, Notice};
use crate::visit::Visit;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use library::{Draft, Sheet, TakenIn};
use model::Reason;

/// `GET /ressources/{slug}/adapter`: the form of a deposit with an adapted copy in it, or why there can be none.
pub(crate) async fn ask(
    site: web::Data<Site>,
    visit: Visit,
    slug: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let presenter = Presenter::new(&site, &visit);
    let sheet = site.library.read(&slug).await?;
    if sheet.moved {
        let address = address::below(sheet.head.slug.as_str(), "adapter");
        return Ok(moved(&request, &address));
    }
    let title = Message::new("adapt-title").with("title", sheet.content().title.to_string());
    let title = site.theme.message(presenter.tag(), &title);
    match Draft::adapting(&sheet.head.slug, &sheet.revision, &title) {
        Some(draft) => {
            let source = FormSource {
                draft,
                unsaved: true,
                ..FormSource::default()
            };
            kept_form(presenter, StatusCode::OK, source, None).await
        }
        None => refused(presenter, &sheet),
    }
}

/// The page that says why there can be no adaptation, and what else can be done.
fn refused(presenter: Presenter<'_>, sheet: &Sheet) -> Result<HttpResponse, Failure> {
    let (content, slug) = (sheet.content(), sheet.head.slug.as_str());
    let lang = presenter.language().of_licences();
    let (reason, ways_out) = match licensing::conflict(&[content.licence]) {
        Some(conflict) => {
            let ways_out = conflict.ways_out.iter().map(|way| way.text(lang));
            (conflict.text(lang), ways_out.collect())
        }
        None => (String::new(), Vec::new()),
    };
    let kinds = presenter.site.library.kinds();
    let collections = kinds.iter().find(|kind| kind.collection().is_some());
    let kind = sheet.kind.as_deref();
    let view = AdaptRefusedPage {
        page: presenter.page(),
        resource: presenter.header(
            &sheet.head,
            content.title.as_str(),
            kind,
            content.kind.as_str(),
        ),
        licence: presenter.licence(content.licence),
        reason,
        ways_out,
        link: format!("[[{slug}]]"),
        collection_url: collections.map(|kind| with_member(kind, slug)),
    };
    page(presenter, "adapt_refused.html", &view)
}

/// `GET /ressources/{slug}/reprendre?source={slug}`: the form of an adaptation with the changes of its original in it; where
/// both changed the same words, both texts beside it.
pub(crate) async fn take_in(
    site: web::Data<Site>,
    visit: Visit,
    slug: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let presenter = Presenter::new(&site, &visit);
    let original = asked(&request, "source")?;
    if original.trim().is_empty() {
        return Err(Failure::invalid_field("source", Reason::Missing));
    }
    let taken = site.library.take_in(&slug, original.trim(), None).await?;
    if taken.sheet.moved {
        let address = address::below(taken.sheet.head.slug.as_str(), "reprendre");
        return Ok(moved(&request, &address));
    }
    if taken.from.number == taken.to.number {
        // somebody has taken them in already
        return Ok(on_to(&address::resource(taken.sheet.head.slug.as_str())));
    }
    form_with(presenter, taken).await
}

async fn form_with(presenter: Presenter<'_>, taken: TakenIn) -> Result<HttpResponse, Failure> {
    let done = told("take-in-done", &taken);
    let summary = told("take-in-summary", &taken);
    let source = FormSource {
        draft: taken.draft,
        base: Some(taken.sheet.revision.number.0),
        summary: presenter.site.theme.message(presenter.tag(), &summary),
        unsaved: true,
        ..FormSource::default()
    };
    if let Some(conflict) = taken.conflict {
        let about = (&taken.sheet.head, taken.sheet.kind.as_deref());
        let other = &taken.original.slug;
        let view = conflict_view(presenter, about, &source, &conflict, other).await;
        return page(presenter, "conflict.html", &view);
    }
    let mut view = edit_view(presenter, &taken.sheet, &source, None).await;
    view.page.notice = Some(Notice {
        tone: "information".to_owned(),
        message: done,
    });
    page(presenter, "edit.html", &view)
}

/// Words about the revision of the original that is taken in.
pub(crate) fn told(key: &str, taken: &TakenIn) -> Message {
    Message::new(key)
        .with("title", taken.to.content.title.to_string())
        .with("n", f64::from(taken.to.number.0))
}
