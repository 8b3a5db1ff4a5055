//! A sheet: as it is and as it was.

use super::{asked, moved, page};
use crate::address;
use crate::error::{Code, Failure};
use crate::present::Presenter;
use crate::site::Site;
use crate::views::{AsOf, Message, Notice, Page, ResourcePage};
use crate::visit::Visit;
use crate::visitor;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use library::{Sheet, last_update};

/// What was just done, by the word in the address: the key of the sentence, and its tone.
const DONE: [(&str, &str, &str); 7] = [
    ("enregistre", "notice-saved", "done"),
    ("garde", "notice-original-not-taken", "information"),
    ("fusionne", "notice-merged", "done"),
    ("restaure", "notice-restored", "done"),
    ("renomme", "notice-renamed", "done"),
    ("inchange", "notice-unchanged", "information"),
    ("depasse", "notice-overtaken", "warning"),
];

/// The sheet's address with a word for what was just done.
pub(crate) fn done(slug: &str, word: &str) -> String {
    address::with_query(&address::resource(slug), [("fait", word)])
}

/// The same after an older revision was brought back.
pub(crate) fn brought_back(slug: &str, number: u32) -> String {
    address::with_query(
        &address::resource(slug),
        [("fait", "restaure"), ("version", &number.to_string())],
    )
}

/// `GET /ressources/{slug}`
pub(crate) async fn show(
    site: web::Data<Site>,
    visit: Visit,
    slug: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let presenter = Presenter::new(&site, &visit);
    let sheet = site.library.read(&slug).await?;
    let slug = sheet.head.slug.as_str();
    if sheet.moved {
        return Ok(moved(&request, &address::resource(slug)));
    }
    let published = asked(&request, "depose")? == "1";
    let word = asked(&request, "fait")?;
    let frame = Page {
        notice: notice(&word, asked(&request, "version")?.parse().ok()),
        content_language: foreign(presenter, &sheet),
        ..presenter.public_page(&address::resource(slug))
    };
    let mut view = resource_page(presenter, frame, &sheet).await?;
    (view.related, view.backlinks) = presenter.neighbours(&sheet).await?;
    (view.variants, view.more_variants) = presenter.variants(&sheet.head).await?;
    let variants = &view.variants;
    view.related
        .retain(|link| !variants.iter().any(|variant| variant.url == link.url));
    view.just_published = published;
    if let Some(person) = visitor::person(&site, &request) {
        site.statistics
            .read(&person, sheet.head.resource, &sheet.head.slug);
    }
    with_licence(&sheet, page(presenter, "resource.html", &view)?)
}

/// `GET /ressources/{slug}/revisions/{n}`
pub(crate) async fn revision(
    site: web::Data<Site>,
    visit: Visit,
    path: web::Path<(String, String)>,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let presenter = Presenter::new(&site, &visit);
    let (slug, number) = path.into_inner();
    let number: u32 = number
        .parse()
        .map_err(|_| Failure::new(Code::UnknownRevision))?;
    let sheet = site.library.read_revision(&slug, number).await?;
    let slug = sheet.head.slug.as_str();
    if sheet.moved {
        return Ok(moved(&request, &address::revision(slug, number)));
    }
    let mut view = resource_page(presenter, presenter.writing_page(), &sheet).await?;
    view.as_of = Some(AsOf {
        number,
        at: presenter.moment(sheet.revision.at),
        summary: sheet.revision.summary.as_ref().map(ToString::to_string),
        latest: sheet.is_latest(),
        restore_url: address::below(slug, "restaurer"),
        compare_url: address::comparison(slug, number, sheet.head.number.0),
    });
    with_licence(&sheet, page(presenter, "revision.html", &view)?)
}

async fn resource_page(
    presenter: Presenter<'_>,
    frame: Page,
    sheet: &Sheet,
) -> Result<ResourcePage, Failure> {
    let (slug, content, kind) = (&sheet.head.slug, sheet.content(), sheet.kind.as_deref());
    let number = sheet.revision.number.0;
    let revision_url = address::revision(slug.as_str(), number);
    let (old, path) = if sheet.is_latest() {
        (None, address::resource(slug.as_str()))
    } else {
        (Some(number), revision_url.clone())
    };
    let address = presenter.visit.absolute(&path);
    let used = presenter.site.library.used_works(content).await?;
    let updated = last_update(content.licence, &sheet.revision);
    let view = presenter
        .sheet_using(
            content,
            kind,
            (slug, old),
            (address.clone(), updated),
            &used,
        )
        .await?;
    let newer_sources = match old {
        None => presenter.newer_sources(slug, &used),
        Some(_) => Vec::new(),
    };
    let newer_borrowed = match old {
        None => presenter.newer_borrowed(slug, content).await?,
        Some(_) => Vec::new(),
    };
    Ok(ResourcePage {
        page: frame,
        resource: presenter.header(
            &sheet.head,
            content.title.as_str(),
            kind,
            content.kind.as_str(),
        ),
        marks: presenter.marks(sheet, &used, &view.credit.text, &address),
        newer_borrowed,
        newer_sources,
        sheet: view,
        revision: number,
        revision_url,
        created_at: presenter.moment(sheet.head.created_at),
        updated_at: presenter.moment(sheet.revision.at),
        updated_by: sheet.revision.by.name().map(str::to_owned),
        ..ResourcePage::default()
    })
}

fn notice(word: &str, version: Option<u32>) -> Option<Notice> {
    let (_, key, tone) = DONE.iter().find(|(other, ..)| *other == word)?;
    let message = Message::new(*key).with("n", version.unwrap_or_default());
    Some(Notice {
        tone: (*tone).to_owned(),
        message,
    })
}

/// The language of the text, when it is not that of the page.
fn foreign(presenter: Presenter<'_>, sheet: &Sheet) -> Option<String> {
    let language = sheet.content().language.as_str();
    (language != presenter.tag()).then(|| language.to_owned())
}

/// Machines find the licence in the header too (RFC 8288, RFC 4946).
fn with_licence(sheet: &Sheet, mut answer: HttpResponse) -> Result<HttpResponse, Failure> {
    let link = format!(
        "<{}>; rel=\"license\"",
        sheet.content().licence.licence().url()
    );
    if let Ok(value) = header::HeaderValue::from_str(&link) {
        answer.headers_mut().insert(header::LINK, value);
    }
    Ok(answer)
}
