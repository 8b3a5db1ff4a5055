//! Which visits are counted as somebody's.

use crate::pages::statistics;
use crate::site::Site;
use actix_web::HttpRequest;
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderName};

/// What every browser of people begins its name with.
const BROWSER: &str = "Mozilla/";

/// What stands in the names of robots that call themselves browsers; many give an address where they explain themselves.
const ROBOTS: [&str; 8] = [
    "bot",
    "crawl",
    "spider",
    "slurp",
    "headless",
    "lighthouse",
    "preview",
    "http",
];

/// By these a browser says that it loads a page before anybody asked for it.
const PURPOSES: [HeaderName; 3] = [
    HeaderName::from_static("sec-purpose"),
    HeaderName::from_static("purpose"),
    HeaderName::from_static("x-moz"),
];

/// What tells a person from others just now: where the connection comes from, and the name of the browser. None for
/// robots, for what a browser loads ahead, and for those who look at the statistics and follow a link there.
pub(crate) fn person(site: &Site, request: &HttpRequest) -> Option<String> {
    let text = |name: &HeaderName| {
        let value = request.headers().get(name);
        value
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    };
    let browser = text(&header::USER_AGENT);
    let ahead = PURPOSES.iter().any(|name| text(name).starts_with("pre"));
    let from_statistics = text(&header::REFERER).contains(statistics::PATH);
    let counts = request.method() == Method::GET && is_of_people(browser) && !ahead;
    if !counts || from_statistics {
        return None;
    }
    Some(format!("{} {browser}", origin(site, request)?))
}

/// A server that was given a public address stands behind another one, which says for whom it asks; without one, anybody
/// could say anything.
fn origin(site: &Site, request: &HttpRequest) -> Option<String> {
    if site.public_url.is_some() {
        let info = request.connection_info();
        return info.realip_remote_addr().map(str::to_owned);
    }
    request.peer_addr().map(|address| address.ip().to_string())
}

fn is_of_people(browser: &str) -> bool {
    let name = browser.to_ascii_lowercase();
    browser.starts_with(BROWSER) && !ROBOTS.iter().any(|robot| name.contains(robot))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn robots_are_told_from_people() {
        for browser in [
            "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
        ] {
            assert!(is_of_people(browser), "{browser}");
        }
        for robot in [
            "",
            "curl/8.5.0",
            "python-requests/2.31",
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            "Mozilla/5.0 (compatible; Yahoo! Slurp)",
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0 Safari/537.36",
            "Mozilla/5.0 (compatible; Wayback; +https://archive.example)",
        ] {
            assert!(!is_of_people(robot), "{robot}");
        }
    }
}
