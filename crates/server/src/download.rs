//! Files on their way out: streamed, in part if that is wished, never run in our name.

mod disposition;
pub(crate) mod marked;
mod range;

pub(crate) use disposition::shown_inline;

use crate::error::Failure;
use crate::site::Site;
use actix_web::body::SizedStream;
use actix_web::http::header::{self, HeaderMap};
use actix_web::{HttpResponse, HttpResponseBuilder, web};
use bytes::Bytes;
use futures_util::stream::{self, Stream};
use licensing::LicenceId;
use model::{FileRef, Sha256};
use range::Wanted;
use std::io;
use std::ops::Range;

/// Bytes read at a time: few enough for many downloads at once, many enough to keep a disk busy.
const CHUNK_BYTES: u64 = 256 * 1024;

/// What a browser may do with a file that it shows: nothing but draw it.
const SANDBOX: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'; object-src 'self'; sandbox";
/// PDF viewers of browsers do not work in a sandbox; the media type keeps it from being anything else.
const SHOWN: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'; object-src 'self'; frame-ancestors 'self'";

/// Answers with a file, as the request's conditions and range ask (RFC 9110 §13, §14).
///
/// # Errors
/// A fault of the store before the first byte; one after it ends the connection.
pub(crate) async fn answer(
    site: web::Data<Site>,
    asked: &HeaderMap,
    file: &FileRef,
    licence: LicenceId,
) -> Result<HttpResponse, Failure> {
    let tag = format!("\"{}\"", file.sha256);
    let text = |name| asked.get(name).and_then(|value| value.to_str().ok());
    if text(header::IF_NONE_MATCH).is_some_and(|known| matches(known, &tag)) {
        return Ok(begin(HttpResponse::NotModified(), file, licence, &tag).finish());
    }
    let wished =
        text(header::RANGE).filter(|_| text(header::IF_RANGE).is_none_or(|known| known == tag));
    let size = file.size_bytes;
    match range::wanted(wished, size) {
        Wanted::OutOfReach => Ok(
            begin(HttpResponse::RangeNotSatisfiable(), file, licence, &tag)
                .insert_header((header::CONTENT_RANGE, format!("bytes */{size}")))
                .finish(),
        ),
        Wanted::All => {
            let response = begin(HttpResponse::Ok(), file, licence, &tag);
            send(site, response, file.sha256, 0..size).await
        }
        Wanted::Part(part) => {
            let place = format!("bytes {}-{}/{size}", part.start, part.end - 1);
            let mut response = begin(HttpResponse::PartialContent(), file, licence, &tag);
            response.insert_header((header::CONTENT_RANGE, place));
            send(site, response, file.sha256, part).await
        }
    }
}

/// Whether `If-None-Match` names that tag.
pub(crate) fn matches(known: &str, tag: &str) -> bool {
    let strong = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    known.trim() == "*" || known.split(',').any(|other| strong(other) == strong(tag))
}

fn begin(
    mut response: HttpResponseBuilder,
    file: &FileRef,
    licence: LicenceId,
    tag: &str,
) -> HttpResponseBuilder {
    let inline = shown_inline(&file.media_type);
    let licence = file.licence.unwrap_or(licence).licence();
    response
        .insert_header((header::ETAG, tag.to_owned()))
        .insert_header((header::ACCEPT_RANGES, "bytes"))
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .insert_header((header::CONTENT_TYPE, content_type(&file.media_type)))
        // compressing would give other bytes than the hash and the ranges speak of
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .insert_header((
            header::CONTENT_SECURITY_POLICY,
            if inline { SHOWN } else { SANDBOX },
        ))
        .insert_header((
            header::LINK,
            format!("<{}>; rel=\"license\"", licence.url()),
        ))
        .insert_header((
            header::CONTENT_DISPOSITION,
            disposition::disposition(&file.media_type, file.name.as_str()),
        ));
    response
}

/// Texts are UTF-8 in this library as far as anybody knows.
fn content_type(media_type: &str) -> String {
    if media_type.starts_with("text/") && !media_type.contains("charset") {
        format!("{media_type}; charset=utf-8")
    } else {
        media_type.to_owned()
    }
}

/// Reads the first bytes before the status goes out, so that a missing file is told and not a broken connection.
async fn send(
    site: web::Data<Site>,
    mut response: HttpResponseBuilder,
    sha256: Sha256,
    range: Range<u64>,
) -> Result<HttpResponse, Failure> {
    let first_end = range.end.min(range.start.saturating_add(CHUNK_BYTES));
    let first = site
        .library
        .read_file(sha256, range.start..first_end)
        .await?;
    let length = range.end - range.start;
    let rest = chunks(site, sha256, first_end..range.end);
    let first = stream::iter([Ok::<Bytes, io::Error>(first)]);
    Ok(response.body(SizedStream::new(
        length,
        stream::StreamExt::chain(first, Box::pin(rest)),
    )))
}

fn chunks(
    site: web::Data<Site>,
    sha256: Sha256,
    range: Range<u64>,
) -> impl Stream<Item = Result<Bytes, io::Error>> {
    stream::try_unfold((site, range), move |(site, range)| async move {
        if range.is_empty() {
            return Ok(None);
        }
        let end = range.end.min(range.start.saturating_add(CHUNK_BYTES));
        let chunk = site
            .library
            .read_file(sha256, range.start..end)
            .await
            .map_err(io::Error::other)?;
        if chunk.is_empty() {
            return Err(io::Error::from(io::ErrorKind::UnexpectedEof));
        }
        Ok(Some((chunk, (site, end..range.end))))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_compared_weakly() {
        for known in ["\"a\"", "W/\"a\"", "\"b\", \"a\"", "*"] {
            assert!(matches(known, "\"a\""), "{known}");
        }
        assert!(!matches("\"b\"", "\"a\""));
    }
}
