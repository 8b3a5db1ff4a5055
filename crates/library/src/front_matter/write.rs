//! From a content to a file's text.

use model::{Content, FileRef, Slug, Source};
use serde_json::{Map, Value, json};

/// Writes a resource as a Markdown file. The same content always gives the same bytes.
pub(crate) fn write(slug: &Slug, redirects: &[Slug], content: &Content) -> Result<String, String> {
    let mut front = Map::new();
    front.insert("title".into(), json!(content.title.as_str()));
    front.insert("kind".into(), json!(content.kind.as_str()));
    front.insert("licence".into(), json!(content.licence.as_str()));
    put(
        &mut front,
        "authors",
        serde_json::to_value(&content.authors).ok(),
    );
    put(&mut front, "tags", serde_json::to_value(&content.tags).ok());
    front.insert("language".into(), json!(content.language.as_str()));
    put(
        &mut front,
        "created",
        content.created.map(|date| json!(date.to_string())),
    );
    put(
        &mut front,
        "redirects",
        serde_json::to_value(redirects).ok(),
    );
    put(
        &mut front,
        "fields",
        serde_json::to_value(&content.fields).ok(),
    );
    put(
        &mut front,
        "files",
        Some(content.files.iter().map(|f| file(slug, f)).collect()),
    );
    put(
        &mut front,
        "derived_from",
        Some(content.derived_from.iter().map(source).collect()),
    );
    put(
        &mut front,
        "borrowed",
        serde_json::to_value(&content.borrowed).ok(),
    );
    put(
        &mut front,
        "origin",
        content.origin.map(|origin| json!(origin.code())),
    );
    for (key, value) in &content.extra {
        front.entry(key.clone()).or_insert_with(|| value.clone());
    }
    let yaml = serde_saphyr::to_string(&front).map_err(|error| error.to_string())?;
    let newline = if yaml.ends_with('\n') { "" } else { "\n" };
    Ok(format!(
        "---\n{yaml}{newline}---\n{}",
        content.body.as_str()
    ))
}

/// Leaves out what is empty.
fn put(front: &mut Map<String, Value>, key: &str, value: Option<Value>) {
    let empty = |value: &Value| match value {
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        value => value.is_null(),
    };
    if let Some(value) = value.filter(|value| !empty(value)) {
        front.insert(key.to_owned(), value);
    }
}

fn file(slug: &Slug, file: &FileRef) -> Value {
    let mut mapping = Map::new();
    mapping.insert("path".into(), json!(format!("{slug}/{}", file.name)));
    put(
        &mut mapping,
        "title",
        file.title.as_ref().map(|title| json!(title.as_str())),
    );
    put(
        &mut mapping,
        "licence",
        file.licence.map(|licence| json!(licence.as_str())),
    );
    Value::Object(mapping)
}

fn source(source: &Source) -> Value {
    serde_json::to_value(source).unwrap_or(Value::Null)
}
