//! Pages that say what went wrong and what to do.

use super::page_with;
use crate::address;
use crate::api::bodies::actor_word;
use crate::error::{About, Code, Failure, nothing_saved, sentences};
use crate::present::Presenter;
use crate::site::Site;
use crate::views::{ErrorPage, Link, Page, TombstonePage};
use crate::visit::Visit;
use actix_web::HttpResponse;
use library::Error;
use library::search::Query;
use model::Tombstone;

/// Resources proposed instead of one that does not exist.
const SUGGESTIONS: usize = 5;

/// The page for a failure. It is there even when the theme is not.
pub(crate) async fn answer(site: &Site, visit: &Visit, failure: &Failure) -> HttpResponse {
    let presenter = Presenter::new(site, visit);
    let answer = match &failure.about {
        About::Tombstone { slug, tombstone } => gone(presenter, slug, tombstone).await,
        _ => told(presenter, failure).await,
    };
    answer.unwrap_or_else(|fault| bare(visit, failure, &fault))
}

async fn told(presenter: Presenter<'_>, failure: &Failure) -> Result<HttpResponse, Failure> {
    let missing = match &failure.about {
        About::Resource(slug) => Some(slug.replace('-', " ")),
        _ => None,
    };
    let suggestions = match &missing {
        Some(words) => suggestions(presenter, words).await,
        None => Vec::new(),
    };
    let retry = matches!(failure.code, Code::Busy | Code::Internal);
    let view = ErrorPage {
        page: Page {
            search_text: missing.clone().unwrap_or_default(),
            ..presenter.page()
        },
        status: failure.code.status().as_u16(),
        code: failure.code.as_str().to_owned(),
        details: nothing_saved(presenter.visit, failure.code)
            .into_iter()
            .chain(sentences(failure))
            .collect(),
        request_number: presenter.visit.number.clone(),
        suggestions,
        create_url: missing
            .as_deref()
            .map(|words| creation(words, &failure.about)),
        retry_url: retry.then(|| presenter.visit.path_and_query.clone()),
    };
    page_with(presenter, failure.code.status(), "error.html", &view)
}

fn creation(words: &str, about: &About) -> String {
    let slug = match about {
        About::Resource(slug) if model::Slug::parse(slug).is_ok() => slug.as_str(),
        _ => "",
    };
    address::with_query("/deposer", [("titre", words), ("slug", slug)])
}

/// Resources that speak of the words of a missing address. A search that fails helps nobody here.
async fn suggestions(presenter: Presenter<'_>, words: &str) -> Vec<Link> {
    let query = Query {
        text: words.to_owned(),
        limit: SUGGESTIONS,
        ..Query::default()
    };
    let found = presenter
        .site
        .library
        .find(query)
        .await
        .map(|results| results.hits)
        .unwrap_or_default();
    let link = |hit: &library::search::Hit| Link {
        label: hit.title.clone(),
        url: address::resource(hit.slug.as_str()),
    };
    found.iter().map(link).collect()
}

/// The tombstone of a withdrawn resource; its history still has its title.
async fn gone(
    presenter: Presenter<'_>,
    slug: &str,
    tombstone: &Tombstone,
) -> Result<HttpResponse, Failure> {
    let history = presenter.site.library.history(slug, None, 1).await?;
    let view = TombstonePage {
        page: presenter.writing_page(),
        resource: presenter.header(&history.head, &history.title, None, "page"),
        at: presenter.moment(tombstone.at),
        by: tombstone.by.name().map(str::to_owned),
        actor: actor_word(&tombstone.by).to_owned(),
        reason: tombstone.reason.to_string(),
    };
    page_with(presenter, Code::Withdrawn.status(), "tombstone.html", &view)
}

/// What is said when no page can be made.
fn bare(visit: &Visit, failure: &Failure, fault: &Failure) -> HttpResponse {
    tracing::error!(request = visit.number, %fault, "no page could be made for a failure");
    let status = failure.code.status();
    HttpResponse::build(status)
        .content_type("text/plain; charset=utf-8")
        .body(format!(
            "{status}\n{}\n{}\n",
            failure.code.as_str(),
            visit.number
        ))
}

/// The pages of a resource tell of a failed library act as others do, but for a withdrawn one.
pub(crate) fn is_gone(error: &Error) -> bool {
    matches!(error, Error::NotFound(_) | Error::Withdrawn { .. })
}

/// Whatever no other handler takes.
pub(crate) async fn nowhere() -> Result<HttpResponse, Failure> {
    Err(Failure::new(Code::NotFound))
}
