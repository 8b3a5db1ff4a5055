//! A number for every request, which the visitor sees and the log knows.

use crate::site::Site;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, web};
use percent_encoding::percent_decode_str;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// The number of a request, such as `k3f9-17`.
#[derive(Debug, Clone)]
pub(crate) struct RequestNumber(pub(crate) String);

static NEXT: AtomicU64 = AtomicU64::new(1);
const NAME: HeaderName = HeaderName::from_static("x-request-id");

/// Gives the request its number, counts it and writes its line in the log. The query is left out: what people search
/// for is nobody's business. So is the address of a draft: whoever knows it may read the draft.
pub(crate) async fn numbered(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let begun = Instant::now();
    let site = request.app_data::<web::Data<Site>>().cloned();
    let run = site.as_ref().map_or("", |site| site.run.as_str());
    let number = format!("{run}-{}", NEXT.fetch_add(1, Ordering::Relaxed));
    request
        .extensions_mut()
        .insert(RequestNumber(number.clone()));
    let (method, path) = (request.method().clone(), logged(request.path()).to_owned());
    let mut response = next.call(request).await?;
    if let Ok(value) = HeaderValue::from_str(&number) {
        response.headers_mut().insert(NAME, value);
    }
    let status = response.status().as_u16();
    if let Some(site) = site {
        site.meters.answered(status);
    }
    let milliseconds = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
    tracing::info!(request = number, %method, path, status, milliseconds, "answered");
    Ok(response)
}

/// The path as the log has it.
fn logged(path: &str) -> &str {
    let drafts = percent_decode_str(path)
        .decode_utf8_lossy()
        .starts_with("/brouillons/");
    if drafts { "/brouillons/…" } else { path }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_does_not_know_where_drafts_are() {
        let id = "00000000-0000-4000-8000-000000000000";
        for path in [
            format!("/brouillons/{id}"),
            format!("/brouillons/{id}/supprimer"),
            format!("/%62rouillons/{id}"),
        ] {
            assert_eq!(logged(&path), "/brouillons/…");
        }
        for path in ["/brouillons", "/ressources/brouillons"] {
            assert_eq!(logged(path), path);
        }
    }
}
