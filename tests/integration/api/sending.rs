//! What programs send back, and how they are told what is wrong with it.

use crate::harness::{Multipart, Server};
use serde_json::json;

#[test]
fn what_was_read_can_be_sent_back() {
    let server = Server::with_content();
    let slug = server.create_page("Le sommeil", "Un texte.\n");
    let path = format!("/api/v1/resources/{slug}");
    let file = Multipart::default().file("file", "a.txt", "text/plain", b"un\n");
    let request = server.request("POST", &format!("{path}/files"));
    request.multipart(&file).send().expect(201);
    let mut read = server.get(&path).json();
    read["base_revision"] = read["revision"].clone();
    let answer = server.send_json("PUT", &path, &read).expect(200).json();
    assert_eq!(answer["unchanged"], true, "{answer}");

    let renamed = server.send_form(
        &format!("/ressources/{slug}/renommer"),
        &[("slug", "les-nuits")],
    );
    renamed.expect(303);
    for given in [slug.as_str(), "les-nuits"] {
        read["slug"] = given.into();
        server.send_json("PUT", &path, &read).expect(200);
    }
    read["slug"] = "charte".into();
    let problem = server
        .send_json("PUT", &path, &read)
        .problem(422, "invalid");
    assert_eq!(problem["errors"][0]["field"], "slug");
    read["slug"] = "les-nuits".into();
    read["titel"] = "x".into();
    let problem = server
        .send_json("PUT", &path, &read)
        .problem(422, "invalid");
    assert_eq!(problem["errors"][0]["field"], "titel");
}

#[test]
fn problems_are_told_in_one_language() {
    let server = Server::with_content();
    let wrong = json!({"title": 5, "authors": ["Léa"], "tags": "x", "fields": {"a": {"b": 1}}, "titel": "x"});
    let problem = server
        .send_json("POST", "/api/v1/resources", &wrong)
        .problem(422, "invalid");
    let mut fields: Vec<&str> = Vec::new();
    for error in problem["errors"].as_array().unwrap() {
        fields.push(error["field"].as_str().unwrap());
        let reason = error["reason"].as_str().unwrap();
        for english in ["expected", "invalid", "unknown", "did not"] {
            assert!(!reason.contains(english), "{reason}");
        }
    }
    fields.sort_unstable();
    assert_eq!(fields, ["authors[0]", "fields.a", "tags", "titel", "title"]);
    let unread = server
        .get("/api/v1/resources?q=%FF")
        .problem(400, "unreadable");
    assert!(!unread["detail"].as_str().unwrap().contains("enregistré"));
    let missing = server
        .get("/api/v1/resources/inconnue")
        .problem(404, "not_found");
    assert!(!missing["title"].as_str().unwrap().contains("page"));
}

#[test]
fn a_withdrawal_without_a_body_is_asked_for_its_reason() {
    let server = Server::with_content();
    let answer = server.request("DELETE", "/api/v1/resources/charte").send();
    let problem = answer.problem(422, "invalid");
    assert_eq!(problem["errors"][0]["field"], "reason");
}
