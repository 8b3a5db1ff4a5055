//! Resources whose licence is in doubt, as `/etat/licences` lists them.

use super::changes::page_of_log;
use super::problem::Problem;
use super::search::query_pairs;
use crate::error::Failure;
use crate::site::Site;
use crate::visit::Visit;
use actix_web::{HttpRequest, web};
use library::{Doubt, DoubtfulLicence};
use licensing::Lang;
use serde::Serialize;
use utoipa::ToSchema;

/// A file of which the licence is in doubt.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DoubtfulFileBody {
    /// Its name.
    name: String,
    /// Identifier of its licence here.
    licence: String,
    /// Identifier of its licence there.
    licence_there: String,
}

impl DoubtfulFileBody {
    fn of(doubt: &Doubt) -> Option<Self> {
        match doubt {
            Doubt::FileRefused {
                name,
                licence,
                theirs,
                ..
            }
            | Doubt::FileShared {
                name,
                licence,
                theirs,
                ..
            } => Some(Self {
                name: name.to_string(),
                licence: licence.to_string(),
                licence_there: theirs.to_string(),
            }),
            Doubt::Refused { .. }
            | Doubt::Unclear { .. }
            | Doubt::Lost { .. }
            | Doubt::Sourceless
            | Doubt::Changed { .. } => None,
        }
    }
}

/// Why the licence of a resource is in doubt.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DoubtBody {
    /// `refused` by the licence of a work that was adapted, `unclear` for a work from elsewhere of which nobody says the
    /// licence, `lost` for a resource that is not here, `sourceless` for a work of others who are not named, `changed` for
    /// one whose licence forbids adaptations and whose text others than its authors changed, `file_refused` for a file that
    /// has another licence in the work that it is from, `file_shared` for one that another resource has under another
    /// licence, of which neither names the other.
    code: &'static str,
    /// Title of the work, its address where it has none; the slug of one that is lost. Empty where it is about no source.
    source: String,
    /// For `changed`: number of the last revision that is surely the authors'.
    #[serde(skip_serializing_if = "Option::is_none")]
    since_revision: Option<u32>,
    /// What the licence of the work asks, as a sentence; null where no licence is known.
    text: Option<String>,
    /// The file of which the licence is in doubt; null where it is that of the resource.
    file: Option<DoubtfulFileBody>,
}

/// A resource whose licence is in doubt.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DoubtfulBody {
    /// Its slug.
    slug: String,
    /// Its title.
    title: String,
    /// Identifier of its licence.
    licence: String,
    /// Why.
    doubts: Vec<DoubtBody>,
}

/// Resources whose licence is in doubt.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DoubtfulListBody {
    /// How many there are in all.
    total: usize,
    /// Those asked for, by title.
    resources: Vec<DoubtfulBody>,
}

/// Lists the resources whose sources do not permit their licence, or of which nobody can say whether they do: an import
/// takes in what it finds. Works of others who are not named, and texts that their licence forbids to change and that others
/// changed, are among them.
#[utoipa::path(get, path = "/api/v1/licences/doubtful", tag = "licences",
    params(
        ("offset" = Option<u64>, Query, description = "Resources to pass over"),
        ("limit" = Option<u32>, Query, description = "1 to 500, 100 by itself")),
    responses(
        (status = 200, description = "The resources", body = DoubtfulListBody),
        (status = 422, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn list(
    site: web::Data<Site>,
    visit: Visit,
    request: HttpRequest,
) -> Result<web::Json<DoubtfulListBody>, Failure> {
    let (offset, limit) = page_of_log(&query_pairs(&request)?, "offset")?;
    let offset = usize::try_from(offset.unwrap_or_default()).unwrap_or(usize::MAX);
    let doubtful = site.library.standing_licences().await?;
    let lang = visit.language.of_licences();
    let asked = doubtful.iter().skip(offset).take(limit);
    Ok(web::Json(DoubtfulListBody {
        total: doubtful.len(),
        resources: asked.map(|one| resource(one, lang)).collect(),
    }))
}

fn resource(doubtful: &DoubtfulLicence, lang: Lang) -> DoubtfulBody {
    DoubtfulBody {
        slug: doubtful.slug.to_string(),
        title: doubtful.title.clone(),
        licence: doubtful.licence.to_string(),
        doubts: doubtful.doubts.iter().map(|one| doubt(one, lang)).collect(),
    }
}

fn doubt(doubt: &Doubt, lang: Lang) -> DoubtBody {
    let (source, text) = match doubt {
        Doubt::Refused { title, refusal } => (title.clone(), Some(refusal.text(lang))),
        Doubt::Unclear { title } => (title.clone(), None),
        Doubt::Lost { slug } => (slug.to_string(), None),
        Doubt::FileRefused { title, .. } | Doubt::FileShared { title, .. } => (title.clone(), None),
        Doubt::Sourceless | Doubt::Changed { .. } => (String::new(), None),
    };
    let since_revision = match doubt {
        Doubt::Changed { since, .. } => Some(since.0),
        _ => None,
    };
    DoubtBody {
        since_revision,
        code: doubt.code(),
        source,
        text,
        file: DoubtfulFileBody::of(doubt),
    }
}
