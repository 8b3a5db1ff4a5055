//! From a file's text to a draft.

use super::{KEYS, Places, text};
use crate::{Draft, DraftAuthor};
use model::Value as FieldValue;
use serde_json::{Map, Value};

/// What a file says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Parsed {
    /// Everything but the files. The licence is empty when the file names none.
    pub(crate) draft: Draft,
    /// Older addresses.
    pub(crate) redirects: Vec<String>,
    /// Files that the resource has.
    pub(crate) files: Vec<ParsedFile>,
    /// Where all this stands in the file.
    pub(crate) places: Places,
}

/// A file that a resource has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ParsedFile {
    pub(crate) path: String,
    pub(crate) title: String,
    pub(crate) licence: String,
}

/// Why a file cannot be taken: where and what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Trouble {
    /// 1-based line, when it is known
    pub(crate) line: Option<u64>,
    /// in English; the doors of import are commands
    pub(crate) reason: String,
}

impl Trouble {
    pub(crate) fn at(line: Option<u64>, reason: impl Into<String>) -> Self {
        Self {
            line,
            reason: reason.into(),
        }
    }
}

/// Reads a file. Without front matter it is a page, titled by its first heading or its first line.
pub(crate) fn parse(text: &str, is_plain_text: bool) -> Result<Parsed, Trouble> {
    let text = text
        .strip_prefix('\u{feff}')
        .unwrap_or(text)
        .replace("\r\n", "\n");
    let Some((front, body)) = split(&text)? else {
        return text::page(&text, is_plain_text);
    };
    let mapping = mapping(front)?;
    let reader = Reader { front, mapping };
    reader.parsed(body)
}

/// The front matter and the body, or `None` when the text does not begin with front matter.
fn split(text: &str) -> Result<Option<(&str, &str)>, Trouble> {
    let Some(rest) = text.strip_prefix("---\n") else {
        return Ok(None);
    };
    if let Some(body) = rest.strip_prefix("---\n") {
        return Ok(Some(("", body)));
    }
    match rest.find("\n---\n") {
        Some(at) => Ok(Some((&rest[..=at], &rest[at + 5..]))),
        None => match rest.strip_suffix("\n---") {
            Some(front) => Ok(Some((front, ""))),
            None => Err(Trouble::at(
                Some(1),
                "the front matter that begins here has no closing ---",
            )),
        },
    }
}

fn mapping(front: &str) -> Result<Map<String, Value>, Trouble> {
    if front.trim().is_empty() {
        return Ok(Map::new());
    }
    serde_saphyr::from_str(front).map_err(|error| {
        // +1: the opening line is not part of what YAML sees
        let line = error.location().map(|location| location.line() + 1);
        let message = error.to_string();
        let first = message.lines().next().unwrap_or("unreadable").to_owned();
        Trouble::at(
            line,
            format!("the front matter is not readable as YAML: {first}"),
        )
    })
}

pub(super) struct Reader<'a> {
    front: &'a str,
    mapping: Map<String, Value>,
}

