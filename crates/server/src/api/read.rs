//! JSON that programs send: read strictly, every wrong value named.

use crate::error::{Code, Failure};
use crate::form::bytes;
use actix_web::http::header;
use actix_web::{HttpRequest, web};
use model::{Problems, Reason};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// The most bytes of a JSON body; a text takes more room in JSON than it has bytes.
pub(crate) const MAX_JSON_BYTES: usize = 4 * 1024 * 1024;

/// Reads a JSON object of that type.
///
/// # Errors
/// [`Code::RefusedType`] for another media type, [`Code::TooLarge`], [`Code::Unreadable`] for what is no JSON,
/// [`Code::Invalid`] with every value of a wrong type.
pub(crate) async fn json<T: DeserializeOwned>(
    request: &HttpRequest,
    payload: web::Payload,
) -> Result<T, Failure> {
    let content_type = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    if !content_type.is_some_and(is_json) {
        return Err(
            Failure::new(Code::RefusedType).because(content_type.unwrap_or("no Content-Type"))
        );
    }
    let body = bytes(payload, MAX_JSON_BYTES).await?;
    parse(&body)
}

/// `application/json`, with whatever parameters.
fn is_json(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json")
}

fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, Failure> {
    let value: Value =
        serde_json::from_slice(body).map_err(|error| Failure::unreadable("body", error))?;
    let Value::Object(object) = value else {
        return Err(Failure::invalid_field(
            "body",
            Reason::WrongType {
                expected: "object".to_owned(),
            },
        ));
    };
    match serde_json::from_value(Value::Object(object.clone())) {
        Ok(read) => Ok(read),
        Err(error) => Err(Failure::invalid(problems::<T>(&object, &error))),
    }
}

/// Every key that is wrong by itself: all keys are optional, so each can be tried alone. A key within `fields` is
/// named in full.
fn problems<T: DeserializeOwned>(
    object: &Map<String, Value>,
    whole: &serde_json::Error,
) -> Problems {
    let mut problems = Problems::default();
    for (key, value) in object {
        let inner = value.as_object().filter(|_| key == "fields");
        let parts: Vec<(String, Value)> = match inner {
            Some(inner) => inner
                .iter()
                .map(|(name, value)| (format!("{key}.{name}"), single(name, value)))
                .collect(),
            None => vec![(key.clone(), value.clone())],
        };
        for (path, value) in parts {
            if let Err(error) = serde_json::from_value::<T>(single(key, &value)) {
                problems.add(
                    path,
                    Reason::Unreadable {
                        detail: error.to_string(),
                    },
                );
            }
        }
    }
    if problems.is_empty() {
        problems.add(
            "body",
            Reason::Unreadable {
                detail: whole.to_string(),
            },
        );
    }
    problems
}

fn single(key: &str, value: &Value) -> Value {
    Value::Object(Map::from_iter([(key.to_owned(), value.clone())]))
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
