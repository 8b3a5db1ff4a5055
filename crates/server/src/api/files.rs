//! Files sent by programs.

use super::problem::Problem;
use super::write::{actor, written};
use crate::address;
use crate::error::{Code, Failure};
use crate::form::{self, Form, Sent};
use crate::site::Site;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use library::{Attached, Described};
use model::Reason;
use serde::Serialize;
use utoipa::ToSchema;

/// A file that became part of a resource.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AttachedBody {
    /// Its name within the resource: the one that was sent, as far as it can be one.
    name: String,
    /// SHA-256 of its bytes.
    sha256: String,
    /// Its size in bytes.
    size_bytes: u64,
    /// Media type found in the bytes.
    media_type: String,
    /// Number of the revision that brought it.
    revision: u32,
}

/// What is sent: `multipart/form-data`.
#[derive(ToSchema)]
#[expect(
    dead_code,
    reason = "describes the request in the OpenAPI document; the parts are read as a stream"
)]
pub(crate) struct FileUpload {
    /// The file.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// What it is, in a line.
    title: Option<String>,
    /// Its own licence; that of the resource when it is left out.
    licence: Option<String>,
    /// Number of the revision that the sender knows. It may be left out when the resource has no file of that name.
    base_revision: Option<u32>,
    /// `true`: the sender is an author, or these agree. Needed where the licence of the resource forbids adaptations, unless
    /// `by` is the name of a credited author.
    author_agrees: Option<bool>,
    /// A name to sign with.
    by: Option<String>,
}

/// Adds a file to a resource, in a new revision; one of the same name gives way to it.
#[utoipa::path(post, path = "/api/v1/resources/{slug}/files", tag = "files",
    params(("slug" = String, Path, description = "The resource's address")),
    request_body(content = FileUpload, content_type = "multipart/form-data"),
    responses(
        (status = 201, description = "Stored and part of the resource", body = AttachedBody, headers(("Location" = String, description = "Path of the file"))),
        (status = 400, description = "A broken body", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such resource or base revision", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "Somebody else changed the file of that name: `latest_revision` is the latest", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "Withdrawn", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "The file is too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not multipart", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "No file, a wrong value, no base revision to replace a file of the same name, or `agreement_missing` where the licence forbids adaptations", body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn attach(
    site: web::Data<Site>,
    slug: web::Path<String>,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Failure> {
    // a file for a resource that does not exist is not worth receiving
    let sheet = site.library.read(&slug).await?;
    let form = form::read(&request, payload, &site).await?;
    if let Some(failure) = form.refusal() {
        return Err(failure);
    }
    let slug = sheet.head.slug.as_str();
    let attached = put(&site, slug, &form)
        .await
        .inspect_err(|failure| count(&site, failure))?;
    written(&site, attached.seq).await;
    let location = address::file(slug, attached.file.name.as_str(), None);
    Ok(HttpResponse::Created()
        .insert_header((header::LOCATION, location))
        .json(AttachedBody {
            name: attached.file.name.to_string(),
            sha256: attached.file.sha256.to_string(),
            size_bytes: attached.file.size_bytes,
            media_type: attached.file.media_type,
            revision: attached.revision.0,
        }))
}

fn count(site: &Site, failure: &Failure) {
    if failure.code == Code::Conflict {
        site.meters.conflicted();
    }
}

/// Whether the latest revision has another file of that name, which would give way to this one.
async fn has(site: &Site, slug: &str, sent: &Sent) -> Result<bool, Failure> {
    let sheet = site.library.read(slug).await?;
    let same = sheet.content().file(sent.received.name.as_str());
    Ok(same.is_some_and(|file| file.sha256 != sent.received.sha256))
}

/// Makes the file of a form part of a resource.
async fn put(site: &Site, slug: &str, form: &Form) -> Result<Attached, Failure> {
    let sent = form.files.iter().find(|sent| sent.input == "file");
    let sent = sent.ok_or_else(|| Failure::invalid_field("file", Reason::Missing))?;
    let base = match form.value("base_revision").trim() {
        "" if !has(site, slug, sent).await? => None,
        _ => Some(form.base_revision()?),
    };
    let actor = actor(site, Some(form.value("by")))?;
    let described = Described {
        title: form.value("title"),
        licence: form.value("licence"),
        author_agrees: form.value("author_agrees") == "true",
    };
    Ok(site
        .library
        .attach(&actor, slug, &sent.received, described, base)
        .await?)
}
