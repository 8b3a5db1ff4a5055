//! A copy that says whose it is and under which licence, made for who asks.

use super::{CHUNK_BYTES, begin, disposition, matches};
use crate::error::Failure;
use crate::present::Presenter;
use actix_web::body::SizedStream;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderMap};
use actix_web::{HttpResponse, HttpResponseBuilder};
use bytes::{Bytes, BytesMut};
use futures_util::stream::{self, Stream};
use library::marking::Mark;
use library::{Copied, Sheet, Unmarkable};
use model::FileRef;
use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use tokio::io::AsyncReadExt;

/// Answers with the copy, or tells why there is none.
///
/// # Errors
/// A fault of the store; [`Code::Busy`](crate::error::Code::Busy) when too many copies are wanted at once, or whoever made
/// this one was ended by somebody else.
pub(crate) async fn answer(
    presenter: Presenter<'_>,
    asked: &HeaderMap,
    sheet: &Sheet,
    file: &FileRef,
) -> Result<Result<HttpResponse, Unmarkable>, Failure> {
    let mark = presenter.file_mark(sheet, file).await?;
    let tag = tag(file, &mark);
    let known = asked
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok());
    let response = |status| {
        let response = HttpResponse::build(status);
        as_copy(begin(response, file, sheet.content().licence, &tag), file)
    };
    if known.is_some_and(|known| matches(known, &tag)) {
        return Ok(Ok(response(StatusCode::NOT_MODIFIED).finish()));
    }
    Ok(
        match presenter.site.library.marked_copy(file, mark).await? {
            Copied::Marked { copy, size_bytes } => {
                let chunks = Box::pin(chunks(copy));
                Ok(response(StatusCode::OK).body(SizedStream::new(size_bytes, chunks)))
            }
            Copied::Unmarked(why) => Err(why),
        },
    )
}

/// A weak tag: another version of the program may write the same mark in other bytes.
fn tag(file: &FileRef, mark: &Mark) -> String {
    let mut hasher = DefaultHasher::new();
    (file.sha256, mark).hash(&mut hasher);
    format!("W/\"{:016x}\"", hasher.finish())
}

/// What is different from the original: it is saved, not shown; it is given whole; it speaks the visitor's language.
fn as_copy(mut response: HttpResponseBuilder, file: &FileRef) -> HttpResponseBuilder {
    response
        .insert_header((
            header::CONTENT_DISPOSITION,
            disposition::attachment(file.name.as_str()),
        ))
        .insert_header((header::ACCEPT_RANGES, "none"))
        .insert_header((header::VARY, "Cookie"))
        // an original is what search engines are to know
        .insert_header(("X-Robots-Tag", "noindex"));
    response
}

fn chunks(copy: File) -> impl Stream<Item = Result<Bytes, io::Error>> {
    let copy = tokio::fs::File::from_std(copy);
    stream::try_unfold(copy, |mut copy| async move {
        let mut chunk = BytesMut::with_capacity(CHUNK_BYTES as usize);
        let read = copy.read_buf(&mut chunk).await?;
        Ok((read > 0).then(|| (chunk.freeze(), copy)))
    })
}
