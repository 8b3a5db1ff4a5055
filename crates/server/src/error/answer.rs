//! The body of an answer that is not what was wished: a page for people, a problem document for programs.

use super::{About, Code, Failure, Refusal, RefusedFile};
use crate::site::Site;
use crate::visit::Visit;
use crate::{api, pages};
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header;
use actix_web::middleware::Next;
use actix_web::{Error, HttpResponse, web};
use model::{Problem, Reason};
use theming::Message;

/// After how many seconds a busy server may be asked again.
const RETRY_SECONDS: &str = "5";

/// Gives every failure, the framework's own too, a body that helps.
pub(crate) async fn answers(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let response = next.call(request).await?;
    let failure = Failure::of_response(response.response());
    let site = response.request().app_data::<web::Data<Site>>().cloned();
    let (Some(failure), Some(site)) = (failure, site) else {
        return Ok(response.map_into_boxed_body());
    };
    let visit = Visit::of(response.request());
    let answer = written(&site, &visit, &failure).await;
    Ok(response.into_response(answer))
}

/// The answer to a failure, for whoever asked.
pub(crate) async fn written(site: &Site, visit: &Visit, failure: &Failure) -> HttpResponse {
    log(visit, failure);
    let mut answer = if visit.is_api {
        api::problem::answer(site, visit, failure)
    } else {
        pages::error::answer(site, visit, failure).await
    };
    let headers = answer.headers_mut();
    headers.insert(
        header::CACHE_CONTROL,
        header::HeaderValue::from_static("no-store"),
    );
    if matches!(failure.code, Code::Busy | Code::ReadOnly) {
        headers.insert(
            header::RETRY_AFTER,
            header::HeaderValue::from_static(RETRY_SECONDS),
        );
    }
    if let About::Methods(methods) = &failure.about
        && let Ok(methods) = header::HeaderValue::from_str(methods)
    {
        headers.insert(header::ALLOW, methods);
    }
    answer
}

fn log(visit: &Visit, failure: &Failure) {
    if failure.code.status().is_server_error() {
        tracing::error!(request = visit.number, %failure, "failed");
    } else {
        tracing::debug!(request = visit.number, %failure, problems = ?failure.problems, "refused");
    }
}

/// Arguments that are words of people, also where these look like numbers.
const TYPED: [&str; 3] = ["given", "title", "holder"];

/// The sentence that explains a reason.
pub(crate) fn sentence(reason: &Reason) -> Message {
    with_arguments(reason, reason.arguments())
}

/// The same in a form: what licences ask, without the place in their texts.
pub(crate) fn plain_sentence(reason: &Reason) -> Message {
    with_arguments(reason, reason.plain_arguments())
}

fn with_arguments(reason: &Reason, arguments: Vec<(&'static str, String)>) -> Message {
    arguments.into_iter().fold(
        Message::new(format!("reason-{}", reason.code())),
        |message, (name, value)| {
            match value.parse::<f64>() {
                // a number chooses singular or plural; what somebody typed stays as they typed it
                Ok(number) if !TYPED.contains(&name) && number.is_finite() => {
                    message.with(name, number)
                }
                _ => message.with(name, value),
            }
        },
    )
}

/// The sentence that explains a problem which stands at no input: it says itself what it is about.
pub(crate) fn explain(problem: &Problem) -> Message {
    match (problem.field.as_str(), &problem.reason) {
        ("base_revision", Reason::Missing) => Message::new("reason-missing-base_revision"),
        ("base_revision", Reason::NotANumber) => Message::new("reason-not_a_number-base_revision"),
        (_, reason) => sentence(reason),
    }
}

/// The sentence that names a refused file and says why it was.
pub(crate) fn refused_file(file: &RefusedFile) -> Message {
    #[expect(clippy::cast_precision_loss, reason = "shown with two digits")]
    let message = match file.why {
        Refusal::TooLarge { max_bytes } => {
            Message::new("refused_file-too_large").with("max", max_bytes as f64)
        }
        Refusal::Empty => Message::new("refused_file-empty"),
        Refusal::TooMany { max } => Message::new("refused_file-too_many").with("max", max as f64),
    };
    message.with("name", file.name.as_str())
}

/// Said to whoever tried to write: `None` to those who only read, and where the help says what became of the text.
pub(crate) fn nothing_saved(visit: &Visit, code: Code) -> Option<Message> {
    let unsaid = matches!(
        code,
        Code::Unreadable
            | Code::Invalid
            | Code::TooLarge
            | Code::RefusedType
            | Code::ReadOnly
            | Code::DiskFull
            | Code::TooManyDrafts
    );
    (visit.writes && unsaid).then(|| Message::new("error-nothing-saved"))
}

/// Whether a form comes back with what was written in it: sent again, perhaps mended, it may work.
pub(crate) fn may_be_sent_again(failure: &Failure) -> bool {
    matches!(failure.code, Code::Invalid | Code::SlugTaken)
        || failure.code.status().is_server_error()
}

/// What is said of a failure that is at no input: why nothing could be written.
pub(crate) fn whole(visit: &Visit, failure: &Failure) -> Vec<Message> {
    if !failure.problems.is_empty() {
        return Vec::new();
    }
    if failure.code.status().is_server_error() {
        tracing::error!(request = visit.number, %failure, "a save failed");
    }
    let help = Message::new(format!("error-{}-help", failure.code.as_str()));
    std::iter::once(help)
        .chain(nothing_saved(visit, failure.code))
        .chain(sentences(failure))
        .collect()
}

/// The sentences that say what exactly was refused.
pub(crate) fn sentences(failure: &Failure) -> Vec<Message> {
    let problems = failure.problems.0.iter().map(explain);
    let limit = match failure.about {
        About::Limit { max_bytes, .. } => Some(limit(max_bytes)),
        _ => None,
    };
    let files = match &failure.about {
        About::Files(files) => files.as_slice(),
        _ => &[],
    };
    problems
        .chain(limit)
        .chain(files.iter().map(refused_file))
        .collect()
}

/// The sentence that names a limit.
pub(crate) fn limit(max_bytes: u64) -> Message {
    #[expect(
        clippy::cast_precision_loss,
        reason = "shown in megabytes with two digits"
    )]
    let bytes = max_bytes as f64;
    Message::new("detail-limit").with("max", bytes)
}
