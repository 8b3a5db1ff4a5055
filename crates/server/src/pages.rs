//! Pages for people. Each handler reads what was asked, calls the library, fills a view.

pub(crate) mod adapt;
pub(crate) mod assets;
pub(crate) mod borrow;
pub(crate) mod browse;
pub(crate) mod changes;
pub(crate) mod cite;
pub(crate) mod collect;
pub(crate) mod compare;
pub(crate) mod deposit;
pub(crate) mod drafts;
pub(crate) mod edit;
pub(crate) mod error;
pub(crate) mod file;
pub(crate) mod history;
pub(crate) mod home;
pub(crate) mod language;
pub(crate) mod licences;
pub(crate) mod preview;
pub(crate) mod rename;
pub(crate) mod resource;
pub(crate) mod search;
pub(crate) mod standing_licences;
pub(crate) mod state;
pub(crate) mod statistics;
pub(crate) mod withdraw;

pub(crate) use adapt::told as told_of_take_in;

use crate::download::matches;
use crate::error::{Code, Failure};
use crate::present::Presenter;
use crate::site::Site;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse};
use model::{Kind, Reason};
use serde::Serialize;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// Media type of a page.
const HTML: &str = "text/html; charset=utf-8";

/// A page from a template and its view.
///
/// # Errors
/// [`Code::Internal`] when the theme's template fails.
pub(crate) fn page<V: Serialize>(
    presenter: Presenter<'_>,
    template: &str,
    view: &V,
) -> Result<HttpResponse, Failure> {
    page_with(presenter, StatusCode::OK, template, view)
}

/// The same with another status.
///
/// # Errors
/// As for [`page`].
pub(crate) fn page_with<V: Serialize>(
    presenter: Presenter<'_>,
    status: StatusCode,
    template: &str,
    view: &V,
) -> Result<HttpResponse, Failure> {
    let html = presenter.site.theme.render(template, presenter.tag(), view);
    let html = html.map_err(|error| Failure::new(Code::Internal).because(error))?;
    let tag = tag(&html);
    let known = presenter.visit.known.as_deref();
    let fresh = status == StatusCode::OK && known.is_some_and(|known| matches(known, &tag));
    let mut answer = HttpResponse::build(if fresh {
        StatusCode::NOT_MODIFIED
    } else {
        status
    });
    answer
        // the same address speaks the language of the visitor's choice
        .insert_header((header::VARY, "Cookie"))
        .insert_header((header::CACHE_CONTROL, "private, no-cache"))
        .insert_header((header::ETAG, tag));
    Ok(if fresh {
        answer.finish()
    } else {
        answer.content_type(HTML).body(html)
    })
}

/// A weak tag: it stands for the page whatever its compression.
fn tag(html: &str) -> String {
    let mut hasher = DefaultHasher::new();
    html.hash(&mut hasher);
    format!("W/\"{:016x}\"", hasher.finish())
}

/// On to another page after something was done.
pub(crate) fn on_to(address: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, address))
        .finish()
}

/// For good to the present address of something that moved, the query kept.
pub(crate) fn moved(request: &HttpRequest, address: &str) -> HttpResponse {
    let query = request.query_string();
    let address = if query.is_empty() {
        address.to_owned()
    } else {
        format!("{address}?{query}")
    };
    HttpResponse::MovedPermanently()
        .insert_header((header::LOCATION, address))
        // an address may become another resource's only never, but people rename back
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .finish()
}

/// A text of the query: its first value of that name, empty when there is none.
///
/// # Errors
/// When the query is no UTF-8.
pub(crate) fn asked(request: &HttpRequest, name: &str) -> Result<String, Failure> {
    let pairs = crate::api::search::query_pairs(request)?;
    let found = pairs.into_iter().find(|(other, _)| other == name);
    Ok(found.map(|(_, value)| value).unwrap_or_default())
}

/// The kind that an address names.
///
/// # Errors
/// [`Code::UnknownKind`], with the kinds that there are.
pub(crate) fn known_kind(site: &Site, id: &str) -> Result<Arc<Kind>, Failure> {
    site.library.kind(id).ok_or_else(|| {
        let kinds = site.library.kinds();
        let reason = Reason::Unknown {
            given: id.chars().take(80).collect(),
            known: kinds.iter().map(|kind| kind.id().to_string()).collect(),
        };
        Failure {
            code: Code::UnknownKind,
            ..Failure::invalid_field("kind", reason)
        }
    })
}
