//! What people search for and read, for whoever looks after the library.

use super::{asked, page};
use crate::address;
use crate::error::Failure;
use crate::present::Presenter;
use crate::site::Site;
use crate::views::{CountRow, Link, Page, StatisticsPage};
use crate::visit::Visit;
use actix_web::{HttpRequest, HttpResponse, web};
use library::{Count, Error, LEXICON, Statistics};

/// Where it stands.
pub(crate) const PATH: &str = "/etat/recherches";

/// Lines of a list.
const LINES: usize = 25;

/// How many days one may ask for; the first unless one asks.
const SPANS: [u16; 2] = [30, Statistics::MAX_DAYS];

/// `GET /etat/recherches`
pub(crate) async fn show(
    site: web::Data<Site>,
    visit: Visit,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let presenter = Presenter::new(&site, &visit);
    let wished = asked(&request, "jours")?.parse().ok();
    let days = wished
        .filter(|days| SPANS.contains(days))
        .unwrap_or(SPANS[0]);
    let counts = site.statistics.counts(days, LINES);
    let view = StatisticsPage {
        page: Page {
            noindex: true,
            ..presenter.page()
        },
        days,
        spans: SPANS.iter().map(|days| span(*days)).collect(),
        many: u32::try_from(Statistics::MANY).unwrap_or(u32::MAX),
        missed: searches(counts.missed),
        searched: searches(counts.searched),
        read: resources(&site, counts.read).await?,
        lexicon_url: address::resource(LEXICON),
    };
    page(presenter, "statistics.html", &view)
}

fn span(days: u16) -> Link {
    let days = days.to_string();
    Link {
        url: address::with_query(PATH, [("jours", days.as_str())]),
        label: days,
    }
}

fn searches(counts: Vec<Count>) -> Vec<CountRow> {
    let row = |count: Count| CountRow {
        url: address::with_query("/recherche", [("q", count.text.as_str())]),
        text: count.text,
        count: count.count,
    };
    counts.into_iter().map(row).collect()
}

/// The resources by their present titles; those that went away are left out.
async fn resources(site: &Site, counts: Vec<Count>) -> Result<Vec<CountRow>, Failure> {
    let mut rows = Vec::with_capacity(counts.len());
    for count in counts {
        match site.library.read(&count.text).await {
            Ok(sheet) => rows.push(CountRow {
                text: sheet.content().title.to_string(),
                url: address::resource(sheet.head.slug.as_str()),
                count: count.count,
            }),
            Err(Error::NotFound(_) | Error::Withdrawn { .. }) => {}
            // the sheet's own page tells that it cannot be read
            Err(Error::Storage(error)) => {
                tracing::error!(slug = count.text, %error, "a resource of the statistics cannot be read");
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(rows)
}
