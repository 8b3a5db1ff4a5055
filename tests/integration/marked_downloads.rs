//! Copies that say whose they are and under which licence: made on request, read back by a program of others; the original
//! stays as it was put in.

mod adapted;
mod killed;
mod samples;

use crate::harness::{Multipart, Server, shared_data};
use killed::{asks_and_loses, marking};
use samples::{docx, nested_pdf, odt, pdf, png, slow_jpeg};
use serde_json::json;
use std::process::Command;

const BY_SA: &str = "https://creativecommons.org/licenses/by-sa/4.0/";
const CC0: &str = "https://creativecommons.org/publicdomain/zero/1.0/";

/// A resource made from another, to which files are attached.
fn desk() -> Server {
    let server = Server::empty();
    let source = json!({
        "title": "La source", "kind": "page", "licence": "CC-BY-4.0", "body": "Texte.",
        "authors": [{"name": "Réseau B"}],
    });
    server
        .send_json("POST", "/api/v1/resources", &source)
        .expect(201);
    let made = json!({
        "title": "La ligne de vie", "kind": "page", "licence": "CC-BY-SA-4.0", "body": "Texte.",
        "authors": [{"name": "Pôle A"}, {"name": "Awa <M.>"}],
        "derived_from": [{"resource": "la-source", "changes": "abrégée"}],
    });
    server
        .send_json("POST", "/api/v1/resources", &made)
        .expect(201);
    server
}

fn attach(server: &Server, name: &str, bytes: &[u8], more: &[(&str, &str)]) -> String {
    let mut form = Multipart::default();
    for (field, value) in more {
        form = form.text(field, value);
    }
    let form = form.file("file", name, "application/octet-stream", bytes);
    let path = "/api/v1/resources/la-ligne-de-vie/files";
    let attached = server.request("POST", path).multipart(&form).send();
    attached.expect(201).location()
}

fn marked(path: &str) -> String {
    let sign = if path.contains('?') { '&' } else { '?' };
    format!("{path}{sign}licence=1")
}

/// What exiftool says of a file; `None` where it is not installed, unless it must be.
fn exiftool(name: &str, file: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, file).unwrap();
    let mut command = Command::new("exiftool");
    let Ok(answer) = command.args(["-a", "-G1", "-s", "-s"]).arg(&path).output() else {
        assert!(std::env::var_os("REQUIRE_READERS").is_none(), "no exiftool");
        eprintln!("skipped: no exiftool");
        return None;
    };
    Some(String::from_utf8_lossy(&answer.stdout).into_owned())
}

/// Nothing of a copy stays in the data folder.
#[track_caller]
fn leaves_nothing(server: &Server) {
    let incoming = server.data.join("files/incoming");
    assert_eq!(incoming.read_dir().unwrap().count(), 0);
}

#[test]
fn a_copy_bears_title_authors_licence_and_what_is_owed() {
    let server = desk();
    for (name, bytes) in [
        ("guide.pdf", pdf()),
        ("vignette.png", png()),
        ("guide.docx", docx()),
        ("guide.odt", odt()),
    ] {
        let path = attach(&server, name, &bytes, &[("title", "Le guide")]);
        let copy = server.get(&marked(&path)).expect(200);
        let original = server.get(&path).expect(200);
        assert!(original.body == bytes, "{name} is not what was put in");
        assert!(copy.body != bytes, "{name}");
        let revision = server.get("/api/v1/resources/la-ligne-de-vie").json()["revision"].clone();
        let Some(read) = exiftool(name, &copy.body) else {
            return;
        };
        for said in [
            "« Le guide – La ligne de vie » par Pôle A et Awa <M.>",
            &format!(
                "{}/ressources/la-ligne-de-vie/revisions/{revision}",
                server.address
            ),
            "Adapté de « La source » par Réseau B",
            ": abrégée.",
            BY_SA,
            "CC BY-SA 4.0",
        ] {
            let read = read.replace('\u{A0}', " ");
            assert!(read.contains(said), "{name} does not say {said}:\n{read}");
        }
        assert!(
            !read.contains("Warning") && !read.contains("Error"),
            "{name}: {read}"
        );
    }
    leaves_nothing(&server);
}

#[test]
fn a_copy_of_a_file_under_its_own_licence_says_that_one() {
    let server = desk();
    let path = attach(&server, "vignette.png", &png(), &[("licence", "CC0-1.0")]);
    let copy = server.get(&marked(&path)).expect(200);
    assert_eq!(
        copy.header("link"),
        Some(format!("<{CC0}>; rel=\"license\"").as_str())
    );
    if let Some(read) = exiftool("vignette.png", &copy.body) {
        assert!(read.contains(&format!("License: {CC0}")), "{read}");
        assert!(
            read.contains("Marked: False") && !read.contains("by-sa"),
            "{read}"
        );
    }
    // of a former revision, what that one said
    let another = [png(), vec![0]].concat();
    let more = [("licence", "CC-BY-4.0"), ("base_revision", "2")];
    attach(&server, "vignette.png", &another, &more);
    let former = server.get("/api/v1/resources/la-ligne-de-vie").json()["revision"].clone();
    let former = former.as_u64().unwrap() - 1;
    let copy = server
        .get(&marked(&format!("{path}?revision={former}")))
        .expect(200);
    assert!(copy.header("link").unwrap().contains("zero"));
    let text = String::from_utf8_lossy(&copy.body).into_owned();
    assert!(
        text.contains(&format!("/revisions/{former}\"")),
        "it names its own revision"
    );
}

