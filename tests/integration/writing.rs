//! A contributor revises a sheet through its pages; their words are never lost.

mod base;

use crate::harness::{Server, follow};

#[test]
fn a_contributor_corrects_a_sentence() {
    let server = Server::with_content();
    let form = server
        .open("/ressources/debat-mouvant/modifier")
        .form("/ressources/debat-mouvant/modifier");
    assert_eq!(form.value("title"), "Le débat mouvant");
    assert_eq!(form.value("fields.duree"), "45 min");
    assert_eq!(form.value("base_revision"), "1");
    let body = form.value("body").replace(
        "prend position avec ses pieds",
        "prend place avec ses pieds",
    );
    let filled = form
        .fill("body", &body)
        .fill("fields.duree", "50 min")
        .fill("summary", "Mieux dit")
        .fill("nom", "Amel");

    let preview = filled.press(&server, "preview").expect(200).page();
    preview.shows(&["prend place avec ses pieds"]);
    assert_eq!(
        server.get("/api/v1/resources/debat-mouvant").json()["revision"],
        1,
        "a preview writes nothing"
    );

    let again = preview.form("/ressources/debat-mouvant/modifier");
    assert_eq!(again.value("summary"), "Mieux dit");
    let sheet = follow(&server, &again.press(&server, "save"));
    sheet.shows(&["prend place avec ses pieds", "50 min", "Amel"]);
    let now = server.get("/api/v1/resources/debat-mouvant").json();
    assert_eq!(
        (&now["revision"], &now["by"], &now["summary"]),
        (&2.into(), &"Amel".into(), &"Mieux dit".into())
    );
    assert_eq!(
        now["body"].as_str().unwrap(),
        body.replace("\r\n", "\n"),
        "nothing else has changed"
    );
}

#[test]
fn saving_the_form_as_it_came_changes_nothing() {
    let server = Server::with_content();
    let all = server.get("/api/v1/resources?limit=100").json();
    let before = server.position();
    for hit in all["hits"].as_array().unwrap() {
        let slug = hit["slug"].as_str().unwrap();
        let path = format!("/ressources/{slug}/modifier");
        let saved = server.open(&path).form(&path).press(&server, "save");
        assert_eq!(saved.status, 303, "{slug}: {}", saved.text());
        let now = server.get(&format!("/api/v1/resources/{slug}")).json();
        assert_eq!(
            now["revision"],
            1,
            "{slug} was changed: {:?}",
            server.changes().last()
        );
    }
    assert_eq!(server.position(), before);
}

#[test]
fn history_shows_compares_and_restores() {
    let server = Server::with_content();
    let path = "/ressources/photolangage/modifier";
    let form = server.open(path).form(path);
    let old = form.value("body").to_owned();
    let new = format!("{old}\nUne phrase nouvelle sur les images.\n");
    form.fill("body", &new)
        .fill("title", "Le photolangage revu")
        .press(&server, "save")
        .expect(303);

    let history = server.open("/ressources/photolangage/historique");
    assert!(
        history
            .links()
            .contains("/ressources/photolangage/revisions/1")
    );
    let compared = server.open("/ressources/photolangage/comparer?de=1&a=2");
    compared.shows(&["Une phrase nouvelle sur les images."]);
    let added = compared.texts("ins").join(" ");
    assert!(
        added.contains("phrase nouvelle") && added.contains("revu"),
        "{added}"
    );

    let old_page = server.open("/ressources/photolangage/revisions/1");
    let restored = old_page
        .form("/ressources/photolangage/restaurer")
        .send(&server);
    let sheet = follow(&server, &restored);
    assert!(!sheet.text().contains("Une phrase nouvelle"));
    let now = server.get("/api/v1/resources/photolangage").json();
    assert_eq!(now["revision"], 3, "restoring writes a new revision");
    let first = server
        .get("/api/v1/resources/photolangage/revisions/1")
        .json();
    for part in ["title", "body", "fields", "licence", "tags", "authors"] {
        assert_eq!(now[part], first[part], "{part}");
    }
    server
        .open("/ressources/photolangage/revisions/2")
        .shows(&["Une phrase nouvelle sur les images."]);
}

