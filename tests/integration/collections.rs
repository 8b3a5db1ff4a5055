//! Collections: resources in an order, and what may be done with the whole.

use crate::harness::{Multipart, Server, follow, ressourcotheque, spaced, write_tree};
use serde_json::json;
use std::path::Path;

fn create(server: &Server, title: &str, licence: &str, author: &str) -> String {
    let resource = json!({"title": title, "kind": "page", "licence": licence, "body": "Texte.\n",
        "authors": [{"name": author}]});
    let answer = server.send_json("POST", "/api/v1/resources", &resource);
    answer.expect(201).json()["slug"]
        .as_str()
        .unwrap()
        .to_owned()
}

/// Writes a folder and imports it.
fn import(shelf: &Path, data: &Path, files: &[(String, String)]) {
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_bytes()))
        .collect();
    write_tree(shelf, &files);
    let options = [
        "import".as_ref(),
        shelf.as_os_str(),
        "--data".as_ref(),
        data.as_os_str(),
    ];
    ressourcotheque(options).ends(0);
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
            "La licence du dossier (CC BY-SA 4.0) ne porte que sur la sélection. L’ensemble ne peut être partagé que sans \
            but commercial, à cause de : Souffle (CC BY-NC 4.0)",
        ),
        (3, "Brochure (CC BY-ND 4.0)"),
        (4, "article 4) : Poème (LAL 1.3)"),
    ] {
        let asked = spaced(&asked[place]);
        assert!(asked.contains(words), "{words} is not in {asked}");
    }
    let credit = spaced(&page.texts(".licence-box").remove(0));
    let said = "ne s’étend pas aux œuvres d’autres personnes";
    assert!(credit.contains(said), "{credit}");
    assert!(
        !spaced(
            &server
                .open("/ressources/libre")
                .texts(".licence-box")
                .remove(0)
        )
        .contains(said)
    );
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

/// What the page says of the whole.
fn terms(server: &Server, slug: &str) -> String {
    let page = server.open(&format!("/ressources/{slug}"));
    spaced(&page.texts(".terms").remove(0))
}

#[test]
fn files_stand_in_the_whole_too() {
    let server = Server::empty();
    let within = create(&server, "Dedans", "CC-BY-4.0", "Awa");
    let inner = collect(&server, "Petit dossier", &[&within]);
    let slug = collect(&server, "Grand dossier", &[&inner]);
    assert!(terms(&server, &slug).contains("et même vendu"));
    for (holder, name) in [(&within, "fiche.txt"), (&slug, "carte.txt")] {
        let form = Multipart::default().text("licence", "CC-BY-NC-4.0").file(
            "file",
            name,
            "text/plain",
            name.as_bytes(),
        );
        let path = format!("/api/v1/resources/{holder}/files");
        server
            .request("POST", &path)
            .multipart(&form)
            .send()
            .expect(201);
        let said = terms(&server, &slug);
        assert!(said.contains(&format!("{name} (CC BY-NC 4.0)")), "{said}");
        assert!(!said.contains("vendu"), "{said}");
    }
}

#[test]
fn a_collection_that_is_not_for_sale_itself_says_so() {
    let server = Server::empty();
    create(&server, "Libre", "CC-BY-4.0", "Awa");
    let resource = json!({"title": "Le choix", "kind": "dossier", "licence": "CC-BY-NC-4.0",
        "body": "Pour commencer.\n", "fields": {"resources": ["libre"]}});
    server
        .send_json("POST", "/api/v1/resources", &resource)
        .expect(201);
    let said = terms(&server, "le-choix");
    assert!(
        said.contains("à cause de : Le choix (CC BY-NC 4.0)"),
        "{said}"
    );
    assert!(
        !said.contains("vendu") && !said.contains("ne porte que sur la sélection"),
        "{said}"
    );
}

