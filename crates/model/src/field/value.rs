//! Values of fields: as written, and as understood.

use crate::Slug;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A field's value as it is written in front matter, in JSON and in the journal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// A text; also a range, a duration, a date, a choice, a slug…
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A decimal number.
    Decimal(f64),
    /// Several texts.
    List(Vec<String>),
}

impl Value {
    /// The texts in the value: none, one or several.
    #[must_use]
    pub fn texts(&self) -> Vec<String> {
        match self {
            Self::Text(text) => vec![text.clone()],
            Self::Whole(number) => vec![number.to_string()],
            Self::Decimal(number) => vec![number.to_string()],
            Self::List(list) => list.clone(),
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// Values by field name, in alphabetical order of the names.
pub type Fields = BTreeMap<String, Value>;

/// A field's value as its type understands it.
#[derive(Debug, Clone, PartialEq)]
pub enum FieldValue {
    /// One line.
    Text(String),
    /// Markdown.
    Markdown(String),
    /// A number; whole ones have no decimals.
    Number(f64),
    /// From, and to if it has an end.
    Range(i64, Option<i64>),
    /// Minutes.
    Duration(u32),
    /// A calendar date.
    Date(Date),
    /// The value of a choice.
    Choice(String),
    /// The values of several choices, in the kind's order.
    Choices(Vec<String>),
    /// Linked resources; one unless the field takes several.
    Resources(Vec<Slug>),
    /// The name of a place.
    Place(String),
    /// An `http` or `https` address.
    Url(String),
    /// An e-mail address.
    Email(String),
    /// The name of a file.
    File(String),
}

impl FieldValue {
    /// The one form in which the value is written; reading it gives the same value again.
    #[must_use]
    pub fn canonical(&self, multiple: bool) -> Value {
        match self {
            Self::Text(text)
            | Self::Markdown(text)
            | Self::Choice(text)
            | Self::Place(text)
            | Self::Url(text)
            | Self::Email(text)
            | Self::File(text) => Value::Text(text.clone()),
            Self::Number(number) => canonical_number(*number),
            Self::Range(from, to) => Value::Text(canonical_range(*from, *to)),
            Self::Duration(minutes) => Value::Text(canonical_duration(*minutes)),
            Self::Date(date) => Value::Text(date.to_string()),
            Self::Choices(values) => Value::List(values.clone()),
            Self::Resources(slugs) if multiple => {
                Value::List(slugs.iter().map(ToString::to_string).collect())
            }
            Self::Resources(slugs) => {
                Value::Text(slugs.first().map(ToString::to_string).unwrap_or_default())
            }
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the range was checked: below 2^53 every whole f64 is an i64"
)]
fn canonical_number(number: f64) -> Value {
    if number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0 {
        Value::Whole(number as i64)
    } else {
        Value::Decimal(number)
    }
}

fn canonical_range(from: i64, to: Option<i64>) -> String {
    match to {
        Some(to) if to == from => from.to_string(),
        Some(to) => format!("{from}-{to}"),
        None => format!("{from}-"),
    }
}

/// `45 min`, `2 h`, `1 h 30`.
fn canonical_duration(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes:02}"),
    }
}
