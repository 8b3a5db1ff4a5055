//! Short texts that people read: titles, tags, summaries. One line, no character that misleads.

use crate::Reason;
use serde::{Deserialize, Serialize};
use std::fmt;
use unicode_normalization::UnicodeNormalization;

/// Normalises a line (NFC, outer and repeated white space) and refuses what would mislead a reader: control
/// characters, bidirectional overrides and isolates (Unicode TR 36 §2.5), line separators, non-characters.
fn line(text: &str, max: usize) -> Result<String, Reason> {
    for (index, character) in text
        .trim_matches([' ', '\t', '\r', '\n'])
        .chars()
        .enumerate()
    {
        if forbidden(character) {
            return Err(Reason::ForbiddenCharacter {
                code_point: character as u32,
                position: index + 1,
            });
        }
    }
    let normal: String = text.nfc().collect();
    let words: Vec<&str> = normal
        .split([' ', '\t'])
        .filter(|word| !word.is_empty())
        .collect();
    let line = words.join(" ").trim().to_owned();
    let actual = line.chars().count();
    if line.is_empty() {
        Err(Reason::Missing)
    } else if actual > max {
        Err(Reason::TooLong { max, actual })
    } else {
        Ok(line)
    }
}

fn forbidden(character: char) -> bool {
    (character.is_control() && character != '\t')
        || matches!(character,
            '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e007f}')
}

macro_rules! line_type {
    ($(#[$doc:meta])* $name:ident, $max:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The most characters allowed.
            pub const MAX_CHARS: usize = $max;

            /// Reads the text: outer white space is dropped, repeated spaces become one, the rest is NFC.
            ///
            /// # Errors
            /// [`Reason::Missing`], [`Reason::TooLong`] or [`Reason::ForbiddenCharacter`].
            pub fn parse(text: &str) -> Result<Self, Reason> {
                line(text, Self::MAX_CHARS).map(Self)
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = String;
            fn try_from(text: String) -> Result<Self, String> {
                Self::parse(&text).map_err(|reason| format!("{}: {}", stringify!($name), reason.code()))
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> String {
                text.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

line_type!(
    /// The title of a resource.
    Title, 200
);
line_type!(
    /// A short text of one line, such as the title of a file or the name of a role.
    Line, 300
);
line_type!(
    /// What a person says of a change, in one line.
    Summary, 500
);
line_type!(
    /// A theme, as people write it; compared without regard to case.
    Tag, 60
);

/// Notices that came with a work, word for word and line by line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Notices(String);

impl Notices {
    /// The most characters allowed.
    pub const MAX_CHARS: usize = 2000;

    /// Takes the text as it is; line ends become `\n`, and white space around it is dropped.
    ///
    /// # Errors
    /// [`Reason::Missing`], [`Reason::TooLong`], or [`Reason::ForbiddenCharacter`] with its place in the text.
    pub fn parse(text: &str) -> Result<Self, Reason> {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let text = text.trim();
        let wrong = |c: char| forbidden(c) && c != '\n';
        if let Some((index, c)) = text.chars().enumerate().find(|(_, c)| wrong(*c)) {
            return Err(Reason::ForbiddenCharacter {
                code_point: c as u32,
                position: index + 1,
            });
        }
        match text.chars().count() {
            0 => Err(Reason::Missing),
            actual if actual > Self::MAX_CHARS => Err(Reason::TooLong {
                max: Self::MAX_CHARS,
                actual,
            }),
            _ => Ok(Self(text.to_owned())),
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Notices {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).map_err(|reason| format!("notices: {}", reason.code()))
    }
}

impl From<Notices> for String {
    fn from(notices: Notices) -> String {
        notices.0
    }
}

impl fmt::Display for Notices {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Language of a text: a BCP 47 tag of a language with an optional region, such as `fr` or `fr-CA`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(String);

impl Language {
    /// Reads a tag; letters are put in the usual case.
    ///
    /// # Errors
    /// [`Reason::Unknown`] when the text is not of the form `xx` or `xx-YY`.
    pub fn parse(text: &str) -> Result<Self, Reason> {
        let refuse = || Reason::Unknown {
            given: text.chars().take(20).collect(),
            known: vec!["fr".into(), "en".into()],
        };
        let letters = |s: &str, n: std::ops::RangeInclusive<usize>| {
            n.contains(&s.len()) && s.bytes().all(|b| b.is_ascii_alphabetic())
        };
        match text.trim().split_once('-') {
            None if letters(text.trim(), 2..=3) => Ok(Self(text.trim().to_ascii_lowercase())),
            Some((language, region)) if letters(language, 2..=3) && letters(region, 2..=2) => {
                Ok(Self(format!(
                    "{}-{}",
                    language.to_ascii_lowercase(),
                    region.to_ascii_uppercase()
                )))
            }
            _ => Err(refuse()),
        }
    }

    /// The tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for Language {
    fn default() -> Self {
        Self("fr".to_owned())
    }
}

impl TryFrom<String> for Language {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).map_err(|reason| format!("language: {}", reason.code()))
    }
}

impl From<Language> for String {
    fn from(language: Language) -> String {
        language.0
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_title_is_one_clean_line() {
        assert_eq!(
            Title::parse("  Le  débat\tmouvant ").unwrap().as_str(),
            "Le débat mouvant"
        );
        assert_eq!(Title::parse("e\u{301}te\u{301}").unwrap().as_str(), "été");
        assert_eq!(Title::parse(" \n"), Err(Reason::Missing));
        assert_eq!(
            Title::parse(&"a".repeat(201)),
            Err(Reason::TooLong {
                max: 200,
                actual: 201
            })
        );
    }

    #[test]
    fn characters_that_mislead_are_refused_with_their_place() {
        for (text, code_point, position) in [
            ("a\u{0}b", 0, 2),
            ("\u{202e}txet", 0x202e, 1),
            ("ab\u{2067}", 0x2067, 3),
            ("one\ntwo", 10, 4),
        ] {
            assert_eq!(
                Title::parse(text),
                Err(Reason::ForbiddenCharacter {
                    code_point,
                    position
                })
            );
        }
    }

    #[test]
    fn notices_stay_as_they_are() {
        let text = "© 2024  Réseau A\n\tSans garantie.";
        let sent = format!(" {}\r\n", text.replace('\n', "\r\n"));
        assert_eq!(Notices::parse(&sent).unwrap().as_str(), text);
        assert_eq!(Notices::parse(" \n"), Err(Reason::Missing));
        for wrong in ["a\u{202e}b", "a\u{0}b", &"a".repeat(2001)] {
            assert!(Notices::parse(wrong).is_err());
        }
    }

    #[test]
    fn languages_are_tags() {
        assert_eq!(Language::parse("FR-ca").unwrap().as_str(), "fr-CA");
        assert!(Language::parse("français").is_err());
    }

    proptest! {
        #[test]
        fn parsing_twice_changes_nothing(text in "\\PC{0,80}") {
            if let Ok(title) = Title::parse(&text) {
                prop_assert_eq!(Title::parse(title.as_str()).unwrap(), title);
            }
        }
    }
}
