//! The language of the interface.

use super::{asked, on_to};
use crate::error::{Code, Failure};
use crate::language::{COOKIE, Language};
use crate::present::way_back;
use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::{HttpRequest, HttpResponse, web};

/// For how long a choice is remembered.
const DAYS: i64 = 365;

/// `GET /langue/{tag}?retour=`
pub(crate) async fn choose(
    tag: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let language = Language::of_tag(&tag).ok_or_else(|| Failure::new(Code::NotFound))?;
    let back = asked(&request, "retour")?;
    let cookie = Cookie::build(COOKIE, language.tag())
        .path("/")
        .same_site(SameSite::Lax)
        .http_only(true);
    let mut answer = on_to(way_back(&back));
    let kept = match language {
        // French is what everybody gets: nothing has to be remembered for it
        Language::French => cookie.max_age(Duration::ZERO).finish(),
        Language::English => cookie.max_age(Duration::days(DAYS)).finish(),
    };
    answer
        .add_cookie(&kept)
        .map_err(|error| Failure::new(Code::Internal).because(error))?;
    Ok(answer)
}
