//! The licences of the library, and those that do not stand, for whoever looks after it.

use super::page;
use crate::address;
use crate::error::Failure;
use crate::present::Presenter;
use crate::site::Site;
use crate::views::{
    DoubtView, DoubtfulRow, LicenceShare, LicenceView, Link, Page, StandingLicencesPage,
};
use crate::visit::Visit;
use actix_web::{HttpResponse, web};
use library::search::{FacetCount, Query};
use library::{Doubt, DoubtfulLicence};
use licensing::{Elements, LicenceId};

/// Where it stands.
pub(crate) const PATH: &str = "/etat/licences";

/// Resources listed.
const ROWS: usize = 200;

/// `GET /etat/licences`
pub(crate) async fn show(site: web::Data<Site>, visit: Visit) -> Result<HttpResponse, Failure> {
    let presenter = Presenter::new(&site, &visit);
    let everything = Query {
        limit: 1,
        ..Query::default()
    };
    let mut found = site.library.find(everything).await?;
    let counts = found.facets.remove("licence").unwrap_or_default();
    let doubtful = site.library.standing_licences().await?;
    let rows = doubtful.iter().take(ROWS);
    let view = StandingLicencesPage {
        page: Page {
            noindex: true,
            ..presenter.page()
        },
        total: found.total as u64,
        licences: counts
            .iter()
            .filter_map(|count| one(presenter, count, found.total))
            .collect(),
        non_commercial: all(&counts, found.total, |elements| elements.non_commercial),
        no_derivatives: all(&counts, found.total, |elements| elements.no_derivatives),
        doubtful: doubtful.len() as u64,
        rows: rows.map(|one| row(presenter, one)).collect(),
    };
    page(presenter, "standing_licences.html", &view)
}

fn one(presenter: Presenter<'_>, count: &FacetCount, total: usize) -> Option<LicenceShare> {
    let id = LicenceId::parse(&count.value).ok()?;
    Some(share(presenter.licence(id), count.count, total, &[id]))
}

/// All resources whose licence has an element.
fn all(counts: &[FacetCount], total: usize, has: fn(Elements) -> bool) -> LicenceShare {
    let (mut ids, mut count) = (Vec::new(), 0);
    for one in counts {
        let Ok(id) = LicenceId::parse(&one.value) else {
            continue;
        };
        if has(id.licence().elements()) {
            ids.push(id);
            count += one.count;
        }
    }
    share(LicenceView::default(), count, total, &ids)
}

fn share(licence: LicenceView, count: usize, total: usize, ids: &[LicenceId]) -> LicenceShare {
    let filters = ids.iter().map(|id| ("licence", id.as_str()));
    LicenceShare {
        licence,
        count: count as u64,
        percent: percent(count, total),
        url: address::with_query("/recherche", filters),
    }
}

/// Of a hundred, rounded to the nearest whole number; nothing of nothing is none.
fn percent(count: usize, total: usize) -> u64 {
    let (count, total) = (count as u64, total as u64);
    (count * 200 + total).checked_div(total * 2).unwrap_or(0)
}

fn row(presenter: Presenter<'_>, doubtful: &DoubtfulLicence) -> DoubtfulRow {
    let slug = doubtful.slug.as_str();
    DoubtfulRow {
        resource: Link {
            label: doubtful.title.clone(),
            url: address::resource(slug),
        },
        licence: presenter.licence(doubtful.licence),
        edit_url: address::below(slug, "modifier"),
        doubts: doubtful
            .doubts
            .iter()
            .map(|one| doubt(presenter, slug, one))
            .collect(),
    }
}

fn doubt(presenter: Presenter<'_>, slug: &str, doubt: &Doubt) -> DoubtView {
    let short = |id: &LicenceId| id.licence().short_name().to_owned();
    let (source, reason) = match doubt {
        Doubt::Refused { title, refusal } => {
            let reason = refusal.plain(presenter.language().of_licences());
            (title.clone(), reason)
        }
        Doubt::Unclear { title } => (title.clone(), String::new()),
        Doubt::Lost { slug } => (slug.to_string(), String::new()),
        Doubt::FileRefused {
            name,
            licence,
            title,
            theirs,
        }
        | Doubt::FileShared {
            name,
            licence,
            title,
            theirs,
        } => {
            return DoubtView {
                code: doubt.code().to_owned(),
                source: title.clone(),
                file: name.to_string(),
                licence: short(licence),
                theirs: short(theirs),
                ..DoubtView::default()
            };
        }
        Doubt::Sourceless => (String::new(), String::new()),
        Doubt::Changed { since, .. } => (since.to_string(), String::new()),
    };
    let compare_url = match doubt {
        Doubt::Changed { since, latest } => Some(address::comparison(slug, since.0, latest.0)),
        _ => None,
    };
    DoubtView {
        compare_url,
        code: doubt.code().to_owned(),
        source,
        reason,
        ..DoubtView::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_to_whole_numbers() {
        for (count, total, expected) in
            [(0, 0, 0), (1, 3, 33), (2, 3, 67), (1, 200, 1), (5, 5, 100)]
        {
            assert_eq!(percent(count, total), expected, "{count} of {total}");
        }
    }

    #[test]
    fn one_list_holds_all_that_forbid_adaptations() {
        let count = |value: &str, count| FacetCount {
            value: value.to_owned(),
            count,
        };
        let counts = [
            count("CC-BY-SA-4.0", 6),
            count("CC-BY-ND-4.0", 3),
            count("CC-BY-NC-ND-4.0", 1),
        ];
        let share = all(&counts, 10, |elements| elements.no_derivatives);
        assert_eq!((share.count, share.percent), (4, 40));
        assert_eq!(
            share.url,
            "/recherche?licence=CC-BY-ND-4.0&licence=CC-BY-NC-ND-4.0"
        );
    }
}
