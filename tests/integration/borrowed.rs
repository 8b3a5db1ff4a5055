//! A passage and a picture of another resource, named and shown with whose they are.

use crate::harness::{Multipart, Server, follow};
use serde_json::{Value, json};

/// A real picture of one pixel.
const PIXEL: &[u8] = include_bytes!("../../themes/default/assets/favicon.svg");

fn create(server: &Server, title: &str, licence: &str, author: &str, body: &str) -> String {
    let resource = json!({"title": title, "kind": "page", "licence": licence, "body": body,
        "authors": [{"name": author}]});
    let answer = server.send_json("POST", "/api/v1/resources", &resource);
    answer.expect(201).json()["slug"]
        .as_str()
        .unwrap()
        .to_owned()
}

/// Writes another body.
fn rewrite(server: &Server, slug: &str, body: &str) {
    let path = format!("/api/v1/resources/{slug}");
    let now = server.get(&path).expect(200).json();
    let keys = ["title", "kind", "licence", "authors", "derived_from"];
    let mut sent: serde_json::Map<String, Value> = keys
        .iter()
        .map(|key| ((*key).to_owned(), now[*key].clone()))
        .collect();
    sent.insert("body".to_owned(), body.into());
    sent.insert("base_revision".to_owned(), now["revision"].clone());
    server
        .send_json("PUT", &path, &Value::Object(sent))
        .expect(200);
}

const GUIDE: &str = "Respirer.\n\n## Debout\n\nLes pieds au sol.\n\n## Assis\n\nLe dos droit.\n";

#[test]
fn a_passage_is_shown_credited_and_kept_as_it_was() {
    let server = Server::empty();
    create(
        &server,
        "Guide du souffle",
        "CC-BY-4.0",
        "Nadia Kern",
        GUIDE,
    );
    let slug = create(
        &server,
        "Ma séance",
        "CC-BY-SA-4.0",
        "Awa",
        "Au début.\n\n![[guide-du-souffle#debout]]\n",
    );
    let path = format!("/ressources/{slug}");
    let page = server.open(&path);
    assert!(
        page.texts(".terms").is_empty(),
        "CC BY asks for no more than credit"
    );
    let figure = page.texts(".prose figure.borrowed").remove(0);
    for words in [
        "Les pieds au sol.",
        "debout",
        "Guide du souffle",
        "Nadia Kern",
        "CC BY 4.0",
    ] {
        assert!(figure.contains(words), "{words} is not in {figure}");
    }
    assert!(!figure.contains("Le dos droit"), "{figure}");
    let links = page.links();
    assert!(links.contains("/ressources/guide-du-souffle"), "{links:?}");
    let credit = page.texts("#credit-line").remove(0);
    let permanent = format!("{}/ressources/guide-du-souffle/revisions/1", server.address);
    for owed in [
        "Awa",
        "Guide du souffle",
        "Nadia Kern",
        &permanent,
        "extrait : debout",
    ] {
        assert!(credit.contains(owed), "{owed} is not in {credit}");
    }
    assert!(!credit.contains("sans modification"), "{credit}");
    page.shows(&["Extrait : debout"]);
    let told = server.get(&format!("/api/v1/resources/{slug}")).json();
    let lent = &told["borrowed"][0];
    assert_eq!(
        (
            &lent["resource"],
            &lent["revision"],
            lent["sections"].is_array()
        ),
        (&json!("guide-du-souffle"), &json!(1), true)
    );

    rewrite(
        &server,
        "guide-du-souffle",
        &GUIDE.replace("au sol", "bien à plat"),
    );
    let page = server.open(&path);
    page.shows(&["Les pieds au sol.", "Le passage emprunté a changé depuis"]);
    let taken = page.form(&format!("{path}/emprunts")).send(&server);
    follow(&server, &taken).shows(&["Les pieds bien à plat."]);
    let page = server.open(&path);
    assert!(!page.text().contains("a changé depuis"), "{}", page.text());
    server
        .open(&format!("{path}/revisions/1"))
        .shows(&["Les pieds au sol."]);
    server
        .open(&format!("{path}/historique"))
        .shows(&["Emprunt mis à jour"]);
}

