//! Reads the body of a request, whatever its format, within limits.

use super::multipart;
use super::urlencoded::{Pairs, pairs};
use crate::error::{Code, Failure};
use crate::site::Site;
use actix_web::http::header;
use actix_web::{HttpRequest, web};
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt;
use library::Received;

/// The most bytes of a body that is no file. A text has less (`model::Body::MAX_BYTES`); there is room for one that is
/// too long, so that it can be given back to whoever wrote it.
pub(crate) const MAX_TEXT_BYTES: usize = 4 * 1024 * 1024;

/// A form that was sent.
#[derive(Debug, Default)]
pub(crate) struct Form {
    /// Names and values in the order in which they came.
    pub(crate) pairs: Pairs,
    /// Files that were received and stored.
    pub(crate) files: Vec<Sent>,
    /// Why other files were not: name and failure.
    pub(crate) refused: Vec<(String, Failure)>,
}

/// A file of a form.
#[derive(Debug)]
pub(crate) struct Sent {
    /// Name of the input.
    pub(crate) input: String,
    /// The file.
    pub(crate) received: Received,
}

impl Form {
    /// The first value of that name; empty when there is none.
    pub(crate) fn value(&self, name: &str) -> &str {
        let found = self.pairs.iter().find(|(other, _)| other == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// A whole number.
    pub(crate) fn number(&self, name: &str) -> Option<u32> {
        self.value(name).trim().parse().ok()
    }
}

/// Reads a form of either format.
///
/// # Errors
/// [`Code::Unreadable`], [`Code::TooLarge`], [`Code::RefusedType`].
pub(crate) async fn read(
    request: &HttpRequest,
    payload: web::Payload,
    site: &Site,
) -> Result<Form, Failure> {
    let content_type = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let essence = content_type
        .unwrap_or_default()
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    match essence.as_str() {
        "multipart/form-data" => multipart::read(request.headers(), payload, site).await,
        "application/x-www-form-urlencoded" => {
            let body = bytes(payload, MAX_TEXT_BYTES).await?;
            let pairs =
                pairs(&body).map_err(|name| Failure::unreadable(&name, "the text is not UTF-8"))?;
            Ok(Form {
                pairs,
                ..Form::default()
            })
        }
        other => Err(Failure::new(Code::RefusedType).because(other)),
    }
}

/// The whole body, which stays in memory.
///
/// # Errors
/// [`Code::TooLarge`] over the limit; what follows is read and thrown away up to a bound, so that the sender gets to
/// read the answer.
pub(crate) async fn bytes(mut payload: web::Payload, max_bytes: usize) -> Result<Bytes, Failure> {
    let mut body = BytesMut::new();
    let mut seen = 0;
    while let Some(chunk) = payload.next().await {
        let chunk = chunk?;
        seen += chunk.len();
        if seen <= max_bytes {
            body.extend_from_slice(&chunk);
        } else if seen > max_bytes.saturating_mul(16) {
            break;
        }
    }
    if seen > max_bytes {
        return Err(Failure::too_large("body", max_bytes as u64));
    }
    Ok(body.freeze())
}
