//! What a resource owes to other works, and the words that say so.

use super::problem::Problem;
use crate::address;
use crate::error::Failure;
use crate::present::Presenter;
use crate::site::Site;
use crate::visit::Visit;
use actix_web::web;
use library::{UsedWork, Variant, WorkPlace, last_update};
use serde::Serialize;
use utoipa::ToSchema;

/// A work that a resource uses.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WorkBody {
    /// `adapted`, `included` or `quoted`.
    #[serde(rename = "use")]
    act: &'static str,
    /// Its title.
    title: String,
    /// Who made it.
    authors: Vec<String>,
    /// Identifier of its licence; null when nobody said which.
    licence: Option<String>,
    /// What was changed in it.
    changes: Option<String>,
    /// Headings of the part of it that is shown; null when it is the whole.
    extract: Option<String>,
    /// When it was last updated, where its licence wants that told or somebody told it: `2026-01-15`, or `unknown`.
    updated: Option<String>,
    /// Notices that came with it, word for word.
    notices: Option<String>,
    /// `here`, `elsewhere`, `withdrawn`, or `lost` for a resource that is not here.
    place: &'static str,
    /// Present slug of a resource of this library.
    resource: Option<String>,
    /// Number of its revision that is used.
    revision: Option<u32>,
    /// Number of its latest revision.
    latest_revision: Option<u32>,
    /// Name of its file that is used.
    file: Option<String>,
    /// Where it is read as it was used.
    url: Option<String>,
    /// Place in this list, from 0, of the work by which it is owed; null when the resource itself uses it.
    through: Option<usize>,
}

/// The credit of a resource.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CreditsBody {
    /// The whole credit as plain text, in the language of `Accept-Language`.
    text: String,
    /// The same as Markdown.
    markdown: String,
    /// The same as HTML.
    html: String,
    /// Works that it uses: first its own, then theirs; at most 100.
    works: Vec<WorkBody>,
    /// Whether there are more works.
    more: bool,
    /// The resources here that were adapted from it, by title; at most 20.
    adaptations: Vec<VariantBody>,
    /// How many more adaptations there are.
    more_adaptations: usize,
}

/// A resource that was adapted from another one, as its latest revision says.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct VariantBody {
    /// Its slug.
    slug: String,
    /// Its title.
    title: String,
    /// Who is credited.
    authors: Vec<String>,
    /// Identifier of its licence.
    licence: String,
    /// Language tag of its text.
    language: String,
    /// Number of its latest revision.
    revision: u32,
    /// Number of the revision from which it was made; null when nobody said.
    made_from: Option<u32>,
    /// What was changed.
    changes: Option<String>,
}

/// Reads the credit that is owed to a resource and to the works that it uses, and what was adapted from it.
#[utoipa::path(get, path = "/api/v1/resources/{slug}/credits", tag = "licences",
    params(("slug" = String, Path, description = "Its address")),
    responses(
        (status = 200, description = "The credit of the latest revision", body = CreditsBody),
        (status = 404, description = "No such resource", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "It was withdrawn", body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn read(
    site: web::Data<Site>,
    visit: Visit,
    slug: web::Path<String>,
) -> Result<web::Json<CreditsBody>, Failure> {
    let sheet = site.library.read(&slug).await?;
    let used = site.library.used_works(sheet.content()).await?;
    let path = address::revision(sheet.head.slug.as_str(), sheet.revision.number.0);
    let url = visit.absolute(&path);
    let variants = site.library.variants(&sheet.head).await?;
    let updated = last_update(sheet.content().licence, &sheet.revision);
    let presenter = Presenter::new(&site, &visit);
    let credit = presenter.attribution(sheet.content(), &used, &url, updated.as_deref());
    Ok(web::Json(CreditsBody {
        text: credit.text,
        markdown: credit.markdown,
        html: credit.html_source,
        works: used.works.into_iter().map(WorkBody::of).collect(),
        more: used.more,
        adaptations: variants.variants.into_iter().map(VariantBody::of).collect(),
        more_adaptations: variants.more,
    }))
}

impl VariantBody {
    fn of(variant: Variant) -> Self {
        Self {
            slug: variant.slug.to_string(),
            title: variant.title,
            authors: variant.authors,
            licence: variant.licence.to_string(),
            language: variant.language,
            revision: variant.revision.0,
            made_from: variant.made_from.map(|number| number.0),
            changes: variant.changes,
        }
    }
}

impl WorkBody {
    fn of(work: UsedWork) -> Self {
        let body = Self {
            act: work.act.code(),
            title: work.title,
            authors: work.authors,
            licence: work.licence.map(|licence| licence.to_string()),
            changes: work.changes,
            extract: work.extract,
            updated: work.updated,
            notices: work.notices,
            place: "lost",
            resource: None,
            revision: None,
            latest_revision: None,
            file: None,
            url: None,
            through: work.through,
        };
        match work.place {
            WorkPlace::Here {
                slug,
                revision,
                file,
                latest,
                withdrawn,
            } => Self {
                place: if withdrawn { "withdrawn" } else { "here" },
                url: Some(address::revision(slug.as_str(), revision.0)),
                resource: Some(slug.to_string()),
                revision: Some(revision.0),
                latest_revision: Some(latest.0),
                file: file.map(|file| file.to_string()),
                ..body
            },
            WorkPlace::Elsewhere { url } => Self {
                place: "elsewhere",
                url,
                ..body
            },
            WorkPlace::Lost { slug } => Self {
                resource: Some(slug.to_string()),
                ..body
            },
        }
    }
}
