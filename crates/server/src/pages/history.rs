//! The history of a resource, and bringing back.

use super::{asked, moved, on_to, page};
use crate::address;
use crate::api::write::{actor, written};
use crate::error::Failure;
use crate::form;
use crate::pages::resource::{brought_back, done};
use crate::present::Presenter;
use crate::site::Site;
use crate::views::{HistoryPage, HistoryRow};
use crate::visit::Visit;
use actix_web::{HttpRequest, HttpResponse, web};
use library::{History, Listed, Revised};
use licensing::LicenceId;
use model::{Event, Reason};

/// Changes on a page.
const ROWS: usize = 50;

/// `GET /ressources/{slug}/historique`
pub(crate) async fn show(
    site: web::Data<Site>,
    visit: Visit,
    slug: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let presenter = Presenter::new(&site, &visit);
    let before = asked(&request, "avant")?.parse().ok();
    let history = site.library.history(&slug, before, ROWS).await?;
    let own = history.head.slug.as_str();
    if own != slug.as_str() {
        return Ok(moved(&request, &address::below(own, "historique")));
    }
    let older = history
        .next
        .map(|seq| address::below(own, &format!("historique?avant={seq}")));
    let kind_id = kind_id(&history);
    let kind = site.library.kind(&kind_id);
    let mut rows: Vec<HistoryRow> = history
        .changes
        .iter()
        .map(|change| presenter.history_row(&history.head, change))
        .collect();
    mark_new_licences(&mut rows, licence_before(&site, &history).await);
    let view = HistoryPage {
        page: presenter.writing_page(),
        resource: presenter.header(&history.head, &history.title, kind.as_deref(), &kind_id),
        rows,
        compare_action: address::below(own, "comparer"),
        restore_action: address::below(own, "restaurer"),
        older_url: older,
    };
    page(presenter, "history.html", &view)
}

/// Says which revisions have another licence than the one before; `before` is that of the revision before the rows.
fn mark_new_licences(rows: &mut [HistoryRow], before: Option<LicenceId>) {
    let mut before = before.map(|id| id.to_string());
    for row in rows.iter_mut().rev() {
        if let Some(licence) = &row.licence {
            row.new_licence = before.is_some_and(|before| before != licence.id);
            before = Some(licence.id.clone());
        }
    }
}

/// The licence of the revision before those that are listed; nothing when there is none, or it cannot be read.
async fn licence_before(site: &Site, history: &History) -> Option<LicenceId> {
    let listed = history.changes.iter().filter_map(Listed::whole);
    let mut numbers = listed.filter_map(|change| match &change.event {
        Event::Revised { number, .. } => Some(number.0),
        _ => None,
    });
    let oldest = numbers.next_back().filter(|_| history.next.is_some())?;
    let slug = history.head.slug.as_str();
    let before = site.library.read_revision(slug, oldest.checked_sub(1)?);
    Some(before.await.ok()?.content().licence)
}

/// The kind, as the latest of the changes that names one says it. A withdrawn resource has its history still.
pub(super) fn kind_id(history: &History) -> String {
    let named = history
        .changes
        .iter()
        .filter_map(Listed::whole)
        .find_map(|change| match &change.event {
            Event::Created { content, .. } | Event::Revised { content, .. } => {
                Some(content.kind.to_string())
            }
            _ => None,
        });
    named.unwrap_or_else(|| "page".to_owned())
}

/// `POST /ressources/{slug}/restaurer`
pub(crate) async fn restore(
    site: web::Data<Site>,
    slug: web::Path<String>,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Failure> {
    let form = form::read(&request, payload, &site).await?;
    let number = form
        .value("revision")
        .parse()
        .map_err(|_| Failure::invalid_field("revision", Reason::NotANumber))?;
    let actor = actor(&site, Some(form.value("nom")))?;
    let address = match site
        .library
        .restore(&actor, &slug, number, form.value("summary"))
        .await?
    {
        Revised::Saved { seq, .. } | Revised::Merged { seq, .. } => {
            written(&site, seq).await;
            brought_back(&slug, number)
        }
        Revised::Unchanged { .. } | Revised::Conflict(_) => done(&slug, "inchange"),
    };
    Ok(on_to(&address))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::views::LicenceView;

    #[test]
    fn a_change_of_licence_is_marked_where_it_happened() {
        let row = |id: &str| HistoryRow {
            licence: (!id.is_empty()).then(|| LicenceView {
                id: id.into(),
                ..LicenceView::default()
            }),
            ..HistoryRow::default()
        };
        // latest first; the one without licence is a renaming
        let written = ["CC-BY-SA-4.0", "", "CC-BY-SA-4.0", "CC-BY-4.0"];
        let marked = |before| {
            let mut rows = written.map(row);
            mark_new_licences(&mut rows, before);
            rows.map(|row| row.new_licence)
        };
        assert_eq!(marked(None), [false, false, true, false]);
        assert_eq!(marked(Some(LicenceId::CC0_1_0)), [false, false, true, true]);
    }
}
