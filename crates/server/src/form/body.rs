//! Reads the body of a request, whatever its format, within limits.

use super::urlencoded::{Pairs, pairs};
use super::{multipart, pasted};
use crate::error::{About, Code, Failure, Refusal, RefusedFile};
use crate::site::Site;
use crate::visit::Visit;
use actix_web::http::header;
use actix_web::{HttpRequest, web};
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt;
use library::Received;
use model::{DraftId, Reason, ResourceId};
use serde::de::DeserializeOwned;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as ValueError, StrDeserializer};

/// The most bytes of a body that is no file. A text has less (`model::Body::MAX_BYTES`); there is room for one that is
/// too long, so that it can be given back to whoever wrote it.
pub(crate) const MAX_TEXT_BYTES: usize = 4 * 1024 * 1024;

/// The unseen input that names the draft which a form goes on with.
pub(crate) const DRAFT: &str = "brouillon";

/// The unseen inputs that name drafts which it carries from before.
pub(crate) const EARLIER_DRAFT: &str = "brouillon_avant";

/// The most drafts that a form carries from before.
const MAX_EARLIER_DRAFTS: usize = 50;

/// The unseen input that names the kind of what is written.
pub(crate) const KIND: &str = "kind";

/// The unseen input that names the resource which a form changes, whatever became of its address.
pub(crate) const RESOURCE: &str = "resource";

/// What the message `reason-unreadable` calls bytes that are no UTF-8.
pub(crate) const NOT_UTF_8: &str = "utf-8";

/// A form that was sent.
#[derive(Debug, Default)]
pub(crate) struct Form {
    /// Names and values in the order in which they came.
    pub(crate) pairs: Pairs,
    /// Files that were received and stored.
    pub(crate) files: Vec<Sent>,
    /// Those that were not.
    pub(crate) refused: Vec<RefusedFile>,
    /// Why files could not be stored at all: a full disk, a stopped store. The texts are there.
    pub(crate) fault: Option<Failure>,
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

    /// The revision that what was sent was made from.
    ///
    /// # Errors
    /// [`Code::Invalid`] when it is missing or no number: taking the latest for it would undo what others wrote.
    pub(crate) fn base_revision(&self) -> Result<u32, Failure> {
        let reason = match self.value("base_revision").trim() {
            "" => Reason::Missing,
            number => match number.parse() {
                Ok(number) => return Ok(number),
                Err(_) => Reason::NotANumber,
            },
        };
        Err(Failure::invalid_field("base_revision", reason))
    }

    /// The draft that the form goes on with, if it names one.
    pub(crate) fn kept_draft(&self) -> Option<DraftId> {
        draft_id(self.value(DRAFT))
    }

    /// The drafts that it carries from before, the oldest first.
    pub(crate) fn earlier_drafts(&self) -> Vec<DraftId> {
        let named = self.pairs.iter().filter(|(name, _)| name == EARLIER_DRAFT);
        let ids = named.filter_map(|(_, value)| draft_id(value));
        ids.take(MAX_EARLIER_DRAFTS).collect()
    }

    /// The resource that the form changes, if it names one.
    pub(crate) fn resource(&self) -> Option<ResourceId> {
        identifier(self.value(RESOURCE))
    }

    /// The one failure for all files that were not taken, if there are any.
    pub(crate) fn refusal(&self) -> Option<Failure> {
        if self.fault.is_some() {
            return self.fault.clone();
        }
        let first = self.refused.first()?;
        let code = match first.why {
            Refusal::TooLarge { .. } => Code::TooLarge,
            Refusal::Empty | Refusal::TooMany { .. } => Code::Invalid,
        };
        Some(Failure::new(code).about(About::Files(self.refused.clone())))
    }
}

/// The identifier of a draft, as its address and forms name it.
pub(crate) fn draft_id(text: &str) -> Option<DraftId> {
    identifier(text)
}

fn identifier<T: DeserializeOwned>(text: &str) -> Option<T> {
    let text: StrDeserializer<'_, ValueError> = text.into_deserializer();
    T::deserialize(text).ok()
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
    let mut form = match essence.as_str() {
        "multipart/form-data" => multipart::read(request.headers(), payload, site).await?,
        "application/x-www-form-urlencoded" => {
            let body = bytes(payload, MAX_TEXT_BYTES).await?;
            let pairs = pairs(&body).map_err(|name| Failure::unreadable(&name, NOT_UTF_8))?;
            Form {
                pairs,
                ..Form::default()
            }
        }
        other => return Err(Failure::new(Code::RefusedType).because(other)),
    };
    pasted::sort_out(&mut form.pairs, &Visit::of(request).origin);
    Ok(form)
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
