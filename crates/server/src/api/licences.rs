//! The catalogue of licences, and what they allow together.

use super::problem::Problem;
use super::search::query_pairs;
use crate::error::Failure;
use crate::site::Site;
use crate::visit::Visit;
use actix_web::{HttpRequest, web};
use licensing::{Compatibility, Lang, Licence, LicenceId, catalogue};
use model::{Problems, Reason};
use serde::Serialize;
use utoipa::ToSchema;

/// A licence of the catalogue.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LicenceBody {
    /// Its identifier here: the SPDX one, or `LicenseRef-…` where SPDX has none.
    id: String,
    /// Its SPDX identifier.
    spdx: Option<String>,
    /// Short name, in no language.
    short_name: String,
    /// Full name.
    name: String,
    /// Address of its text.
    url: String,
    /// One sentence on what a reader may do.
    meaning: String,
    /// Whether the authors must be named.
    attribution: bool,
    /// Whether adaptations must stay under the same terms.
    share_alike: bool,
    /// Whether commercial use is excluded.
    non_commercial: bool,
    /// Whether adaptations are excluded.
    no_derivatives: bool,
}

/// The catalogue.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CatalogueBody {
    /// Every licence that a resource may carry, in the order in which they are shown.
    licences: Vec<LicenceBody>,
}

/// What may be done with works under some licences.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CompatibilityBody {
    /// Whether each may be passed on, unchanged and under its own licence.
    redistribute: bool,
    /// The works side by side.
    collection: CollectionBody,
    /// One new work made out of all of them.
    adaptation: AdaptationBody,
}

/// The conditions of a collection.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CollectionBody {
    /// Whether the works may stand together.
    allowed: bool,
    /// Whether the whole may only be shared for non-commercial purposes.
    non_commercial: bool,
    /// Identifiers of the licences whose works must stay unmodified.
    unchanged: Vec<String>,
}

/// The conditions of an adaptation.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AdaptationBody {
    /// Whether it may be published.
    allowed: bool,
    /// Identifiers of the licences that it may carry, the best first.
    licences: Vec<String>,
    /// What each source asks.
    reasons: Vec<ReasonBody>,
}

/// What a source asks of an adaptation.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReasonBody {
    /// Identifier of the licence.
    source: String,
    /// A stable word for the rule.
    rule: String,
    /// The rule as a sentence, with the clause that says so.
    text: String,
}

/// Lists the licences that a resource may carry.
#[utoipa::path(get, path = "/api/v1/licences", tag = "licences",
    responses((status = 200, description = "The catalogue", body = CatalogueBody)))]
pub(crate) async fn list(visit: Visit) -> web::Json<CatalogueBody> {
    let licences = catalogue()
        .iter()
        .map(|licence| body(licence, visit.language.of_licences()))
        .collect();
    web::Json(CatalogueBody { licences })
}

fn body(licence: &Licence, lang: Lang) -> LicenceBody {
    let elements = licence.elements();
    LicenceBody {
        id: licence.id().to_string(),
        spdx: licence.spdx().map(str::to_owned),
        short_name: licence.short_name().to_owned(),
        name: licence.name(lang).to_owned(),
        url: licence.url().to_owned(),
        meaning: licence.meaning(lang).to_owned(),
        attribution: elements.attribution,
        share_alike: elements.share_alike,
        non_commercial: elements.non_commercial,
        no_derivatives: elements.no_derivatives,
    }
}

/// Tells what may be done with works under these licences together.
#[utoipa::path(get, path = "/api/v1/licences/compatibility", tag = "licences",
    params(("source" = Vec<String>, Query, description = "Identifiers of the works' licences")),
    responses(
        (status = 200, description = "What may be done", body = CompatibilityBody),
        (status = 422, description = "A licence outside the catalogue, or none", body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn compatibility(
    _site: web::Data<Site>,
    visit: Visit,
    request: HttpRequest,
) -> Result<web::Json<CompatibilityBody>, Failure> {
    let sources = sources(&query_pairs(&request)?).map_err(Failure::invalid)?;
    let answer = licensing::compatibility(&sources);
    Ok(web::Json(compatibility_body(
        &answer,
        visit.language.of_licences(),
    )))
}

fn sources(pairs: &crate::form::Pairs) -> Result<Vec<LicenceId>, Problems> {
    let mut problems = Problems::default();
    let mut sources = Vec::new();
    for (_, value) in pairs.iter().filter(|(name, _)| name == "source") {
        let parsed = LicenceId::parse(value).map_err(|error| Reason::UnknownLicence {
            given: value.chars().take(80).collect(),
            suggestions: error.proposals().iter().map(ToString::to_string).collect(),
        });
        sources.extend(problems.take("source", parsed));
    }
    if sources.is_empty() && problems.is_empty() {
        problems.add("source", Reason::Missing);
    }
    if problems.is_empty() {
        Ok(sources)
    } else {
        Err(problems)
    }
}

fn compatibility_body(answer: &Compatibility, lang: Lang) -> CompatibilityBody {
    let ids = |ids: &[LicenceId]| ids.iter().map(ToString::to_string).collect();
    CompatibilityBody {
        redistribute: answer.redistribute,
        collection: CollectionBody {
            allowed: answer.collection.allowed,
            non_commercial: answer.collection.non_commercial,
            unchanged: ids(&answer.collection.unchanged),
        },
        adaptation: AdaptationBody {
            allowed: answer.adaptation.allowed,
            licences: ids(&answer.adaptation.licences),
            reasons: answer
                .adaptation
                .reasons
                .iter()
                .map(|reason| ReasonBody {
                    source: reason.source.to_string(),
                    rule: reason.rule.code().to_owned(),
                    text: reason.text(lang),
                })
                .collect(),
        },
    }
}
