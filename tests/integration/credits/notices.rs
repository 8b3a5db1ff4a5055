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
        "mise à jour du 1er mars 2026, mentions : © 2024 Agence du sommeil\nFourni sans garantie";
    assert!(text.contains(said), "{text}");
    let sheet = server.open("/ressources/le-sommeil-en-chiffres-2");
    sheet.shows(&["Dernière mise à jour", "1er mars 2026"]);
    let notices = sheet.all("blockquote.notices");
    let notices: String = notices[0].text().collect();
    assert_eq!(notices, NOTICES);
}

#[test]
fn a_day_that_nobody_can_know_is_said_to_be_unknown_and_stops_nobody() {
    let server = Server::empty();
    let unknown = page(json!({"updated": "unknown", "use": "included"}));
    server.send_json("POST", RESOURCES, &unknown).expect(201);
    let path = format!("{RESOURCES}/le-sommeil-en-chiffres");
    let read = server.get(&path).expect(200).json();
    assert_eq!(read["derived_from"][0]["updated"], "unknown");
    let credits = server.get(&format!("{path}/credits")).expect(200).json();
    let text = credits["text"].as_str().unwrap();
    assert!(text.contains("date de mise à jour inconnue"), "{text}");
    server
        .open("/ressources/le-sommeil-en-chiffres")
        .shows(&["Date de sa dernière mise à jour inconnue."]);
    // who adapts it is asked for nothing more
    let form = server
        .open("/ressources/le-sommeil-en-chiffres/adapter")
        .form("/deposer/page")
        .fill("title", "Mon sommeil")
        .stating_own();
    form.press(&server, "publish").expect(303);
    let adapted = server.get(&format!("{RESOURCES}/mon-sommeil"));
    let adapted = adapted.expect(200).json();
    assert_eq!(adapted["derived_from"][1]["updated"], "unknown");
}

#[test]
fn a_form_asks_for_the_day_and_takes_that_nobody_knows_it() {
    let server = Server::empty();
    let form = server
        .open("/deposer/page/formulaire")
        .form("/deposer/page")
        .fill("title", "Mes chiffres")
        .fill("body", "Un.")
        .fill("derived_from[0].title", "Données")
        .fill("derived_from[0].licence", "etalab-2.0")
        .stating_own();
    let asked = form.press(&server, "publish").expect(422).page();
    asked.shows(&["Ni l’œuvre ni son site ne disent ce jour"]);
    let form = asked.form("/deposer/page");
    let form = form.fill("derived_from[0].undated", "1").stating_own();
    form.press(&server, "publish").expect(303);
    let read = server.get(&format!("{RESOURCES}/mes-chiffres"));
    assert_eq!(
        read.expect(200).json()["derived_from"][0]["updated"],
        "unknown"
    );
}

#[test]
fn a_resource_under_the_licence_ouverte_says_itself_when_it_was_updated() {
    let server = Server::empty();
    let data =
        json!({"title": "Nos chiffres", "kind": "page", "licence": "etalab-2.0", "body": "Un.\n"});
    server.send_json("POST", RESOURCES, &data).expect(201);
    let adapted = json!({"title": "En clair", "kind": "page", "licence": "CC-BY-4.0", "body": "Un.\n",
        "derived_from": [{"resource": "nos-chiffres"}]});
    server.send_json("POST", RESOURCES, &adapted).expect(201);
    for slug in ["nos-chiffres", "en-clair"] {
        let credits = server.get(&format!("{RESOURCES}/{slug}/credits"));
        let text = credits.expect(200).json()["text"].to_string();
        assert!(text.contains("mise à jour du "), "{text}");
        for page in ["", "/citer"] {
            let page = server.open(&format!("/ressources/{slug}{page}"));
            page.shows(&["mise à jour du "]);
        }
    }
    let credits = server.get(&format!("{RESOURCES}/en-clair/credits"));
    let day = &credits.expect(200).json()["works"][0]["updated"];
    assert!(day.as_str().unwrap().starts_with("20"), "{day}");
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
