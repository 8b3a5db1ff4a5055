//! Files of a resource: named by people, stored by the hash of their bytes.

use crate::{Line, Reason};
use licensing::LicenceId;
use serde::{Deserialize, Serialize};
use std::fmt;

/// SHA-256 of a file's bytes (FIPS 180-4), shown as 64 lower-case hexadecimal digits: the name under which it is stored.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Sha256(pub [u8; 32]);

impl Sha256 {
    /// Reads 64 hexadecimal digits.
    ///
    /// # Errors
    /// [`Reason::Unreadable`] for anything else.
    pub fn parse(text: &str) -> Result<Self, Reason> {
        let refuse = || Reason::Unreadable {
            detail: "a SHA-256 is 64 hexadecimal digits".to_owned(),
        };
        if text.len() != 64 || !text.is_ascii() {
            return Err(refuse());
        }
        let mut bytes = [0; 32];
        for (byte, at) in bytes.iter_mut().zip((0..64).step_by(2)) {
            *byte = u8::from_str_radix(&text[at..at + 2], 16).map_err(|_| refuse())?;
        }
        Ok(Self(bytes))
    }
}

impl fmt::Display for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sha256({self})")
    }
}

impl TryFrom<String> for Sha256 {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).map_err(|_| "sha256: 64 hexadecimal digits expected".to_owned())
    }
}

impl From<Sha256> for String {
    fn from(hash: Sha256) -> String {
        hash.to_string()
    }
}

/// A file's name within its resource, as people see it and as it stands in the address.
///
/// One path component: no `/`, `\`, leading dot, control character, nor a character that some system refuses.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FileName(String);

impl FileName {
    /// The most characters allowed.
    pub const MAX_CHARS: usize = 120;

    /// Reads a name that must be right as it is.
    ///
    /// # Errors
    /// [`Reason::Missing`], [`Reason::TooLong`], [`Reason::ForbiddenCharacter`].
    pub fn parse(text: &str) -> Result<Self, Reason> {
        let line = Line::parse(text)?;
        let actual = line.as_str().chars().count();
        if actual > Self::MAX_CHARS {
            return Err(Reason::TooLong {
                max: Self::MAX_CHARS,
                actual,
            });
        }
        let wrong = |(index, c): &(usize, char)| {
            matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
                || (*index == 0 && *c == '.')
        };
        match line.as_str().chars().enumerate().find(wrong) {
            Some((index, c)) => Err(Reason::ForbiddenCharacter {
                code_point: c as u32,
                position: index + 1,
            }),
            None => Ok(Self(line.into())),
        }
    }

    /// The nearest right name for whatever a stranger's program sent: the last path component, wrong characters
    /// replaced, cut before the ending when too long; `fichier` when nothing is left.
    #[must_use]
    pub fn nearest(text: &str) -> Self {
        let last = text.rsplit(['/', '\\']).next().unwrap_or_default();
        let clean: String = last
            .chars()
            .map(|c| {
                if Line::parse(&c.to_string()).is_err() && c != ' ' {
                    ' '
                } else {
                    c
                }
            })
            .map(|c| {
                if matches!(c, ':' | '*' | '?' | '"' | '<' | '>' | '|') {
                    '-'
                } else {
                    c
                }
            })
            .collect();
        let clean = clean.trim_start_matches(['.', ' ']).trim();
        let (stem, ending) = match clean.rsplit_once('.') {
            Some((stem, ending)) if !stem.is_empty() && ending.len() <= 10 => {
                (stem, format!(".{ending}"))
            }
            _ => (clean, String::new()),
        };
        let stem: String = stem.chars().take(Self::MAX_CHARS - 11).collect();
        Self::parse(&format!("{}{ending}", stem.trim()))
            .unwrap_or_else(|_| Self("fichier".to_owned()))
    }

    /// The same name with a number before its ending, to tell apart files of one name.
    #[must_use]
    pub fn numbered(&self, number: u32) -> Self {
        match self.0.rsplit_once('.') {
            Some((stem, ending)) => Self(format!("{stem}-{number}.{ending}")),
            None => Self(format!("{}-{number}", self.0)),
        }
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for FileName {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).map_err(|reason| format!("file name: {}", reason.code()))
    }
}

impl From<FileName> for String {
    fn from(name: FileName) -> String {
        name.0
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A file of a revision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRef {
    /// Name within the resource; unique there.
    pub name: FileName,
    /// What it is, in a line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Line>,
    /// Hash of the bytes: where they are stored.
    pub sha256: Sha256,
    /// Size in bytes.
    pub size_bytes: u64,
    /// Media type found in the bytes (RFC 6838), such as `application/pdf`.
    pub media_type: String,
    /// The file's own licence; that of the resource when there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<LicenceId>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_one_component() {
        for wrong in ["../a.pdf", "a/b", "c:\\x", ".cache", "a\u{0}.pdf", ""] {
            assert!(FileName::parse(wrong).is_err(), "{wrong:?}");
        }
        assert_eq!(
            FileName::parse("Affiche à imprimer.pdf").unwrap().as_str(),
            "Affiche à imprimer.pdf"
        );
    }

    #[test]
    fn strangers_names_are_made_right() {
        for (given, right) in [
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\a\\Fiche.pdf", "Fiche.pdf"),
            ("..", "fichier"),
            ("a\u{202e}fdp.exe", "a fdp.exe"),
        ] {
            assert_eq!(FileName::nearest(given).as_str(), right);
        }
        assert_eq!(FileName::nearest("a.pdf").numbered(2).as_str(), "a-2.pdf");
    }

    proptest! {
        #[test]
        fn the_nearest_name_is_always_right(text in any::<String>()) {
            let name = FileName::nearest(&text);
            prop_assert_eq!(FileName::parse(name.as_str()).unwrap(), name);
        }

        #[test]
        fn hashes_are_read_back(bytes in any::<[u8; 32]>()) {
            prop_assert_eq!(Sha256::parse(&Sha256(bytes).to_string()).unwrap(), Sha256(bytes));
        }
    }
}
