//! Nothing is overwritten by whoever does not say what they started from.

use crate::harness::{Multipart, Server};

const EDIT: &str = "/ressources/le-sommeil/modifier";
const FILES: &str = "/api/v1/resources/le-sommeil/files";

/// A sheet with a file.
fn with_file() -> Server {
    let server = Server::with_content();
    server.create_page("Le sommeil", "Un texte.\n");
    let file = Multipart::default().file("file", "a.txt", "text/plain", b"un\n");
    let request = server.request("POST", FILES).multipart(&file);
    request.send().expect(201);
    server
}

fn pairs<'a>(body: &'a str, base: Option<&'a str>) -> Vec<(&'a str, &'a str)> {
    let always = [
        ("title", "Le sommeil"),
        ("licence", "CC-BY-SA-4.0"),
        ("language", "fr"),
        ("body", body),
        ("action", "save"),
    ];
    let base = base.map(|base| ("base_revision", base));
    always.into_iter().chain(base).collect()
}

#[test]
fn a_form_without_a_base_overwrites_nothing_and_loses_nothing() {
    let server = with_file();
    let before = server.position();
    for base in [None, Some(""), Some("abc"), Some("-1")] {
        let sent = server.send_form(EDIT, &pairs("Un autre texte.\n", base));
        let page = sent.expect(422).page();
        page.shows(&["base_revision"]);
        let form = page.form(EDIT);
        assert_eq!(form.value("body").trim(), "Un autre texte.", "{base:?}");
        assert_eq!(form.value("files[0].name"), "a.txt");
        assert_eq!(server.position(), before, "{base:?}");
    }
}

#[test]
fn a_form_that_does_not_speak_of_files_keeps_them() {
    let server = with_file();
    let sent = server.send_form(EDIT, &pairs("Un autre texte.\n", Some("2")));
    sent.expect(303);
    let now = server.get("/api/v1/resources/le-sommeil").json();
    assert_eq!(now["body"], "Un autre texte.\n");
    assert_eq!(now["files"][0]["name"], "a.txt");
}

#[test]
fn a_file_removed_before_a_preview_stays_removed() {
    let server = with_file();
    let form = server.open(EDIT).form(EDIT).fill("files[0].remove", "1");
    let preview = form.press(&server, "preview").expect(200).page();
    preview.form(EDIT).press(&server, "save").expect(303);
    let now = server.get("/api/v1/resources/le-sommeil").json();
    assert_eq!(now["files"].as_array().unwrap().len(), 0);
}

#[test]
fn a_file_is_replaced_only_by_whoever_knows_it() {
    let server = with_file();
    let other = || Multipart::default().file("file", "a.txt", "text/plain", b"deux\n");
    let send = |form: &Multipart| server.request("POST", FILES).multipart(form).send();
    let problem = send(&other()).problem(422, "invalid");
    assert_eq!(problem["errors"][0]["field"], "base_revision");
    let reason = problem["errors"][0]["reason"].as_str().unwrap();
    assert!(reason.contains("base_revision"), "{reason}");
    let conflict = send(&other().text("base_revision", "1")).problem(409, "conflict");
    assert_eq!(conflict["latest_revision"], 2);
    let file = || server.get("/ressources/le-sommeil/fichiers/a.txt").body;
    assert_eq!(file(), b"un\n");
    send(&other().text("base_revision", "2")).expect(201);
    assert_eq!(file(), b"deux\n");
}

#[test]
fn a_refused_file_is_named_and_the_others_stay() {
    let server = with_file();
    let form = server
        .open("/deposer/outil")
        .form("/deposer/outil/fichiers")
        .choose("file", "vide.txt", "text/plain", b"")
        .choose("file", "plein.txt", "text/plain", b"Un texte.\n");
    let page = form.send(&server).expect(422).page();
    page.shows(&["vide.txt", "plein.txt"]);
    assert!(
        !page.text().contains("ont été lues"),
        "nothing was read inside"
    );
    let form = page.form("/deposer/outil");
    assert_eq!(form.value("files[0].name"), "plein.txt");
    assert_eq!(page.all("[name='files[0].remove']").len(), 1);

    let form = server.open(EDIT).form(EDIT);
    let form = form.choose("files", "vide.txt", "text/plain", b"");
    let page = form.press(&server, "save").expect(422).page();
    page.shows(&["vide.txt", "a.txt"]);
    let back = server.get("/deposer/outil/fichiers");
    assert_eq!(
        (back.status, back.location().as_str()),
        (301, "/deposer/outil")
    );
}

#[test]
fn a_form_of_endless_parts_is_refused() {
    let server = with_file();
    let endless = (0..2100).fold(Multipart::default(), |form, _| form.text("x", ""));
    let request = server.request("POST", FILES).multipart(&endless);
    request.send().problem(422, "invalid");
}
