//! The live preview of the editor.

use super::HTML;
use crate::error::Failure;
use crate::form;
use crate::present::Presenter;
use crate::site::Site;
use crate::visit::Visit;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};

/// `POST /apercu`: Markdown in (as text, or as `body` of a form), HTML out.
pub(crate) async fn preview(
    site: web::Data<Site>,
    visit: Visit,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Failure> {
    let content_type = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let markdown = if content_type.is_some_and(|value| value.starts_with("text/")) {
        let body = form::bytes(payload, form::MAX_TEXT_BYTES).await?;
        String::from_utf8(body.to_vec())
            .map_err(|_| Failure::unreadable("body", form::NOT_UTF_8))?
    } else {
        form::read(&request, payload, &site)
            .await?
            .value("body")
            .to_owned()
    };
    let words = Presenter::new(&site, &visit).words();
    let html = site.library.preview(&markdown, &words.rendering()).await?;
    Ok(HttpResponse::Ok()
        .content_type(HTML)
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(html))
}
