//! Who asks, for what, in which language.

use crate::guard::RequestNumber;
use crate::language::Language;
use crate::site::Site;
use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use std::convert::Infallible;
use std::future::{Ready, ready};
use std::net::Ipv6Addr;

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
    /// Whether the request is one that writes.
    pub(crate) writes: bool,
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
            writes: !request.method().is_safe(),
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
        let asked = request
            .headers()
            .get(header::HOST)
            .and_then(|value| value.to_str().ok())
            .or_else(|| {
                request
                    .uri()
                    .authority()
                    .map(|authority| authority.as_str())
            })
            .filter(|host| is_plain_host(host));
        let listening = request.app_config().local_addr().to_string();
        // whoever stands behind a proxy says so with the public address: anybody can send `X-Forwarded-Host`
        format!("http://{}", asked.unwrap_or(&listening))
    })
}

/// Whether it is a name or a number of a host, with a port or without: this text becomes part of links and credit lines.
fn is_plain_host(host: &str) -> bool {
    let bracketed = host
        .strip_prefix('[')
        .and_then(|rest| rest.split_once(']'))
        .map(|(number, rest)| (number.parse::<Ipv6Addr>().is_ok(), rest.strip_prefix(':')));
    let (named, port) = match bracketed {
        Some((named, port)) => (named && (port.is_some() || host.ends_with(']')), port),
        None => match host.split_once(':') {
            Some((name, port)) => (is_host_name(name), Some(port)),
            None => (is_host_name(host), None),
        },
    };
    named && port.is_none_or(|port| port.parse::<u16>().is_ok() && !port.starts_with('+'))
}

/// Letters, digits and hyphens between single dots (RFC 1123 §2.1); `_` is seen in local networks.
fn is_host_name(name: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && label
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
    };
    name.len() <= 253
        && name
            .strip_suffix('.')
            .unwrap_or(name)
            .split('.')
            .all(is_label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_hosts_become_links() {
        for host in [
            "localhost",
            "localhost:8080",
            "exemple.fr",
            "10.0.0.1:80",
            "[::1]",
            "[::1]:8080",
        ] {
            assert!(is_plain_host(host), "{host}");
        }
        for host in [
            "",
            ":80",
            "a b",
            "a@b.fr",
            "a.fr/x",
            "a.fr:x",
            "a.fr:+80",
            "a..fr",
            "a.fr:80:80",
            "<b>",
            "[::1",
            "[x]",
            "[::1]x",
            "a.fr:99999",
            "a\"b",
        ] {
            assert!(!is_plain_host(host), "{host}");
        }
    }
}