#[test]
fn a_refused_save_gives_the_words_back() {
    let server = Server::with_content();
    let path = "/ressources/metaplan/modifier";
    let form = server.open(path).form(path);
    let filled = form
        .fill("title", "")
        .fill("body", "Mes mots à moi.\n")
        .fill("fields.duree", "longtemps")
        .fill("summary", "Essai");
    let refused = filled.press(&server, "save").expect(422).page();
    let kept = refused.form(path);
    assert_eq!(kept.value("body").trim(), "Mes mots à moi.");
    assert_eq!(
        (
            kept.value("title"),
            kept.value("fields.duree"),
            kept.value("summary")
        ),
        ("", "longtemps", "Essai")
    );
    assert_eq!(kept.value("base_revision"), "1");
    assert_eq!(
        refused.values("[data-errors] a", "href").len(),
        2,
        "one line for each error, leading to its input"
    );
    for link in refused.values("[data-errors] a", "href") {
        assert_eq!(
            refused.all(&format!("[id='{}']", &link[1..])).len(),
            1,
            "{link}"
        );
    }
    let mended = kept
        .fill("title", "Le métaplan")
        .fill("fields.duree", "1 h 30");
    follow(&server, &mended.press(&server, "save")).shows(&["Mes mots à moi.", "1 h 30"]);
}

#[test]
fn a_steward_renames_and_withdraws_through_pages() {
    let server = Server::with_content();
    let slug = server.create_page("Nom provisoire", "Texte.\n");
    let path = format!("/ressources/{slug}/renommer");
    let renamed = server
        .open(&path)
        .form(&path)
        .fill("slug", "nom-definitif")
        .send(&server)
        .expect(303);
    assert!(
        renamed.location().starts_with("/ressources/nom-definitif"),
        "{}",
        renamed.location()
    );
    assert_eq!(
        server.get(&format!("/ressources/{slug}")).location(),
        "/ressources/nom-definitif"
    );

    let taken = server
        .open("/ressources/nom-definitif/renommer")
        .form("/ressources/nom-definitif/renommer");
    let refused = taken.fill("slug", "debat-mouvant").send(&server);
    assert!([409, 422].contains(&refused.status), "{}", refused.status);
    refused.page().shows(&["debat-mouvant"]);

    let path = "/ressources/nom-definitif/retirer";
    let form = server.open(path).form(path);
    form.clone()
        .fill("reason", "")
        .send(&server)
        .expect(422)
        .page();
    let gone = form
        .fill("reason", "Contenu obsolète")
        .fill("nom", "Nadia")
        .send(&server)
        .expect(303);
    server
        .get(&gone.location())
        .expect(410)
        .page()
        .shows(&["Contenu obsolète", "Nadia"]);
    server.get("/ressources/nom-definitif/modifier").expect(410);
    put_back(&server, "/ressources/nom-definitif");
}

/// A withdrawal by mistake is undone from the pages that are left.
fn put_back(server: &Server, sheet: &str) {
    let history = server
        .get(&format!("{sheet}/historique"))
        .expect(200)
        .page();
    history.shows(&["Remettre en ligne"]);
    let form = history.form(&format!("{sheet}/restaurer"));
    form.send(server).expect(303);
    server.get(sheet).expect(200);
}

#[test]
fn the_preview_is_what_will_be_shown() {
    let server = Server::with_content();
    let fragment = server
        .request("POST", "/apercu")
        .form(&[("body", "**gras** [[brise-glace]] <script>x</script>")])
        .send();
    let html = fragment.expect(200).text();
    assert!(
        html.contains("<strong>gras</strong>") && html.contains("/ressources/brise-glace"),
        "{html}"
    );
    assert!(!html.contains("<script"), "{html}");
}

#[test]
fn a_page_of_another_site_cannot_write_here() {
    let server = Server::with_content();
    let before = server.position();
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("origin", "https://example.org"),
    ] {
        let answer = server
            .request("POST", "/ressources/charte/retirer")
            .header(name, value)
            .form(&[("reason", "x")])
            .send()
            .expect(403);
        answer.page();
        let answer = server
            .request("POST", "/api/v1/resources")
            .header(name, value)
            .body("application/json", "{}")
            .send();
        answer.problem(403, "forbidden_origin");
    }
    assert_eq!(server.position(), before);
}
