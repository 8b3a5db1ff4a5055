//! What somebody wrote and did not publish yet: kept under an address, gone on with, used, dropped.

mod rejected;

use crate::harness::{Answer, Page, Server};
use serde_json::json;

const EDIT: &str = "/ressources/le-sommeil/modifier";
const API: &str = "/api/v1/resources/le-sommeil";
const BODY: &str = "Le sommeil des adultes.\n\nLes siestes.\n";

/// The paths of the drafts that a page links to.
fn drafts_of(page: &Page) -> Vec<String> {
    let ours = |link: &String| link.starts_with("/brouillons/") && !link.contains("/supprimer");
    page.links().into_iter().filter(ours).collect()
}

/// The path of the one draft that a page links to.
#[track_caller]
fn draft_of(page: &Page) -> String {
    let found = drafts_of(page);
    assert_eq!(found.len(), 1, "{found:?}");
    found[0].clone()
}

fn saved_meanwhile(server: &Server, base: u32, siestas: &str) {
    let body = BODY.replace("Les siestes", siestas);
    let revision = json!({"title": "Le sommeil", "kind": "page", "licence": "CC-BY-SA-4.0",
        "body": body, "base_revision": base});
    server.send_json("PUT", API, &revision).expect(200);
}

/// A conflict over the siestas; mine are long.
fn conflict(server: &Server) -> Page {
    server.create_page("Le sommeil", BODY);
    let mine = server.open(EDIT).form(EDIT);
    saved_meanwhile(server, 1, "Les siestes courtes");
    mine.fill("body", &BODY.replace("Les siestes", "Les siestes longues"))
        .fill("summary", "Précision")
        .press(server, "save")
        .expect(409)
        .page()
}

#[track_caller]
fn is_private(answer: &Answer) {
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    assert_eq!(answer.header("x-robots-tag"), Some("noindex"));
    assert_eq!(answer.header("etag"), None);
}

#[test]
fn a_rejected_text_has_an_address_until_it_is_saved() {
    let server = Server::empty();
    let path = draft_of(&conflict(&server));
    let answer = server.get(&path).expect(200);
    is_private(&answer);
    let again = answer.page();
    again.shows(&["Les siestes.", "Les siestes courtes", "Les siestes longues"]);
    let form = again.form(EDIT);
    assert_eq!(
        (form.value("base_revision"), form.value("summary")),
        ("2", "Précision")
    );
    let both = BODY.replace("Les siestes", "Les siestes courtes et longues");
    form.fill("body", &both).press(&server, "save").expect(303);
    let gone = server.get(&path).expect(404).page();
    gone.shows(&["Ce brouillon n’est plus là"]);
}

#[test]
fn a_kept_text_is_laid_on_what_others_wrote_elsewhere_meanwhile() {
    let server = Server::empty();
    let path = draft_of(&conflict(&server));
    // the others take their siestas back and write somewhere else
    let body = BODY.replace("des adultes", "des jeunes adultes");
    let revision = json!({"title": "Le sommeil", "kind": "page", "licence": "CC-BY-SA-4.0",
        "body": body, "base_revision": 2});
    server.send_json("PUT", API, &revision).expect(200);
    let form = server.open(&path).form(EDIT);
    assert_eq!(form.value("base_revision"), "3");
    for words in ["des jeunes adultes", "Les siestes longues"] {
        assert!(form.value("body").contains(words), "{words}");
    }
}

#[test]
fn a_kept_text_outlives_a_renaming_and_a_withdrawal() {
    let server = Server::empty();
    let path = draft_of(&conflict(&server));
    let rename = "/ressources/le-sommeil/renommer";
    let form = server.open(rename).form(rename).fill("slug", "bien-dormir");
    form.send(&server).expect(303);
    let page = server.open(&path);
    page.form("/ressources/bien-dormir/modifier");
    page.shows(&["Les siestes longues"]);
    let api = "/api/v1/resources/bien-dormir";
    server
        .send_json("DELETE", api, &json!({"reason": "Doublon."}))
        .expect(204);
    let page = server.open(&path);
    page.shows(&["a été retirée depuis"]);
    let form = page.form("/deposer/page");
    assert!(form.value("body").contains("Les siestes longues"));
    let filled = form.fill("title", "Les siestes").stating_own();
    let published = filled.press(&server, "publish");
    published.expect(303);
    server.get(&path).expect(404);
}

#[test]
fn programs_are_told_where_their_text_is_kept() {
    let server = Server::empty();
    server.create_page("Le sommeil", BODY);
    saved_meanwhile(&server, 1, "Les siestes courtes");
    let mine = json!({"title": "Le sommeil", "kind": "page", "licence": "CC-BY-SA-4.0",
        "body": BODY.replace("Les siestes", "Les siestes longues"), "base_revision": 1, "by": "Léa"});
    let problem = server.send_json("PUT", API, &mine).problem(409, "conflict");
    let path = problem["draft"].as_str().unwrap();
    let page = server.open(path);
    page.shows(&["Les siestes longues"]);
    assert_eq!(page.form(EDIT).value("nom"), "Léa");
}

