//! What changed in the whole library, as a page and as a feed.

use super::{asked, page};
use crate::error::Failure;
use crate::feeds;
use crate::present::Presenter;
use crate::site::Site;
use crate::views::{ChangesPage, Page};
use crate::visit::Visit;
use actix_web::{HttpRequest, HttpResponse, web};
use library::Listed;

/// Changes on a page and in the feed.
const ROWS: usize = 50;

/// `GET /changements`
pub(crate) async fn show(
    site: web::Data<Site>,
    visit: Visit,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let presenter = Presenter::new(&site, &visit);
    let before = asked(&request, "avant")?.parse().ok();
    let entries = site.library.latest_changes(before, ROWS).await?;
    let oldest = entries
        .last()
        .map(|entry| entry.seq().0)
        .filter(|seq| *seq > 1);
    let view = ChangesPage {
        page: Page {
            section: "changes".to_owned(),
            noindex: before.is_some(),
            ..presenter.public_page("/changements")
        },
        rows: entries
            .iter()
            .map(|entry| presenter.change(entry))
            .collect(),
        older_url: oldest.map(|seq| format!("/changements?avant={seq}")),
    };
    page(presenter, "changes.html", &view)
}

/// `GET /changements.atom`
pub(crate) async fn feed(site: web::Data<Site>, visit: Visit) -> Result<HttpResponse, Failure> {
    let presenter = Presenter::new(&site, &visit);
    let entries = site.library.latest_changes(None, ROWS).await?;
    let entries = entries
        .iter()
        .filter_map(Listed::whole)
        .filter_map(|entry| feeds::of_change(presenter, entry))
        .collect();
    let title = format!("{} – {}", presenter.say("changes-title"), site.name);
    Ok(feeds::answer(
        presenter,
        &title,
        "/changements.atom",
        "/changements",
        entries,
    ))
}
