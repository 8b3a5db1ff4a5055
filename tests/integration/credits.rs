//! What a sheet owes to others: shown, copied, read by machines; what others made of it; and whether its licence stands.

mod notices;
mod standing;
mod variants;

use crate::harness::{Page, Server};
use serde_json::{Value, json};

const RESOURCES: &str = "/api/v1/resources";

/// A title that would end every element, every string and every line, if it could.
const HOSTILE: &str = "</script><script>alert(1)</script> & \"l’eau\" {x} 100 % #1 \\o/";

/// A resource to write, with more members.
fn draft(title: &str, licence: &str, more: &Value) -> Value {
    let mut draft = json!({"title": title, "kind": "fiche-methode", "licence": licence, "body": "Texte.\n",
        "authors": [{"name": "Amel Ben", "role": "conception"}, {"name": "Martin, Awa"}], "tags": ["sommeil"]});
    let members = draft.as_object_mut().unwrap();
    members.extend(more.as_object().unwrap().clone());
    draft
}

/// Writes a resource; gives its slug.
#[track_caller]
fn publish(server: &Server, title: &str, licence: &str, more: &Value) -> String {
    let answer = server.send_json("POST", RESOURCES, &draft(title, licence, more));
    let created = answer.expect(201).json();
    created["slug"].as_str().unwrap().to_owned()
}

/// Writes the next revision of a resource.
#[track_caller]
fn revise(server: &Server, slug: &str, base: u32, draft: &Value) {
    let mut draft = draft.clone();
    draft["base_revision"] = base.into();
    server
        .send_json("PUT", &format!("{RESOURCES}/{slug}"), &draft)
        .expect(200);
}

/// What a page says as JSON-LD.
#[track_caller]
fn linked_data(page: &Page) -> Value {
    let scripts = page.all("script[type=\"application/ld+json\"]");
    assert_eq!(scripts.len(), 1);
    serde_json::from_str(&scripts[0].text().collect::<String>()).unwrap()
}

/// A sheet that adapts one of this library, adapts and quotes works from elsewhere. Gives its slug and its source's.
fn sheet_with_sources(server: &Server) -> (String, String) {
    let older = publish(server, "Boire pour bien dormir", "CC-BY-4.0", &json!({}));
    let source = publish(
        server,
        "La ligne de vie",
        "CC-BY-SA-3.0",
        &json!({"derived_from": [{"resource": older, "changes": "raccourcie"}]}),
    );
    let sheet = publish(
        server,
        HOSTILE,
        "CC-BY-SA-4.0",
        &json!({"derived_from": [
            {"resource": source, "changes": "pour des enfants"},
            {"title": "Autre </script> œuvre", "authors": "Une association", "url": "https://exemple.fr/a",
             "licence": "CC-BY-3.0-FR"},
            {"title": "Un livre", "authors": "Une autrice", "use": "quoted"},
        ]}),
    );
    (sheet, source)
}

#[test]
fn a_sheet_lists_what_it_owes() {
    let server = Server::with_content();
    let (sheet, source) = sheet_with_sources(&server);
    let page = server.open(&format!("/ressources/{sheet}"));
    assert_eq!(
        page.texts(".credits .work"),
        [
            "Adapté de La ligne de vie par Amel Ben, Martin, Awa · CC BY-SA 3.0 Modifié : pour des enfants",
            "Adapté de Autre </script> œuvre par Une association · CC BY 3.0 FR Modifié",
            "Cite Un livre par Une autrice · licence non indiquée",
            "Adapté de Boire pour bien dormir par Amel Ben, Martin, Awa · CC BY 4.0 Modifié : raccourcie \
             Utilisé par « La ligne de vie »",
        ]
    );
    let permanent = format!("/ressources/{source}/revisions/1");
    assert!(page.links().contains(&permanent), "{:?}", page.links());
    assert_eq!(
        page.values("[rel~=license]", "href"),
        ["https://creativecommons.org/licenses/by-sa/4.0/"; 2],
        "of the sheet alone"
    );
    let owed = [
        "Adapté de « La ligne de vie » par Amel Ben",
        "pour des enfants",
        "Adapté de « Boire pour bien dormir » par Amel Ben",
        "Cite « Un livre » par Une autrice, licence non indiquée",
    ];
    server
        .open(&format!("/ressources/{sheet}/citer"))
        .shows(&owed);
    page.shows(&owed);
    let old = server.open(&format!("/ressources/{sheet}/revisions/1"));
    old.shows(&["Sources et crédits", owed[0]]);
}

