//! What a program is told when it is not answered as it wished.

use crate::harness::Server;
use serde_json::json;

#[test]
fn problems_speak_the_language_that_is_asked_for() {
    let server = Server::with_content();
    let french = server
        .get("/api/v1/resources/inconnue")
        .problem(404, "not_found");
    let english = server
        .request("GET", "/api/v1/resources/inconnue")
        .header("accept-language", "en-GB,en;q=0.9")
        .send();
    let english = english.problem(404, "not_found");
    assert_ne!(french["title"], english["title"]);
    assert_eq!(french["instance"], "/api/v1/resources/inconnue");
    assert_ne!(
        french["request"], english["request"],
        "each request has its number"
    );
    let catalogue = server.get("/api/v1/problems").expect(200).json();
    let codes: Vec<_> = catalogue
        .as_array()
        .unwrap()
        .iter()
        .map(|kind| kind["code"].clone())
        .collect();
    assert!(codes.contains(&french["code"]), "{codes:?}");
    assert!(french["type"].as_str().unwrap().ends_with("#not_found"));
}

#[test]
fn a_wrong_method_is_told_the_right_ones() {
    let server = Server::with_content();
    let answer = server
        .request("PATCH", "/api/v1/resources/brise-glace")
        .json(&json!({}))
        .send();
    answer.problem(405, "method_not_allowed");
    assert!(
        answer
            .header("allow")
            .is_some_and(|allow| allow.contains("PUT")),
        "{:?}",
        answer.header("allow")
    );
    server
        .request("DELETE", "/ressources/brise-glace")
        .send()
        .expect(405)
        .page();
    server.get("/api/v1/nulle-part").problem(404, "not_found");
}
