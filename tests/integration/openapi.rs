//! The description of the API holds for what the API really answers, refusals included.

mod description;
mod rights;

use crate::harness::{Multipart, Server};
use description::Description;
use serde_json::{Value, json};

/// What the contract names: method and path.
const CONTRACT: [(&str, &str); 13] = [
    ("get", "/api/v1/resources"),
    ("get", "/api/v1/suggest"),
    ("post", "/api/v1/resources"),
    ("get", "/api/v1/resources/{slug}"),
    ("put", "/api/v1/resources/{slug}"),
    ("delete", "/api/v1/resources/{slug}"),
    ("get", "/api/v1/resources/{slug}/revisions"),
    ("get", "/api/v1/resources/{slug}/revisions/{number}"),
    ("post", "/api/v1/resources/{slug}/files"),
    ("get", "/api/v1/changes"),
    ("get", "/api/v1/licences"),
    ("get", "/api/v1/licences/compatibility"),
    ("get", "/healthz"),
];

const SLUG: &str = "/api/v1/resources/{slug}";

const LIST: &str = "/api/v1/resources";

const REVISIONS: &str = "/api/v1/resources/{slug}/revisions";

const REVISION: &str = "/api/v1/resources/{slug}/revisions/{number}";

const CREDITS: &str = "/api/v1/resources/{slug}/credits";
const FILES: &str = "/api/v1/resources/{slug}/files";

fn draft() -> Value {
    json!({"title": "Selon le contrat", "kind": "fiche-methode", "licence": "CC-BY-SA-4.0", "body": "Un.\n\nDeux.\n",
        "authors": [{"name": "Amel", "role": "conception"}, {"name": "Bruno"}], "tags": ["essai"], "created": "2024-01-02",
        "fields": {"duree": "1 h", "public": ["adultes"], "seances": 2},
        "derived_from": [{"resource": "brise-glace"}, {"url": "https://example.org/", "title": "X", "licence": "CC0-1.0"}],
        "summary": "Début", "by": "Amel"})
}

fn revised(base: u32, body: &str) -> Value {
    let mut draft = draft();
    draft["base_revision"] = base.into();
    draft["body"] = body.into();
    draft
}

fn reading(server: &Server, api: &mut Description) {
    for (template, path) in [
        (LIST, "/api/v1/resources?q=groupe&limit=5"),
        (LIST, "/api/v1/resources?q=photolengage"),
        (LIST, "/api/v1/resources?q=zzzqqq"),
        (
            LIST,
            "/api/v1/resources?q=%22mouvant%20d%C3%A9bat%22%20zzzqqq&literal=true",
        ),
        (LIST, "/api/v1/resources?q=a&literal=oui"),
        (LIST, "/api/v1/resources?q=%FF"),
        (LIST, "/api/v1/resources?sort=best"),
        ("/api/v1/suggest", "/api/v1/suggest?q=photo"),
        ("/api/v1/suggest", "/api/v1/suggest?q=%FF"),
        (SLUG, "/api/v1/resources/cartes-emotions"),
        (SLUG, "/api/v1/resources/accueil"),
        (SLUG, "/api/v1/resources/inconnue"),
        (CREDITS, "/api/v1/resources/cartes-emotions/credits"),
        (CREDITS, "/api/v1/resources/inconnue/credits"),
        (REVISIONS, "/api/v1/resources/brise-glace/revisions"),
        (REVISIONS, "/api/v1/resources/inconnue/revisions"),
        (REVISIONS, "/api/v1/resources/brise-glace/revisions?limit=0"),
        (REVISION, "/api/v1/resources/brise-glace/revisions/1"),
        (REVISION, "/api/v1/resources/brise-glace/revisions/9"),
        ("/api/v1/changes", "/api/v1/changes?limit=500"),
        ("/api/v1/changes", "/api/v1/changes?limit=0"),
        ("/api/v1/licences", "/api/v1/licences"),
        (
            "/api/v1/licences/compatibility",
            "/api/v1/licences/compatibility?source=CC-BY-4.0&source=CC-BY-SA-3.0",
        ),
        (
            "/api/v1/licences/compatibility",
            "/api/v1/licences/compatibility?source=MIT",
        ),
        ("/api/v1/problems", "/api/v1/problems"),
        ("/healthz", "/healthz"),
    ] {
        api.holds("get", template, &server.get(path));
    }
    let known = |path: &str| {
        server
            .request("GET", path)
            .header("if-none-match", "\"1\"")
            .send()
    };
    api.holds(
        "get",
        SLUG,
        &known("/api/v1/resources/brise-glace").expect(304),
    );
    api.holds(
        "get",
        REVISION,
        &known("/api/v1/resources/brise-glace/revisions/1").expect(304),
    );
}

fn creating(server: &Server, api: &mut Description) {
    api.holds(
        "post",
        LIST,
        &server.send_json("POST", LIST, &draft()).expect(201),
    );
    let mut taken = draft();
    taken["slug"] = "brise-glace".into();
    api.holds(
        "post",
        LIST,
        &server.send_json("POST", LIST, &taken).expect(409),
    );
    api.holds(
        "post",
        LIST,
        &server
            .send_json("POST", LIST, &json!({"title": 5}))
            .expect(422),
    );
    let post =
        |media_type: &str, body: &str| server.request("POST", LIST).body(media_type, body).send();
    api.holds("post", LIST, &post("application/json", "{").expect(400));
    api.holds("post", LIST, &post("text/plain", "x").expect(415));
    api.holds(
        "post",
        LIST,
        &server
            .send_json("POST", LIST, &revised_without_base(&"x".repeat(1 << 20)))
            .expect(413),
    );
}

fn revised_without_base(body: &str) -> Value {
    let mut draft = draft();
    draft["body"] = body.into();
    draft
}