impl Reader<'_> {
    fn parsed(self, body: &str) -> Result<Parsed, Trouble> {
        let mut draft = Draft {
            title: self.text("title")?,
            kind: self.text("kind")?,
            licence: self.text("licence")?,
            language: self.text("language")?,
            created: self.text("created")?,
            body: body.to_owned(),
            tags: self.texts("tags")?,
            authors: self.authors()?,
            derived_from: self.sources()?,
            borrowed: self.borrowed()?,
            origin: self.text("origin")?,
            ..Draft::default()
        };
        self.fields(&mut draft)?;
        let (redirects, files) = (self.texts("redirects")?, self.files()?);
        let extra = self
            .mapping
            .into_iter()
            .filter(|(key, _)| !KEYS.contains(&key.as_str()));
        draft.extra = Some(extra.collect());
        if draft.kind.is_empty() {
            "page".clone_into(&mut draft.kind);
        }
        Ok(Parsed {
            draft,
            redirects,
            files,
            places: Places::of(self.front),
        })
    }

    pub(super) fn trouble(&self, key: &str, expected: &str) -> Trouble {
        Trouble::at(
            line_of(self.front, key),
            format!("{key}: {expected} expected"),
        )
    }

    fn text(&self, key: &str) -> Result<String, Trouble> {
        match self.mapping.get(key) {
            None | Some(Value::Null) => Ok(String::new()),
            Some(value) => scalar(value).ok_or_else(|| self.trouble(key, "a text")),
        }
    }

    fn list(&self, key: &str) -> Result<Vec<Value>, Trouble> {
        match self.mapping.get(key) {
            None | Some(Value::Null) => Ok(Vec::new()),
            Some(Value::Array(items)) => Ok(items.clone()),
            Some(_) => Err(self.trouble(key, "a list")),
        }
    }

    fn texts(&self, key: &str) -> Result<Vec<String>, Trouble> {
        let text =
            |value: &Value| scalar(value).ok_or_else(|| self.trouble(key, "a list of texts"));
        self.list(key)?.iter().map(text).collect()
    }

    /// A list of mappings; each value of a mapping is a text.
    pub(super) fn mappings(&self, key: &str) -> Result<Vec<Map<String, Value>>, Trouble> {
        let mapping = |value: Value| match value {
            Value::Object(mapping) => Ok(mapping),
            _ => Err(self.trouble(key, "a list of mappings")),
        };
        self.list(key)?.into_iter().map(mapping).collect()
    }

    pub(super) fn member(
        &self,
        key: &str,
        mapping: &Map<String, Value>,
        member: &str,
    ) -> Result<String, Trouble> {
        match mapping.get(member) {
            None | Some(Value::Null) => Ok(String::new()),
            Some(value) => {
                scalar(value).ok_or_else(|| self.trouble(key, &format!("a text at {member}")))
            }
        }
    }

    pub(super) fn only(
        &self,
        key: &str,
        mapping: &Map<String, Value>,
        known: &[&str],
    ) -> Result<(), Trouble> {
        match mapping.keys().find(|name| !known.contains(&name.as_str())) {
            Some(name) => Err(Trouble::at(
                line_of(self.front, name),
                format!("{key}: {name} is not known; known are {}", known.join(", ")),
            )),
            None => Ok(()),
        }
    }

    fn authors(&self) -> Result<Vec<DraftAuthor>, Trouble> {
        let author = |value: Value| match value {
            Value::Object(mapping) => {
                self.only("authors", &mapping, &["name", "role"])?;
                let name = self.member("authors", &mapping, "name")?;
                Ok(DraftAuthor {
                    name,
                    role: self.member("authors", &mapping, "role")?,
                })
            }
            Value::String(name) => Ok(DraftAuthor {
                name,
                role: String::new(),
            }),
            _ => Err(self.trouble(
                "authors",
                "a list of names, or of mappings with name and role",
            )),
        };
        self.list("authors")?.into_iter().map(author).collect()
    }

    fn files(&self) -> Result<Vec<ParsedFile>, Trouble> {
        let file = |mapping: Map<String, Value>| {
            self.only("files", &mapping, &["path", "title", "licence"])?;
            let path = self.member("files", &mapping, "path")?;
            if path.is_empty() {
                return Err(self.trouble("files", "a path for each file"));
            }
            let title = self.member("files", &mapping, "title")?;
            Ok(ParsedFile {
                path,
                title,
                licence: self.member("files", &mapping, "licence")?,
            })
        };
        self.mappings("files")?.into_iter().map(file).collect()
    }

    fn fields(&self, draft: &mut Draft) -> Result<(), Trouble> {
        let fields = match self.mapping.get("fields") {
            None | Some(Value::Null) => return Ok(()),
            Some(Value::Object(fields)) => fields,
            Some(_) => return Err(self.trouble("fields", "a mapping")),
        };
        for (name, value) in fields {
            if value.is_null() {
                continue;
            }
            let value = field(value)
                .ok_or_else(|| self.trouble(name, "a text, a number or a list of texts"))?;
            draft.fields.insert(name.clone(), value);
        }
        Ok(())
    }
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
}

fn field(value: &Value) -> Option<FieldValue> {
    match value {
        Value::Number(number) => number
            .as_i64()
            .map(FieldValue::Whole)
            .or_else(|| number.as_f64().map(FieldValue::Decimal)),
        Value::Array(items) => items
            .iter()
            .map(scalar)
            .collect::<Option<Vec<_>>>()
            .map(FieldValue::List),
        value => scalar(value).map(FieldValue::Text),
    }
}

/// The line of the file on which a key stands: the first that begins with it, whatever its depth.
pub(crate) fn line_of(front: &str, key: &str) -> Option<u64> {
    let begins = |line: &str| {
        let line = line.trim_start_matches([' ', '-']);
        line.strip_prefix(key)
            .is_some_and(|rest| rest.trim_start().starts_with(':'))
    };
    let index = front.lines().position(begins)?;
    Some(index as u64 + 2)
}
