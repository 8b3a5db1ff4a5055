//! The description of the API, made from the types that it really answers with.

use super::{
    bodies, changes, credits, doubtful, files, licences, outcome, problem, resources, revisions,
    search, take_in, write,
};
use crate::health;
use actix_web::web;
use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Ressourçothèque",
        description = "A library of Creative Commons resources that a community writes itself. \
            Errors are problem documents (RFC 9457) with a stable `code`. Sentences come in French or, \
            with `Accept-Language: en`, in English. \
            Whoever writes states by it that they have the right to share what they send under the licence that they name.",
        license(name = "AGPL-3.0-or-later", identifier = "AGPL-3.0-or-later")
    ),
    paths(
        search::search, search::suggest,
        resources::create, resources::read, resources::revise, resources::withdraw,
        revisions::list, revisions::read, files::attach,
        changes::changes, credits::read, take_in::take_in, licences::list, licences::compatibility,
        doubtful::list, problem::catalogue,
        health::health,
    ),
    components(schemas(bodies::ResourceBody, write::ResourceInput, problem::Problem, outcome::ConflictBody)),
    tags(
        (name = "resources", description = "Resources, their revisions, and search"),
        (name = "files", description = "Files of resources; they are read at `/ressources/{slug}/fichiers/{name}`"),
        (name = "licences", description = "Licences and what they allow"),
        (name = "library", description = "The library as a whole"),
    )
)]
struct Api;

/// Answers with the description.
pub(crate) async fn openapi() -> web::Json<utoipa::openapi::OpenApi> {
    web::Json(description())
}

fn description() -> utoipa::openapi::OpenApi {
    Api::openapi()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    /// Every `$ref` of the document, wherever it stands.
    fn references(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(object) => {
                found.extend(
                    object
                        .get("$ref")
                        .and_then(Value::as_str)
                        .map(str::to_owned),
                );
                object.values().for_each(|value| references(value, found));
            }
            Value::Array(list) => list.iter().for_each(|value| references(value, found)),
            _ => {}
        }
    }

    #[test]
    fn the_description_is_whole() {
        let document = serde_json::to_value(description()).unwrap();
        assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
        let mut found = Vec::new();
        references(&document, &mut found);
        assert!(!found.is_empty());
        for reference in found {
            let pointer = reference.strip_prefix('#').unwrap();
            assert!(document.pointer(pointer).is_some(), "{reference}");
        }
    }

    #[test]
    fn every_path_of_the_table_is_described() {
        let document = serde_json::to_value(description()).unwrap();
        let table = include_str!("../routes.rs");
        let api = table
            .split_once("fn api(")
            .unwrap()
            .1
            .split_once("\nfn ")
            .unwrap()
            .0;
        let paths: Vec<&str> = api
            .split("resource(\"")
            .skip(1)
            .map(|rest| rest.split_once('"').unwrap().0)
            .filter(|path| *path != "/openapi.json")
            .collect();
        assert!(paths.len() > 8, "{paths:?}");
        for path in paths {
            assert!(
                document["paths"].get(format!("/api/v1{path}")).is_some(),
                "{path}"
            );
        }
    }
}
