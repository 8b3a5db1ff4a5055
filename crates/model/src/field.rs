//! Fields of a kind: how a value is read, checked and written in one canonical form.

mod parse;
mod value;

pub use parse::web_address;
pub use value::{FieldValue, Fields, Value};

use crate::{Choice, KindId, Label, Reason};
use serde::Deserialize;

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FieldType {
    /// One line of text.
    Text,
    /// Markdown of any length.
    Markdown,
    /// A number.
    Number,
    /// A range of whole numbers, such as `8-20`.
    Range,
    /// A duration in minutes, such as `1 h 30`.
    Duration,
    /// A calendar date.
    Date,
    /// One of the choices.
    Choice,
    /// Several of the choices.
    Choices,
    /// A link to another resource, or several.
    Resource,
    /// The name of a place.
    Place,
    /// An address on the web.
    Url,
    /// An e-mail address.
    Email,
    /// The name of one of the resource's files.
    File,
}

impl FieldType {
    /// The name as written in a kind's file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Number => "number",
            Self::Range => "range",
            Self::Duration => "duration",
            Self::Date => "date",
            Self::Choice => "choice",
            Self::Choices => "choices",
            Self::Resource => "resource",
            Self::Place => "place",
            Self::Url => "url",
            Self::Email => "email",
            Self::File => "file",
        }
    }
}

/// A field as a kind's file defines it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldDefinition {
    /// Name in front matter and in the API: a letter, then letters, digits, `_` or `-`, all lower case.
    pub name: String,
    /// What it holds.
    #[serde(rename = "type")]
    pub field_type: FieldType,
    /// What people call it.
    pub label: Label,
    /// A sentence that helps to fill it in.
    #[serde(default)]
    pub help: Option<Label>,
    /// Whether a resource without it is refused.
    #[serde(default)]
    pub required: bool,
    /// Whether search results can be narrowed by it.
    #[serde(default)]
    pub facet: bool,
    /// Whether it is shown on the card.
    #[serde(default)]
    pub card: bool,
    /// Least number allowed.
    #[serde(default)]
    pub min: Option<i64>,
    /// Greatest number allowed.
    #[serde(default)]
    pub max: Option<i64>,
    /// Most characters of a text.
    #[serde(default)]
    pub max_length: Option<usize>,
    /// Unit of a number or a range.
    #[serde(default)]
    pub unit: Option<Label>,
    /// The unit where there is only one.
    #[serde(default)]
    pub unit_one: Option<Label>,
    /// What can be chosen.
    #[serde(default)]
    pub choices: Vec<Choice>,
    /// Kinds to which a link may lead; any when empty.
    #[serde(default)]
    pub kinds: Vec<KindId>,
    /// Whether several resources may be linked.
    #[serde(default)]
    pub multiple: bool,
    /// Whether the resources linked make one whole, in their order: its page shows them one after the other, with what
    /// may be done with all of them.
    #[serde(default)]
    pub collection: bool,
}

impl FieldDefinition {
    /// The most members of a collection.
    pub const MAX_MEMBERS: usize = 100;

    /// Reads a value as this field's type.
    ///
    /// `Ok(None)` means that the value is empty, as an unfilled form field is.
    ///
    /// # Errors
    /// The [`Reason`] why the value is not of the field's type, out of bounds, too long a list, or not one of the choices.
    pub fn parse(&self, value: &Value) -> Result<Option<FieldValue>, Reason> {
        parse::field(self, value)
    }

    /// The unit as it agrees with a number: the rules for plurals of the Unicode CLDR, where French is singular below 2
    /// and English for 1 alone.
    #[must_use]
    pub fn unit_for(&self, number: f64, language: &str) -> Option<&str> {
        let one = if language == "en" {
            number == 1.0
        } else {
            number.abs() < 2.0
        };
        let unit = self
            .unit_one
            .as_ref()
            .filter(|_| one)
            .or(self.unit.as_ref())?;
        Some(unit.get(language))
    }

    /// The choice of that value.
    #[must_use]
    pub fn choice(&self, value: &str) -> Option<&Choice> {
        self.choices.iter().find(|choice| choice.value == value)
    }
}
