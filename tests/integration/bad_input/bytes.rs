//! Bytes that are not what they should be.

use super::unchanged;
use crate::harness::{Answer, Multipart, Server};
use serde_json::json;

#[test]
fn what_is_no_text_is_refused() {
    let server = Server::with_content();
    let before = server.position();
    let form = "application/x-www-form-urlencoded";
    for (path, media_type, body) in [
        (
            "/deposer/page",
            form,
            &b"title=%FF%FE&body=x&licence=CC-BY-4.0&action=publish"[..],
        ),
        ("/deposer/page", form, b"title=\xe9t\xe9&action=publish"),
        ("/ressources/charte/retirer", form, b"reason=%C3%28"),
        ("/apercu", form, b"body=%FF"),
    ] {
        let answer = server.request("POST", path).body(media_type, body).send();
        assert_eq!(answer.status, 400, "{path}: {}", answer.text());
        assert!(answer.text().contains("UTF-8"), "{path}: {}", answer.text());
    }
    for body in [
        &b"{\"title\": \"\xff\"}"[..],
        b"\xff\xfe",
        b"{",
        b"",
        b"{\"title\": \"x\",}",
    ] {
        let answer = server
            .request("POST", "/api/v1/resources")
            .body("application/json", body)
            .send();
        let problem = answer.problem(400, "unreadable");
        assert!(
            !problem["errors"][0]["reason"].as_str().unwrap().is_empty(),
            "{problem:#}"
        );
    }
    server
        .send_json("POST", "/api/v1/resources", &json!([1, 2]))
        .problem(422, "invalid");
    server
        .send_json("POST", "/api/v1/resources", &json!("texte"))
        .problem(422, "invalid");
    for path in ["/api/v1/resources?q=%FF", "/api/v1/suggest?q=%FF"] {
        server.get(path).problem(400, "unreadable");
    }
    for path in ["/ressources/%FF", "/themes/%C3%28", "/recherche?q=%FF"] {
        let answer = server.get(path);
        assert!(
            [400, 404].contains(&answer.status),
            "{path}: {}",
            answer.status
        );
        answer.page();
    }
    let deep = format!(
        "{{\"title\": {}1{}}}",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    server
        .request("POST", "/api/v1/resources")
        .body("application/json", deep)
        .send()
        .problem(400, "unreadable");
    unchanged(&server, before);
}

#[test]
fn another_format_than_asked_for_is_refused() {
    let server = Server::with_content();
    let before = server.position();
    let answer = server
        .request("POST", "/api/v1/resources")
        .body("text/plain", "{}")
        .send();
    answer.problem(415, "refused_type");
    let answer = server
        .request("POST", "/api/v1/resources/charte/files")
        .json(&json!({}))
        .send();
    answer.problem(415, "refused_type");
    server
        .request("POST", "/deposer/page")
        .body("text/plain", "x")
        .send()
        .expect(415)
        .page();
    unchanged(&server, before);
}

#[test]
fn a_broken_form_is_refused() {
    let server = Server::with_content();
    let before = server.position();
    let whole = Multipart::default()
        .file("file", "a.txt", "text/plain", b"texte")
        .bytes();
    let media_type = Multipart::default().media_type();
    let bodies = [
        (media_type.as_str(), whole[..whole.len() - 20].to_vec()),
        (&media_type, b"rien de tel".to_vec()),
        ("multipart/form-data", whole.clone()),
        ("multipart/form-data; boundary=autre", whole),
        (&media_type, Vec::new()),
    ];
    for (media_type, body) in bodies {
        for path in ["/api/v1/resources/charte/files", "/deposer/outil/fichiers"] {
            let answer = server
                .request("POST", path)
                .body(media_type, body.clone())
                .send();
            assert_eq!(
                answer.status,
                400,
                "{path}, {media_type}, {} bytes: {}",
                body.len(),
                answer.text()
            );
            helps(&answer, path);
        }
    }
    let none = Multipart::default().text("title", "sans fichier");
    let problem = server
        .request("POST", "/api/v1/resources/charte/files")
        .multipart(&none)
        .send()
        .problem(422, "invalid");
    assert_eq!(problem["errors"][0]["field"], "file");
    unchanged(&server, before);
}

/// A problem document for programs, a page for people.
#[track_caller]
fn helps(answer: &Answer, path: &str) {
    if path.starts_with("/api/") {
        let code = answer.json()["code"].as_str().unwrap().to_owned();
        answer.problem(answer.status, &code);
    } else {
        answer.page();
    }
}