#[test]
fn what_cannot_be_shown_is_said_in_the_readers_language() {
    let server = Server::empty();
    create(&server, "Brochure", "CC-BY-ND-4.0", "Ministère", GUIDE);
    create(&server, "Guide", "CC-BY-4.0", "Nadia Kern", GUIDE);
    let body = "![[brochure#Debout]]\n\n![[guide#Couché]]\n\n![[nulle-part]]\n\n![Plan](/ressources/guide/fichiers/plan.png)\n";
    let slug = create(&server, "Essais", "CC0-1.0", "Awa", body);
    let path = format!("/ressources/{slug}");
    server.open(&path).shows(&[
        "ne peut être reprise qu’en entier",
        "La partie « Couché » n’existe pas",
        "aucune ressource n’est à cette adresse",
        "la ressource n’a pas de fichier « plan.png »",
    ]);
    let page = server.request("GET", &path).english().send().page();
    page.shows(&[
        "may be taken over as a whole only",
        "There is no part “Couché”",
    ]);
    assert!(page.texts("figure").is_empty());

    // a part that is not there is owed nothing, though another part of the same resource is
    let body = "![[guide#Debout]]\n\n![[guide#Couché]]\n";
    let mixed = create(&server, "Mélange", "CC0-1.0", "Awa", body);
    let path = format!("/ressources/{mixed}");
    let credits = server.open(&path).texts(".credits").join(" ");
    assert!(credits.contains("Debout"), "{credits}");
    assert!(!credits.contains("Couché"), "{credits}");
    let edit = format!("{path}/modifier");
    let form = server.open(&edit).form(&edit).fill("title", "Mélanges");
    let missing = "des passages ne s’affichent pas, car leur titre n’a pas été trouvé";
    for answer in [
        form.press(&server, "preview").expect(200).page(),
        server.open(&form.press(&server, "save").expect(303).location()),
    ] {
        let text = answer.text().to_lowercase();
        assert!(
            text.contains(missing) && text.contains("« couché » dans"),
            "{text}"
        );
    }
    let credits = server.open(&path).texts(".credits").join(" ");
    assert!(!credits.contains("Couché"), "saved again: {credits}");

    let whole = create(&server, "Reprise", "CC0-1.0", "Awa", "![[brochure]]\n");
    server.open(&format!("/ressources/{whole}")).shows(&[
        "Le dos droit.",
        "Celle de cette page (CC0 1.0) porte sur le reste.",
        "Ces œuvres doivent rester telles qu’elles sont",
    ]);
    server
        .send_json(
            "DELETE",
            "/api/v1/resources/brochure",
            &json!({"reason": "Périmée"}),
        )
        .expect(204);
    let page = server.open(&format!("/ressources/{whole}"));
    page.shows(&["la ressource a été retirée"]);
    assert!(!page.text().contains("Le dos droit"), "{}", page.text());
}

#[test]
fn a_borrowed_picture_stays_the_one_that_was_chosen() {
    let server = Server::empty();
    create(&server, "Cartes", "CC-BY-SA-4.0", "Zoé", "Des cartes.\n");
    let upload = |bytes: &[u8], revision: u32| {
        let form = Multipart::default()
            .text("licence", "CC-BY-4.0")
            .text("base_revision", &revision.to_string())
            .file("file", "carte.png", "image/png", bytes);
        server
            .request("POST", "/api/v1/resources/cartes/files")
            .multipart(&form)
            .send()
            .expect(201);
    };
    upload(&picture(1), 1);
    let body = "![Une carte](/ressources/cartes/fichiers/carte.png)\n";
    let slug = create(&server, "Séance", "CC-BY-SA-4.0", "Awa", body);
    upload(&picture(2), 2);
    let page = server.open(&format!("/ressources/{slug}"));
    let shown = page.values(".prose img", "src");
    assert_eq!(shown, ["/ressources/cartes/fichiers/carte.png?revision=2"]);
    assert_eq!(server.get(&shown[0]).expect(200).body, picture(1));
    page.shows(&["L’image empruntée a changé depuis"]);
    let caption = page.texts("figure.borrowed figcaption").remove(0);
    assert_eq!(caption, "Tiré de « Cartes », par Zoé · CC BY 4.0");
    let credit = page.texts("#credit-line").remove(0);
    for owed in ["carte.png", "Zoé", "CC BY 4.0"] {
        assert!(credit.contains(owed), "{owed} is not in {credit}");
    }
}

