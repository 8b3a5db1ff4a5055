//! Reads the address of a licence text.

use super::{GivenVersion, Reading, by_code};
use crate::licence::{Elements, Family};
use crate::{Licence, catalogue};

/// Reads an address: of Creative Commons in any of its forms, of the SPDX list,
/// or exactly that of another text of the catalogue.
pub(super) fn read(address: &str) -> Reading {
    let address = plain(address);
    let (host, path) = address.split_once('/').unwrap_or((&address, ""));
    let segments: Vec<&str> = path.split('/').filter(|s| !s.is_empty()).collect();
    match (host, segments.as_slice()) {
        ("creativecommons.org", segments) => creative_commons(segments),
        ("spdx.org", ["licenses", page]) => {
            by_code(page.trim_end_matches(".html").trim_end_matches(".json"))
        }
        _ => catalogue()
            .iter()
            .find(|licence| plain(licence.url()) == address)
            .map_or(Reading::Nothing, |licence| Reading::One(licence.id())),
    }
}

/// The address without scheme, `www.`, query, fragment and last slash, in lower
/// case: the same text is found with and without them.
fn plain(address: &str) -> String {
    let address = address.to_lowercase();
    let address = address.split(['?', '#']).next().unwrap_or_default();
    let address = address.split_once("://").map_or(address, |(_, rest)| rest);
    address
        .strip_prefix("www.")
        .unwrap_or(address)
        .trim_end_matches('/')
        .to_owned()
}

/// `licenses/by-sa/3.0/fr/deed.fr`: elements in any order, version, port, and
/// the page of the summary or of the text, in some language.
fn creative_commons(segments: &[&str]) -> Reading {
    let segments = match segments {
        [rest @ .., last] if is_page(last) => rest,
        whole => whole,
    };
    match segments {
        ["publicdomain", "zero", "1.0"] => by_code("CC0-1.0"),
        ["publicdomain", "mark", "1.0"] => by_code("CC-PDM-1.0"),
        ["licenses", "publicdomain"] => by_code("CC-PDDC"),
        ["licenses", elements] => grid(elements, None, None),
        ["licenses", elements, version] => grid(elements, Some(version), None),
        ["licenses", elements, version, port] => grid(elements, Some(version), Some(port)),
        _ => Reading::Nothing,
    }
}

fn is_page(segment: &str) -> bool {
    let name = segment.split('.').next().unwrap_or_default();
    matches!(name, "deed" | "legalcode" | "rdf")
}

fn grid(codes: &str, version: Option<&str>, port: Option<&str>) -> Reading {
    let Some(elements) = Elements::from_codes(codes) else {
        return Reading::Nothing;
    };
    // in an address the version is complete: `by/4/` leads nowhere
    let version = match version.map(GivenVersion::read) {
        Some(Some(version)) if version.minor.is_some() => Some(version),
        Some(_) => return Reading::Nothing,
        None => None,
    };
    let port = port.map(str::to_uppercase);
    Reading::among(with_elements(elements), version, port.as_deref())
}

/// The Creative Commons licences with these elements, newest first.
pub(super) fn with_elements(elements: Elements) -> impl Iterator<Item = &'static Licence> {
    catalogue().iter().filter(move |licence| {
        licence.family() == Family::CreativeCommons && licence.elements() == elements
    })
}
