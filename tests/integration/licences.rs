//! The machine does the law: licences are shown, linked, credited and compared.

use crate::harness::{Multipart, Server};
use serde_json::{Value, json};

#[test]
fn a_deposit_is_under_cc_by_sa_unless_somebody_chooses_otherwise() {
    let server = Server::with_content();
    for kind in ["fiche-methode", "outil", "synthese", "page"] {
        let page = server.open(&format!("/deposer/{kind}/formulaire"));
        let answers = "input[name=may_sell][checked], input[name=may_change][checked]";
        assert_eq!(
            page.values(answers, "value"),
            ["yes", "share_alike"],
            "{kind}"
        );
        page.shows(&["Vos réponses mènent à CC BY-SA 4.0"]);
        let named = page.values("select[name=licence] option", "value");
        assert_eq!(named.len(), 67, "their result, and the whole catalogue");
    }
}

#[test]
fn a_sheet_shows_its_licence_and_the_credit_that_is_owed() {
    let server = Server::with_content();
    let works = [
        (
            "CC-BY-4.0",
            "CC BY 4.0",
            "https://creativecommons.org/licenses/by/4.0/",
        ),
        (
            "CC-BY-NC-ND-3.0-IGO",
            "CC BY-NC-ND 3.0 IGO",
            "https://creativecommons.org/licenses/by-nc-nd/3.0/igo/",
        ),
        (
            "CC0-1.0",
            "CC0 1.0",
            "https://creativecommons.org/publicdomain/zero/1.0/",
        ),
    ];
    for (id, short, url) in works {
        let title = format!("Sous {short}");
        let resource = json!({"title": title, "kind": "page", "licence": id, "body": "Texte.\n",
            "authors": [{"name": "Amel Ben"}, {"name": "Bruno"}]});
        let slug = server
            .send_json("POST", "/api/v1/resources", &resource)
            .expect(201)
            .json()["slug"]
            .as_str()
            .unwrap()
            .to_owned();
        let page = server.open(&format!("/ressources/{slug}"));
        assert_eq!(page.values("head link[rel=license]", "href"), [url]);
        assert_eq!(page.values("main a[rel=license]", "href"), [url]);
        assert!(
            page.links().contains(&format!("/licences/{id}")),
            "{:?}",
            page.links()
        );
        let credit = page.texts("#credit-line").remove(0);
        for owed in [
            title.as_str(),
            "Amel Ben",
            "Bruno",
            short,
            &format!("{}/ressources/{slug}", server.address),
        ] {
            assert!(credit.contains(owed), "{owed} is not in {credit}");
        }
        let permanent = format!("{}/ressources/{slug}/revisions/1", server.address);
        let cite = server.open(&format!("/ressources/{slug}/citer"));
        cite.shows(&[&title, "Amel Ben", "Bruno", short, url, &permanent]);
    }
}

#[test]
fn a_reference_is_ready_for_people_and_for_reference_managers() {
    let server = Server::with_content();
    let resource = json!({"title": "Dormir & rêver", "kind": "page", "licence": "CC-BY-SA-4.0", "body": "Texte.\n",
        "tags": ["sommeil"], "authors": [{"name": "Pôle Santé, Ouest, Nord"}, {"name": "Martin, Awa"}]});
    let created = server
        .send_json("POST", "/api/v1/resources", &resource)
        .expect(201)
        .json();
    let slug = created["slug"].as_str().unwrap();
    let permanent = format!("{}/ressources/{slug}/revisions/1", server.address);
    let page = server.open(&format!("/ressources/{slug}/citer"));
    page.shows(&[
        "PÔLE SANTÉ, OUEST, NORD et MARTIN, Awa. Dormir & rêver [en ligne]. Version 1.",
        &permanent,
    ]);
    for (ending, media_type, said) in [
        (
            "bib",
            "application/x-bibtex",
            "author = {{Pôle Santé, Ouest, Nord} and Martin, Awa},",
        ),
        (
            "ris",
            "application/x-research-info-systems",
            "AU  - Martin, Awa\r\n",
        ),
        (
            "json",
            "application/vnd.citationstyles.csl+json",
            "\"family\":\"Martin\"",
        ),
    ] {
        let path = format!("/ressources/{slug}/citer/{slug}.{ending}");
        assert!(page.links().contains(&path), "{:?}", page.links());
        let answer = server.get(&path).expect(200);
        assert!(
            answer
                .header("content-type")
                .unwrap()
                .starts_with(media_type)
        );
        let name = format!("attachment; filename=\"{slug}.{ending}\"");
        assert_eq!(answer.header("content-disposition"), Some(name.as_str()));
        let text = answer.text();
        assert!(text.contains(said) && text.contains(&permanent), "{text}");
    }
    server
        .get(&format!("/ressources/{slug}/citer/{slug}.exe"))
        .expect(404);
    server
        .get("/ressources/nulle-part/citer/nulle-part.bib")
        .expect(404);
}

