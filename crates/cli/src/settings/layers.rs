//! Layers of texts by key, each with where it comes from.

use anyhow::{Context, anyhow};
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

/// The value of every key, from the uppermost layer that has it.
pub(super) struct Layers {
    values: BTreeMap<&'static str, (String, Origin)>,
}

/// Where a value stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Origin {
    /// It is the program's own.
    Default(&'static str),
    /// A key of a file.
    File(String, &'static str),
    /// A variable.
    Environment(String),
    /// An option of the command line.
    Option(&'static str),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default(key) => f.write_str(key),
            Self::File(path, key) => write!(f, "{path}, {key}"),
            Self::Environment(name) => f.write_str(name),
            Self::Option(key) => write!(f, "--{key}"),
        }
    }
}

impl Layers {
    /// The lowest layer: every key there is.
    pub(super) fn new(defaults: &[(&'static str, &str)]) -> Self {
        let value = |(key, value): &(&'static str, &str)| {
            (*key, ((*value).to_owned(), Origin::Default(key)))
        };
        Self {
            values: defaults.iter().map(value).collect(),
        }
    }

    /// Lays a file over what is there.
    pub(super) fn add_file(&mut self, path: &Path, text: &str) -> anyhow::Result<()> {
        let path = path.display().to_string();
        let table: toml::Table = text.parse().with_context(|| path.clone())?;
        for (name, value) in table {
            let key = self.key(&name).with_context(|| path.clone())?;
            let value = match value {
                toml::Value::String(text) => text,
                toml::Value::Integer(number) => number.to_string(),
                _ => return Err(anyhow!("{path}, {key}: a text or a whole number is needed")),
            };
            self.values
                .insert(key, (value, Origin::File(path.clone(), key)));
        }
        Ok(())
    }

    /// Lays the variables with that prefix over what is there.
    pub(super) fn add_environment(
        &mut self,
        prefix: &str,
        variables: &[(String, String)],
    ) -> anyhow::Result<()> {
        for (name, value) in variables {
            let Some(rest) = name.strip_prefix(prefix).filter(|rest| *rest != "CONFIG") else {
                continue;
            };
            let key = self
                .key(&rest.to_lowercase())
                .with_context(|| name.clone())?;
            self.values
                .insert(key, (value.clone(), Origin::Environment(name.clone())));
        }
        Ok(())
    }

    /// Lays options over what is there.
    pub(super) fn add_options(&mut self, options: Vec<(&'static str, String)>) {
        for (key, value) in options {
            self.values.insert(key, (value, Origin::Option(key)));
        }
    }

    /// The text of a key.
    pub(super) fn text(&self, key: &'static str) -> &str {
        self.values.get(key).map_or("", |(value, _)| value.as_str())
    }

    /// Where the text of a key stands.
    pub(super) fn origin(&self, key: &'static str) -> Origin {
        self.values
            .get(key)
            .map_or(Origin::Default(key), |(_, origin)| origin.clone())
    }

    /// What the text of a key means.
    pub(super) fn read<T>(
        &self,
        key: &'static str,
        read: impl Fn(&str) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        read(self.text(key)).with_context(|| self.origin(key).to_string())
    }

    fn key(&self, name: &str) -> anyhow::Result<&'static str> {
        let known = self.values.keys().find(|key| **key == name);
        known
            .copied()
            .ok_or_else(|| anyhow!("unknown setting {name}{}", self.nearest(name)))
    }

    /// The key that was perhaps meant: at least half of it as it was written.
    fn nearest(&self, name: &str) -> String {
        let likeness = |key: &str| strsim::normalized_damerau_levenshtein(name, key);
        let best = self
            .values
            .keys()
            .copied()
            .max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
        match best.filter(|key| likeness(key) >= 0.5) {
            Some(key) => format!(" (did you mean {key}?)"),
            None => String::new(),
        }
    }
}
