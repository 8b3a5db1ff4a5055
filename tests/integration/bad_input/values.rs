//! Values that are wrong.

use super::{draft, unchanged};
use crate::harness::{Server, spaced};
use serde_json::{Value, json};

/// What is wrong, where, under which code, and what the sentence must say.
fn wrong_values() -> Vec<(Value, &'static str, &'static str, Vec<&'static str>)> {
    vec![
        (json!({"title": ""}), "title", "missing", vec![]),
        (json!({"title": null}), "title", "missing", vec![]),
        (json!({"title": " \t "}), "title", "missing", vec![]),
        (
            json!({"title": "x".repeat(201)}),
            "title",
            "too_long",
            vec!["201", "200"],
        ),
        (
            json!({"title": "cloche\u{7}"}),
            "title",
            "forbidden_character",
            vec!["7", "U+0007"],
        ),
        (
            json!({"title": "a\u{0}b"}),
            "title",
            "forbidden_character",
            vec!["2", "U+0000"],
        ),
        (
            json!({"title": "ab\u{202e}fdp.exe"}),
            "title",
            "forbidden_character",
            vec!["3", "U+202E"],
        ),
        (
            json!({"title": "deux\nlignes"}),
            "title",
            "forbidden_character",
            vec!["U+000A"],
        ),
        (json!({"licence": ""}), "licence", "missing", vec![]),
        (json!({"licence": null}), "licence", "missing", vec![]),
        (
            json!({"licence": "Tous droits réservés"}),
            "licence",
            "unknown_licence",
            vec!["Tous droits réservés"],
        ),
        (
            json!({"licence": "MIT"}),
            "licence",
            "unknown_licence",
            vec!["MIT"],
        ),
        (
            json!({"licence": "CC BY-SA"}),
            "licence",
            "licence_version_missing",
            vec!["CC BY-SA", "CC-BY-SA-4.0"],
        ),
        (
            json!({"slug": "x".repeat(300)}),
            "slug",
            "too_long",
            vec!["300", "100"],
        ),
        (json!({"slug": "Été 2024"}), "slug", "not_a_slug", vec![]),
        (
            json!({"tags": ["t".repeat(61)]}),
            "tags[0]",
            "too_long",
            vec!["61", "60"],
        ),
        (
            json!({"language": "klingon?"}),
            "language",
            "unknown",
            vec!["klingon?"],
        ),
        (
            json!({"fields": {"duree": "longtemps"}}),
            "fields.duree",
            "not_a_duration",
            vec!["45 min"],
        ),
        (
            json!({"fields": {"participants": "20-8"}}),
            "fields.participants",
            "not_a_range",
            vec!["8-20"],
        ),
        (
            json!({"fields": {"seances": "deux"}}),
            "fields.seances",
            "not_a_number",
            vec![],
        ),
        (
            json!({"fields": {"seances": 51}}),
            "fields.seances",
            "out_of_range",
            vec!["1", "50"],
        ),
        (
            json!({"fields": {"public": ["martiens"]}}),
            "fields.public",
            "not_a_choice",
            vec!["martiens", "adultes"],
        ),
        (
            json!({"authors": [{"name": "a\u{202e}b"}]}),
            "authors[0].name",
            "forbidden_character",
            vec!["U+202E"],
        ),
    ]
}

