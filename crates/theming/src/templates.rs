//! The templates, one environment per language.

use crate::loaded::Words;
use crate::source::{Files, text};
use crate::{DEFAULT_LANGUAGE, Error, Html, functions};
use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, Output, UndefinedBehavior, Value, value::Serde};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Steps that one page may take. The longest of the default theme takes about a fiftieth of it; a
/// template that loops for ever stops within some tens of milliseconds.
const FUEL: u64 = 5_000_000;

pub(crate) struct Templates(BTreeMap<String, Environment<'static>>);

impl Templates {
    pub(crate) fn load(files: &Files, words: &Arc<Words>) -> Result<Self, Error> {
        let mut environments = BTreeMap::new();
        for language in words.messages.languages() {
            let mut environment = environment();
            functions::add(&mut environment, language, words);
            for (path, bytes) in files {
                let Some(name) = path.strip_prefix("templates/") else {
                    continue;
                };
                let source = text(path, bytes)?;
                refuse_unescaped(path, source)?;
                environment
                    .add_template_owned(name.to_owned(), source.to_owned())
                    .map_err(|error| Error::from_template(&error))?;
            }
            environments.insert(language.to_owned(), environment);
        }
        Ok(Self(environments))
    }

    pub(crate) fn render<V: Serialize>(
        &self,
        name: &str,
        language: &str,
        view: &V,
    ) -> Result<String, Error> {
        let environment = self
            .0
            .get(language)
            .or_else(|| self.0.get(DEFAULT_LANGUAGE));
        let Some(environment) = environment else {
            return Err(Error::NoMessages {
                language: language.to_owned(),
            });
        };
        environment
            .get_template(name)
            .and_then(|template| template.render(Value::from(Serde(view))))
            .map_err(|error| Error::from_template(&error))
    }
}

fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_formatter(|out, _, value| print(out, value));
    environment.set_fuel(Some(FUEL));
    // Lines that hold only tags leave nothing in the page.
    if let Ok(tidy) = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build()
    {
        environment.set_syntax(tidy);
    }
    // A theme is edited by people who should not have to weigh each use: only `Html` prints as HTML.
    environment.remove_filter("safe");
    environment
}

/// Prints a value: [`Html`] as it is, nothing for what is absent, everything else escaped. The
/// engine's own way also escapes `/`, which makes every address five times as long.
fn print(out: &mut Output<'_>, value: &Value) -> Result<(), minijinja::Error> {
    if value.is_none() {
        return Ok(());
    }
    match value.as_str() {
        Some(html) if value.is_safe() => out.write_str(html)?,
        Some(text) => out.write_str(Html::escaped(text).as_str())?,
        None => out.write_str(Html::escaped(&value.to_string()).as_str())?,
    }
    Ok(())
}

/// The one tag that would let text through unescaped.
fn refuse_unescaped(path: &str, source: &str) -> Result<(), Error> {
    match source.lines().position(|line| line.contains("autoescape")) {
        None => Ok(()),
        Some(index) => Err(Error::Template {
            path: path.to_owned(),
            line: index + 1,
            detail: "escaping cannot be turned off".to_owned(),
        }),
    }
}