#[test]
fn what_stands_under_a_passage_names_five_authors_and_how_many_more() {
    let server = Server::empty();
    for (title, count, said) in [
        ("Cinq", 5, "par A1, A2, A3, A4, A5 ·"),
        ("Six", 6, "par A1, A2, A3, A4, A5 et 1 autre ·"),
        ("Huit", 8, "par A1, A2, A3, A4, A5 et 3 autres ·"),
    ] {
        let authors: Vec<Value> = (1..=count)
            .map(|number| json!({"name": format!("A{number}")}))
            .collect();
        let lender = json!({"title": title, "kind": "page", "licence": "CC-BY-4.0",
            "body": "Un mot.\n", "authors": authors});
        server
            .send_json("POST", "/api/v1/resources", &lender)
            .expect(201);
        let body = format!("![[{}]]\n", title.to_lowercase());
        let slug = create(&server, "Séance", "CC-BY-SA-4.0", "Awa", &body);
        let page = server.open(&format!("/ressources/{slug}"));
        let caption = page.texts("figure.borrowed figcaption").remove(0);
        assert!(caption.contains(said), "{caption}");
    }
}

/// Bytes that begin as a PNG does.
fn picture(number: u8) -> Vec<u8> {
    [b"\x89PNG\r\n\x1a\n", PIXEL, &[number]].concat()
}

#[test]
fn what_is_included_is_found_where_it_was_written() {
    let server = Server::empty();
    create(
        &server,
        "Guide",
        "CC-BY-4.0",
        "Nadia Kern",
        "Un hippocampe.\n",
    );
    create(
        &server,
        "Séance",
        "CC-BY-SA-4.0",
        "Awa",
        "Du sable.\n\n![[guide]]\n",
    );
    server.until("both are found", |server| server.found("sable").len() == 1);
    assert_eq!(server.found("hippocampe"), ["guide"]);
    let page = server.open("/recherche?q=sable");
    assert!(!page.text().contains("[["), "{}", page.text());
    server
        .open("/ressources/guide")
        .shows(&["Citée dans", "Séance"]);
}

#[test]
fn the_latest_is_not_taken_for_a_page_that_went_under_another_licence() {
    let server = Server::empty();
    create(&server, "Guide", "CC-BY-4.0", "Nadia Kern", GUIDE);
    let made = |more: Value| {
        let mut made = json!({"title": "Séance", "kind": "page", "licence": "CC-BY-SA-4.0",
            "body": "![[guide#debout]]\n", "by": "Amel"});
        for (name, value) in more.as_object().unwrap() {
            made[name] = value.clone();
        }
        made
    };
    let path = "/api/v1/resources/seance";
    server
        .send_json("POST", "/api/v1/resources", &made(json!({})))
        .expect(201);
    rewrite(&server, "guide", &GUIDE.replace("au sol", "bien à plat"));
    let form = server
        .open("/ressources/seance")
        .form("/ressources/seance/emprunts");
    let relicensed = json!({"base_revision": 1, "licence": "CC0-1.0", "sole_author": true});
    server.send_json("PUT", path, &made(relicensed)).expect(200);
    let page = follow(&server, &form.send(&server));
    assert_eq!(page.texts(".notice-warning").len(), 1);
    page.shows(&["Rien n’a été enregistré", "Les pieds au sol."]);
    assert_eq!(server.get(path).json()["revision"], 2);
}
