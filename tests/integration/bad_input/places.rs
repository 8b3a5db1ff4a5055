//! Places that are not there.

use super::{draft, unchanged};
use crate::harness::{Server, raw};
use serde_json::json;

#[test]
fn no_path_leads_out() {
    let server = Server::with_content();
    let before = server.position();
    for path in [
        "/../../../etc/passwd",
        "/ressources/../../../../etc/passwd",
        "/ressources/%2e%2e/%2e%2e/etc/passwd",
        "/ressources/..%2f..%2fetc%2fpasswd",
        "/ressources/cartes-emotions/fichiers/../../../../etc/passwd",
        "/ressources/cartes-emotions/fichiers/%2e%2e%2f%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/ressources/cartes-emotions/fichiers/..%5c..%5cCargo.toml",
        "/assets/0/../../../../etc/passwd",
        "/assets/0/%2e%2e/%2e%2e/%2e%2e/Cargo.toml",
        "/assets/0/..%2f..%2f..%2fCargo.toml",
        "/api/v1/resources/..%2f..%2fetc%2fpasswd",
        "//etc/passwd",
    ] {
        let head = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
        let answer = raw(&server, head.as_bytes(), []);
        assert!(
            [400, 404].contains(&answer.status),
            "{path}: {}",
            answer.text
        );
        assert!(
            !answer.text.contains("root:") && !answer.text.contains("[workspace]"),
            "{path}: {}",
            answer.text
        );
    }
    for slug in ["..", "../evasion", "a/b", "%2e%2e"] {
        let problem = server
            .send_json("POST", "/api/v1/resources", &draft(json!({"slug": slug})))
            .problem(422, "invalid");
        assert_eq!(problem["errors"][0]["field"], "slug");
    }
    unchanged(&server, before);
}

#[test]
fn an_unknown_revision_is_said_to_be_unknown() {
    let server = Server::with_content();
    let before = server.position();
    let mut base = draft(json!({"base_revision": 99}));
    base["title"] = "Le débat mouvant".into();
    server
        .send_json("PUT", "/api/v1/resources/debat-mouvant", &base)
        .problem(404, "unknown_revision");
    base.as_object_mut().unwrap().remove("base_revision");
    let problem = server
        .send_json("PUT", "/api/v1/resources/debat-mouvant", &base)
        .problem(422, "invalid");
    assert_eq!(
        (
            &problem["errors"][0]["field"],
            &problem["errors"][0]["code"]
        ),
        (&"base_revision".into(), &"missing".into())
    );
    for revision in ["99", "0", "x", "-1", "4294967296"] {
        server
            .get(&format!(
                "/api/v1/resources/debat-mouvant/revisions/{revision}"
            ))
            .problem(404, "unknown_revision");
        server
            .get(&format!("/ressources/debat-mouvant/revisions/{revision}"))
            .expect(404)
            .page();
        let answer = server.send_form(
            "/ressources/debat-mouvant/restaurer",
            &[("revision", revision)],
        );
        assert!(
            [400, 404, 422].contains(&answer.status),
            "{revision}: {}",
            answer.status
        );
        answer.page();
    }
    let form = server
        .open("/ressources/debat-mouvant/modifier")
        .form("/ressources/debat-mouvant/modifier");
    form.fill("base_revision", "99")
        .press(&server, "save")
        .expect(404)
        .page();
    unchanged(&server, before);
}

#[test]
fn a_wrong_question_is_told_apart_from_an_empty_answer() {
    let server = Server::with_content();
    for (query, field, word) in [
        ("tags=jeu", "tags", "tag"),
        ("sort=best", "sort", "relevance"),
        ("limit=0", "limit", "100"),
        ("limit=101", "limit", "100"),
        ("offset=-1", "offset", ""),
    ] {
        let problem = server
            .get(&format!("/api/v1/resources?{query}"))
            .problem(422, "invalid");
        assert_eq!(problem["errors"][0]["field"], field);
        assert!(
            problem["errors"][0]["reason"]
                .as_str()
                .unwrap()
                .contains(word),
            "{problem:#}"
        );
    }
    server
        .get("/api/v1/changes?after=x")
        .problem(422, "invalid");
}
