//! Results of a search, and its feed.

use super::{on_to, page};
use crate::api::search::query_pairs;
use crate::error::Failure;
use crate::feeds;
use crate::present::{Listing, Presenter};
use crate::query;
use crate::site::Site;
use crate::views::{Page, SearchPage};
use crate::visit::Visit;
use crate::visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use atom_syndication::Entry;
use library::search::{Hit, Query, Relaxed, Results, Sort};

/// Resources of a feed.
const FEED_ENTRIES: usize = 50;

/// `GET /recherche`
pub(crate) async fn search(
    site: web::Data<Site>,
    visit: Visit,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let presenter = Presenter::new(&site, &visit);
    let pairs = query_pairs(&request)?;
    let query = query::of_page(&pairs, &site.library.kinds());
    let results = site.library.find(query.clone()).await?;
    if let Some(last) = query::last_page_if_past(&query, results.total) {
        return Ok(on_to(&query::address("/recherche", &query, last)));
    }
    let frame = Page {
        section: "browse".to_owned(),
        search_text: query.text.clone(),
        feed: Some(query::address("/recherche.atom", &query, 1)),
        noindex: !query.text.is_empty() || !query.filters.is_empty(),
        ..presenter.public_page(&query::address("/recherche", &query, 1))
    };
    let listing = Listing {
        path: "/recherche",
        query: &query,
        whole: &query,
        results: &results,
    };
    let view = SearchPage {
        panel_open: query::is_from_panel(&pairs),
        ..presenter.results(frame, &listing).await?
    };
    // while the index is being built, nothing that is missing is known to be
    if view.indexing.is_none() {
        count(&site, &request, &query, &results);
    }
    page(presenter, "search.html", &view)
}

/// Counts a search, and whether it found what was asked for.
fn count(site: &Site, request: &HttpRequest, query: &Query, results: &Results) {
    if let Some(person) = visitor::person(site, request) {
        let fewer = |step: &Relaxed| matches!(step, Relaxed::LeftOut { .. });
        let whole = results.total > 0 && !results.relaxed.iter().any(fewer);
        // what is left out because somebody asked so is not missing
        let found = whole || !query.filters.is_empty() || !results.typed.is_empty();
        site.statistics.searched(&person, &query.text, found);
    }
}

/// `GET /recherche.atom`: the latest resources that the search finds.
pub(crate) async fn feed(
    site: web::Data<Site>,
    visit: Visit,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let presenter = Presenter::new(&site, &visit);
    let asked = query::of_page(&query_pairs(&request)?, &site.library.kinds());
    let query = Query {
        sort: Sort::Updated,
        limit: FEED_ENTRIES,
        offset: 0,
        ..asked
    };
    let results = site.library.find(query.clone()).await?;
    let page = query::address("/recherche", &query, 1);
    let entries = entries(presenter, &results.hits).await?;
    let title = if query.text.is_empty() {
        site.name.clone()
    } else {
        format!("{} – {}", query.text, site.name)
    };
    Ok(feeds::answer(
        presenter,
        &title,
        &visit.path_and_query,
        &page,
        entries,
    ))
}

/// An entry for each resource that is still there.
async fn entries(presenter: Presenter<'_>, hits: &[Hit]) -> Result<Vec<Entry>, Failure> {
    let mut entries = Vec::new();
    for hit in hits {
        match presenter.site.library.read(hit.slug.as_str()).await {
            Ok(sheet) => entries.push(feeds::of_resource(presenter, &sheet)),
            Err(error) if super::error::is_gone(&error) => {}
            // the list shows that it cannot be read; a feed has nothing to tell of it
            Err(library::Error::Storage(error)) => {
                tracing::error!(request = presenter.visit.number, slug = %hit.slug, %error, "a resource of a feed cannot be read");
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(entries)
}