#[test]
fn machines_read_the_credit_in_the_page() {
    let server = Server::with_content();
    let (sheet, source) = sheet_with_sources(&server);
    let page = server.open(&format!("/ressources/{sheet}"));
    let at = |path: &str| format!("{}/ressources/{path}", server.address);
    let data = linked_data(&page);
    assert_eq!(data["@type"], "LearningResource");
    assert_eq!(data["name"], HOSTILE);
    assert_eq!(data["url"], at(&sheet));
    assert_eq!(data["version"], 1);
    assert_eq!(data["inLanguage"], "fr");
    assert_eq!(data["keywords"], json!(["sommeil"]));
    assert_eq!(data["usageInfo"], at(&format!("{sheet}/citer")));
    let licence = "https://creativecommons.org/licenses/by-sa/4.0/";
    assert_eq!(data["license"], licence);
    assert_eq!(
        data["author"],
        json!([
            {"@type": "Role", "roleName": "conception", "author": {"name": "Amel Ben"}},
            {"@type": "Person", "name": "Martin, Awa"},
        ])
    );
    let credit = data["creditText"].as_str().unwrap();
    assert!(
        credit.contains("Adapté de «\u{A0}La ligne de vie\u{A0}»"),
        "{credit}"
    );
    let based_on = &data["isBasedOn"];
    assert_eq!(based_on[0]["name"], "La ligne de vie");
    assert_eq!(based_on[0]["url"], at(&format!("{source}/revisions/1")));
    assert_eq!(
        based_on[0]["isBasedOn"][0]["license"],
        "https://creativecommons.org/licenses/by/4.0/"
    );
    assert_eq!(
        based_on[1],
        json!({"@type": "CreativeWork", "name": "Autre </script> œuvre", "author": [{"name": "Une association"}],
            "url": "https://exemple.fr/a", "license": "https://creativecommons.org/licenses/by/3.0/fr/"})
    );
    assert_eq!(data["citation"][0]["name"], "Un livre");

    let meta = |name: &str| page.values(&format!("meta[name=\"{name}\"]"), "content");
    assert_eq!(meta("DC.title"), [HOSTILE]);
    assert_eq!(meta("DC.creator"), ["Amel Ben", "Martin, Awa"]);
    assert_eq!(meta("DC.rights"), [licence]);
    assert_eq!(
        meta("DC.source"),
        [
            at(&format!("{source}/revisions/1")),
            "https://exemple.fr/a".to_owned()
        ]
    );
    assert_eq!(meta("citation_title"), [HOSTILE]);
    assert_eq!(meta("citation_author"), ["Amel Ben", "Martin, Awa"]);
    assert_eq!(meta("citation_public_url"), [at(&sheet)]);
    assert_eq!(
        meta("citation_publication_date")[0].replace('/', "-"),
        meta("DC.date")[0]
    );
    let policy = server.get(&format!("/ressources/{sheet}"));
    let policy = policy.header("content-security-policy").unwrap();
    assert!(!policy.contains("unsafe"), "{policy}");

    let old = linked_data(&server.open(&format!("/ressources/{sheet}/revisions/1")));
    assert_eq!(old["creditText"], data["creditText"]);
}

#[test]
fn reference_managers_are_told_what_is_owed() {
    let server = Server::with_content();
    let (sheet, _) = sheet_with_sources(&server);
    let read = |ending: &str| {
        let path = format!("/ressources/{sheet}/citer/{sheet}.{ending}");
        server.get(&path).expect(200).text()
    };
    let ris = read("ris");
    let notes: Vec<&str> = ris
        .split("\r\n")
        .filter_map(|line| line.strip_prefix("N1  - "))
        .collect();
    assert_eq!(notes.len(), 5, "{ris}");
    assert!(
        notes[1].starts_with("Adapté de « La ligne de vie » par Amel Ben"),
        "{notes:#?}"
    );
    assert!(notes[1].ends_with("pour des enfants"));
    let csl: Value = serde_json::from_str(&read("json")).unwrap();
    let note = csl[0]["note"].as_str().unwrap();
    assert!(notes.iter().all(|one| note.contains(one)), "{note}");
    assert!(read("bib").contains("Cite « Un livre » par Une autrice"));
    let page = server.open(&format!("/ressources/{sheet}/citer"));
    let reference = page.texts("#reference-texte").remove(0);
    assert!(!reference.contains("Adapté"), "stays short: {reference}");
}

#[test]
fn the_history_shows_where_the_licence_changed() {
    let server = Server::with_content();
    let slug = publish(&server, "La ligne de vie", "CC-BY-4.0", &json!({}));
    revise(
        &server,
        &slug,
        1,
        &draft("La ligne de vie", "CC-BY-4.0", &json!({"body": "Mieux.\n"})),
    );
    revise(
        &server,
        &slug,
        2,
        &draft(
            "La ligne de vie",
            "CC-BY-SA-4.0",
            &json!({"body": "Mieux.\n"}),
        ),
    );
    let rows = server
        .open(&format!("/ressources/{slug}/historique"))
        .texts(".history-row");
    let (changed, same) = ("CC BY-SA 4.0 licence changée", "CC BY 4.0");
    assert!(rows[0].contains(changed), "{rows:?}");
    for row in &rows[1..] {
        assert!(
            row.contains(same) && !row.contains("licence changée"),
            "{row}"
        );
    }
}
