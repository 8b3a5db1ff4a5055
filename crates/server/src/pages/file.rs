//! Files of a resource.

use super::asked;
use crate::download;
use crate::error::{Code, Failure};
use crate::site::Site;
use actix_web::{HttpRequest, HttpResponse, web};
use licensing::LicenceId;
use model::FileRef;

/// `GET /ressources/{slug}/fichiers/{name}`, of a revision if one is asked for.
pub(crate) async fn download(
    site: web::Data<Site>,
    path: web::Path<(String, String)>,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let (slug, name) = path.into_inner();
    let revision = match asked(&request, "revision")?.as_str() {
        "" => None,
        number => Some(
            number
                .parse()
                .map_err(|_| Failure::new(Code::UnknownRevision))?,
        ),
    };
    let (file, licence) = find(&site, &slug, &name, revision).await?;
    download::answer(site, request.headers(), &file, licence).await
}

async fn find(
    site: &Site,
    slug: &str,
    name: &str,
    revision: Option<u32>,
) -> Result<(FileRef, LicenceId), Failure> {
    let sheet = match revision {
        Some(number) => site.library.read_revision(slug, number).await?,
        None => site.library.read(slug).await?,
    };
    let file = sheet
        .content()
        .file(name)
        .cloned()
        .ok_or_else(|| Failure::new(Code::NotFound))?;
    Ok((file, sheet.content().licence))
}
