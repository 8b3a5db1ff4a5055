//! Forms of other sites may not write here.

use crate::error::{Code, Failure};
use crate::visit::Visit;
use actix_web::Error;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderMap};
use actix_web::middleware::Next;

/// Refuses what writes and comes from a page of another site. Programs send neither header and pass.
pub(crate) async fn same_origin(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let reads = request.method().is_safe();
    let own = Visit::of(request.request()).origin;
    if !reads && foreign(request.headers(), &own) {
        return Ok(request.error_response(Failure::new(Code::ForbiddenOrigin)));
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

/// Fetch Metadata §2.3 where the browser sends it, `Origin` (RFC 6454 §7) elsewhere.
fn foreign(headers: &HeaderMap, own: &str) -> bool {
    let text = |value: Option<&header::HeaderValue>| {
        value
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned)
    };
    match text(headers.get("sec-fetch-site")).as_deref() {
        Some("same-origin" | "none") => return false,
        Some(_) => return true,
        None => {}
    }
    match text(headers.get(header::ORIGIN)) {
        None => false,
        Some(origin) => host(&origin) != host(own),
    }
}

/// Host and port: a proxy in front may speak another scheme than we do.
fn host(origin: &str) -> &str {
    origin.split_once("://").map_or(origin, |(_, host)| host)
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::{HeaderName, HeaderValue};

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.insert(
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            );
        }
        headers
    }

    #[test]
    fn other_sites_are_told_apart() {
        let own = "http://127.0.0.1:8080";
        for (pairs, expected) in [
            (&[][..], false),
            (&[("sec-fetch-site", "same-origin")], false),
            (&[("sec-fetch-site", "none")], false),
            (&[("sec-fetch-site", "cross-site")], true),
            (&[("sec-fetch-site", "same-site")], true),
            (&[("origin", "http://127.0.0.1:8080")], false),
            (&[("origin", "https://127.0.0.1:8080")], false),
            (&[("origin", "http://127.0.0.1:9090")], true),
            (&[("origin", "null")], true),
        ] {
            assert_eq!(foreign(&headers(pairs), own), expected, "{pairs:?}");
        }
    }
}
