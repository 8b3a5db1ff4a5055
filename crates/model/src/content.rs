//! What one revision of a resource holds.

use crate::{
    Author, Borrowed, Fields, FileRef, KindId, Language, Origin, Reason, Source, Tag, Title,
};
use jiff::civil::Date;
use licensing::LicenceId;
use serde::{Deserialize, Serialize};

/// Markdown text of a resource: UTF-8, lines ended by `\n`, no other control character than tab and newline.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Body(String);

impl Body {
    /// The most bytes allowed: 512 KiB, about 250 printed pages.
    pub const MAX_BYTES: usize = 512 * 1024;

    /// Takes the text: line ends become `\n`, control characters are dropped (a browser or a PDF put them there, no
    /// reader would miss them), one newline ends a text that is not empty.
    ///
    /// # Errors
    /// [`Reason::TooLong`], in bytes.
    pub fn parse(text: &str) -> Result<Self, Reason> {
        if text.len() > Self::MAX_BYTES {
            return Err(Reason::TooLong {
                max: Self::MAX_BYTES,
                actual: text.len(),
            });
        }
        let lines = text.replace("\r\n", "\n").replace('\r', "\n");
        let clean: String = lines
            .chars()
            .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
            .collect();
        let trimmed = clean
            .trim_end_matches(['\n', ' ', '\t'])
            .trim_start_matches('\n');
        Ok(Self(if trimmed.is_empty() {
            String::new()
        } else {
            format!("{trimmed}\n")
        }))
    }

    /// The Markdown text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Everything that one revision of a resource says. There is no content without a licence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Content {
    /// Title shown to people.
    pub title: Title,
    /// Which kind of resource it is.
    pub kind: KindId,
    /// Licence of the text, and of the files that have none of their own.
    pub licence: LicenceId,
    /// Who is credited, in order; empty for a collective text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<Author>,
    /// Themes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Tag>,
    /// Language of the text.
    #[serde(default)]
    pub language: Language,
    /// When the work was made, if that is known; not when it was put here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created: Option<Date>,
    /// Values of the kind's fields, in canonical form.
    #[serde(default, skip_serializing_if = "Fields::is_empty")]
    pub fields: Fields,
    /// Files, in the order in which they are shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileRef>,
    /// Works that this one was made from, holds or quotes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub derived_from: Vec<Source>,
    /// What the text takes from other resources by naming them: found in the text when it is saved, never typed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub borrowed: Vec<Borrowed>,
    /// What whoever deposited it stated of their right to share it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// Front matter that an import brought and that means nothing here, kept for export.
    #[serde(default, skip_serializing_if = "serde_json::Map::is_empty")]
    pub extra: serde_json::Map<String, serde_json::Value>,
    /// Markdown text.
    #[serde(default)]
    pub body: Body,
}

impl Content {
    /// The most tags, authors, sources a resource may have, and the most files.
    pub const MAX_ITEMS: usize = 50;

    /// The file of that name.
    #[must_use]
    pub fn file(&self, name: &str) -> Option<&FileRef> {
        self.files.iter().find(|file| file.name.as_str() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn bodies_are_made_regular_and_bounded() {
        assert_eq!(
            Body::parse("a\r\nb\u{0}\rc\n\n").unwrap().as_str(),
            "a\nb\nc\n"
        );
        assert_eq!(Body::parse(" \n").unwrap().as_str(), "");
        assert!(Body::parse(&"x".repeat(1 << 20)).is_err());
    }

    proptest! {
        #[test]
        fn a_body_is_read_back_as_it_is(text in any::<String>()) {
            let body = Body::parse(&text).unwrap();
            prop_assert_eq!(Body::parse(body.as_str()).unwrap(), body);
        }
    }
}
