//! People who follow by feed.

use crate::harness::Server;
use serde_json::json;

/// Texts of the elements of that name.
fn elements(xml: &str, name: &str) -> Vec<String> {
    let open = format!("<{name}");
    let close = format!("</{name}>");
    let pieces = xml.split(&open).skip(1);
    let whole = pieces.filter(|rest| rest.starts_with(['>', ' ']));
    whole
        .filter_map(|rest| Some(rest.split_once('>')?.1.split_once(&close)?.0.to_owned()))
        .collect()
}

#[test]
fn a_change_appears_in_the_feed() {
    let server = Server::with_content();
    server.create_page("À suivre & <à lire>", "Texte.\n");
    let revised = json!({"title": "À suivre & <à lire>", "kind": "page", "licence": "CC-BY-SA-4.0", "body": "Autre.\n",
        "base_revision": 1, "summary": "Une « précision »", "by": "Amel"});
    server
        .send_json("PUT", "/api/v1/resources/a-suivre-a-lire", &revised)
        .expect(200);
    let feed = server.get("/changements.atom").expect(200).text();
    assert!(
        feed.contains("xmlns=\"http://www.w3.org/2005/Atom\""),
        "{feed}"
    );
    let entries = elements(&feed, "entry");
    assert!(entries.len() >= 2, "{feed}");
    assert!(
        elements(&entries[0], "title")[0].contains("À suivre &amp; &lt;à lire&gt;"),
        "{}",
        entries[0]
    );
    assert!(
        entries[0].contains("Amel") && entries[0].contains("précision"),
        "{}",
        entries[0]
    );
    assert!(
        entries[0].contains(&format!("{}/ressources/a-suivre-a-lire", server.address)),
        "{}",
        entries[0]
    );
    let ids = elements(&feed, "id");
    let distinct: std::collections::BTreeSet<_> = ids.iter().collect();
    assert_eq!(ids.len(), distinct.len(), "each entry has its own id");
    for entry in &entries {
        let updated = elements(entry, "updated");
        assert!(
            updated.len() == 1 && updated[0].len() >= 20 && updated[0].contains('T'),
            "{entry}"
        );
    }
}

#[test]
fn a_search_has_its_own_feed() {
    let server = Server::with_content();
    let page = server.open("/recherche?q=sommeil&kind=fiche-methode");
    let address = page
        .values("head link[type='application/atom+xml']", "href")
        .remove(0);
    assert!(
        address.contains("/recherche.atom?") && address.contains("sommeil"),
        "{address}"
    );
    let path = address.trim_start_matches(server.address.as_str());
    let feed = server.get(path).expect(200).text();
    let hits = server
        .get("/api/v1/resources?q=sommeil&kind=fiche-methode&sort=updated")
        .json();
    let entries = elements(&feed, "entry");
    assert_eq!(
        entries.len(),
        hits["hits"].as_array().unwrap().len().min(20),
        "{feed}"
    );
    for entry in &entries {
        assert!(elements(entry, "id")[0].starts_with("urn:uuid:"), "{entry}");
        assert!(
            entry.contains("rel=\"license\"") && entry.contains("creativecommons.org"),
            "{entry}"
        );
    }
}

#[test]
fn pages_lead_to_their_feeds() {
    let server = Server::with_content();
    for path in ["/", "/changements"] {
        let feeds = server
            .open(path)
            .values("head link[type='application/atom+xml']", "href");
        assert!(
            feeds.iter().any(|feed| feed.ends_with("/changements.atom")),
            "{path}: {feeds:?}"
        );
    }
}
