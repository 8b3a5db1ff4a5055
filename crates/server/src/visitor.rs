//! Which visits are counted as somebody's.

use crate::pages::statistics;
use crate::site::Site;
use actix_web::HttpRequest;
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderName};
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

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

/// The header in which a server that asks for somebody else says for whom.
const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// How much of an address of version 6 tells a person: a provider gives whoever pays a network of 64 bits, within which each
/// machine takes another address every day (RFC 8981).
const NETWORK: u128 = !0 << 64;

/// What tells a person from others just now: where the connection comes from. Not the browser too: one person has several.
/// None for robots, for what a browser loads ahead, and for those who look at the statistics and follow a link there.
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
    origin(site, request).map(|address| network(address).to_string())
}

/// The address of whoever asks. A server that was given a public address stands behind others, in its own machine or
/// network, each of which adds to [`FORWARDED_FOR`] for whom it asks; whoever comes from elsewhere could write anything there.
fn origin(site: &Site, request: &HttpRequest) -> Option<IpAddr> {
    let peer = request.peer_addr()?.ip().to_canonical();
    if site.public_url.is_none() || !is_near(peer) {
        return Some(peer);
    }
    let lines = request.headers().get_all(FORWARDED_FOR);
    let lines: Vec<&str> = lines.filter_map(|line| line.to_str().ok()).collect();
    Some(forwarded(&lines).unwrap_or(peer))
}

/// Whom the nearest server saw that is not itself one of ours: the last address from elsewhere, as those before it may be
/// made up. Where all are near, people are too, and the last one counts.
fn forwarded(lines: &[&str]) -> Option<IpAddr> {
    let listed = lines.iter().flat_map(|line| line.split(','));
    // nobody can tell what stands before an entry that is no address
    let backwards = listed.rev().map_while(|entry| address(entry.trim()));
    let mut last = None;
    for address in backwards {
        if !is_near(address) {
            return Some(address);
        }
        last = last.or(Some(address));
    }
    last
}

/// An address as servers write it: some add the port, and brackets around one of version 6.
fn address(entry: &str) -> Option<IpAddr> {
    let bare = entry.trim_start_matches('[').trim_end_matches(']');
    let parsed = bare.parse().ok();
    let with_port = || entry.parse().ok().map(|socket: SocketAddr| socket.ip());
    parsed
        .or_else(with_port)
        .map(|address| address.to_canonical())
}

/// Whether it is an address of this machine or of a network of one's own (RFC 1918, RFC 4193, RFC 3927, RFC 4291).
fn is_near(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => v4.is_loopback() || v4.is_private() || v4.is_link_local(),
        IpAddr::V6(v6) => v6.is_loopback() || v6.is_unique_local() || v6.is_unicast_link_local(),
    }
}

/// The part of an address that is the same for all machines of a person.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => Ipv6Addr::from_bits(v6.to_bits() & NETWORK).into(),
    }
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

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn the_last_address_from_elsewhere_counts() {
        for (lines, expected) in [
            (&["203.0.113.7"][..], Some("203.0.113.7")),
            // what stands before it may be made up
            (&["198.51.100.1, 203.0.113.7"], Some("203.0.113.7")),
            (&["198.51.100.1", "203.0.113.7"], Some("203.0.113.7")),
            (&["203.0.113.7, 10.0.0.2,127.0.0.1"], Some("203.0.113.7")),
            // people of one's own network
            (&["10.0.0.9, 10.0.0.2"], Some("10.0.0.2")),
            (&["203.0.113.7:4711"], Some("203.0.113.7")),
            (&["[2001:db8::7]:4711"], Some("2001:db8::7")),
            (&["[2001:db8::7]"], Some("2001:db8::7")),
            (&["::ffff:203.0.113.7"], Some("203.0.113.7")),
            (&["203.0.113.7, unknown"], None),
            (&["203.0.113.7, unknown, 10.0.0.2"], Some("10.0.0.2")),
            (&[""], None),
            (&[], None),
        ] {
            assert_eq!(forwarded(lines), expected.map(ip), "{lines:?}");
        }
    }

    #[test]
    fn machines_of_one_network_are_one_person() {
        let machine = ip("2001:db8:1:2:aaaa::1");
        assert_eq!(network(machine), network(ip("2001:db8:1:2:bbbb::2")));
        assert_ne!(network(machine), network(ip("2001:db8:1:3:aaaa::1")));
        assert_eq!(network(ip("203.0.113.7")), ip("203.0.113.7"));
    }

    #[test]
    fn ones_own_servers_are_near() {
        for near in [
            "127.0.0.1",
            "10.1.2.3",
            "172.17.0.1",
            "192.168.1.1",
            "::1",
            "fd00::1",
            "fe80::1",
        ] {
            assert!(is_near(ip(near)), "{near}");
        }
        for far in ["203.0.113.7", "172.32.0.1", "2001:db8::1", "100.64.0.1"] {
            assert!(!is_near(ip(far)), "{far}");
        }
    }
}
