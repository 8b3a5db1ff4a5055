//! The first page.

use super::drafts::dropped;
use super::page;
use crate::address;
use crate::error::Failure;
use crate::present::Presenter;
use crate::site::Site;
use crate::views::{HomePage, Html, Page};
use crate::visit::Visit;
use actix_web::{HttpRequest, HttpResponse, web};
use library::Error;
use library::search::{FacetCount, Query, Sort};
use model::Kind;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The resource whose text stands on the first page.
const INTRO: &str = "accueil";
/// Resources and changes shown.
const LATEST: usize = 6;
/// Themes shown.
const TAGS: usize = 12;

/// `GET /`
pub(crate) async fn home(
    site: web::Data<Site>,
    visit: Visit,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let presenter = Presenter::new(&site, &visit);
    let everything = Query {
        limit: 1,
        ..Query::default()
    };
    let found = site.library.find(everything).await?;
    let kinds = site.library.kinds();
    let latest = site.library.find(latest(&kinds)).await?;
    let changes = site.library.latest_changes(None, LATEST).await?;
    let counts: BTreeMap<String, u64> = counts(&found.facets, "kind")
        .map(|c| (c.value.clone(), c.count as u64))
        .collect();
    let tags: Vec<FacetCount> = counts_of(&found.facets, "tag");
    let intro = intro(presenter).await?;
    let view = HomePage {
        page: Page {
            feed: Some("/changements.atom".to_owned()),
            notice: dropped(&request)?,
            ..presenter.public_page("/")
        },
        intro_edit_url: intro.is_some().then(|| address::below(INTRO, "modifier")),
        intro,
        total: found.total as u64,
        kinds: presenter.kinds(&counts),
        tags: presenter.facet_values(&kinds, &Query::default(), "tag", &tags),
        latest: presenter.cards(&latest.hits).await?,
        changes: changes
            .iter()
            .map(|entry| presenter.change(entry))
            .collect(),
    };
    page(presenter, "home.html", &view)
}

/// The latest resources of the kinds that say to be listed; of all kinds when none of them says so.
fn latest(kinds: &[Arc<Kind>]) -> Query {
    let listed: Vec<String> = kinds
        .iter()
        .filter(|kind| kind.listed())
        .map(|kind| kind.id().to_string())
        .collect();
    Query {
        sort: Sort::Created,
        limit: LATEST,
        filters: BTreeMap::from([("kind".to_owned(), listed)]),
        ..Query::default()
    }
}

fn counts<'a>(
    facets: &'a BTreeMap<String, Vec<FacetCount>>,
    name: &str,
) -> impl Iterator<Item = &'a FacetCount> {
    facets.get(name).into_iter().flatten()
}

fn counts_of(facets: &BTreeMap<String, Vec<FacetCount>>, name: &str) -> Vec<FacetCount> {
    counts(facets, name).take(TAGS).cloned().collect()
}

/// The text of the first page, if somebody wrote one.
async fn intro(presenter: Presenter<'_>) -> Result<Option<Html>, Failure> {
    let library = &presenter.site.library;
    let sheet = match library.read(INTRO).await {
        Ok(sheet) => sheet,
        Err(Error::NotFound(_) | Error::Withdrawn { .. }) => return Ok(None),
        Err(error @ Error::Storage(_)) => {
            tracing::error!(request = presenter.visit.number, %error, "the text of the first page cannot be read");
            return Ok(None);
        }
        Err(error) => return Err(error.into()),
    };
    let words = presenter.words();
    let html = library
        .preview(sheet.content().body.as_str(), &words.rendering())
        .await?;
    Ok(Some(Html::sanitised(html)))
}
