//! The catalogue of licences in plain words.

use super::page;
use crate::address;
use crate::error::{Code, Failure};
use crate::present::{Presenter, RECOMMENDED};
use crate::site::Site;
use crate::views::{LicenceGroup, LicencePage, LicencesPage};
use crate::visit::Visit;
use actix_web::{HttpResponse, web};
use library::search::Query;
use licensing::{Family, Licence, LicenceId, catalogue};

/// `GET /licences`
pub(crate) async fn list(site: web::Data<Site>, visit: Visit) -> Result<HttpResponse, Failure> {
    let presenter = Presenter::new(&site, &visit);
    let groups =
        ["recommended", "creative_commons", "public_domain", "other"].map(|name| LicenceGroup {
            family: name.to_owned(),
            licences: members(name).map(|id| presenter.licence(id)).collect(),
        });
    let view = LicencesPage {
        page: presenter.public_page("/licences"),
        groups: groups.into(),
    };
    page(presenter, "licences.html", &view)
}

fn members(name: &str) -> Box<dyn Iterator<Item = LicenceId>> {
    if name == "recommended" {
        return Box::new(RECOMMENDED.into_iter());
    }
    let name = name.to_owned();
    let others = catalogue()
        .iter()
        .filter(|licence| !RECOMMENDED.contains(&licence.id()));
    Box::new(
        others
            .filter(move |licence| group(licence) == name)
            .map(Licence::id),
    )
}

fn group(licence: &Licence) -> &'static str {
    match licence.family() {
        Family::CreativeCommons => "creative_commons",
        Family::PublicDomain => "public_domain",
        Family::Etalab | Family::FreeArt | Family::Gfdl | Family::Gpl => "other",
    }
}

/// `GET /licences/{id}`
pub(crate) async fn show(
    site: web::Data<Site>,
    visit: Visit,
    id: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let presenter = Presenter::new(&site, &visit);
    let id =
        LicenceId::parse(&id).map_err(|error| Failure::new(Code::UnknownLicence).because(error))?;
    let filters = [("licence".to_owned(), vec![id.to_string()])].into();
    let results = site
        .library
        .find(Query {
            filters,
            limit: 1,
            ..Query::default()
        })
        .await?;
    let elements = id.licence().elements();
    let view = LicencePage {
        page: presenter.public_page(&address::licence(id.as_str())),
        licence: presenter.licence(id),
        attribution: elements.attribution,
        share_alike: elements.share_alike,
        non_commercial: elements.non_commercial,
        no_derivatives: elements.no_derivatives,
        count: results.total as u64,
        search_url: address::with_query("/recherche", [("licence", id.as_str())]),
    };
    page(presenter, "licence.html", &view)
}