#[test]
fn a_wrong_value_is_named_and_explained_by_the_api() {
    let server = Server::with_content();
    let before = server.position();
    let api_only = [
        (
            json!({"kind": "recette"}),
            "kind",
            "unknown",
            vec!["recette", "fiche-methode"],
        ),
        (json!({"kind": null}), "kind", "missing", vec![]),
        (
            json!({"titel": "x"}),
            "titel",
            "unknown",
            vec!["titel", "title"],
        ),
        (json!({"title": 5}), "title", "wrong_type", vec!["texte"]),
        (json!({"tags": "jeu"}), "tags", "wrong_type", vec!["liste"]),
        (
            json!({"authors": ["Amel"]}),
            "authors[0]",
            "wrong_type",
            vec!["objet"],
        ),
        (
            json!({"fields": {"duree": ["45 min", "1 h"]}}),
            "fields.duree",
            "wrong_type",
            vec![],
        ),
        (
            json!({"fields": {"couleur": "bleu"}}),
            "fields.couleur",
            "unknown",
            vec!["couleur", "duree"],
        ),
        (
            json!({"created": "hier"}),
            "created",
            "not_a_date",
            vec!["2026-01-15"],
        ),
        (
            json!({"derived_from": [{"url": "javascript:alert(1)"}]}),
            "derived_from[0].url",
            "not_a_url",
            vec![],
        ),
    ];
    for (wrong, field, code, words) in wrong_values().into_iter().chain(api_only) {
        let answer = server.send_json("POST", "/api/v1/resources", &draft(wrong.clone()));
        let problem = answer.problem(422, "invalid");
        let errors = problem["errors"].as_array().unwrap();
        let found = errors
            .iter()
            .find(|error| error["field"] == field && error["code"] == code);
        let reason = found.unwrap_or_else(|| panic!("{wrong}: {problem:#}"))["reason"]
            .as_str()
            .unwrap();
        assert!(
            reason.len() > 10 && !reason.starts_with("reason-"),
            "{wrong}: {reason}"
        );
        for word in words {
            assert!(
                spaced(reason).contains(word),
                "{wrong}: {word} is not in {reason}"
            );
        }
    }
    unchanged(&server, before);
}

/// A JSON draft as the inputs of the form.
fn pairs(draft: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| {
        value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned)
    };
    let mut pairs = vec![("action".to_owned(), "publish".to_owned())];
    for (key, value) in draft.as_object().unwrap() {
        match (key.as_str(), value) {
            ("fields", Value::Object(fields)) => {
                for (name, value) in fields {
                    let value = value.as_array().map_or(value, |list| &list[0]);
                    pairs.push((format!("fields.{name}"), text(value)));
                }
            }
            ("authors", list) => pairs.push(("authors[0].name".to_owned(), text(&list[0]["name"]))),
            ("tags", list) => pairs.push(("tags".to_owned(), text(&list[0]))),
            ("kind", _) => {}
            (key, value) => pairs.push((key.to_owned(), text(value))),
        }
    }
    pairs
}

#[test]
fn a_wrong_value_is_named_and_explained_by_the_page() {
    let server = Server::with_content();
    let before = server.position();
    for (wrong, field, code, words) in wrong_values() {
        let pairs = pairs(&draft(wrong.clone()));
        let pairs: Vec<_> = pairs
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        for english in [false, true] {
            let request = server
                .request("POST", "/deposer/fiche-methode")
                .form(&pairs);
            let request = if english { request.english() } else { request };
            let page = request.send().expect(422).page();
            let said = page.texts("[data-errors] li").join("\n");
            assert!(
                said.len() > 10,
                "{wrong}: {field} {code} is not explained in {}",
                page.source
            );
            for word in &words {
                assert!(said.contains(word), "{wrong}: {word} is not in {said}");
            }
            let form = page.form("/deposer/fiche-methode");
            assert!(
                form.value("body").contains("Texte."),
                "{wrong}: what was written is kept"
            );
        }
    }
    for path in ["/deposer/recette", "/deposer/recette/formulaire"] {
        server.get(path).expect(404).page().shows(&["recette"]);
    }
    let answer = server.send_form("/deposer/recette", &[("title", "x"), ("action", "publish")]);
    answer.expect(404).page();
    unchanged(&server, before);
}

#[test]
fn everything_wrong_is_told_at_once() {
    let server = Server::with_content();
    let wrong =
        json!({"title": "", "licence": "MIT", "fields": {"duree": "x", "participants": "y"}});
    let problem = server
        .send_json("POST", "/api/v1/resources", &draft(wrong))
        .problem(422, "invalid");
    let fields: Vec<_> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error["field"].as_str().unwrap())
        .collect();
    for field in ["title", "licence", "fields.duree", "fields.participants"] {
        assert!(fields.contains(&field), "{field} in {fields:?}");
    }
}
