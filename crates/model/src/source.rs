//! What a work owes to others.

use crate::{FileName, Line, Notices, Reason, RevisionNumber, Slug};
use jiff::civil::Date;
use licensing::{Act, LicenceId, UNKNOWN_DAY};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A work that this one was made from, holds or quotes: a resource of this library, or a work from elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// A resource of this library, by its slug.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource: Option<Slug>,
    /// The revision of that resource that was used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<RevisionNumber>,
    /// Address of a work from elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Title of a work from elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Line>,
    /// Authors of a work from elsewhere, as one line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authors: Option<Line>,
    /// Licence of a work from elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<LicenceId>,
    /// How it is used.
    #[serde(default, rename = "use", skip_serializing_if = "is_adapted")]
    pub act: Act,
    /// What was changed in it, in a line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changes: Option<Line>,
    /// When a work from elsewhere was last updated, for licences that want that told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<Updated>,
    /// What came with a work from elsewhere and must stay with it: notices of copyright, of the licence, of warranties.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notices: Option<Notices>,
}

/// What somebody says of the day on which a work was last updated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Updated {
    /// It was this day.
    On(Date),
    /// They looked for it, and neither the work nor its site tells it.
    Unknown,
}

impl Updated {
    /// Reads `2026-03-01`, or [`UNKNOWN_DAY`].
    ///
    /// # Errors
    /// [`Reason::NotADate`].
    pub fn parse(text: &str) -> Result<Self, Reason> {
        match text.trim() {
            UNKNOWN_DAY => Ok(Self::Unknown),
            day => day.parse().map(Self::On).map_err(|_| Reason::NotADate),
        }
    }
}

impl fmt::Display for Updated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::On(day) => day.fmt(f),
            Self::Unknown => f.write_str(UNKNOWN_DAY),
        }
    }
}

impl TryFrom<String> for Updated {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).map_err(|reason| format!("updated: {}", reason.code()))
    }
}

impl From<Updated> for String {
    fn from(updated: Updated) -> String {
        updated.to_string()
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
fn is_adapted(act: &Act) -> bool {
    *act == Act::Adapted
}

/// A passage or a file of another resource that a text shows where it names it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Borrowed {
    /// The resource.
    pub resource: Slug,
    /// Its revision that is shown.
    pub revision: RevisionNumber,
    /// Its file that is shown; none when it is its text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<FileName>,
    /// The headings under which the passages of its text that are shown stand; none when it is the whole, or a file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Line>,
}

/// What whoever deposits a work states of their right to share it under its licence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// They made it alone.
    Own,
    /// They made it with others, who agree.
    WithOthers,
    /// Others made it, and its licence or their consent lets it be shared.
    Permitted,
}

impl Origin {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Own, Self::WithOthers, Self::Permitted];

    /// A stable code for programs and forms.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::WithOthers => "with_others",
            Self::Permitted => "permitted",
        }
    }

    /// The statement of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|origin| origin.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_written_before_acts_were_told_apart_is_read_as_adapted() {
        let source: Source = serde_json::from_str(r#"{"resource":"une-fiche"}"#).unwrap();
        assert_eq!(source.act, Act::Adapted);
        assert_eq!(source.revision, None);
        assert_eq!(
            serde_json::to_string(&source).unwrap(),
            r#"{"resource":"une-fiche"}"#
        );
    }

    #[test]
    fn a_day_is_told_or_said_to_be_unknown() {
        for (text, updated) in [
            ("2026-03-01", Updated::On(jiff::civil::date(2026, 3, 1))),
            ("unknown", Updated::Unknown),
        ] {
            assert_eq!(Updated::parse(text), Ok(updated));
            assert_eq!(updated.to_string(), text);
            assert_eq!(serde_json::to_value(updated).unwrap(), text);
        }
        assert_eq!(Updated::parse("2026"), Err(Reason::NotADate));
        assert!(serde_json::from_str::<Updated>("\"hier\"").is_err());
    }

    #[test]
    fn codes_are_what_is_written() {
        for origin in Origin::ALL {
            let written = serde_json::to_value(origin).unwrap();
            assert_eq!(written, origin.code());
            assert_eq!(Origin::from_code(origin.code()), Some(origin));
        }
        for act in Act::ALL {
            assert_eq!(serde_json::to_value(act).unwrap(), act.code());
            assert_eq!(Act::from_code(act.code()), Some(act));
        }
    }
}
