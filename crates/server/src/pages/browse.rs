//! Lists by kind, theme and author: results of a search, with a heading.

use super::{known_kind, on_to, page};
use crate::address;
use crate::api::search::query_pairs;
use crate::error::Failure;
use crate::present::{Listing, Presenter};
use crate::query;
use crate::site::Site;
use crate::views::{FacetValue, Page, SearchPage, ThemesPage};
use crate::visit::Visit;
use actix_web::{HttpRequest, HttpResponse, web};
use library::search::Query;
use std::collections::BTreeMap;

/// `GET /types/{kind}`
pub(crate) async fn kind(
    site: web::Data<Site>,
    visit: Visit,
    id: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let presenter = Presenter::new(&site, &visit);
    let known = known_kind(&site, &id)?;
    let shown = presenter.kind(Some(&known), &id);
    let about = About {
        facet: "kind",
        value: &id,
        heading: shown.plural,
        description: Some(shown.description),
    };
    list(presenter, &request, about).await
}

/// `GET /themes/{tag}`
pub(crate) async fn tag(
    site: web::Data<Site>,
    visit: Visit,
    tag: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let about = About {
        facet: "tag",
        value: &tag,
        heading: tag.to_string(),
        description: None,
    };
    list(Presenter::new(&site, &visit), &request, about).await
}

/// `GET /auteurs/{name}`
pub(crate) async fn author(
    site: web::Data<Site>,
    visit: Visit,
    name: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let about = About {
        facet: "author",
        value: &name,
        heading: name.to_string(),
        description: None,
    };
    list(Presenter::new(&site, &visit), &request, about).await
}

struct About<'a> {
    facet: &'static str,
    value: &'a str,
    heading: String,
    description: Option<String>,
}

impl About<'_> {
    /// Puts the heading over the list, and leaves out the facet that it is about.
    fn head(self, mut view: SearchPage) -> SearchPage {
        view.facets.retain(|facet| facet.name != self.facet);
        SearchPage {
            list: self.facet.to_owned(),
            heading: Some(self.heading),
            description: self.description,
            ..view
        }
    }
}

/// The list is a search with one filter that its path says; narrowing it goes on to the search page.
async fn list(
    presenter: Presenter<'_>,
    request: &HttpRequest,
    about: About<'_>,
) -> Result<HttpResponse, Failure> {
    let library = &presenter.site.library;
    let asked = query::of_page(&query_pairs(request)?, &library.kinds());
    let query = Query {
        filters: BTreeMap::new(),
        ..asked
    };
    let own = [(about.facet.to_owned(), vec![about.value.to_owned()])];
    let whole = Query {
        filters: own.into(),
        ..query.clone()
    };
    let results = library.find(whole.clone()).await?;
    if let Some(last) = query::last_page_if_past(&whole, results.total) {
        return Ok(on_to(&query::address(&presenter.visit.path, &query, last)));
    }
    let listing = Listing {
        path: &presenter.visit.path,
        query: &query,
        whole: &whole,
        results: &results,
    };
    let view = presenter.results(frame(presenter, &listing), &listing);
    page(presenter, "search.html", &about.head(view.await?))
}

fn frame(presenter: Presenter<'_>, listing: &Listing<'_>) -> Page {
    Page {
        section: "browse".to_owned(),
        feed: Some(query::address("/recherche.atom", listing.whole, 1)),
        noindex: listing.results.total == 0,
        ..presenter.public_page(&query::address(listing.path, listing.query, 1))
    }
}

/// `GET /themes`
pub(crate) async fn themes(site: web::Data<Site>, visit: Visit) -> Result<HttpResponse, Failure> {
    let presenter = Presenter::new(&site, &visit);
    let results = site
        .library
        .find(Query {
            limit: 1,
            ..Query::default()
        })
        .await?;
    let counts = results.facets.get("tag").into_iter().flatten();
    let value = |count: &library::search::FacetCount| FacetValue {
        label: count.value.clone(),
        count: count.count as u64,
        selected: false,
        url: address::tag(&count.value),
    };
    let mut tags: Vec<FacetValue> = counts.map(value).collect();
    tags.sort_by_cached_key(|tag| model::Slug::from_title(&tag.label).to_string());
    let view = ThemesPage {
        page: Page {
            section: "browse".to_owned(),
            ..presenter.public_page("/themes")
        },
        tags,
    };
    page(presenter, "themes.html", &view)
}
