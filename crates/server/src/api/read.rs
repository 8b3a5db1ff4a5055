//! JSON that programs send: read strictly, every wrong value named.

use crate::error::{Code, Failure};
use crate::form::{NOT_UTF_8, bytes};
use actix_web::http::header;
use actix_web::{HttpRequest, web};
use futures_util::StreamExt;
use model::{Problems, Reason};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// The most bytes of a JSON body; a text takes more room in JSON than it has bytes.
pub(crate) const MAX_JSON_BYTES: usize = 4 * 1024 * 1024;

/// The most problems of one body that are told.
const MAX_PROBLEMS: usize = 100;

/// What programs send as a JSON object. Every member may be left out as far as reading goes, so each can be tried alone.
pub(crate) trait Input: DeserializeOwned + Default {
    /// Members that a reading gives and that cannot be written: whoever sends back what they read may leave them in.
    const READ_ONLY: &[&str] = &[];
}

/// Reads a JSON object of that type.
///
/// # Errors
/// [`Code::RefusedType`] for another media type, [`Code::TooLarge`], [`Code::Unreadable`] for what is no JSON,
/// [`Code::Invalid`] with every value of a wrong type.
pub(crate) async fn json<T: Input>(
    request: &HttpRequest,
    payload: web::Payload,
) -> Result<T, Failure> {
    let content_type = content_type(request);
    if !content_type.is_some_and(is_json) {
        return Err(
            Failure::new(Code::RefusedType).because(content_type.unwrap_or("no Content-Type"))
        );
    }
    let body = bytes(payload, MAX_JSON_BYTES).await?;
    parse(&body)
}

/// The same where no body at all stands for an empty object.
///
/// # Errors
/// As for [`json`].
pub(crate) async fn json_if_any<T: Input>(
    request: &HttpRequest,
    mut payload: web::Payload,
) -> Result<T, Failure> {
    if content_type(request).is_none() && payload.next().await.is_none() {
        return Ok(T::default());
    }
    json(request, payload).await
}

fn content_type(request: &HttpRequest) -> Option<&str> {
    let value = request.headers().get(header::CONTENT_TYPE)?;
    value.to_str().ok()
}

/// `application/json`, with whatever parameters.
fn is_json(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json")
}

fn parse<T: Input>(body: &[u8]) -> Result<T, Failure> {
    let value: Value = serde_json::from_slice(body).map_err(|error| no_json(body, &error))?;
    let Value::Object(mut object) = value else {
        return Err(Failure::invalid_field("body", wrong("object")));
    };
    object.retain(|key, _| !T::READ_ONLY.contains(&key.as_str()));
    let value = Value::Object(object);
    T::deserialize(&value).map_err(|error| {
        let mut problems = Problems::default();
        find::<T>(&value, "", &|value| value, &mut problems);
        if problems.is_empty() {
            problems.add("body", reason(&error, "body"));
        }
        Failure::invalid(problems)
    })
}

/// Where the JSON breaks off; the reader's own words are English.
fn no_json(body: &[u8], error: &serde_json::Error) -> Failure {
    if std::str::from_utf8(body).is_err() {
        return Failure::unreadable("body", NOT_UTF_8);
    }
    let place = format!("JSON, {}:{}", error.line(), error.column());
    Failure::unreadable("body", place).because(error)
}

/// Notes every value within this one that is wrong by itself. `within` puts a value where this one stands.
///
/// A list or an object is looked into when it would be right without what is in it; else it is itself what is wrong.
fn find<T: Input>(
    value: &Value,
    path: &str,
    within: &dyn Fn(Value) -> Value,
    problems: &mut Problems,
) {
    let wrong_with = |value: Value| T::deserialize(within(value)).err();
    let Some(error) = wrong_with(value.clone()) else {
        return;
    };
    let before = problems.0.len();
    match value {
        _ if before >= MAX_PROBLEMS => return,
        Value::Array(items) if wrong_with(Value::Array(Vec::new())).is_none() => {
            for (index, item) in items.iter().enumerate() {
                let within = |item| within(Value::Array(vec![item]));
                find::<T>(item, &format!("{path}[{index}]"), &within, problems);
            }
        }
        Value::Object(members) if wrong_with(Value::Object(Map::new())).is_none() => {
            for (key, member) in members {
                let within =
                    |member| within(Value::Object(Map::from_iter([(key.clone(), member)])));
                let dot = if path.is_empty() { "" } else { "." };
                find::<T>(member, &format!("{path}{dot}{key}"), &within, problems);
            }
        }
        _ => {}
    }
    if problems.0.len() == before && !path.is_empty() {
        let name = path.rsplit('.').next().unwrap_or(path);
        problems.add(path, reason(&error, name));
    }
}

