//! The theme's files, and what browsers and robots ask for by themselves.

use crate::error::{Code, Failure};
use crate::site::Site;
use crate::visit::Visit;
use actix_web::http::header;
use actix_web::{HttpResponse, web};
use theming::Asset;

/// A file whose address holds its hash never changes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// What may change with the theme.
const FOR_A_DAY: &str = "public, max-age=86400";

/// What robots leave alone: endless views of the same things, and forms.
const ROBOTS: &str = "User-agent: *\n\
    Disallow: /recherche\n\
    Disallow: /deposer\n\
    Disallow: /brouillons\n\
    Disallow: /apercu\n\
    Disallow: /langue/\n\
    Disallow: /*/modifier\n\
    Disallow: /*/historique\n\
    Disallow: /*/comparer\n\
    Disallow: /*/revisions/\n\
    Disallow: /*/renommer\n\
    Disallow: /*/retirer\n";

/// `GET /assets/{hash}/{path}`
pub(crate) async fn asset(
    site: web::Data<Site>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let (hash, path) = path.into_inner();
    let asset = site
        .theme
        .asset(&path)
        .ok_or_else(|| Failure::new(Code::NotFound))?;
    // a page of yesterday may ask for yesterday's file: it gets today's, but does not keep it
    let keep = if asset.hash == hash {
        FOR_EVER
    } else {
        "no-cache"
    };
    Ok(answer(asset, keep))
}

/// `GET /favicon.svg`
pub(crate) async fn favicon(site: web::Data<Site>) -> Result<HttpResponse, Failure> {
    let asset = site
        .theme
        .asset("favicon.svg")
        .ok_or_else(|| Failure::new(Code::NotFound))?;
    Ok(answer(asset, FOR_A_DAY))
}

fn answer(asset: Asset, keep: &'static str) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(asset.media_type)
        .insert_header((header::CACHE_CONTROL, keep))
        .insert_header((header::ETAG, format!("\"{}\"", asset.hash)))
        .body(asset.bytes.to_vec())
}

/// `GET /robots.txt`
pub(crate) async fn robots() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, FOR_A_DAY))
        .body(ROBOTS)
}

/// `GET /opensearch.xml`: lets a browser search here from its own bar.
pub(crate) async fn opensearch(site: web::Data<Site>, visit: Visit) -> HttpResponse {
    let (name, origin) = (escaped(&site.name), escaped(&visit.origin));
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n\
         <ShortName>{name}</ShortName>\n\
         <Description>{name}</Description>\n\
         <InputEncoding>UTF-8</InputEncoding>\n\
         <Image type=\"image/svg+xml\">{origin}/favicon.svg</Image>\n\
         <Url type=\"text/html\" template=\"{origin}/recherche?q={{searchTerms}}\"/>\n\
         <Url type=\"application/atom+xml\" template=\"{origin}/recherche.atom?q={{searchTerms}}\"/>\n\
         </OpenSearchDescription>\n"
    );
    HttpResponse::Ok()
        .content_type("application/opensearchdescription+xml; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, FOR_A_DAY))
        .body(document)
}

fn escaped(text: &str) -> String {
    theming::Html::escaped(text).as_str().to_owned()
}
