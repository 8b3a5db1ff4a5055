//! The steward's view: what an import brought that the licences of the sources do not permit.

use crate::harness::{Server, ressourcotheque, write_tree};
use serde_json::json;

/// The resources whose licence is in doubt.
const ROWS: &str = "[aria-labelledby=a-revoir] .work";

/// A file of an import.
fn sheet(title: &str, licence: &str, sources: &[&str]) -> String {
    let sources: String = sources
        .iter()
        .map(|source| format!("  - {source}\n"))
        .collect();
    let sources = if sources.is_empty() {
        sources
    } else {
        format!("derived_from:\n{sources}")
    };
    format!("---\ntitle: {title}\nkind: page\nlicence: {licence}\n{sources}---\nTexte.\n")
}

#[test]
fn licences_that_do_not_stand_are_listed_with_the_reason() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let server = Server::on(&data);
    let page = server.open("/etat/licences");
    page.shows(&["Aucune licence n’est à revoir.", "CC BY-SA 4.0", "100 %"]);
    assert!(server.open("/etat").links().contains("/etat/licences"));
    server.stop();
    let import = folder.path().join("import");
    let files = [
        ("source.md", sheet("Source fermée", "CC-BY-NC-4.0", &[])),
        ("gelee.md", sheet("Source gelée", "CC-BY-ND-4.0", &[])),
        (
            "permise.md",
            sheet("Bien permise", "CC-BY-NC-SA-4.0", &["resource: source"]),
        ),
        (
            "refusee.md",
            sheet(
                "Mal permise",
                "CC-BY-SA-4.0",
                &["resource: source", "resource: gelee"],
            ),
        ),
        (
            "obscure.md",
            sheet("Sans licence", "CC-BY-SA-4.0", &["title: Un site"]),
        ),
        (
            "perdue.md",
            sheet("Sans source", "CC-BY-SA-4.0", &["resource: nulle-part"]),
        ),
    ];
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, text)| (*name, text.as_bytes()))
        .collect();
    write_tree(&import, &files);
    let arguments = [
        "import".as_ref(),
        import.as_os_str(),
        "--data".as_ref(),
        data.as_os_str(),
    ];
    ressourcotheque(arguments).ends(0);

    let server = Server::on(&data);
    server.until("the index follows", |server| {
        let health = server.get("/healthz").expect(200).json();
        health["index"]["position"] == health["store"]["position"]
    });
    let page = server.open("/etat/licences");
    let rows = page.texts(ROWS);
    assert_eq!(rows.len(), 3, "{rows:#?}");
    assert!(
        rows[0].starts_with("Mal permise · CC BY-SA 4.0"),
        "{rows:#?}"
    );
    for reason in [
        "Adapté de « Source fermée ». CC BY-NC 4.0 ne permet pas CC BY-SA 4.0 : une adaptation reste réservée",
        "Adapté de « Source gelée ». CC BY-ND 4.0 ne permet pas CC BY-SA 4.0 : aucune adaptation",
    ] {
        assert!(rows[0].contains(reason), "{}", rows[0]);
    }
    assert!(
        rows[1].starts_with("Sans licence") && rows[1].contains("personne n’a dit"),
        "{rows:#?}"
    );
    assert!(
        rows[2].starts_with("Sans source") && rows[2].contains("nulle-part"),
        "{rows:#?}"
    );
    assert!(page.links().contains("/ressources/refusee/modifier"));
    page.shows(&["Sans usage commercial (NC)", "2 ressources", "1 ressource"]);

    // what was missing comes, and a source that is followed takes another licence
    server.create_page("Nulle part", "Trouvée.\n");
    left(&server, &["Mal permise", "Sans licence"]);
    let freer = json!({"title": "Source fermée", "kind": "page", "licence": "CC-BY-NC-SA-4.0", "body": "Texte.\n",
        "base_revision": 1});
    server
        .send_json("PUT", "/api/v1/resources/source", &freer)
        .expect(200);
    let row = |server: &Server| server.open("/etat/licences").texts(ROWS).remove(0);
    server.until("it is judged again", |server| {
        row(server).contains("CC BY-NC-SA 4.0 ne permet pas")
    });
    let gone = json!({"reason": "Mal sourcée"});
    server
        .send_json("DELETE", "/api/v1/resources/refusee", &gone)
        .expect(204);
    left(&server, &["Sans licence"]);
}

/// Waits until those resources are listed and no others.
#[track_caller]
fn left(server: &Server, titles: &[&str]) {
    server.until(&format!("only {titles:?} are listed"), |server| {
        let rows = server.open("/etat/licences").texts(ROWS);
        let same = |(row, title): (&String, &&str)| row.starts_with(*title);
        rows.len() == titles.len() && rows.iter().zip(titles).all(same)
    });
}