#[test]
fn it_is_saved_under_the_name_of_the_file_and_known_again() {
    let server = desk();
    let path = attach(&server, "Été.pdf", &pdf(), &[]);
    let copy = server.get(&marked(&path)).expect(200);
    for (header, value) in [
        ("content-type", "application/pdf"),
        (
            "content-disposition",
            "attachment; filename=\"_t_.pdf\"; filename*=UTF-8''%C3%89t%C3%A9.pdf",
        ),
        ("accept-ranges", "none"),
        ("x-content-type-options", "nosniff"),
        ("content-length", &copy.body.len().to_string()),
    ] {
        assert_eq!(copy.header(header), Some(value), "{header}");
    }
    let original = server.get(&path).expect(200);
    let licence = format!("<{BY_SA}>; rel=\"license\"");
    assert_eq!(original.header("link"), Some(licence.as_str()));
    assert_eq!(copy.header("link"), Some(licence.as_str()));
    let tag = copy.header("etag").unwrap();
    assert_ne!(Some(tag), original.header("etag"));
    let asked = |tag: &str| {
        let request = server.request("GET", &marked(&path));
        request
            .header("if-none-match", tag)
            .header("range", "bytes=0-9")
            .send()
    };
    asked(tag).expect(304);
    assert_eq!(asked("\"other\"").expect(200).body.len(), copy.body.len());
    // another language, another credit
    let english = server
        .request("GET", &marked(&path))
        .english()
        .send()
        .expect(200);
    assert_ne!(english.header("etag"), Some(tag));
    assert!(String::from_utf8_lossy(&english.body).contains("Adapted from"));
}

#[test]
fn the_sheet_offers_both_where_there_is_a_place_for_a_licence() {
    let server = desk();
    let guide = attach(&server, "guide.pdf", &pdf(), &[]);
    let table = attach(&server, "table.csv", b"a;b\n1;2\n", &[]);
    let page = server.open("/ressources/la-ligne-de-vie");
    page.shows(&["Télécharger avec la licence"]);
    assert_eq!(page.all(&format!("a[href='{}']", marked(&guide))).len(), 1);
    assert_eq!(page.all(&format!("a[href='{}']", marked(&table))).len(), 0);
    for path in [&guide, &table] {
        assert!(
            !page
                .all(&format!(".file-downloads a[href='{path}']"))
                .is_empty()
        );
    }
    refuses(
        &server,
        &table,
        415,
        "n’ont pas de place prévue pour une licence",
    );
}

/// The page that says why, offers the original and gives the credit.
#[track_caller]
fn refuses(server: &Server, path: &str, status: u16, words: &str) {
    let page = server.get(&marked(path)).expect(status).page();
    page.shows(&[words, "La ligne de vie"]);
    assert_eq!(page.all(&format!("a[href='{path}']")).len(), 1);
    assert!(
        page.all("textarea")[0]
            .text()
            .collect::<String>()
            .contains("Adapté de")
    );
    server.get(path).expect(200);
    leaves_nothing(server);
}

#[test]
fn what_cannot_be_marked_is_told_and_the_original_offered() {
    let server = desk();
    let damaged = attach(
        &server,
        "abime.pdf",
        b"%PDF-1.7\nrien de plus\n%%EOF\n",
        &[],
    );
    refuses(&server, &damaged, 422, "n’a pas pu être lu");
    let hostile = attach(&server, "sans-fond.pdf", &nested_pdf(), &[]);
    let answer = server.get(&marked(&hostile));
    assert_eq!(answer.status, 422, "{}", answer.text());
    if let Some(documents) = shared_data("documents") {
        let locked = documents.join("hostile/protege-par-mot-de-passe.pdf");
        let locked = attach(&server, "protege.pdf", &std::fs::read(locked).unwrap(), &[]);
        refuses(&server, &locked, 422, "est protégé par un mot de passe");
    }
    // what went before has hurt nobody
    let sound = attach(&server, "guide.pdf", &pdf(), &[]);
    server.get(&marked(&sound)).expect(200);
    server
        .get("/ressources/la-ligne-de-vie/fichiers/absent.pdf?licence=1")
        .expect(404);
    leaves_nothing(&server);
}

#[test]
fn a_process_that_is_killed_leaves_nothing_and_may_be_asked_again() {
    if !cfg!(target_os = "linux") {
        return;
    }
    let server = desk();
    let path = attach(&server, "lente.jpg", &slow_jpeg(), &[]);
    let answer = asks_and_loses(&server, &path).expect(503);
    assert!(answer.header("retry-after").is_some());
    leaves_nothing(&server);
    assert_eq!(marking(&server).len(), 0);
    server.get(&marked(&path)).expect(200);
    let sound = attach(&server, "vignette.png", &png(), &[]);
    server.get(&marked(&sound)).expect(200);
}
