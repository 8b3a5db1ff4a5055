//! Collections: resources in an order, and what may be done with the whole.

use crate::harness::{Server, follow};
use serde_json::json;

fn create(server: &Server, title: &str, licence: &str, author: &str) -> String {
    let resource = json!({"title": title, "kind": "page", "licence": licence, "body": "Texte.\n",
        "authors": [{"name": author}]});
    let answer = server.send_json("POST", "/api/v1/resources", &resource);
    answer.expect(201).json()["slug"]
        .as_str()
        .unwrap()
        .to_owned()
}

fn collect(server: &Server, title: &str, slugs: &[&str]) -> String {
    let resource = json!({"title": title, "kind": "dossier", "licence": "CC-BY-SA-4.0",
        "body": "Pour commencer.\n", "fields": {"resources": slugs}});
    let answer = server.send_json("POST", "/api/v1/resources", &resource);
    answer.expect(201).json()["slug"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[test]
fn a_collection_is_made_with_the_form_and_keeps_its_order() {
    let server = Server::empty();
    for title in ["Un", "Deux", "Trois"] {
        create(&server, title, "CC-BY-4.0", "Awa");
    }
    let form = server
        .open("/deposer/dossier/formulaire")
        .form("/deposer/dossier")
        .fill("title", "Mon dossier")
        .fill("body", "Une introduction.")
        .fill("fields.resources", "trois\nun\ndeux")
        .stating_own();
    let page = follow(&server, &form.press(&server, "publish"));
    assert_eq!(page.texts(".members h3"), ["Trois", "Un", "Deux"]);
    page.shows(&[
        "Une introduction.",
        "L’ensemble peut être partagé, et même vendu.",
    ]);
    assert!(page.texts(".facts").is_empty(), "members are no fact");

    let form = server
        .open("/ressources/mon-dossier/modifier")
        .form("/ressources/mon-dossier/modifier")
        .fill("fields.resources", "un\ntrois");
    let page = follow(&server, &form.press(&server, "publish"));
    assert_eq!(page.texts(".members h3"), ["Un", "Trois"]);
    let former = server.open("/ressources/mon-dossier/revisions/1");
    assert_eq!(former.texts(".members h3"), ["Trois", "Un", "Deux"]);
    server
        .open("/ressources/un")
        .shows(&["Citée dans", "Mon dossier"]);
    server.open("/types/dossier").shows(&["Mon dossier"]);
}

#[test]
fn the_page_says_what_may_be_done_with_the_whole() {
    let server = Server::empty();
    create(&server, "Libre", "CC-BY-4.0", "Awa");
    create(&server, "Souffle", "CC-BY-NC-4.0", "Nadia");
    create(&server, "Brochure", "CC-BY-ND-4.0", "Ministère");
    create(&server, "Poème", "LAL-1.3", "Zoé");
    let slug = collect(&server, "Tout", &["libre", "souffle", "brochure", "poeme"]);
    let page = server.open(&format!("/ressources/{slug}"));
    let asked = page.texts(".terms > ul > li");
    assert_eq!(asked.len(), 5, "{asked:?}");
    for (place, words) in [
        (0, "CC BY-SA 4.0"),
        (
            2,
            "que sans but commercial, à cause de : Souffle (CC BY-NC 4.0)",
        ),
        (3, "Brochure (CC BY-ND 4.0)"),
        (4, "article 4) : Poème (LAL 1.3)"),
    ] {
        let asked = crate::harness::spaced(&asked[place]);
        assert!(asked.contains(words), "{words} is not in {asked}");
    }
    let credit = page.texts("#credit-line").remove(0);
    for owed in [
        "Awa",
        "Nadia",
        "Ministère",
        "Zoé",
        "/ressources/poeme/revisions/1",
    ] {
        assert!(credit.contains(owed), "{owed} is not in {credit}");
    }
    for copied in ["#credit-line-markdown", "#credit-line-html"] {
        assert!(page.texts(copied)[0].contains("Zoé"), "{copied}");
    }
}

#[test]
fn a_member_that_is_renamed_withdrawn_or_missing_is_shown_as_such() {
    let server = Server::empty();
    for title in ["Un", "Deux"] {
        create(&server, title, "CC-BY-NC-4.0", "Awa");
    }
    let slug = collect(&server, "Tout", &["un", "deux", "jamais"]);
    let path = format!("/ressources/{slug}");
    let renamed = server
        .open("/ressources/un/renommer")
        .form("/ressources/un/renommer")
        .fill("slug", "premier");
    follow(&server, &renamed.send(&server));
    server
        .send_json(
            "DELETE",
            "/api/v1/resources/deux",
            &json!({"reason": "Erreur"}),
        )
        .expect(204);
    let page = server.open(&path);
    assert_eq!(page.texts(".members h3"), ["Un", "deux", "jamais"]);
    assert!(page.links().contains("/ressources/premier"));
    page.shows(&[
        "Cette ressource a été retirée.",
        "Cette ressource n’existe pas",
    ]);
    let credit = page.texts("#credit-line").remove(0);
    assert!(!credit.contains("/deux"), "{credit}");
    assert!(
        credit.contains("/ressources/premier/revisions/1"),
        "{credit}"
    );
}
