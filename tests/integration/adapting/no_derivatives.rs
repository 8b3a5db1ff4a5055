//! A text whose licence forbids adaptations: its authors change it, others say that these agree.

use super::{RESOURCES, draft, publish};
use crate::harness::{Multipart, Server};
use serde_json::{Value, json};

/// A sheet of Odile's that nobody else may change.
fn unchanged(server: &Server) -> String {
    let more = json!({"by": "Odile", "authors": [{"name": "Odile"}]});
    publish(server, "Intacte", "CC-BY-ND-4.0", more)
}

/// The sheet as it would be sent again on top of a revision, with another text.
fn corrected(base: u32, more: Value) -> Value {
    let mut body = draft("Intacte", "CC-BY-ND-4.0", more);
    body["authors"] = json!([{"name": "Odile"}]);
    body["base_revision"] = base.into();
    body["body"] = "Un.\n\nDeux corrigé.\n".into();
    body
}

#[test]
fn a_program_is_asked_whether_the_authors_agree() {
    let server = Server::empty();
    let path = format!("{RESOURCES}/{}", unchanged(&server));
    for by in ["", "Bruno"] {
        let problem = server
            .send_json("PUT", &path, &corrected(1, json!({"by": by})))
            .problem(422, "invalid");
        let error = &problem["errors"][0];
        assert_eq!(error["field"], "author_agrees", "{problem:#}");
        assert_eq!(error["code"], "agreement_missing");
        assert!(error["reason"].as_str().unwrap().contains("CC BY-ND 4.0"));
    }
    // what is said of the text is free
    let mut themes = corrected(1, json!({"tags": ["sommeil"]}));
    themes["body"] = "Un.\n\nDeux.\n\nTrois.\n".into();
    server.send_json("PUT", &path, &themes).expect(200);
    let agreed = json!({"by": "Bruno", "author_agrees": true});
    server
        .send_json("PUT", &path, &corrected(2, agreed))
        .expect(200);
    let mut own = corrected(3, json!({"by": "Odile"}));
    own["body"] = "Autre chose.\n".into();
    server.send_json("PUT", &path, &own).expect(200);

    let send = |file: Multipart| {
        let file = file.file("file", "a.txt", "text/plain", b"un");
        let request = server.request("POST", &format!("{path}/files"));
        request.multipart(&file).send()
    };
    let problem = send(Multipart::default()).problem(422, "invalid");
    assert_eq!(problem["errors"][0]["code"], "agreement_missing");
    send(Multipart::default().text("author_agrees", "true")).expect(201);
}

#[test]
fn the_form_says_so_and_asks_only_whoever_changes_the_text() {
    let server = Server::empty();
    let edit = format!("/ressources/{}/modifier", unchanged(&server));
    let page = server.open(&edit);
    page.shows(&[
        "ses auteurs ne permettent pas que d’autres en publient un texte changé",
        "Je suis l’auteur ou j’ai son accord.",
    ]);
    let form = page.form(&edit);
    assert!(!form.names().contains(&"author_agrees"), "never ticked");

    let themes = form.clone().fill("tags", "sommeil");
    themes.press(&server, "save").expect(303);
    let form = server.open(&edit).form(&edit).fill("body", "Corrigé.\n");
    let refused = form.press(&server, "save").expect(422).page();
    let said = refused.texts("#f-author_agrees-errors").join(" ");
    assert!(said.contains("demandez-le-leur"), "{said}");
    let again = refused.form(&edit);
    assert_eq!(again.value("body").trim(), "Corrigé.");
    again
        .fill("author_agrees", "1")
        .press(&server, "save")
        .expect(303);

    // whoever signs as the author is not asked
    let form = server.open(&edit).form(&edit).fill("body", "De ma main.\n");
    form.fill("nom", "Odile").press(&server, "save").expect(303);

    let free = publish(&server, "Libre", "CC-BY-SA-4.0", json!({}));
    let page = server.open(&format!("/ressources/{free}/modifier"));
    assert!(
        page.all("#f-author_agrees, [data-no-derivatives]")
            .is_empty()
    );
}

#[test]
fn a_text_that_others_changed_and_a_work_of_nobody_are_listed_to_be_looked_at() {
    let server = Server::empty();
    let slug = unchanged(&server);
    publish(
        &server,
        "Trouvée",
        "CC-BY-4.0",
        json!({"origin": "permitted"}),
    );
    let path = format!("{RESOURCES}/{slug}");
    let rows = |server: &Server| {
        let list = server.get("/api/v1/licences/doubtful").expect(200).json();
        let doubts = list["resources"].as_array().unwrap().iter();
        let doubts = doubts.map(|one| {
            let slug = one["slug"].as_str().unwrap();
            format!("{slug} {}", one["doubts"][0]["code"].as_str().unwrap())
        });
        doubts.collect::<Vec<_>>()
    };
    assert_eq!(rows(&server), ["trouvee sourceless"]);
    let agreed = json!({"by": "Bruno", "author_agrees": true});
    server
        .send_json("PUT", &path, &corrected(1, agreed))
        .expect(200);
    assert_eq!(rows(&server), ["intacte changed", "trouvee sourceless"]);
    let page = server.open("/etat/licences");
    page.shows(&["d’autres que ses auteurs l’ont changé depuis la version 1"]);
    let compare = format!("/ressources/{slug}/comparer?de=1&a=2");
    assert!(page.links().contains(&compare), "{:?}", page.links());

    // the authors' own text is there again, whoever brought it back
    let mut back = corrected(2, json!({"by": "Bruno", "author_agrees": true}));
    back["body"] = "Un.\n\nDeux.\n\nTrois.\n".into();
    server.send_json("PUT", &path, &back).expect(200);
    assert_eq!(rows(&server), ["trouvee sourceless"]);
}
