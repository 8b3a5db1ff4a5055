//! Addresses that nobody can have typed, and those that were typed almost right.

use crate::error::Failure;
use crate::form::NOT_UTF_8;
use crate::pages::moved;
use actix_web::Error;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use percent_encoding::percent_decode_str;

/// Refuses a path that is no UTF-8: mending it in silence would lead to something that nobody asked for. Who reads a
/// page is led on from an address with a slash at its end, or with capitals in its slug.
pub(crate) async fn readable_address(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if percent_decode_str(request.path()).decode_utf8().is_err() {
        return Ok(request.error_response(Failure::unreadable("path", NOT_UTF_8)));
    }
    if request.method().is_safe()
        && let Some(path) = tidied(request.path())
    {
        let answer = moved(request.request(), &path);
        return Ok(request.into_response(answer));
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

/// The path as it is written here, when it is another one.
fn tidied(path: &str) -> Option<String> {
    // `//host` and `/\\host` are addresses of other sites to a browser
    let elsewhere = path
        .get(1..)
        .is_some_and(|rest| rest.starts_with(['/', '\\']));
    if elsewhere || path.starts_with("/api/") || path.starts_with("/assets/") {
        return None;
    }
    let trimmed = match path.trim_end_matches('/') {
        "" => "/",
        trimmed => trimmed,
    };
    let tidy = match trimmed.strip_prefix("/ressources/") {
        Some(rest) => {
            let (slug, below) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            // what is written with percent signs is no slug in any case
            let slug = if slug.contains('%') {
                slug.to_owned()
            } else {
                slug.to_ascii_lowercase()
            };
            format!("/ressources/{slug}{below}")
        }
        None => trimmed.to_owned(),
    };
    (tidy != path).then_some(tidy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_typed_almost_right_lead_on() {
        for (path, expected) in [
            ("/licences/", "/licences"),
            ("/ressources/Charte", "/ressources/charte"),
            (
                "/ressources/CHARTE/fichiers/A.pdf",
                "/ressources/charte/fichiers/A.pdf",
            ),
            ("/ressources/charte//", "/ressources/charte"),
        ] {
            assert_eq!(tidied(path).as_deref(), Some(expected));
        }
        for path in [
            "/",
            "/licences",
            "/themes/Jeu",
            "/licences/CC-BY-4.0",
            "//exemple.fr/",
            "/\\exemple.fr/",
            "/api/v1/",
            "/ressources/%C3%89t%C3%A9",
        ] {
            assert_eq!(tidied(path), None, "{path}");
        }
    }
}
