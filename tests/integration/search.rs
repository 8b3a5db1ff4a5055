//! People find: whatever the accents, at once after a save, with facets that count right.

mod asking;
mod chips;
mod narrowing;
mod rebuilding;

use crate::harness::Server;
use serde_json::Value;
use std::time::{Duration, Instant};

const SECOND: Duration = Duration::from_secs(1);

/// How long after an answer that became so.
fn since(answered: Instant, server: &Server, what: &str, so: impl FnMut(&Server) -> bool) {
    server.until(what, so);
    let took = answered.elapsed();
    assert!(took < SECOND, "{what}: {took:?}");
}

#[test]
fn a_save_is_found_within_a_second() {
    let server = Server::with_content();
    let slug = server.create_page("Une page fraîche", "Elle parle de xylographie.\n");
    since(Instant::now(), &server, "created", |server| {
        server.found("xylographie") == [slug.as_str()]
    });

    let revised = serde_json::json!({"title": "Une page fraîche", "kind": "page", "licence": "CC-BY-SA-4.0",
        "body": "Elle parle de zoographie.\n", "base_revision": 1});
    server
        .send_json("PUT", &format!("/api/v1/resources/{slug}"), &revised)
        .expect(200);
    since(Instant::now(), &server, "revised", |server| {
        server.found("zoographie") == [slug.as_str()] && server.found("xylographie").is_empty()
    });

    server
        .send_form(
            &format!("/ressources/{slug}/renommer"),
            &[("slug", "page-fraiche")],
        )
        .expect(303);
    since(Instant::now(), &server, "renamed", |server| {
        server.found("zoographie") == ["page-fraiche"]
    });

    server
        .send_form(
            "/ressources/page-fraiche/retirer",
            &[("reason", "Essai fini")],
        )
        .expect(303);
    since(Instant::now(), &server, "withdrawn", |server| {
        server.found("zoographie").is_empty()
    });
}

#[test]
fn a_save_through_the_pages_is_found_by_the_search_page() {
    let server = Server::with_content();
    let form = server
        .open("/deposer/page/formulaire")
        .form("/deposer/page");
    form.fill("title", "Le kamishibaï")
        .fill("body", "Un théâtre de papier.\n")
        .stating_own()
        .press(&server, "publish")
        .expect(303);
    since(Instant::now(), &server, "published", |server| {
        server
            .open("/recherche?q=kamishibai")
            .links()
            .contains("/ressources/le-kamishibai")
    });
}

#[test]
fn people_find_however_they_write() {
    let server = Server::with_content();
    for (typed, wanted) in [
        ("débat mouvant", "debat-mouvant"),
        ("debat mouvant", "debat-mouvant"),
        ("DÉBATS MOUVANTS", "debat-mouvant"),
        ("l’abaque de Régnier", "abaque-de-regnier"),
        ("l'abaque de regnier", "abaque-de-regnier"),
        ("photolangages", "photolangage"),
        ("brise glace", "brise-glace"),
        ("world café", "world-cafe"),
        ("wordl cafe", "world-cafe"),
        ("méta-plan", "metaplan"),
        ("\"carte mentale\"", "carte-mentale"),
    ] {
        let found = server.found(typed);
        assert!(
            found.iter().take(3).any(|slug| slug == wanted),
            "{typed}: {found:?}"
        );
    }
}

#[test]
fn results_show_where_the_words_are() {
    let server = Server::with_content();
    let page = server.open("/recherche?q=debat%20mouvant");
    assert!(page.links().contains("/ressources/debat-mouvant"));
    let marks = page.texts("mark").join(" ").to_lowercase();
    assert!(marks.contains("débat"), "{marks}");
    assert_eq!(page.values("input[name=q]", "value"), ["debat mouvant"]);
    let nothing = server.open("/recherche?q=zzzqqqxxx");
    assert!(nothing.all("main article").is_empty());
    assert!(
        nothing
            .links()
            .iter()
            .any(|link| link.starts_with("/deposer")),
        "offers to deposit"
    );
}

#[test]
fn words_inside_files_are_found() {
    let server = Server::with_content();
    server.create_page("Un compte rendu", "Voir le fichier.\n");
    let file = crate::harness::Multipart::default().file(
        "file",
        "notes.txt",
        "text/plain",
        "Il y fut question de coloquinte.\n".as_bytes(),
    );
    server
        .request("POST", "/api/v1/resources/un-compte-rendu/files")
        .multipart(&file)
        .send()
        .expect(201);
    server.until("the text of the file is found", |server| {
        server.found("coloquinte") == ["un-compte-rendu"]
    });
    let hit = server.get("/api/v1/resources?q=coloquinte").json()["hits"][0].clone();
    assert_eq!(hit["matched_file"]["name"], "notes.txt");
    server.open("/recherche?q=coloquinte").shows(&["notes.txt"]);
}

fn search(server: &Server, query: &[(&str, &str)]) -> Value {
    server
        .request("GET", "/api/v1/resources")
        .query(query)
        .send()
        .expect(200)
        .json()
}

#[test]
fn suggestions_come_as_one_types() {
    let server = Server::with_content();
    let lines = server
        .request("GET", "/api/v1/suggest")
        .query(&[("q", "photol")])
        .send()
        .expect(200)
        .json();
    let lines = lines["suggestions"].as_array().unwrap().clone();
    assert!(
        lines.iter().any(|line| line["slug"] == "photolangage"),
        "{lines:?}"
    );
    let nothing = server.get("/api/v1/suggest?q=").expect(200).json();
    assert!(nothing["suggestions"].is_array());
}

#[test]
fn a_misspelt_word_is_mended() {
    let server = Server::with_content();
    let answer = search(&server, &[("q", "photolengage")]);
    let slugs: Vec<_> = answer["hits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|hit| hit["slug"].clone())
        .collect();
    let proposed = answer["did_you_mean"].as_str().unwrap_or_default();
    assert!(
        slugs.contains(&"photolangage".into()) || proposed.contains("photolangage"),
        "{answer:#}"
    );
}

#[test]
fn no_question_breaks_the_search() {
    let server = Server::with_content();
    let long = "mot ".repeat(5_000);
    for typed in [
        "\"",
        "(a OR",
        "*",
        "AND NOT",
        "title:x^9",
        "\u{0}\u{1}",
        "🙂",
        "'",
        "--",
        "%",
        long.as_str(),
        "\u{202e}abc",
    ] {
        let answer = server
            .request("GET", "/recherche")
            .query(&[("q", typed)])
            .send();
        answer.expect(200).page();
        let answer = server
            .request("GET", "/api/v1/resources")
            .query(&[("q", typed)])
            .send();
        answer.expect(200);
    }
}
