//! Where an author's link leads, told from its address alone.

use super::escape::{MAX_ATTRIBUTE_BYTES, encoded};

/// The places an address can lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Address {
    /// On this site: relative.
    Internal,
    /// http(s), or `//host` with the page's own scheme.
    External,
    Mail,
    /// Any other scheme, which would run a program or leave the web; or too long to be one.
    Refused,
}

impl Address {
    /// Reads the address as browsers do: they skip blanks and control characters before it, and
    /// tabs and line feeds inside it.
    pub(super) fn of(address: &str) -> Self {
        if address.len() > MAX_ATTRIBUTE_BYTES {
            return Self::Refused;
        }
        let address: String = address
            .trim_start_matches(|c: char| c <= ' ')
            .chars()
            .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
            .collect();
        if address.starts_with("//") {
            return Self::External;
        }
        let scheme = scheme(&address).map(str::to_ascii_lowercase);
        match scheme.as_deref() {
            None => Self::Internal,
            Some("http" | "https") => Self::External,
            Some("mailto") => Self::Mail,
            Some(_) => Self::Refused,
        }
    }
}

/// The address of a picture as the page would ask for it, when it is one of this site.
pub(crate) fn picture_address(written: &str) -> Option<String> {
    let address = encoded(written);
    (Address::of(&address) == Address::Internal).then_some(address)
}

/// What stands before the first `:`, unless a path, query or fragment began before it. Stricter
/// than RFC 3986, where a scheme has only letters and digits: what looks odd is refused.
fn scheme(address: &str) -> Option<&str> {
    let end = address.find([':', '/', '?', '#'])?;
    address[end..].starts_with(':').then(|| &address[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_where_a_browser_would_go() {
        for (address, place) in [
            ("", Address::Internal),
            ("/ressources/x", Address::Internal),
            ("autre?a=b:c", Address::Internal),
            ("#note:1", Address::Internal),
            ("https://exemple.fr", Address::External),
            (" HTTP://exemple.fr", Address::External),
            ("//exemple.fr", Address::External),
            ("mailto:a@b.fr", Address::Mail),
            ("javascript:alert(1)", Address::Refused),
            ("\u{1}java\nscript:alert(1)", Address::Refused),
            ("data:text/html,x", Address::Refused),
            ("javascript\u{a0}:x", Address::Refused),
            ("ftp://exemple.fr", Address::Refused),
        ] {
            assert_eq!(Address::of(address), place, "{address:?}");
        }
    }
}