fn revising(server: &Server, api: &mut Description) {
    let path = "/api/v1/resources/selon-le-contrat";
    let mut put = |status: u16, path: &str, body: &Value| {
        let answer = server.send_json("PUT", path, body).expect(status);
        api.holds("put", SLUG, &answer);
    };
    put(200, path, &revised(1, "Un bis.\n\nDeux.\n"));
    put(200, path, &revised(1, "Un.\n\nDeux bis.\n"));
    put(409, path, &revised(1, "Un ter.\n\nDeux.\n"));
    put(404, path, &revised(99, "x"));
    put(404, "/api/v1/resources/inconnue", &revised(1, "x"));
    put(422, path, &json!({"base_revision": 1}));
    put(413, path, &revised(1, &"x".repeat(1 << 20)));
    let raw =
        |media_type: &str, body: &str| server.request("PUT", path).body(media_type, body).send();
    api.holds("put", SLUG, &raw("application/json", "{").expect(400));
    api.holds("put", SLUG, &raw("text/plain", "x").expect(415));
}

fn attaching(server: &Server, api: &mut Description) {
    let path = "/api/v1/resources/selon-le-contrat/files";
    let file = || Multipart::default().file("file", "a.txt", "text/plain", b"texte");
    let send = |path: &str, form: &Multipart| server.request("POST", path).multipart(form).send();
    api.holds("post", FILES, &send(path, &file()).expect(201));
    api.holds(
        "post",
        FILES,
        &send(path, &Multipart::default()).expect(422),
    );
    api.holds(
        "post",
        FILES,
        &send(path, &file().text("base_revision", "99")).expect(404),
    );
    api.holds(
        "post",
        FILES,
        &send("/api/v1/resources/inconnue/files", &file()).expect(404),
    );
    let other = Multipart::default().text("base_revision", "1");
    let other = other.file("file", "a.txt", "text/plain", b"autre");
    api.holds("post", FILES, &send(path, &other).expect(409));
    let broken = server
        .request("POST", path)
        .body("multipart/form-data; boundary=x", "rien")
        .send();
    api.holds("post", FILES, &broken.expect(400));
    api.holds(
        "post",
        FILES,
        &server.send_json("POST", path, &json!({})).expect(415),
    );
}

fn withdrawing(server: &Server, api: &mut Description) {
    let path = "/api/v1/resources/selon-le-contrat";
    let delete = |path: &str, body: &Value| server.send_json("DELETE", path, body);
    api.holds("delete", SLUG, &delete(path, &json!({})).expect(422));
    api.holds(
        "delete",
        SLUG,
        &server
            .request("DELETE", path)
            .body("application/json", "{")
            .send()
            .expect(400),
    );
    api.holds(
        "delete",
        SLUG,
        &server
            .request("DELETE", path)
            .body("text/plain", "x")
            .send()
            .expect(415),
    );
    api.holds(
        "delete",
        SLUG,
        &delete(path, &json!({"reason": "Essai"})).expect(204),
    );
    api.holds(
        "delete",
        SLUG,
        &delete(path, &json!({"reason": "Essai"})).expect(410),
    );
    api.holds(
        "delete",
        SLUG,
        &delete("/api/v1/resources/inconnue", &json!({"reason": "Essai"})).expect(404),
    );
    api.holds("get", SLUG, &server.get(path).expect(410));
    let credits = format!("{path}/credits");
    api.holds("get", CREDITS, &server.get(&credits).expect(410));
    api.holds("get", REVISION, &server.get(&format!("{path}/revisions/1")));
    api.holds(
        "get",
        REVISIONS,
        &server.get(&format!("{path}/revisions")).expect(200),
    );
    api.holds(
        "put",
        SLUG,
        &server.send_json("PUT", path, &revised(1, "x")).expect(410),
    );
    let file = Multipart::default().file("file", "a.txt", "text/plain", b"texte");
    api.holds(
        "post",
        FILES,
        &server
            .request("POST", &format!("{path}/files"))
            .multipart(&file)
            .send()
            .expect(410),
    );
    api.holds(
        "get",
        "/api/v1/changes",
        &server.get("/api/v1/changes?limit=500"),
    );
}

#[test]
fn what_is_described_is_what_is_answered() {
    let server = Server::with_content();
    let mut api = Description::of(&server);
    reading(&server, &mut api);
    creating(&server, &mut api);
    revising(&server, &mut api);
    attaching(&server, &mut api);
    withdrawing(&server, &mut api);
    every_operation_was_tried(&api);
}

/// Every operation was seen to succeed and, where it may be refused, to be refused; every status described for it was
/// seen, but for the file over the limit, which has a story of its own in `bad_input`, and for a store that a fault of
/// the disk stopped. What is done about licences is told in `rights`.
fn every_operation_was_tried(api: &Description) {
    for path in api.document["paths"].as_object().unwrap().keys() {
        if ![rights::TAKE_IN, rights::DOUBTFUL].contains(&path.as_str()) {
            api.answers(path);
        }
    }
}

#[test]
fn every_route_of_the_contract_is_described() {
    let server = Server::empty();
    let document = Description::of(&server).document;
    assert!(
        document["openapi"].as_str().unwrap().starts_with("3.1"),
        "{}",
        document["openapi"]
    );
    for (method, path) in CONTRACT {
        let operation = &document["paths"][path][method];
        let words = operation["summary"]
            .as_str()
            .or(operation["description"].as_str());
        assert!(
            words.is_some_and(|words| !words.is_empty()),
            "{method} {path}: {operation}"
        );
        assert!(
            !operation["responses"].as_object().unwrap().is_empty(),
            "{method} {path}"
        );
    }
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        jsonschema::meta::validate(schema).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}
