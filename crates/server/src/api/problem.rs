//! Problem documents (RFC 9457).

use crate::error::{About, Code, Failure, Refusal, explain, limit, nothing_saved, refused_file};
use crate::site::Site;
use crate::visit::{API, Visit};
use actix_web::{HttpResponse, web};
use model::Reason;
use serde::Serialize;
use theming::Message;
use utoipa::ToSchema;

/// Media type of a problem document.
const MEDIA_TYPE: &str = "application/problem+json";

/// Why a request was not answered as it wished.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// Address of the catalogue of problems, with the code behind `#`.
    #[serde(rename = "type")]
    pub(crate) problem_type: String,
    /// What went wrong, in a few words of the language of `Accept-Language` (French or English).
    pub(crate) title: String,
    /// The HTTP status.
    pub(crate) status: u16,
    /// What to do about it.
    pub(crate) detail: String,
    /// A stable word for what went wrong.
    pub(crate) code: String,
    /// The path that was asked for.
    pub(crate) instance: String,
    /// Number under which the server's log speaks of the request.
    pub(crate) request: String,
    /// Each value that is wrong.
    pub(crate) errors: Vec<FieldError>,
    /// The most bytes allowed, when something was too large.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) limit_bytes: Option<u64>,
    /// Number of the latest revision, when somebody else changed the same file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) latest_revision: Option<u32>,
    /// When, by whom and why a resource was withdrawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) withdrawn: Option<Withdrawn>,
}

/// A value that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct FieldError {
    /// Path of the value: `title`, `fields.duree`, `authors[2].name`…
    pub(crate) field: String,
    /// A stable word for what is wrong with it.
    pub(crate) code: String,
    /// The same as a sentence.
    pub(crate) reason: String,
    /// What can be done instead, the best first, where the licences of sources clash.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) ways_out: Vec<WayOutBody>,
}

/// What can be done with works whose licences clash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct WayOutBody {
    /// `leave-out`, `collection`, `link-or-quote` or `ask-authors`.
    code: String,
    /// The same as a sentence.
    text: String,
}

/// What is left of a withdrawn resource.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Withdrawn {
    /// When it was withdrawn.
    pub(crate) at: String,
    /// Signature of whoever withdrew it.
    pub(crate) by: Option<String>,
    /// Why.
    pub(crate) reason: String,
}

/// A code of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct ProblemKind {
    /// The stable word.
    code: String,
    /// The status that comes with it.
    status: u16,
    /// What it means.
    title: String,
    /// What to do.
    help: String,
}

/// The document for a failure.
pub(crate) fn document(site: &Site, visit: &Visit, failure: &Failure) -> Problem {
    let say = |message: &Message| site.theme.message(visit.language.tag(), message);
    let errors = failure.problems.0.iter().map(|problem| FieldError {
        field: problem.field.clone(),
        code: problem.reason.code().to_owned(),
        reason: say(&explain(problem)),
        ways_out: ways_out(&problem.reason, visit),
    });
    let over = match failure.about {
        About::Limit { field, max_bytes } => Some(over_limit(field, say(&limit(max_bytes)))),
        _ => None,
    };
    let files = match &failure.about {
        About::Files(files) => files.as_slice(),
        _ => &[],
    };
    let refused = files.iter().map(|file| FieldError {
        field: "file".to_owned(),
        code: file.why.code().to_owned(),
        reason: say(&refused_file(file)),
        ways_out: Vec::new(),
    });
    let said = nothing_saved(visit, failure.code).map(|message| say(&message));
    let detail: Vec<String> = said
        .into_iter()
        .chain([help(site, visit, failure.code)])
        .collect();
    let code = failure.code.as_str();
    Problem {
        problem_type: format!("{API}/problems#{code}"),
        title: title(site, visit, failure.code),
        status: failure.code.status().as_u16(),
        detail: detail.join(" "),
        code: code.to_owned(),
        instance: visit.path.clone(),
        request: visit.number.clone(),
        errors: errors.chain(over).chain(refused).collect(),
        limit_bytes: limit_bytes(&failure.about),
        latest_revision: match failure.about {
            About::Latest(number) => Some(number),
            _ => None,
        },
        withdrawn: match &failure.about {
            About::Tombstone { tombstone, .. } => Some(Withdrawn {
                at: tombstone.at.to_string(),
                by: tombstone.by.name().map(str::to_owned),
                reason: tombstone.reason.to_string(),
            }),
            _ => None,
        },
    }
}

fn limit_bytes(about: &About) -> Option<u64> {
    match about {
        About::Limit { max_bytes, .. } => Some(*max_bytes),
        About::Files(files) => files.iter().find_map(|file| match file.why {
            Refusal::TooLarge { max_bytes } => Some(max_bytes),
            Refusal::Empty | Refusal::TooMany { .. } => None,
        }),
        _ => None,
    }
}

fn over_limit(field: &str, reason: String) -> FieldError {
    FieldError {
        field: field.to_owned(),
        code: Code::TooLarge.as_str().to_owned(),
        reason,
        ways_out: Vec::new(),
    }
}

fn ways_out(reason: &Reason, visit: &Visit) -> Vec<WayOutBody> {
    let Reason::SourcesConflict { sources } = reason else {
        return Vec::new();
    };
    let lang = visit.language.of_licences();
    let ways_out = licensing::conflict(sources)
        .into_iter()
        .flat_map(|conflict| conflict.ways_out);
    ways_out
        .map(|way| WayOutBody {
            code: way.code().to_owned(),
            text: way.text(lang),
        })
        .collect()
}

/// Answers with the document for a failure.
pub(crate) fn answer(site: &Site, visit: &Visit, failure: &Failure) -> HttpResponse {
    respond(failure.code, &document(site, visit, failure))
}

/// Answers with a document, whatever it carries beyond the usual.
pub(crate) fn respond(code: Code, document: &impl Serialize) -> HttpResponse {
    let body = serde_json::to_vec(document).unwrap_or_default();
    HttpResponse::build(code.status())
        .content_type(MEDIA_TYPE)
        .body(body)
}

fn title(site: &Site, visit: &Visit, code: Code) -> String {
    told(site, visit, code, "title")
}

fn help(site: &Site, visit: &Visit, code: Code) -> String {
    told(site, visit, code, "help")
}

/// What is said to programs where that differs from what is said to people, who see a page and may go back.
fn told(site: &Site, visit: &Visit, code: Code, part: &str) -> String {
    let code = code.as_str();
    let own = Message::new(format!("api-error-{code}-{part}"));
    let message = if site.theme.has_message(&own) {
        own
    } else {
        Message::new(format!("error-{code}-{part}"))
    };
    site.theme.message(visit.language.tag(), &message)
}

/// All codes with their meaning: where the `type` of a problem leads.
#[utoipa::path(get, path = "/api/v1/problems", tag = "library",
    responses((status = 200, description = "The catalogue of problems", body = [ProblemKind])))]
pub(crate) async fn catalogue(site: web::Data<Site>, visit: Visit) -> web::Json<Vec<ProblemKind>> {
    let kind = |code: Code| ProblemKind {
        code: code.as_str().to_owned(),
        status: code.status().as_u16(),
        title: title(&site, &visit, code),
        help: help(&site, &visit, code),
    };
    web::Json(Code::ALL.into_iter().map(kind).collect())
}
