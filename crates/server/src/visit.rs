//! Who asks, for what, in which language.

use crate::guard::RequestNumber;
use crate::language::Language;
use crate::site::Site;
use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use std::convert::Infallible;
use std::future::{Ready, ready};

/// Where the addresses of the API begin.
pub(crate) const API: &str = "/api/v1";

/// The circumstances of a request that pages and answers speak of.
#[derive(Debug, Clone)]
pub(crate) struct Visit {
    /// Language of the answer.
    pub(crate) language: Language,
    /// Number under which the log speaks of the request.
    pub(crate) number: String,
    /// Scheme and host of this library, without a slash at the end.
    pub(crate) origin: String,
    /// Path asked for.
    pub(crate) path: String,
    /// Path and query asked for.
    pub(crate) path_and_query: String,
    /// What the visitor's browser has kept of the page (`If-None-Match`).
    pub(crate) known: Option<String>,
    /// Whether a program asks, not a person.
    pub(crate) is_api: bool,
}

impl Visit {
    /// The circumstances of that request.
    pub(crate) fn of(request: &HttpRequest) -> Self {
        let path = request.path().to_owned();
        let is_api = path.starts_with("/api/");
        let number = request
            .extensions()
            .get::<RequestNumber>()
            .map(|number| number.0.clone());
        let language = if is_api {
            Language::of_api(request)
        } else {
            Language::of_pages(request)
        };
        Self {
            language,
            number: number.unwrap_or_default(),
            origin: origin(request),
            path_and_query: request
                .uri()
                .path_and_query()
                .map_or_else(|| path.clone(), ToString::to_string),
            known: known(request),
            path,
            is_api,
        }
    }

    /// An absolute address.
    pub(crate) fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }
}

impl FromRequest for Visit {
    type Error = Infallible;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        ready(Ok(Self::of(request)))
    }
}

fn known(request: &HttpRequest) -> Option<String> {
    let value = request.headers().get(header::IF_NONE_MATCH)?;
    value.to_str().ok().map(str::to_owned)
}

fn origin(request: &HttpRequest) -> String {
    let configured = request
        .app_data::<web::Data<Site>>()
        .and_then(|site| site.public_url.clone());
    configured.unwrap_or_else(|| {
        let connection = request.connection_info();
        format!("{}://{}", connection.scheme(), connection.host())
    })
}