/// What serde says of a value, as a reason that is told in the visitor's language.
fn reason(error: &serde_json::Error, name: &str) -> Reason {
    let said = error.to_string();
    if said.starts_with("unknown field") {
        let known = said.split_once("expected").map_or("", |(_, known)| known);
        return Reason::Unknown {
            given: name.chars().take(80).collect(),
            // names stand between backquotes
            known: known
                .split('`')
                .skip(1)
                .step_by(2)
                .map(str::to_owned)
                .collect(),
        };
    }
    let expected = said
        .rsplit_once("expected ")
        .map_or("", |(_, expected)| expected);
    wrong(match expected {
        _ if said.contains("untagged enum") => "text_number_list",
        "a string" => "text",
        "a sequence" => "list",
        "a map" => "object",
        expected if expected.starts_with("struct ") => "object",
        "u32" | "u64" | "i64" | "usize" => "whole_number",
        "a boolean" => "yes_or_no",
        _ => "other",
    })
}

fn wrong(expected: &str) -> Reason {
    Reason::WrongType {
        expected: expected.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::write::ResourceInput;

    fn failure(body: &[u8]) -> Failure {
        parse::<ResourceInput>(body).unwrap_err()
    }

    #[test]
    fn every_wrong_value_is_named() {
        let body = br#"{"title": 5, "body": "x", "titel": "x", "fields": {"duree": {"min": 3}, "public": "adultes"}}"#;
        let problems = failure(body).problems;
        let fields: Vec<&str> = problems
            .0
            .iter()
            .map(|problem| problem.field.as_str())
            .collect();
        assert_eq!(fields, ["title", "titel", "fields.duree"]);
    }

    #[test]
    fn a_wrong_value_is_named_where_it_stands() {
        let body = br#"{"authors": [{"name": "A"}, 5, {"name": 5}], "tags": "x", "fields": {"l": [1]}, "title": null,
            "base_revision": -1, "derived_from": [{"uri": "x"}], "files": {}}"#;
        let problems = failure(body).problems;
        let told: Vec<(&str, String)> = problems
            .0
            .iter()
            .map(|problem| {
                let what = match &problem.reason {
                    Reason::WrongType { expected } => expected.clone(),
                    other => other.code().to_owned(),
                };
                (problem.field.as_str(), what)
            })
            .collect();
        let mut expected = [
            ("authors[1]", "object"),
            ("authors[2].name", "text"),
            ("base_revision", "whole_number"),
            ("derived_from[0].uri", "unknown"),
            ("fields.l[0]", "text_number_list"),
            ("files", "list"),
            ("tags", "list"),
            ("title", "text"),
        ]
        .map(|(field, what)| (field, what.to_owned()));
        expected.sort();
        let mut told = told;
        told.sort();
        assert_eq!(told, expected);
        let unknown = failure(br#"{"titel": "x"}"#).problems;
        assert!(
            matches!(&unknown.0[0].reason, Reason::Unknown { given, known }
                if given == "titel" && known.contains(&"title".to_owned())),
            "{unknown:?}"
        );
    }

    #[test]
    fn what_was_read_can_be_sent_back() {
        let body = br#"{"id": "x", "revision": 3, "url": "/x", "redirects": [], "title": "T", "updated_at": "x"}"#;
        assert!(parse::<ResourceInput>(body).is_ok());
    }

    #[test]
    fn unreadable_is_not_invalid() {
        for body in [&b"{"[..], b"\xff", b"{\"title\": \"\xff\"}", b""] {
            assert_eq!(failure(body).code, Code::Unreadable, "{body:?}");
        }
        assert_eq!(failure(b"[]").code, Code::Invalid);
    }

    #[test]
    fn the_media_type_must_be_json() {
        assert!(is_json("application/json; charset=utf-8"));
        assert!(!is_json("text/plain"));
    }
}