#[test]
fn nothing_is_permitted_of_what_could_not_be_looked_at() {
    let folder = tempfile::tempdir().unwrap();
    let (data, shelf) = (folder.path().join("data"), folder.path().join("shelf"));
    let text = |title: &str, licence: &str, more: &str| {
        format!("---\ntitle: {title}\nkind: page\nlicence: {licence}\n{more}---\nTexte.\n")
    };
    let sources: String = (0..45)
        .map(|n| {
            format!("  - url: https://exemple.fr/{n}\n    title: S{n}\n    licence: CC0-1.0\n")
        })
        .collect();
    let names: Vec<String> = (0..100).map(|n| format!("membre-{n}")).collect();
    let mut files: Vec<(String, String)> = names
        .iter()
        .map(|name| (format!("page/{name}.md"), text(name, "CC-BY-4.0", "")))
        .collect();
    files[0].1 = text(
        "membre-0",
        "CC-BY-4.0",
        &format!("derived_from:\n{sources}"),
    );
    files[99].1 = text("Le dernier", "CC-BY-NC-4.0", "");
    let listed = |names: &[String]| names.join(", ");
    for (slug, members) in [("tous", &names[..]), ("presque", &names[..99])] {
        // a source comes before the members: with it they are more than are listed
        let fields = format!(
            "derived_from:\n  - url: https://exemple.fr/idee\n    title: Idée\n    licence: CC0-1.0\n\
             fields:\n  resources: [{}]\n",
            listed(members)
        );
        let file = text(slug, "CC-BY-SA-4.0", &fields).replace("kind: page", "kind: dossier");
        files.push((format!("dossier/{slug}.md"), file));
    }
    import(&shelf, &data, &files);
    let server = Server::on(&data);
    let unknown = "Tout n’a pas pu être vérifié.";
    let said = terms(&server, "presque");
    assert!(said.contains(unknown) && !said.contains("vendu"), "{said}");
    let said = terms(&server, "tous");
    assert!(said.contains("Le dernier (CC BY-NC 4.0)"), "{said}");
    assert!(said.contains(unknown) && !said.contains("vendu"), "{said}");
}

#[test]
fn a_sheet_is_put_into_a_collection_from_its_own_page() {
    let server = Server::empty();
    for title in ["Un", "Deux"] {
        create(&server, title, "CC-BY-4.0", "Awa");
    }
    collect(&server, "Mon dossier", &["un"]);
    let sheet = server.open("/ressources/deux");
    assert!(sheet.links().contains("/ressources/deux/ranger"));
    let path = "/ressources/deux/ranger";
    let form = server.open(path).form(path);
    assert_eq!(form.value("collection"), "mon-dossier");
    let page = follow(&server, &form.send(&server).expect(303));
    assert_eq!(page.texts(".members h3"), ["Un", "Deux"]);
    // a second time changes nothing
    let again = form.send(&server).expect(303).location();
    assert!(again.ends_with("?fait=inchange"), "{again}");
    // what is refused comes back with what was typed, and why
    let wrong = form.clone().fill("collection", "un").fill("nom", "Awa");
    let refused = wrong.send(&server).expect(422).page();
    refused.shows(&["« un » n’existe pas ici"]);
    let kept = refused.form(path);
    assert_eq!(kept.value("nom"), "Awa");
    let none = form.clone().fill("collection", "");
    none.send(&server).expect(422).page().form(path);
    // or a new one is begun with it
    let begun = server.open("/deposer/dossier/formulaire?membre=deux");
    let form = begun.form("/deposer/dossier");
    assert_eq!(form.value("fields.resources").trim(), "deux");
}

#[test]
fn one_of_many_collections_is_found_by_its_title() {
    let folder = tempfile::tempdir().unwrap();
    let (shelf, data) = (folder.path().join("shelf"), folder.path().join("data"));
    let text = |title: &str, kind: &str| {
        format!("---\ntitle: {title}\nkind: {kind}\nlicence: CC0-1.0\n---\nTexte.\n")
    };
    let mut files: Vec<(String, String)> = (1..=55)
        .map(|number| {
            let title = format!("Dossier {number}");
            (format!("dossier-{number}.md"), text(&title, "dossier"))
        })
        .collect();
    files.push(("sommeil.md".to_owned(), text("Sommeil", "dossier")));
    files.push(("une-fiche.md".to_owned(), text("Une fiche", "page")));
    import(&shelf, &data, &files);
    let server = Server::on(&data);
    let path = "/ressources/une-fiche/ranger";
    let page = server.open(path);
    assert_eq!(page.texts("select[name=collection] option").len(), 50);
    page.shows(&["autres dossiers"]);
    let page = server.open(&format!("{path}?q=sommeil"));
    let form = page.form(path);
    assert_eq!(form.value("collection"), "sommeil");
    let page = follow(&server, &form.send(&server).expect(303));
    assert_eq!(page.texts(".members h3"), ["Une fiche"]);
    server
        .open(&format!("{path}?q=introuvable"))
        .shows(&["Aucun dossier pour « introuvable »"]);
}
