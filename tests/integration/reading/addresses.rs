//! Addresses never die.

use super::lived_in;
use crate::harness::Server;

#[test]
fn a_missing_sheet_offers_to_search_and_to_write_it() {
    let server = Server::with_content();
    let missing = server.get("/ressources/debat-mouvan").expect(404).page();
    let links = missing.links();
    assert!(links.contains("/ressources/debat-mouvant"), "{links:?}");
    assert!(
        links
            .iter()
            .any(|link| link.starts_with("/deposer") && link.contains("debat-mouvan")),
        "{links:?}"
    );
}

#[test]
fn old_addresses_stay_alive() {
    let server = lived_in();
    let moved = server.get("/ressources/vieux-nom");
    assert!([301, 308].contains(&moved.status), "{}", moved.status);
    assert_eq!(moved.location(), "/ressources/nouveau-nom");
    let deeper = server.get("/ressources/vieux-nom/historique");
    assert!(
        [200, 301, 308].contains(&deeper.status),
        "{}",
        deeper.status
    );
    let old = server.open("/ressources/marche-lente/revisions/1");
    old.shows(&["Un essai."]);
    assert!(!old.text().contains("transformé"));

    let withdrawn = server.get("/ressources/page-retiree").expect(410).page();
    withdrawn.shows(&["Doublon de la charte"]);
    let year = server.changes().last().unwrap()["at"].as_str().unwrap()[..4].to_owned();
    withdrawn.shows(&[&year]);
    let problem = server
        .get("/api/v1/resources/page-retiree")
        .problem(410, "withdrawn");
    assert_eq!(problem["withdrawn"]["reason"], "Doublon de la charte");
}

#[test]
fn addresses_typed_almost_right_lead_on() {
    let server = Server::with_content();
    for (path, expected) in [
        ("/licences/", "/licences"),
        ("/ressources/Debat-Mouvant", "/ressources/debat-mouvant"),
        (
            "/ressources/debat-mouvant/?x=1",
            "/ressources/debat-mouvant?x=1",
        ),
        (
            "/recherche?tag=animation&kind=fiche-methode&page=600",
            "/recherche?kind=fiche-methode&tag=animation",
        ),
    ] {
        let answer = server.get(path);
        assert!(
            [301, 303, 308].contains(&answer.status),
            "{path}: {}",
            answer.status
        );
        assert_eq!(answer.location(), expected);
    }
    server.get("//exemple.fr/").expect(404);
}

#[test]
fn links_name_no_host_that_a_stranger_sends() {
    let server = Server::with_content();
    let page = server
        .request("GET", "/ressources/debat-mouvant")
        .header("x-forwarded-host", "mechant.example")
        .header("x-forwarded-proto", "gopher")
        .header("forwarded", "host=mechant.example")
        .send()
        .expect(200);
    assert!(!page.text().contains("mechant.example") && !page.text().contains("gopher"));
    let odd = server
        .request("GET", "/ressources/debat-mouvant")
        .header("host", "mechant.example/<x>")
        .send();
    assert!(!odd.text().contains("mechant.example"), "{}", odd.status);
}
