//! What damage does to what somebody is writing, and to what links to a damaged sheet: nothing.

use super::damage;
use crate::harness::Server;
use serde_json::json;

const EDIT: &str = "/ressources/le-sommeil/modifier";

/// A sheet and another one made from it; then somebody revises the first.
fn revised(server: &Server, body: &str) {
    let revision = json!({"title": "Le sommeil", "kind": "page", "licence": "CC-BY-SA-4.0",
        "body": body, "base_revision": 1});
    server
        .send_json("PUT", "/api/v1/resources/le-sommeil", &revision)
        .expect(200);
}

#[test]
fn a_text_for_a_sheet_that_was_damaged_meanwhile_is_kept() {
    let server = Server::empty();
    server.create_page("Le sommeil", "Les siestes, au calme.\n");
    let made = json!({"title": "Les siestes", "kind": "page", "licence": "CC-BY-SA-4.0",
        "body": "Au bureau.\n", "derived_from": [{"resource": "le-sommeil"}]});
    server
        .send_json("POST", "/api/v1/resources", &made)
        .expect(201);
    let form = server.open(EDIT).form(EDIT);
    let long = "Le sommeil des adultes et celui des enfants, chacun à son heure.\n".repeat(20);
    let flipped = damage(&server, || revised(&server, &long));
    server.get("/ressources/le-sommeil").expect(500);
    server
        .open("/ressources/les-siestes")
        .shows(&["Au bureau", "le-sommeil"]);

    let mine = "Les siestes, au calme et longues.\n";
    let refused = form.fill("body", mine).press(&server, "save").expect(500);
    let page = refused.page();
    page.shows(&["ne peut pas être lue pour l’instant"]);
    let form = page.form("/deposer/page");
    assert_eq!(form.value("body").trim(), mine.trim());
    let ours = |link: &String| link.starts_with("/brouillons/") && !link.ends_with("/supprimer");
    let path = page.links().into_iter().find(ours).expect("an address");
    // what a script keeps of it meanwhile stays a text for that sheet
    let further = "Les siestes, au calme et plus longues.\n";
    form.fill("body", further)
        .to("/brouillons")
        .press(&server, "keep")
        .expect(303);
    server.open(&path).shows(&["plus longues"]);

    drop(flipped);
    server
        .open(&path)
        .shows(&["chacun à son heure", "plus longues"]);
    assert!(
        server
            .open(&path)
            .form(EDIT)
            .value("body")
            .contains("plus longues")
    );
}
