//! The document, held against answers.

use super::FILES;
use crate::harness::{Answer, Server};
use jsonschema::Validator;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The document, and what was seen to hold of it.
pub struct Description {
    /// As it is served.
    pub document: Value,
    /// Method, path and status of each answer that was as described.
    pub seen: BTreeSet<(String, String, u16)>,
}

impl Description {
    /// The description that a server gives of itself.
    pub fn of(server: &Server) -> Self {
        let document = server.get("/api/v1/openapi.json").expect(200).json();
        Self {
            document,
            seen: BTreeSet::new(),
        }
    }

    /// The description of an answer: status, then media type.
    #[track_caller]
    fn described(&self, method: &str, path: &str, status: u16) -> &Value {
        let operation = &self.document["paths"][path][method];
        assert!(operation.is_object(), "{method} {path} is not described");
        let answer = &operation["responses"][status.to_string()];
        assert!(
            answer.is_object(),
            "{method} {path} may answer {status}, which is not described"
        );
        answer
    }

    /// Checks that all that is described at a path was seen.
    #[track_caller]
    pub fn answers(&self, path: &str) {
        for (method, operation) in self.document["paths"][path].as_object().unwrap() {
            for status in operation["responses"].as_object().unwrap().keys() {
                let status: u16 = status.parse().unwrap();
                let told_elsewhere = [(FILES, 413), ("/healthz", 503)].contains(&(path, status));
                let seen = self
                    .seen
                    .contains(&(method.clone(), path.to_owned(), status));
                assert!(
                    seen || told_elsewhere,
                    "{method} {path} was never seen to answer {status}"
                );
            }
        }
    }

    /// Checks an answer against its description: status, media type, headers, every member of the body.
    #[track_caller]
    pub fn holds(&mut self, method: &str, path: &str, answer: &Answer) {
        let described = self.described(method, path, answer.status).clone();
        for name in described["headers"]
            .as_object()
            .unwrap_or(&Map::new())
            .keys()
        {
            assert!(
                answer.header(&name.to_lowercase()).is_some(),
                "{method} {path} {}: no {name}",
                answer.status
            );
        }
        match described["content"].as_object() {
            None => assert!(
                answer.body.is_empty(),
                "{method} {path} {}: {}",
                answer.status,
                answer.text()
            ),
            Some(content) => {
                let media_type = answer.header("content-type").unwrap_or_default();
                let essence = media_type.split(';').next().unwrap();
                let described = content.get(essence);
                let described = described.unwrap_or_else(|| {
                    panic!(
                        "{method} {path} {}: {essence} is not described",
                        answer.status
                    )
                });
                let errors: Vec<String> = self
                    .validator(&described["schema"])
                    .iter_errors(&answer.json())
                    .map(|error| format!("{error} at {}", error.instance_path()))
                    .collect();
                assert!(
                    errors.is_empty(),
                    "{method} {path} {}: {errors:#?} in {}",
                    answer.status,
                    answer.text()
                );
            }
        }
        self.seen
            .insert((method.to_owned(), path.to_owned(), answer.status));
    }

    /// A schema of the document that also refuses members which are not described.
    fn validator(&self, schema: &Value) -> Validator {
        let mut whole = json!({"components": self.document["components"], "allOf": [schema]});
        close(&mut whole["components"]);
        whole["unevaluatedProperties"] = false.into();
        whole["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
        jsonschema::options().build(&whole).unwrap()
    }
}

/// Closes every schema that is referred to from a member or a list, not those that others are put together from.
fn close(value: &mut Value) {
    match value {
        Value::Object(members) => {
            if members.contains_key("$ref") {
                members.insert("unevaluatedProperties".to_owned(), false.into());
            }
            for (name, member) in members.iter_mut() {
                if name != "allOf" {
                    close(member);
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(close),
        _ => {}
    }
}
