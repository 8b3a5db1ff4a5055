//! The readable part of a resource's address.

use crate::Reason;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The readable part of a resource's address: `a`–`z`, digits, single hyphens between them, 1 to 100 characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

impl Slug {
    /// The most characters allowed.
    pub const MAX_CHARS: usize = 100;

    /// Reads a slug as it stands in an address.
    ///
    /// # Errors
    /// [`Reason::Missing`], [`Reason::TooLong`] or [`Reason::NotASlug`].
    pub fn parse(text: &str) -> Result<Self, Reason> {
        if text.is_empty() {
            return Err(Reason::Missing);
        }
        let actual = text.chars().count();
        if actual > Self::MAX_CHARS {
            return Err(Reason::TooLong {
                max: Self::MAX_CHARS,
                actual,
            });
        }
        let bytes = text.as_bytes();
        let allowed = |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'-';
        let hyphens = bytes.first() == Some(&b'-')
            || bytes.last() == Some(&b'-')
            || bytes.windows(2).any(|pair| pair == b"--");
        if !bytes.iter().all(allowed) || hyphens {
            return Err(Reason::NotASlug);
        }
        Ok(Self(text.to_owned()))
    }

    /// A slug made from a title: accents folded, everything else a hyphen, cut at a word's end near 80 characters so
    /// that room is left for a number. A title without any letter or digit gives `sans-titre`.
    #[must_use]
    pub fn from_title(title: &str) -> Self {
        let whole = slug::slugify(title);
        let mut cut = whole.as_str();
        if cut.len() > 80 {
            cut = &cut[..80];
            cut = cut
                .rfind('-')
                .filter(|at| *at > 20)
                .map_or(cut, |at| &cut[..at]);
        }
        let cut = cut.trim_matches('-');
        Self(if cut.is_empty() {
            "sans-titre".to_owned()
        } else {
            cut.to_owned()
        })
    }

    /// The same slug with a number behind it, to tell apart resources of one title.
    #[must_use]
    pub fn numbered(&self, number: u32) -> Self {
        Self(format!("{}-{number}", self.0))
    }

    /// The slug as it stands in an address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Slug {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).map_err(|reason| format!("slug: {}", reason.code()))
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> String {
        slug.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn titles_become_slugs() {
        assert_eq!(
            Slug::from_title("L’Été à la ferme — œufs & cœur").as_str(),
            "l-ete-a-la-ferme-oeufs-coeur"
        );
        assert_eq!(Slug::from_title("???").as_str(), "sans-titre");
        assert!(Slug::from_title(&"mot ".repeat(200)).as_str().len() <= 80);
    }

    #[test]
    fn wrong_slugs_are_refused() {
        for wrong in ["../etc", "A", "a--b", "-a", "a-", "é", "a/b", "a b"] {
            assert_eq!(Slug::parse(wrong), Err(Reason::NotASlug), "{wrong}");
        }
        assert_eq!(
            Slug::parse(&"a".repeat(300)),
            Err(Reason::TooLong {
                max: 100,
                actual: 300
            })
        );
    }

    proptest! {
        #[test]
        fn a_slug_from_any_title_is_a_slug(title in "\\PC{0,300}") {
            let slug = Slug::from_title(&title);
            prop_assert_eq!(Slug::parse(slug.as_str()).unwrap(), slug);
        }
    }
}