#[test]
fn a_file_may_have_a_licence_of_its_own() {
    let server = Server::with_content();
    let slug = server.create_page("Deux licences", "Texte.\n");
    let path = format!("/api/v1/resources/{slug}/files");
    for (name, licence) in [("libre.txt", "CC0-1.0"), ("comme-la-fiche.txt", "")] {
        let file = Multipart::default().text("licence", licence).file(
            "file",
            name,
            "text/plain",
            name.as_bytes(),
        );
        server
            .request("POST", &path)
            .multipart(&file)
            .send()
            .expect(201);
    }
    let page = server.open(&format!("/ressources/{slug}"));
    let rows = page.texts("li.file");
    let row = |name: &str| rows.iter().find(|row| row.contains(name)).unwrap().clone();
    assert!(row("libre.txt").contains("CC0 1.0"), "{rows:?}");
    assert!(!row("comme-la-fiche.txt").contains("CC0"), "{rows:?}");
    let answer = server.get(&format!("/ressources/{slug}/fichiers/libre.txt"));
    assert!(
        answer
            .header("link")
            .unwrap()
            .contains("publicdomain/zero/1.0"),
        "{:?}",
        answer.header("link")
    );
    let answer = server.get(&format!("/ressources/{slug}/fichiers/comme-la-fiche.txt"));
    assert!(
        answer
            .header("link")
            .unwrap()
            .contains("licenses/by-sa/4.0"),
        "{:?}",
        answer.header("link")
    );
}

#[test]
fn the_catalogue_is_complete() {
    let server = Server::with_content();
    let catalogue = server.get("/api/v1/licences").expect(200).json();
    let licences = catalogue["licences"].as_array().unwrap();
    assert_eq!(licences.len(), 66);
    let ids: Vec<_> = licences
        .iter()
        .map(|licence| licence["id"].as_str().unwrap())
        .collect();
    for id in [
        "CC-BY-SA-4.0",
        "CC0-1.0",
        "etalab-2.0",
        "LAL-1.3",
        "CC-BY-NC-SA-2.0-FR",
    ] {
        assert!(ids.contains(&id), "{id} in {ids:?}");
    }
    for licence in licences {
        assert!(
            licence["url"].as_str().unwrap().starts_with("http"),
            "{licence}"
        );
        let page = server
            .get(&format!("/licences/{}", licence["id"].as_str().unwrap()))
            .expect(200)
            .page();
        page.shows(&[
            licence["short_name"].as_str().unwrap(),
            licence["id"].as_str().unwrap(),
        ]);
    }
    let list = server.open("/licences").links();
    assert!(
        ids.iter()
            .all(|id| list.contains(&format!("/licences/{id}")))
    );
}

fn together(server: &Server, sources: &[&str]) -> Value {
    let query: Vec<_> = sources.iter().map(|source| ("source", *source)).collect();
    server
        .request("GET", "/api/v1/licences/compatibility")
        .query(&query)
        .send()
        .expect(200)
        .json()
}

#[test]
fn works_are_compared() {
    let server = Server::with_content();
    let free = together(&server, &["CC-BY-4.0", "CC-BY-SA-4.0"]);
    assert_eq!(
        (
            &free["redistribute"],
            &free["collection"]["allowed"],
            &free["adaptation"]["allowed"]
        ),
        (&true.into(), &true.into(), &true.into())
    );
    assert_eq!(free["adaptation"]["licences"][0], "CC-BY-SA-4.0");
    for reason in free["adaptation"]["reasons"].as_array().unwrap() {
        for key in ["source", "rule", "text"] {
            assert!(!reason[key].as_str().unwrap().is_empty(), "{reason}");
        }
    }
    let fixed = together(&server, &["CC-BY-4.0", "CC-BY-ND-4.0"]);
    assert_eq!(
        (
            &fixed["adaptation"]["allowed"],
            &fixed["collection"]["unchanged"]
        ),
        (&false.into(), &json!(["CC-BY-ND-4.0"]))
    );
    let clash = together(&server, &["CC-BY-SA-4.0", "CC-BY-NC-SA-4.0"]);
    assert_eq!(
        (
            &clash["adaptation"]["allowed"],
            &clash["collection"]["non_commercial"]
        ),
        (&false.into(), &true.into())
    );

    let problem = server
        .get("/api/v1/licences/compatibility?source=MIT")
        .problem(422, "invalid");
    assert!(
        problem["errors"][0]["reason"]
            .as_str()
            .unwrap()
            .contains("MIT"),
        "{problem:#}"
    );
    server
        .get("/api/v1/licences/compatibility")
        .problem(422, "invalid");
}
