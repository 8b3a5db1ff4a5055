//! A sentence before it is put into words.

use fluent_bundle::{FluentArgs, FluentValue};
use serde::Serialize;
use std::collections::BTreeMap;

/// The key of a sentence in the message files, and what stands in its gaps.
///
/// Templates print one with `t(message)`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Message {
    /// Key in the message files.
    pub key: String,
    /// What stands in the gaps, by name.
    pub args: BTreeMap<String, Argument>,
}

/// What stands in a gap of a sentence.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Argument {
    /// A number: written with the separators of the language, chooses singular or plural.
    Number(f64),
    /// Any other text.
    Text(String),
}

impl Message {
    /// A sentence without gaps.
    pub fn new(key: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            args: BTreeMap::new(),
        }
    }

    /// The same with something in a gap: a text, or an `f64`.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, argument: impl Into<Argument>) -> Self {
        self.args.insert(name.into(), argument.into());
        self
    }

    pub(crate) fn fluent_args(&self) -> FluentArgs<'_> {
        let mut args = FluentArgs::new();
        for (name, argument) in &self.args {
            args.set(name.as_str(), argument.fluent());
        }
        args
    }
}

impl Argument {
    fn fluent(&self) -> FluentValue<'_> {
        match self {
            Self::Number(number) => FluentValue::from(*number),
            Self::Text(text) => FluentValue::from(text.as_str()),
        }
    }
}

impl From<f64> for Argument {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Argument {
    fn from(number: u32) -> Self {
        Self::Number(f64::from(number))
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
