//! Files of a resource.

use super::{asked, page_with};
use crate::address;
use crate::download::{self, marked};
use crate::error::{Code, Failure};
use crate::present::Presenter;
use crate::site::Site;
use crate::visit::Visit;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use library::{Sheet, Unmarkable};
use model::FileRef;

/// `GET /ressources/{slug}/fichiers/{name}`, of a revision if one is asked for: the file as it was put in, or with
/// `licence=1` a copy that says whose it is and under which licence.
pub(crate) async fn download(
    site: web::Data<Site>,
    visit: Visit,
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
    let sheet = match revision {
        Some(number) => site.library.read_revision(&slug, number).await?,
        None => site.library.read(&slug).await?,
    };
    let file = sheet
        .content()
        .file(&name)
        .ok_or_else(|| Failure::new(Code::NotFound))?;
    if asked(&request, "licence")? != "1" {
        let licence = sheet.content().licence;
        return download::answer(site, request.headers(), file, licence).await;
    }
    let presenter = Presenter::new(&site, &visit);
    match marked::answer(presenter, request.headers(), &sheet, file).await? {
        Ok(copy) => Ok(copy),
        Err(why) => unmarked(presenter, &sheet, file, (revision, why)).await,
    }
}

/// The page for a file that cannot be marked: it offers the original.
async fn unmarked(
    presenter: Presenter<'_>,
    sheet: &Sheet,
    file: &FileRef,
    (revision, why): (Option<u32>, Unmarkable),
) -> Result<HttpResponse, Failure> {
    let status = match why {
        Unmarkable::Unsupported => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Unmarkable::Encrypted | Unmarkable::Damaged | Unmarkable::TooLarge => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
    };
    let slug = sheet.head.slug.as_str();
    let original = address::file(slug, file.name.as_str(), revision);
    let view = presenter.unmarked(sheet, file, (original, why)).await?;
    page_with(presenter, status, "unmarked.html", &view)
}
