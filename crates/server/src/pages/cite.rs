//! How a resource is cited: credit lines to copy, references for people and for reference managers.

use super::{moved, page};
use crate::address;
use crate::error::{Code, Failure};
use crate::present::Presenter;
use crate::site::Site;
use crate::views::{CitePage, Link};
use crate::visit::Visit;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use citation::Work;
use library::last_update;

/// A file that a reference manager reads: its ending, its media type, what the page calls it, how it is written.
struct Format {
    ending: &'static str,
    media_type: &'static str,
    label: &'static str,
    write: fn(&Work<'_>) -> String,
}

const FORMATS: [Format; 3] = [
    Format {
        ending: "bib",
        media_type: "application/x-bibtex; charset=utf-8",
        label: "cite-bibtex",
        write: |work| work.bibtex(),
    },
    Format {
        ending: "ris",
        media_type: "application/x-research-info-systems; charset=utf-8",
        label: "cite-ris",
        write: |work| work.ris(),
    },
    Format {
        ending: "json",
        media_type: "application/vnd.citationstyles.csl+json; charset=utf-8",
        label: "cite-csl",
        write: |work| work.csl_json().to_string(),
    },
];

/// `GET /ressources/{slug}/citer`
pub(crate) async fn show(
    site: web::Data<Site>,
    visit: Visit,
    slug: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let presenter = Presenter::new(&site, &visit);
    let sheet = site.library.read(&slug).await?;
    let (slug, content) = (sheet.head.slug.as_str(), sheet.content());
    if sheet.moved {
        return Ok(moved(&request, &address::below(slug, "citer")));
    }
    let used = site.library.used_works(content).await?;
    let number = sheet.revision.number.0;
    let permanent_url = visit.absolute(&address::revision(slug, number));
    let updated = last_update(content.licence, &sheet.revision);
    let formats = FORMATS.iter().map(|format| Link {
        label: presenter.say(format.label),
        url: address::below(slug, &format!("citer/{slug}.{}", format.ending)),
    });
    let view = CitePage {
        page: presenter.page(),
        resource: presenter.header(
            &sheet.head,
            content.title.as_str(),
            sheet.kind.as_deref(),
            content.kind.as_str(),
        ),
        licence: presenter.licence(content.licence),
        credit: presenter.attribution(content, &used, &permanent_url, updated.as_deref()),
        reference: presenter.reference(&sheet),
        formats: formats.collect(),
        revision: number,
        permanent_url,
        address: visit.absolute(&address::resource(slug)),
    };
    page(presenter, "cite.html", &view)
}

/// `GET /ressources/{slug}/citer/{name}`: the reference as a file, whose ending says how it is written.
pub(crate) async fn download(
    site: web::Data<Site>,
    visit: Visit,
    path: web::Path<(String, String)>,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let (slug, name) = path.into_inner();
    let format = name
        .rsplit_once('.')
        .and_then(|(_, ending)| FORMATS.iter().find(|format| format.ending == ending))
        .ok_or_else(|| Failure::new(Code::NotFound))?;
    let sheet = site.library.read(&slug).await?;
    let slug = sheet.head.slug.as_str();
    let name = format!("{slug}.{}", format.ending);
    if sheet.moved {
        return Ok(moved(
            &request,
            &address::below(slug, &format!("citer/{name}")),
        ));
    }
    let used = site.library.used_works(sheet.content()).await?;
    let text = Presenter::new(&site, &visit).cited(&sheet, &used, format.write);
    Ok(HttpResponse::Ok()
        .content_type(format.media_type)
        .insert_header((
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ))
        .body(text))
}
