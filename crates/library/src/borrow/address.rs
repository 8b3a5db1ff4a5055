//! What a picture's address in a text names.

use model::{FileName, RevisionNumber, Slug};
use percent_encoding::percent_decode_str;

/// A file of a resource here, as an address names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NamedFile {
    pub(super) resource: Slug,
    pub(super) file: FileName,
    /// The revision that the address asks for.
    pub(super) revision: Option<RevisionNumber>,
}

/// Reads `/ressources/{slug}/fichiers/{name}`, also as a browser would on the page of a resource from an address that
/// does not begin with `/`; `None` for any other address.
pub(super) fn named_file(address: &str) -> Option<NamedFile> {
    let address = address.split('#').next().unwrap_or_default();
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let steps = steps(path);
    let [place, slug, below, name] = steps.as_slice() else {
        return None;
    };
    if (*place, *below) != ("ressources", "fichiers") {
        return None;
    }
    let name = percent_decode_str(name).decode_utf8().ok()?;
    let asked = query
        .split('&')
        .find_map(|pair| pair.strip_prefix("revision="));
    Some(NamedFile {
        resource: Slug::parse(slug).ok()?,
        file: FileName::parse(&name).ok()?,
        revision: asked
            .and_then(|number| number.parse().ok())
            .map(RevisionNumber),
    })
}

/// The steps of a path, `.` and `..` taken (RFC 3986 §5.2.4).
fn steps(path: &str) -> Vec<&str> {
    let (mut steps, rest) = match path.strip_prefix('/') {
        Some(rest) => (Vec::new(), rest),
        None => (vec!["ressources"], path),
    };
    for step in rest.split('/') {
        match step {
            "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_files_are_read_as_a_browser_reads_them() {
        let file = |revision| NamedFile {
            resource: Slug::parse("une-fiche").unwrap(),
            file: FileName::parse("été 1.png").unwrap(),
            revision,
        };
        for (address, revision) in [
            ("/ressources/une-fiche/fichiers/%C3%A9t%C3%A9%201.png", None),
            ("/ressources/une-fiche/fichiers/été%201.png#x", None),
            ("une-fiche/fichiers/été%201.png", None),
            ("./une-fiche/fichiers/été%201.png", None),
            ("../ressources/une-fiche/fichiers/été%201.png", None),
            ("/a/../ressources/./une-fiche/fichiers/été%201.png", None),
            (
                "/ressources/une-fiche/fichiers/été%201.png?a=b&revision=3",
                Some(RevisionNumber(3)),
            ),
            (
                "/ressources/une-fiche/fichiers/été%201.png?revision=x",
                None,
            ),
        ] {
            assert_eq!(named_file(address), Some(file(revision)), "{address}");
        }
        for other in [
            "",
            "/",
            "a.png",
            "/ressources/une-fiche",
            "/ressources/une-fiche/fichiers/",
            "/ressources/Une fiche/fichiers/a.png",
            "/ressources/une-fiche/fichiers/a/b.png",
            "/ressources/une-fiche/fichiers/a%2Fb.png",
            "/ressources/une-fiche/fichiers/%FF",
            "/ressources//fichiers/a.png",
            "../../../../x",
        ] {
            assert_eq!(named_file(other), None, "{other}");
        }
    }
}
