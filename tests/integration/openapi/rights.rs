//! What programs may do about licences, held against the description.

use super::description::Description;
use crate::harness::Server;
use serde_json::{Value, json};

pub const TAKE_IN: &str = "/api/v1/resources/{slug}/sources/{source}/take-in";

pub const DOUBTFUL: &str = "/api/v1/licences/doubtful";

fn page(title: &str, body: &str) -> Value {
    json!({"title": title, "kind": "page", "licence": "CC-BY-SA-4.0", "body": body})
}

/// An original in its second revision, and what was adapted from the first.
fn adapted(server: &Server, body: &str) {
    let list = "/api/v1/resources";
    let first = page("Origine", "Un.\n\nDeux.\n");
    server.send_json("POST", list, &first).expect(201);
    let mut copy = page("Copie", body);
    copy["derived_from"] = json!([{"resource": "origine"}]);
    server.send_json("POST", list, &copy).expect(201);
    let mut second = page("Origine", "Un bis.\n\nDeux.\n");
    second["base_revision"] = 1.into();
    let path = format!("{list}/origine");
    server.send_json("PUT", &path, &second).expect(200);
}

#[test]
fn taking_in_answers_as_described() {
    let server = Server::empty();
    let mut api = Description::of(&server);
    adapted(&server, "Un ter.\n\nDeux.\n");
    let path =
        |slug: &str, source: &str| format!("/api/v1/resources/{slug}/sources/{source}/take-in");
    let mut take = |status: u16, path: &str, body: &Value| {
        let answer = server.send_json("POST", path, body).expect(status);
        api.holds("post", TAKE_IN, &answer);
        answer
    };
    let first = json!({"base_revision": 1});
    let here = path("copie", "origine");
    let conflict = take(409, &here, &first).json();
    assert_eq!(conflict["code"], "conflict");
    assert_eq!(conflict["latest"]["slug"], "origine");
    assert_eq!(conflict["mine"]["slug"], "copie");
    assert_eq!(conflict["base_revision"], 1);
    assert_eq!(conflict["original_from"], 1);
    assert_eq!(conflict["original_to"], 2);
    // what was merged is finished and sent
    let mut finished = conflict["merged"].clone();
    finished["base_revision"] = conflict["latest_revision"].clone();
    finished["body"] = "Un bis et ter.\n\nDeux.\n".into();
    server
        .send_json("PUT", "/api/v1/resources/copie", &finished)
        .expect(200);
    let done = take(200, &here, &json!({"base_revision": 2})).json();
    assert_eq!(done["unchanged"], true);
    take(404, &here, &json!({"base_revision": 9}));
    take(404, &path("inconnue", "origine"), &first);
    take(422, &path("origine", "copie"), &first);
    take(422, &here, &json!({}));
    let raw =
        |media_type: &str, body: &str| server.request("POST", &here).body(media_type, body).send();
    api.holds("post", TAKE_IN, &raw("application/json", "{").expect(400));
    api.holds("post", TAKE_IN, &raw("text/plain", "x").expect(415));
    let gone = json!({"reason": "essai"});
    server
        .send_json("DELETE", "/api/v1/resources/origine", &gone)
        .expect(204);
    let answer = server.send_json("POST", &here, &first).expect(410);
    api.holds("post", TAKE_IN, &answer);
    api.answers(TAKE_IN);
}

#[test]
fn a_conflict_on_an_older_revision_is_finished_on_top_of_the_latest() {
    let server = Server::empty();
    adapted(&server, "Un ter.\n\nDeux.\n");
    let copy = "/api/v1/resources/copie";
    let mut later = page("Copie", "Un ter.\n\nDeux, plus tard.\n");
    later["base_revision"] = 1.into();
    server.send_json("PUT", copy, &later).expect(200);
    let path = format!("{copy}/sources/origine/take-in");
    let conflict = server
        .send_json("POST", &path, &json!({"base_revision": 1}))
        .expect(409)
        .json();
    assert_eq!(conflict["base_revision"], 2);
    assert_eq!(conflict["latest_revision"], 2);
    let mut finished = conflict["merged"].clone();
    let body = finished["body"].as_str().unwrap().to_owned();
    assert!(body.contains("Deux, plus tard."), "{body}");
    finished["base_revision"] = conflict["latest_revision"].clone();
    server.send_json("PUT", copy, &finished).expect(200);
}

#[test]
fn what_the_original_changed_elsewhere_is_taken_in_and_told() {
    let server = Server::empty();
    adapted(&server, "Un.\n\nDeux, autrement.\n");
    let path = "/api/v1/resources/copie/sources/origine/take-in";
    let done = server
        .send_json("POST", path, &json!({"base_revision": 1}))
        .expect(200)
        .json();
    assert_eq!(done["revision"], 2);
    let read = server.get("/api/v1/resources/copie").expect(200).json();
    assert_eq!(read["body"], "Un bis.\n\nDeux, autrement.\n");
    assert_eq!(read["derived_from"][0]["revision"], 2);
    assert!(read["summary"].to_string().contains("Origine"), "{read:#}");
    let credits = "/api/v1/resources/origine/credits";
    let adaptations = server.get(credits).expect(200).json()["adaptations"].clone();
    assert_eq!(adaptations[0]["slug"], "copie", "{adaptations:#}");
    assert_eq!(adaptations[0]["revision"], 2);
    assert_eq!(adaptations[0]["made_from"], 2);
    assert_eq!(adaptations[0]["licence"], "CC-BY-SA-4.0");
}

#[test]
fn licences_in_doubt_are_listed_as_described() {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("pages");
    let page = "---\ntitle: Fautive\nlicence: CC-BY-4.0\nderived_from:\n  - title: Un livre\n    licence: CC-BY-SA-4.0\n---\nUn.\n";
    crate::harness::write_tree(&pages, &[("fautive.md", page.as_bytes())]);
    let data = folder.path().join("data");
    let arguments = [
        "import".as_ref(),
        pages.as_os_str(),
        "--data".as_ref(),
        data.as_os_str(),
    ];
    crate::harness::ressourcotheque(arguments).ends(0);
    let server = Server::on(&data);
    let mut api = Description::of(&server);
    server.until("it is indexed", |server| {
        server.get(DOUBTFUL).expect(200).json()["total"] == 1
    });
    let answer = server.get(DOUBTFUL).expect(200);
    let listed = answer.json()["resources"][0].clone();
    assert_eq!(listed["slug"], "fautive");
    assert_eq!(listed["doubts"][0]["code"], "refused");
    assert_eq!(listed["doubts"][0]["source"], "Un livre");
    api.holds("get", DOUBTFUL, &answer);
    let wrong = format!("{DOUBTFUL}?limit=0");
    api.holds("get", DOUBTFUL, &server.get(&wrong).expect(422));
    api.answers(DOUBTFUL);
}
