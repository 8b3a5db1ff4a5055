//! `multipart/form-data` (RFC 7578), streamed: files go to the store as they come, never into memory.

use super::body::{Form, MAX_TEXT_BYTES, NOT_UTF_8, Sent};
use crate::error::{About, Code, Failure, Refusal, RefusedFile};
use crate::site::Site;
use actix_multipart::{Field, Multipart};
use actix_web::http::header::HeaderMap;
use actix_web::web;
use bytes::Bytes;
use futures_util::StreamExt;
use futures_util::stream::Fuse;
use model::{FileName, Reason};

/// The most files of one request; a resource has no more either.
const MAX_FILES: usize = model::Content::MAX_ITEMS;

/// The most parts of one request: the longest form that a resource can have (50 files, authors and sources with up to
/// five values each, the fields of its kind) stays well below.
const MAX_PARTS: usize = 2000;

/// Bytes of refused files that are read and thrown away in one request, so that the sender gets to read why. A sender of
/// more finds the connection closed.
const MAX_DRAINED_BYTES: u64 = 1024 * 1024 * 1024;

/// The content of a part.
type Part = Fuse<Field>;

/// Reads a form with files. A file that is refused does not stop the others, and a store that takes no file does not
/// stop the texts.
///
/// # Errors
/// [`Unreadable`](crate::error::Code::Unreadable) for a broken body, [`TooLarge`](crate::error::Code::TooLarge) for
/// texts over the limit, [`Invalid`](crate::error::Code::Invalid) for more parts than any form has, or a fault of the
/// store.
pub(super) async fn read(
    headers: &HeaderMap,
    payload: web::Payload,
    site: &Site,
) -> Result<Form, Failure> {
    let mut parts = Multipart::new(headers, payload);
    let mut form = Form::default();
    let (mut text_bytes, mut drained, mut count) = (0, 0, 0);
    while let Some(field) = parts.next().await {
        let field = field?;
        count += 1;
        if count > MAX_PARTS {
            let reason = Reason::TooMany { max: MAX_PARTS };
            return Err(Failure::invalid_field("body", reason));
        }
        let input = field.name().unwrap_or_default().to_owned();
        let name = file_name(&field, &input);
        // a part must not be asked for more after its end
        let mut part = field.fuse();
        match name {
            Some(name) => {
                take_file(&mut form, site, &mut part, input, &name, &mut drained).await?;
            }
            None => {
                text_bytes += input.len();
                let value = text(&mut part, &input, &mut text_bytes).await?;
                if text_bytes <= MAX_TEXT_BYTES {
                    form.pairs.push((input, value));
                }
            }
        }
    }
    if text_bytes > MAX_TEXT_BYTES {
        return Err(Failure::too_large("body", MAX_TEXT_BYTES as u64));
    }
    Ok(form)
}

/// The name of a file, or `None` for a text. Programs may send the part `file` without a name.
fn file_name(field: &Field, input: &str) -> Option<String> {
    let named = field
        .content_disposition()
        .and_then(|disposition| disposition.get_filename().map(str::to_owned));
    named.or_else(|| (input == "file").then(String::new))
}

async fn take_file(
    form: &mut Form,
    site: &Site,
    part: &mut Part,
    input: String,
    name: &str,
    drained: &mut u64,
) -> Result<(), Failure> {
    if form.fault.is_some() {
        return drain(part, drained).await;
    }
    match receive(site, part, name, form.files.len()).await {
        Ok(None) => {}
        Ok(Some(received)) => {
            site.meters.received(received.size_bytes);
            form.files.push(Sent { input, received });
        }
        Err(failure) => {
            let why = refusal(&failure);
            if why.is_none() && !is_fault_of_store(&failure) {
                return Err(failure);
            }
            drain(part, drained).await?;
            match why {
                Some(why) => form.refused.push(RefusedFile {
                    name: FileName::nearest(name).to_string(),
                    why,
                }),
                None => form.fault = Some(failure),
            }
        }
    }
    Ok(())
}

/// Why the file is refused; `None` when it is not the file that is wrong, but the request or the machine.
fn refusal(failure: &Failure) -> Option<Refusal> {
    let reason = failure.problems.0.first().map(|problem| &problem.reason);
    match (&failure.about, reason) {
        (About::Limit { max_bytes, .. }, _) => Some(Refusal::TooLarge {
            max_bytes: *max_bytes,
        }),
        (_, Some(Reason::Missing)) => Some(Refusal::Empty),
        (_, Some(Reason::TooMany { max })) => Some(Refusal::TooMany { max: *max }),
        _ => None,
    }
}

/// Whether nothing can be stored at this moment: what was written in the form's other inputs is worth reading then.
fn is_fault_of_store(failure: &Failure) -> bool {
    matches!(
        failure.code,
        Code::DiskFull | Code::ReadOnly | Code::Busy | Code::Internal
    )
}

/// Stores a file; `None` for the empty part that a browser sends when no file was chosen.
async fn receive(
    site: &Site,
    part: &mut Part,
    name: &str,
    before: usize,
) -> Result<Option<library::Received>, Failure> {
    if before >= MAX_FILES {
        return Err(Failure::invalid_field(
            "file",
            Reason::TooMany { max: MAX_FILES },
        ));
    }
    let first = first_bytes(part).await?;
    if first.is_none() && name.is_empty() {
        return Ok(None);
    }
    let mut upload = site.library.receive().await?;
    if let Some(first) = first {
        upload.write(first).await?;
    }
    while let Some(chunk) = part.next().await {
        upload.write(chunk?).await?;
    }
    Ok(Some(upload.finish(name).await?))
}

/// The first bytes of a part, before anything is asked of the store: a form without a file is read even when no file
/// can be stored.
async fn first_bytes(part: &mut Part) -> Result<Option<Bytes>, Failure> {
    while let Some(chunk) = part.next().await {
        let chunk = chunk?;
        if !chunk.is_empty() {
            return Ok(Some(chunk));
        }
    }
    Ok(None)
}

async fn drain(part: &mut Part, drained: &mut u64) -> Result<(), Failure> {
    while let Some(chunk) = part.next().await {
        *drained += chunk?.len() as u64;
        if *drained > MAX_DRAINED_BYTES {
            return Err(Failure::too_large("file", MAX_DRAINED_BYTES));
        }
    }
    Ok(())
}

/// A value of text. Over the limit it is read on and thrown away.
async fn text(part: &mut Part, input: &str, text_bytes: &mut usize) -> Result<String, Failure> {
    let mut value = Vec::new();
    while let Some(chunk) = part.next().await {
        let chunk = chunk?;
        *text_bytes += chunk.len();
        if *text_bytes <= MAX_TEXT_BYTES {
            value.extend_from_slice(&chunk);
        }
    }
    String::from_utf8(value).map_err(|_| Failure::unreadable(input, NOT_UTF_8))
}
