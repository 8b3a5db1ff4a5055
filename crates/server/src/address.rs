//! Every address that this server gives out, in one place.

use model::DraftId;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What may stand unescaped in a path segment and in a query value (RFC 3986 §2.3).
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// A text as one path segment, or as a value of a query.
pub(crate) fn escaped(text: &str) -> String {
    utf8_percent_encode(text, ESCAPED).to_string()
}

/// The sheet.
pub(crate) fn resource(slug: &str) -> String {
    format!("/ressources/{}", escaped(slug))
}

/// A page below the sheet: `modifier`, `historique`…
pub(crate) fn below(slug: &str, page: &str) -> String {
    format!("{}/{page}", resource(slug))
}

/// The sheet as it was.
pub(crate) fn revision(slug: &str, number: u32) -> String {
    below(slug, &format!("revisions/{number}"))
}

/// Two revisions compared.
pub(crate) fn comparison(slug: &str, from: u32, to: u32) -> String {
    below(slug, &format!("comparer?de={from}&a={to}"))
}

/// A resource compared with the one from which it was made.
pub(crate) fn comparison_with_source(slug: &str, source: &str) -> String {
    below(slug, &format!("comparer/{}", escaped(source)))
}

/// A file, as it is now or as it was in a revision.
pub(crate) fn file(slug: &str, name: &str, revision: Option<u32>) -> String {
    let address = below(slug, &format!("fichiers/{}", escaped(name)));
    match revision {
        Some(number) => format!("{address}?revision={number}"),
        None => address,
    }
}

/// A copy of it that says whose it is and under which licence.
pub(crate) fn marked_file(slug: &str, name: &str, revision: Option<u32>) -> String {
    let address = file(slug, name, revision);
    let sign = if revision.is_some() { '&' } else { '?' };
    format!("{address}{sign}licence=1")
}

/// A file, opened at a page where its name says that browsers can: a PDF (RFC 8118 §3).
pub(crate) fn page_of_file(slug: &str, name: &str, page: Option<u32>) -> String {
    let address = file(slug, name, None);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    match page {
        Some(page) if ending.eq_ignore_ascii_case("pdf") => format!("{address}#page={page}"),
        _ => address,
    }
}

/// The list of a kind.
pub(crate) fn kind(id: &str) -> String {
    format!("/types/{}", escaped(id))
}

/// The list of a theme.
pub(crate) fn tag(tag: &str) -> String {
    format!("/themes/{}", escaped(tag))
}

/// The list of an author.
pub(crate) fn author(name: &str) -> String {
    format!("/auteurs/{}", escaped(name))
}

/// The page of a licence.
pub(crate) fn licence(id: &str) -> String {
    format!("/licences/{}", escaped(id))
}

/// The deposit of a kind.
pub(crate) fn deposit(kind: &str) -> String {
    format!("/deposer/{}", escaped(kind))
}

/// A draft that is kept.
pub(crate) fn draft(id: DraftId) -> String {
    format!("/brouillons/{id}")
}

/// A path with a query made of those pairs; values that are empty are left out.
pub(crate) fn with_query<'a>(
    path: &str,
    pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> String {
    let pairs = pairs.into_iter().filter(|(_, value)| !value.is_empty());
    let query: Vec<String> = pairs
        .map(|(name, value)| format!("{}={}", escaped(name), escaped(value)))
        .collect();
    if query.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{}", query.join("&"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pdf_opens_at_its_page() {
        let guide = "/ressources/fiche/fichiers/guide";
        for (name, page, expected) in [
            ("guide.pdf", Some(3), format!("{guide}.pdf#page=3")),
            ("guide.PDF", Some(12), format!("{guide}.PDF#page=12")),
            ("guide.pdf", None, format!("{guide}.pdf")),
            ("guide.odp", Some(3), format!("{guide}.odp")),
        ] {
            assert_eq!(page_of_file("fiche", name, page), expected);
        }
    }

    #[test]
    fn whatever_people_write_stays_within_its_segment() {
        assert_eq!(
            file("fiche", "a/b?c#é.pdf", None),
            "/ressources/fiche/fichiers/a%2Fb%3Fc%23%C3%A9.pdf"
        );
        assert_eq!(tag("jeu & défi"), "/themes/jeu%20%26%20d%C3%A9fi");
        assert_eq!(
            with_query("/recherche", [("q", "a b"), ("tag", "")]),
            "/recherche?q=a%20b"
        );
        assert_eq!(with_query("/recherche", []), "/recherche");
    }
}
