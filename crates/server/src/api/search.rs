//! Searching as JSON.

use crate::address;
use crate::api::problem::Problem;
use crate::error::Failure;
use crate::form::{NOT_UTF_8, pairs};
use crate::present::{facet_value_label, indexing};
use crate::query;
use crate::site::Site;
use crate::visit::Visit;
use actix_web::{HttpRequest, web};
use library::search::{Hit, Relaxed};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Lines proposed while somebody types.
const SUGGESTIONS: usize = 8;

/// What a search found.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SearchBody {
    /// How many resources were found in all.
    total: usize,
    /// Those asked for.
    hits: Vec<HitBody>,
    /// By facet: values with the number of resources that have them, over the whole result.
    facets: BTreeMap<String, Vec<FacetBody>>,
    /// The words with unknown ones mended, when that finds more.
    did_you_mean: Option<String>,
    /// Near words that were searched for as well; none with `literal`.
    also_searched: Vec<String>,
    /// What was done to find something, in its order; empty when the words were searched as they are.
    relaxed: Vec<RelaxedBody>,
    /// How much of the library the index knows, in hundredths, while it is being built: more is found afterwards. `null`
    /// when it knows all.
    indexing: Option<u64>,
}

/// A step that was taken to find something. The engine's own steps look alike, but programs read these: their names stay
/// when the engine's change, and a new step of the engine's is not told before it has a name here.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "step", rename_all = "snake_case")]
pub(crate) enum RelaxedBody {
    /// No word of the library is like this one: near spellings were searched for instead.
    Corrected {
        /// As it was typed.
        word: String,
        /// What was searched for instead, the likeliest first.
        searched: Vec<String>,
    },
    /// Nothing has the quoted words side by side: they were searched for as single words.
    Unquoted {
        /// As it was typed, without its marks.
        quotation: String,
    },
    /// Nothing has all words, or enough of them: these were not asked for.
    LeftOut {
        /// As they were typed.
        words: Vec<String>,
    },
}

/// A resource that was found.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HitBody {
    /// Identifier of the resource.
    id: String,
    /// Its address within the library.
    slug: String,
    /// Title.
    title: String,
    /// The title as HTML, the words found between `<mark>` and `</mark>`.
    marked_title: String,
    /// Identifier of its kind.
    kind: String,
    /// Identifier of its licence.
    licence: String,
    /// Themes.
    tags: Vec<String>,
    /// When its latest revision was written.
    updated_at: String,
    /// Path of its page.
    url: String,
    /// A passage as HTML, the words found between `<mark>` and `</mark>`.
    excerpt: String,
    /// How well it fits; comparable within one search only.
    score: f32,
    /// The file in which the words are, when they are in a file.
    matched_file: Option<MatchedFileBody>,
}

/// Where in a file the words were found.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MatchedFileBody {
    /// Name of the file.
    name: String,
    /// Page or slide, from 1.
    page: Option<u32>,
    /// Path of the file, opened at the page if browsers can.
    url: String,
}

/// A value of a facet.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FacetBody {
    /// The value to filter by.
    value: String,
    /// What people call it.
    label: String,
    /// How many resources have it.
    count: usize,
}

/// Lines to propose.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SuggestionsBody {
    /// The best first.
    suggestions: Vec<SuggestionBody>,
}

/// A line to propose.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SuggestionBody {
    /// What to show.
    text: String,
    /// The resource, when the line is a title.
    slug: Option<String>,
}