#[test]
fn a_deposit_is_kept_by_a_button_and_published_from_its_address() {
    let server = Server::empty();
    let step2 = server.open("/deposer/page");
    let files = "/deposer/page/fichiers";
    let step3 = step2
        .form(files)
        .choose("file", "note.txt", "text/plain", b"Une note.")
        .send(&server)
        .expect(200)
        .page();
    let form = step3.form("/deposer/page");
    let filled = form
        .fill("title", "Une fiche commencée")
        .fill("body", "Le début.\n")
        .fill("tags", "sommeil, siestes")
        .fill("slug", "commencee")
        .fill("nom", "Léa")
        .fill("authors[0].name", "Ada");
    let kept = filled
        .clone()
        .to("/brouillons")
        .press(&server, "keep")
        .expect(303);
    let path = kept.location();
    let answer = server.get(&path).expect(200);
    is_private(&answer);
    let page = answer.page();
    assert_eq!(draft_of(&page), path);
    let form = page.form("/deposer/page");
    for name in [
        "title",
        "body",
        "tags",
        "slug",
        "nom",
        "authors[0].name",
        "files[0].sha256",
    ] {
        assert_eq!(form.value(name).trim(), filled.value(name).trim(), "{name}");
    }
    let all = server.open("/changements").links();
    assert!(!all.contains(&path), "a draft is listed nowhere");

    // what is refused, and what is only looked at, is kept as well
    let refused = form.clone().fill("title", "").fill("body", "Plus loin.\n");
    refused.press(&server, "publish").expect(422);
    let form = server.open(&path).form("/deposer/page");
    assert_eq!(form.value("body").trim(), "Plus loin.");
    let preview = form
        .fill("title", "Une fiche finie")
        .press(&server, "preview");
    let preview = preview.expect(200).page().form("/deposer/page");
    assert_eq!(
        server.open(&path).form("/deposer/page").value("title"),
        "Une fiche finie"
    );
    let published = preview.stating_own().press(&server, "publish").expect(303);
    assert_eq!(published.location(), "/ressources/commencee?depose=1");
    server.get(&path).expect(404);
    assert_eq!(
        server.get("/ressources/commencee/fichiers/note.txt").body,
        b"Une note."
    );
}

#[test]
fn dropping_a_draft_is_asked_about() {
    let server = Server::empty();
    let kept = json_keep(&server, &[("kind", "page"), ("title", "À jeter")]).expect(200);
    let path = kept.json()["url"].as_str().unwrap().to_owned();
    let drop = format!("{path}/supprimer");
    let asked = server.get(&drop).expect(200);
    is_private(&asked);
    asked
        .page()
        .shows(&["À jeter", "ne pourra pas être retrouvé"]);
    server.open(&path);
    let dropped = asked.page().form(&drop).send(&server).expect(303);
    server
        .open(&dropped.location())
        .shows(&["Le brouillon est supprimé."]);
    server.get(&path).expect(404);
    server.get(&drop).expect(404);
}

fn json_keep(server: &Server, pairs: &[(&str, &str)]) -> Answer {
    server
        .request("POST", "/brouillons")
        .header("accept", "application/json")
        .form(pairs)
        .send()
}

#[test]
fn scripts_keep_the_same_draft_again_and_list_their_own() {
    let server = Server::empty();
    let first = json_keep(&server, &[("kind", "page"), ("title", "Un")]).expect(200);
    is_private(&first);
    let id = first.json()["id"].as_str().unwrap().to_owned();
    let again = json_keep(
        &server,
        &[("kind", "page"), ("title", "Deux"), ("brouillon", &id)],
    );
    assert_eq!(again.expect(200).json()["id"], id);
    let never = "00000000-0000-4000-8000-000000000000";
    let own = server
        .request("GET", "/brouillons")
        .query(&[("id", never), ("id", &id), ("id", "x")])
        .send()
        .expect(200)
        .json();
    assert_eq!(own.as_array().unwrap().len(), 1);
    assert_eq!(
        (&own[0]["id"], &own[0]["title"]),
        (&id.as_str().into(), &"Deux".into())
    );
    assert_eq!(server.get("/brouillons").json(), json!([]), "nobody else's");

    // one that cannot be read costs itself, not the list
    let rotten = json_keep(&server, &[("kind", "page"), ("title", "Trois")]).expect(200);
    let rotten = rotten.json()["id"].as_str().unwrap().to_owned();
    let file = server.data.join("drafts").join(rotten.replace('-', ""));
    let sound = std::fs::read(&file).unwrap();
    std::fs::write(&file, "{").unwrap();
    let own = server
        .request("GET", "/brouillons")
        .query(&[("id", &rotten), ("id", &id)])
        .send()
        .expect(200)
        .json();
    std::fs::write(&file, sound).unwrap();
    assert_eq!(own.as_array().unwrap().len(), 1);
    assert_eq!(own[0]["id"], id);
}

#[test]
fn drafts_have_bounds() {
    let server = Server::empty();
    let long = "x".repeat(2 * 1024 * 1024);
    let pairs = [("kind", "page"), ("title", "T"), ("body", long.as_str())];
    assert_eq!(
        json_keep(&server, &pairs).expect(413).json()["code"],
        "too_large"
    );
    // without scripts, the form is there again with the text
    let form = server
        .open("/deposer/page/formulaire")
        .form("/deposer/page");
    let refused = form.fill("body", &long).to("/brouillons");
    let page = refused.press(&server, "keep").expect(413).page();
    assert_eq!(
        page.form("/deposer/page").value("body").trim().len(),
        long.len()
    );
    json_keep(&server, &[("kind", "rien")]).expect(404);
    for path in [
        "/brouillons/x",
        "/brouillons/00000000-0000-4000-8000-000000000000",
    ] {
        server
            .get(path)
            .expect(404)
            .page()
            .shows(&["Ce brouillon n’est plus là"]);
    }
}
