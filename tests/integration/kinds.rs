//! A kind is a file: nothing is written for it in Rust.

use crate::harness::{Server, ressourcotheque, write_tree};
use serde_json::json;
use std::path::Path;

const KIND: &str = r#"format = 1
id = "escape-game"
order = 9
icon = "outil"
colour = "rose"
label = { fr = "Jeu d’évasion", en = "Escape game" }
plural = { fr = "Jeux d’évasion", en = "Escape games" }
description = { fr = "Un jeu à énigmes.", en = "A game of riddles." }
template = """
## Le scénario
"""

[[fields]]
name = "enigmes"
type = "number"
label = { fr = "Nombre d’énigmes", en = "Number of riddles" }
required = true
min = 1
max = 30
card = true

[[fields]]
name = "decor"
type = "choice"
label = { fr = "Décor", en = "Setting" }
facet = true
card = true
choices = [
  { value = "hopital", label = { fr = "Hôpital", en = "Hospital" } },
  { value = "cuisine", label = { fr = "Cuisine", en = "Kitchen" } },
]
"#;

/// A library that has learnt the kind from an import.
fn with_kind(folder: &Path) -> Server {
    let (data, source) = (folder.join("data"), folder.join("source"));
    Server::on(&data).stop();
    write_tree(&source, &[("kinds/escape-game.toml", KIND.as_bytes())]);
    ressourcotheque([
        "import".as_ref(),
        source.as_os_str(),
        "--data".as_ref(),
        data.as_os_str(),
    ])
    .ends(0);
    Server::on(&data)
}

#[test]
fn a_new_kind_has_its_form_its_card_its_facet_and_its_rules() {
    let folder = tempfile::tempdir().unwrap();
    let server = with_kind(folder.path());
    server
        .open("/deposer")
        .shows(&["Jeu d’évasion", "Un jeu à énigmes."]);
    server.open("/").shows(&["Jeux d’évasion"]);
    let form = server.open("/deposer/escape-game/formulaire");
    form.shows(&["Nombre d’énigmes", "Décor", "Hôpital"]);
    let form = form.form("/deposer/escape-game");
    assert!(form.value("body").contains("## Le scénario"));

    let filled = form
        .fill("title", "Évadons-nous")
        .stating_own()
        .fill("fields.decor", "cuisine");
    let refused = filled
        .clone()
        .fill("fields.enigmes", "40")
        .press(&server, "publish")
        .expect(422)
        .page();
    refused.shows(&["30"]);
    filled.clone().press(&server, "publish").expect(422).page();
    let published = filled
        .fill("fields.enigmes", "7")
        .press(&server, "publish")
        .expect(303);
    server
        .open(&published.location())
        .shows(&["Jeu d’évasion", "7", "Cuisine"]);

    let found = server
        .get("/api/v1/resources?kind=escape-game&decor=cuisine")
        .expect(200)
        .json();
    assert_eq!(
        (&found["total"], &found["hits"][0]["slug"]),
        (&1.into(), &"evadons-nous".into())
    );
    assert_eq!(
        found["facets"]["decor"][0],
        json!({"value": "cuisine", "label": "Cuisine", "count": 1})
    );
    server
        .open("/recherche?kind=escape-game")
        .shows(&["Décor", "Cuisine"]);
    assert_eq!(
        server.open("/types/escape-game").all("article.card").len(),
        1
    );
    server
        .request("GET", "/deposer")
        .english()
        .send()
        .expect(200)
        .page()
        .shows(&["Escape game"]);

    let wrong = json!({"title": "Faux", "kind": "escape-game", "licence": "CC0-1.0", "fields": {"enigmes": 5, "decor": "jardin"}});
    let problem = server
        .send_json("POST", "/api/v1/resources", &wrong)
        .problem(422, "invalid");
    assert_eq!(
        (
            &problem["errors"][0]["field"],
            &problem["errors"][0]["code"]
        ),
        (&"fields.decor".into(), &"not_a_choice".into())
    );
    assert!(
        problem["errors"][0]["reason"]
            .as_str()
            .unwrap()
            .contains("jardin"),
        "{problem:#}"
    );
    let made = server.get("/api/v1/resources/evadons-nous").json();
    assert_eq!(made["fields"], json!({"decor": "cuisine", "enigmes": 7}));
    assert_eq!(
        server
            .changes()
            .iter()
            .filter(|change| change["kind"] == "escape-game")
            .count(),
        1
    );
}

#[test]
fn a_kind_that_cannot_be_read_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("source");
    let wrong = KIND.replace("\"choice\"", "\"menu\"");
    write_tree(
        &source,
        &[
            ("kinds/escape-game.toml", wrong.as_bytes()),
            (
                "kinds/autre.toml",
                KIND.replace("escape-game", "autre").as_bytes(),
            ),
        ],
    );
    let data = folder.path().join("data");
    let run = ressourcotheque([
        "import".as_ref(),
        source.as_os_str(),
        "--data".as_ref(),
        data.as_os_str(),
    ]);
    run.ends(1).says(&["kinds/escape-game.toml", "menu"]);
    ressourcotheque(["check".as_ref(), "--data".as_ref(), data.as_os_str()]).ends(0);
}