/// Searches; without words everything is found, the latest first. A filter may be repeated: OR within one filter, AND
/// between filters. Fields that a kind calls facets are filters too.
#[utoipa::path(get, path = "/api/v1/resources", tag = "resources",
    params(
        ("q" = Option<String>, Query, description = "Words to search for; `\"a phrase\"`, `-without` and `field:value` are understood"),
        ("literal" = Option<bool>, Query, description = "Only these words: no near words, no corrections"),
        ("kind" = Option<Vec<String>>, Query, description = "Identifiers of kinds"),
        ("tag" = Option<Vec<String>>, Query, description = "Themes"),
        ("licence" = Option<Vec<String>>, Query, description = "Identifiers of licences"),
        ("author" = Option<Vec<String>>, Query, description = "Names of authors"),
        ("year" = Option<Vec<String>>, Query, description = "Years"),
        ("sort" = Option<String>, Query, description = "`relevance`, `updated`, `created` or `title`"),
        ("limit" = Option<u32>, Query, description = "1 to 100, 20 by itself"),
        ("offset" = Option<u32>, Query, description = "Hits to pass over, at most 10000")),
    responses(
        (status = 200, description = "What was found", body = SearchBody),
        (status = 400, description = "The query is no UTF-8", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A parameter is unknown or wrong", body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn search(
    site: web::Data<Site>,
    visit: Visit,
    request: HttpRequest,
) -> Result<web::Json<SearchBody>, Failure> {
    let pairs = query_pairs(&request)?;
    let kinds = site.library.kinds();
    let query = query::of_api(&pairs, &kinds).map_err(Failure::invalid)?;
    let results = site.library.find(query).await?;
    let facets = results.facets.into_iter().map(|(name, counts)| {
        let values = counts.into_iter().map(|count| FacetBody {
            label: facet_value_label(&kinds, &name, &count.value, visit.language),
            value: count.value,
            count: count.count,
        });
        let values = values.collect();
        (name, values)
    });
    Ok(web::Json(SearchBody {
        total: results.total,
        facets: facets.collect(),
        hits: results.hits.into_iter().map(hit).collect(),
        did_you_mean: results.did_you_mean,
        also_searched: results.also_searched,
        relaxed: results.relaxed.into_iter().map(relaxed).collect(),
        indexing: indexing(&site.library.positions().await?),
    }))
}

fn relaxed(step: Relaxed) -> RelaxedBody {
    match step {
        Relaxed::Corrected { word, searched } => RelaxedBody::Corrected { word, searched },
        Relaxed::Unquoted { quotation } => RelaxedBody::Unquoted { quotation },
        Relaxed::LeftOut { words } => RelaxedBody::LeftOut { words },
    }
}

fn hit(hit: Hit) -> HitBody {
    HitBody {
        id: hit.resource.to_string(),
        url: address::resource(hit.slug.as_str()),
        title: hit.title,
        marked_title: hit.marked_title,
        kind: hit.kind,
        licence: hit.licence,
        tags: hit.tags,
        updated_at: hit.updated_at.to_string(),
        excerpt: hit.excerpt,
        score: hit.score,
        matched_file: hit.matched_file.map(|file| MatchedFileBody {
            url: address::page_of_file(hit.slug.as_str(), &file.name, file.page),
            name: file.name,
            page: file.page,
        }),
        slug: hit.slug.to_string(),
    }
}

/// Proposes lines while somebody types.
#[utoipa::path(get, path = "/api/v1/suggest", tag = "resources",
    params(("q" = Option<String>, Query, description = "What was typed so far")),
    responses(
        (status = 200, description = "Lines to propose, the best first", body = SuggestionsBody),
        (status = 400, description = "The query is no UTF-8", body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn suggest(
    site: web::Data<Site>,
    request: HttpRequest,
) -> Result<web::Json<SuggestionsBody>, Failure> {
    let pairs = query_pairs(&request)?;
    let text = pairs
        .iter()
        .find(|(name, _)| name == "q")
        .map_or("", |(_, value)| value.as_str());
    let found = site.library.suggest(text, SUGGESTIONS).await?;
    let suggestions = found.into_iter().map(|line| SuggestionBody {
        text: line.text,
        slug: line.slug.map(|slug| slug.to_string()),
    });
    Ok(web::Json(SuggestionsBody {
        suggestions: suggestions.collect(),
    }))
}

/// The pairs of a request's query.
///
/// # Errors
/// When one is no UTF-8.
pub(crate) fn query_pairs(request: &HttpRequest) -> Result<crate::form::Pairs, Failure> {
    pairs(request.query_string().as_bytes()).map_err(|name| Failure::unreadable(&name, NOT_UTF_8))
}
