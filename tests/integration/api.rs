//! A program reads and writes: field by field as the contract says.

mod log;
mod problems;
mod sending;

use crate::harness::{Multipart, Server, spaced};
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn keys(value: &Value) -> BTreeSet<&str> {
    value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

/// Checks that an object has all of these keys.
#[track_caller]
fn has(value: &Value, wanted: &[&str]) {
    let missing: Vec<_> = wanted
        .iter()
        .filter(|key| !keys(value).contains(**key))
        .collect();
    assert!(missing.is_empty(), "{missing:?} in {value:#}");
}

fn full() -> Value {
    json!({
        "title": "Le jeu des métiers", "kind": "fiche-methode", "licence": "cc by-sa 4.0",
        "body": "Voir [[brise-glace]].\n", "language": "fr", "created": "2024-05-02",
        "authors": [{"name": "Amel", "role": "conception"}, {"name": "Collectif"}],
        "tags": ["jeu", "Métiers"],
        "fields": {"duree": "90 min", "participants": "8-20", "seances": 2, "public": ["adultes", "parents"]},
        "derived_from": [{"resource": "brise-glace"},
            {"url": "https://example.org/jeu", "title": "Un jeu", "authors": "Autrice", "licence": "CC-BY-4.0"}],
        "summary": "Première version", "by": "Amel"
    })
}

#[test]
fn a_resource_is_created_and_read_in_full() {
    let server = Server::with_content();
    let created = server
        .send_json("POST", "/api/v1/resources", &full())
        .expect(201);
    assert_eq!(created.location(), "/api/v1/resources/le-jeu-des-metiers");
    let body = created.json();
    assert_eq!(
        (&body["slug"], &body["revision"]),
        (&"le-jeu-des-metiers".into(), &1.into())
    );
    let id = body["id"].as_str().unwrap().to_owned();
    assert_eq!(id.len(), 36, "a UUID");

    let answer = server.get(&created.location()).expect(200);
    assert_eq!(answer.header("etag"), Some("\"1\""));
    assert!(answer.header("link").unwrap().contains("rel=\"license\""));
    let read = answer.json();
    assert_eq!(read["id"], id.as_str());
    assert_eq!(
        read["licence"], "CC-BY-SA-4.0",
        "written in the one right way"
    );
    assert_eq!(
        read["fields"],
        json!({"duree": "1 h 30", "participants": "8-20", "public": ["adultes", "parents"], "seances": 2})
    );
    assert_eq!(
        (&read["authors"], &read["tags"]),
        (&full()["authors"], &full()["tags"])
    );
    let mut sources = full()["derived_from"].clone();
    sources[0]["revision"] = 1.into();
    assert_eq!(
        read["derived_from"], sources,
        "with the revision that was used"
    );
    for key in [
        "title", "body", "created", "language", "summary", "by", "kind",
    ] {
        assert_eq!(read[key], full()[key], "{key}");
    }
    has(
        &read,
        &[
            "slug",
            "revision",
            "latest_revision",
            "url",
            "files",
            "created_at",
            "updated_at",
            "redirects",
        ],
    );
    server
        .request("GET", &created.location())
        .header("if-none-match", "\"1\"")
        .send()
        .expect(304);
}

#[test]
fn a_second_of_the_same_title_gets_its_own_address() {
    let server = Server::with_content();
    let slugs: Vec<_> = (0..3)
        .map(|_| server.create_page("Même titre", "Texte.\n"))
        .collect();
    let distinct: BTreeSet<_> = slugs.iter().collect();
    assert_eq!((distinct.len(), slugs[0].as_str()), (3, "meme-titre"));
    let mut asked = full();
    asked["slug"] = "brise-glace".into();
    let problem = server
        .send_json("POST", "/api/v1/resources", &asked)
        .problem(409, "slug_taken");
    assert!(
        problem["errors"][0]["reason"]
            .as_str()
            .unwrap()
            .contains("brise-glace"),
        "{problem:#}"
    );
    asked["slug"] = "mon-adresse".into();
    assert_eq!(
        server
            .send_json("POST", "/api/v1/resources", &asked)
            .expect(201)
            .json()["slug"],
        "mon-adresse"
    );
}

#[test]
fn a_resource_is_revised_listed_and_withdrawn() {
    let server = Server::with_content();
    server
        .send_json("POST", "/api/v1/resources", &full())
        .expect(201);
    let path = "/api/v1/resources/le-jeu-des-metiers";
    let mut next = full();
    next["base_revision"] = 1.into();
    next["body"] = "Autre texte.\n".into();
    next["summary"] = "Récrit".into();
    let revised = server.send_json("PUT", path, &next).expect(200).json();
    assert_eq!(
        (&revised["revision"], &revised["merged"]),
        (&2.into(), &false.into())
    );
    next["base_revision"] = 2.into();
    let same = server.send_json("PUT", path, &next).expect(200).json();
    assert_eq!(same["revision"], 2, "the same again is no new revision");

    let list = server.get(&format!("{path}/revisions")).expect(200).json();
    let numbers: Vec<_> = list["revisions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|change| change["revision"].clone())
        .collect();
    assert_eq!(numbers, [2, 1]);
    assert_eq!(list["revisions"][0]["summary"], "Récrit");
    let first = server
        .get(&format!("{path}/revisions/1"))
        .expect(200)
        .json();
    assert_eq!(
        (
            &first["body"],
            &first["revision"],
            &first["latest_revision"]
        ),
        (&full()["body"], &1.into(), &2.into())
    );

    server
        .send_json("DELETE", path, &json!({}))
        .problem(422, "invalid");
    server
        .send_json("DELETE", path, &json!({"reason": "Doublon", "by": "Nadia"}))
        .expect(204);
    for (method, path, body) in [
        ("GET", path.to_owned(), None),
        ("PUT", path.to_owned(), Some(next)),
        ("DELETE", path.to_owned(), Some(json!({"reason": "Encore"}))),
    ] {
        let request = server.request(method, &path);
        let answer = body.map_or_else(|| server.get(&path), |body| request.json(&body).send());
        let problem = answer.problem(410, "withdrawn");
        assert_eq!(
            (&problem["withdrawn"]["reason"], &problem["withdrawn"]["by"]),
            (&"Doublon".into(), &"Nadia".into())
        );
    }
}

#[test]
fn a_search_answers_with_what_the_contract_names() {
    let server = Server::with_content();
    let answer = server
        .get("/api/v1/resources?q=groupe&limit=3&offset=1")
        .expect(200)
        .json();
    has(
        &answer,
        &[
            "total",
            "hits",
            "facets",
            "did_you_mean",
            "also_searched",
            "relaxed",
            "indexing",
        ],
    );
    let hits = answer["hits"].as_array().unwrap();
    assert_eq!(hits.len(), 3);
    for hit in hits {
        has(
            hit,
            &[
                "id",
                "slug",
                "title",
                "kind",
                "licence",
                "tags",
                "updated_at",
                "url",
                "excerpt",
                "score",
                "matched_file",
            ],
        );
        let page = server.open(hit["url"].as_str().unwrap());
        assert_eq!(page.heading(), spaced(hit["title"].as_str().unwrap()));
    }
    has(
        &answer["facets"],
        &["kind", "tag", "licence", "author", "year"],
    );
    for values in answer["facets"].as_object().unwrap().values() {
        values
            .as_array()
            .unwrap()
            .iter()
            .for_each(|value| has(value, &["value", "label", "count"]));
    }
    let second = server
        .get("/api/v1/resources?q=groupe&limit=2")
        .expect(200)
        .json();
    assert_eq!(
        second["hits"][1]["slug"], hits[0]["slug"],
        "offset passes over"
    );
}

#[test]
fn a_file_is_attached() {
    let server = Server::with_content();
    let slug = server.create_page("Avec fichier", "Texte.\n");
    let form = Multipart::default()
        .text("title", "Les notes")
        .text("licence", "CC0-1.0")
        .text("base_revision", "1")
        .file("file", "notes.txt", "text/plain", "Des notes.\n".as_bytes());
    let attached = server
        .request("POST", &format!("/api/v1/resources/{slug}/files"))
        .multipart(&form)
        .send()
        .expect(201);
    let body = attached.json();
    assert_eq!(
        (&body["name"], &body["size_bytes"], &body["revision"]),
        (&"notes.txt".into(), &11.into(), &2.into())
    );
    // printf 'Des notes.\n' | sha256sum
    assert_eq!(
        body["sha256"],
        "f4ec83aa8fa2ead3cfcd3c13b61f047326cbb0d9611019c10c129af498141e22"
    );
    assert!(
        body["media_type"]
            .as_str()
            .unwrap()
            .starts_with("text/plain"),
        "{body}"
    );
    let file = server.get(&format!("/api/v1/resources/{slug}")).json()["files"][0].clone();
    assert_eq!(
        (&file["title"], &file["licence"], &file["sha256"]),
        (&"Les notes".into(), &"CC0-1.0".into(), &body["sha256"])
    );
    assert_eq!(
        server.get(file["url"].as_str().unwrap()).expect(200).body,
        b"Des notes.\n"
    );
    let unknown =
        Multipart::default()
            .text("base_revision", "99")
            .file("file", "x.txt", "text/plain", b"x");
    let answer = server
        .request("POST", &format!("/api/v1/resources/{slug}/files"))
        .multipart(&unknown)
        .send();
    answer.problem(404, "unknown_revision");
    // a PUT that lists no files keeps them
    let page = json!({"title": "Avec fichier", "kind": "page", "licence": "CC-BY-SA-4.0", "body": "Autre.\n", "base_revision": 2});
    server
        .send_json("PUT", &format!("/api/v1/resources/{slug}"), &page)
        .expect(200);
    assert_eq!(
        server.get(&format!("/api/v1/resources/{slug}")).json()["files"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}
