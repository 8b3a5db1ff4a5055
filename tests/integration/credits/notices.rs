//! What some licences and makers ask beyond a name: the day of the last update, and notices kept word for word.

use crate::harness::{Server, Tree, ressourcotheque};
use serde_json::{Value, json};

const RESOURCES: &str = "/api/v1/resources";

const NOTICES: &str = "© 2024  Agence du sommeil\nFourni sans garantie : <aucune>.";

/// A page made from public data.
fn page(more: Value) -> Value {
    let mut source = json!({"title": "Données du sommeil", "url": "data.exemple.fr/sommeil", "licence": "etalab-2.0"});
    for (name, value) in more.as_object().unwrap() {
        source[name] = value.clone();
    }
    json!({"title": "Le sommeil en chiffres", "kind": "page", "licence": "CC-BY-4.0", "body": "Un.\n",
        "derived_from": [source]})
}

#[test]
fn public_data_are_credited_with_the_day_of_their_last_update() {
    let server = Server::empty();
    let problem = server
        .send_json("POST", RESOURCES, &page(json!({})))
        .problem(422, "invalid");
    assert_eq!(problem["errors"][0]["field"], "derived_from[0].updated");
    assert_eq!(problem["errors"][0]["code"], "source_undated");
    let quoted = page(json!({"use": "quoted"}));
    server.send_json("POST", RESOURCES, &quoted).expect(201);
    let told = page(json!({"updated": "2026-03-01", "notices": NOTICES}));
    server.send_json("POST", RESOURCES, &told).expect(201);
    let path = format!("{RESOURCES}/le-sommeil-en-chiffres-2");
    let read = server.get(&path).expect(200).json();
    let source = &read["derived_from"][0];
    assert_eq!(source["updated"], "2026-03-01");
    assert_eq!(source["notices"], NOTICES);
    // typed without its beginning, it is an address all the same
    assert_eq!(source["url"], "https://data.exemple.fr/sommeil");
    let credits = server.get(&format!("{path}/credits")).expect(200).json();
    let text = credits["text"].as_str().unwrap().replace('\u{a0}', " ");
    let said =
        "mise à jour du 1er mars 2026, mentions : © 2024 Agence du sommeil Fourni sans garantie";
    assert!(text.contains(said), "{text}");
    let sheet = server.open("/ressources/le-sommeil-en-chiffres-2");
    sheet.shows(&["Dernière mise à jour", "1er mars 2026"]);
    let notices = sheet.all("blockquote.notices");
    let notices: String = notices[0].text().collect();
    assert_eq!(notices, NOTICES);
}

#[test]
fn a_form_says_all_of_it_and_nobody_is_kept_from_mending_a_word() {
    let server = Server::empty();
    let told = page(json!({"updated": "2026-03-01", "notices": NOTICES}));
    server.send_json("POST", RESOURCES, &told).expect(201);
    let place = "/ressources/le-sommeil-en-chiffres/modifier";
    let form = server.open(place).form(place);
    assert_eq!(form.value("derived_from[0].updated"), "2026-03-01");
    let notices = form.value("derived_from[0].notices").replace("\r\n", "\n");
    assert_eq!(notices.trim(), NOTICES);
    let form = form.fill("body", "Deux.\n");
    form.press(&server, "save").expect(303);
    let path = format!("{RESOURCES}/le-sommeil-en-chiffres");
    let read = server.get(&path).expect(200).json();
    assert_eq!(read["derived_from"][0]["notices"], NOTICES);
}

#[test]
fn an_export_carries_them_and_comes_back_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let server = Server::empty_on(&data);
    let told = page(json!({"updated": "2026-03-01", "notices": NOTICES}));
    server.send_json("POST", RESOURCES, &told).expect(201);
    server.stop();
    let run = |command: &str, path: &std::path::Path, data: &std::path::Path| {
        let arguments = [
            command.as_ref(),
            path.as_os_str(),
            "--data".as_ref(),
            data.as_os_str(),
        ];
        ressourcotheque(arguments).ends(0);
    };
    let [first, again, other] = ["un", "deux", "autre"].map(|name| folder.path().join(name));
    run("export", &first, &data);
    run("import", &first, &other);
    run("export", &again, &other);
    let exported = Tree::read(&first);
    exported.same_as(&Tree::read(&again));
    let sheet = exported.ending("le-sommeil-en-chiffres.md");
    let text = String::from_utf8(exported.0[sheet[0]].clone()).unwrap();
    assert!(text.contains("updated: \"2026-03-01\""), "{text}");
}
