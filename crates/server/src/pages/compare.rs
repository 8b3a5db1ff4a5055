//! Two revisions compared.

use super::{asked, page};
use crate::address;
use crate::error::{Code, Failure};
use crate::present::{Presenter, compared_files};
use crate::site::Site;
use crate::views::ComparisonPage;
use crate::visit::Visit;
use actix_web::{HttpRequest, HttpResponse, web};
use library::Comparison;
use model::Slug;

/// `GET /ressources/{slug}/comparer?de=&a=`; by itself, the latest revision with the one before.
pub(crate) async fn compare(
    site: web::Data<Site>,
    visit: Visit,
    slug: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let presenter = Presenter::new(&site, &visit);
    let latest = site.library.read(&slug).await?.head.number.0;
    let to = number(&request, "a", latest)?;
    let from = number(&request, "de", to.saturating_sub(1).max(1))?;
    // whichever was picked first, the older one stands on the left
    let (from, to) = (from.min(to), from.max(to));
    let comparison = site.library.compare(&slug, from, to).await?;
    let own = comparison.head.slug.as_str();
    let view = ComparisonPage {
        page: presenter.writing_page(),
        earlier_url: (from > 1).then(|| address::comparison(own, from - 1, from)),
        later_url: (to < latest).then(|| address::comparison(own, to, to + 1)),
        restore_url: (from < latest).then(|| address::below(own, "restaurer")),
        ..view(presenter, &comparison, &comparison.head.slug)
    };
    page(presenter, "compare.html", &view)
}

/// `GET /ressources/{slug}/comparer/{source}`: a resource and the one from which it was made, as that one was then.
pub(crate) async fn with_source(
    site: web::Data<Site>,
    visit: Visit,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let presenter = Presenter::new(&site, &visit);
    let (slug, source) = path.into_inner();
    let (comparison, source) = site.library.compare_with_source(&slug, &source).await?;
    let view = ComparisonPage {
        source: Some(comparison.from.content.title.to_string()),
        ..view(presenter, &comparison, &source.slug)
    };
    page(presenter, "compare.html", &view)
}

/// What every comparison shows. `from` is the address of the resource of which the older revision is.
fn view(presenter: Presenter<'_>, comparison: &Comparison, from: &Slug) -> ComparisonPage {
    let content = &comparison.to.content;
    ComparisonPage {
        page: presenter.page(),
        resource: presenter.header(
            &comparison.head,
            content.title.as_str(),
            comparison.kind.as_deref(),
            content.kind.as_str(),
        ),
        from: presenter.mark(from.as_str(), &comparison.from),
        to: presenter.mark(comparison.head.slug.as_str(), &comparison.to),
        parts: presenter.parts(comparison),
        files: compared_files(&comparison.files),
        ..ComparisonPage::default()
    }
}

fn number(request: &HttpRequest, name: &str, otherwise: u32) -> Result<u32, Failure> {
    match asked(request, name)?.trim() {
        "" => Ok(otherwise),
        number => number
            .parse()
            .map_err(|_| Failure::new(Code::UnknownRevision)),
    }
}
