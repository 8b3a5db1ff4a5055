//! Adaptations: an original leads to them and they follow it, whatever it is called.

use super::{draft, publish, revise, sheet_with_sources};
use crate::harness::Server;
use serde_json::json;

#[test]
fn an_original_leads_to_its_adaptations_under_any_name() {
    let server = Server::with_content();
    let source = publish(&server, "La ligne de vie", "CC-BY-SA-4.0", &json!({}));
    let variant = publish(
        &server,
        "La ligne de vie en images",
        "CC-BY-SA-4.0",
        &json!({"body": "Autre texte.\n", "derived_from": [{"resource": source, "changes": "en pictogrammes"}]}),
    );
    let quoting = json!({"derived_from": [{"resource": source, "use": "quoted"}]});
    publish(&server, "Synthèse", "CC-BY-NC-4.0", &quoting);
    let rename = format!("/ressources/{source}/renommer");
    server
        .send_form(&rename, &[("slug", "raconter-sa-vie")])
        .expect(303);

    let page = server.open("/ressources/raconter-sa-vie");
    let compare = format!("/ressources/{variant}/comparer/raconter-sa-vie");
    assert_eq!(
        page.texts("[aria-labelledby=adaptations] .work"),
        [
            "La ligne de vie en images par Amel Ben, Martin, Awa · CC BY-SA 4.0 Modifié : en pictogrammes · \
             Voir ce qui diffère La ligne de vie en images"
        ],
        "one that quotes is none"
    );
    let compared = server.open(&compare);
    compared.shows(&[
        "L’original",
        "La ligne de vie, version 1",
        "L’adaptation",
        "Autre",
    ]);
    server
        .get(&format!("/ressources/{variant}/comparer/nulle-part"))
        .expect(404);

    let gone = json!({"reason": "Doublon"});
    server
        .send_json("DELETE", &format!("/api/v1/resources/{variant}"), &gone)
        .expect(204);
    let page = server.open("/ressources/raconter-sa-vie");
    assert!(page.texts("[aria-labelledby=adaptations]").is_empty());
}

#[test]
fn an_adaptation_says_that_its_original_changed_or_was_withdrawn() {
    let server = Server::with_content();
    let (sheet, source) = sheet_with_sources(&server);
    let path = format!("/ressources/{sheet}");
    assert!(server.open(&path).texts(".newer").is_empty());
    let changed = draft(
        "La ligne de vie",
        "CC-BY-SA-3.0",
        &json!({"body": "Autre.\n"}),
    );
    revise(&server, &source, 1, &changed);
    let page = server.open(&path);
    let said = page.texts(".newer");
    assert_eq!(said.len(), 1);
    assert!(
        said[0].contains("« La ligne de vie » en est à la version 2"),
        "{said:?}"
    );
    assert_eq!(
        page.values(".newer a", "href"),
        [
            format!("/ressources/{source}/comparer?de=1&a=2"),
            format!("/ressources/{sheet}/reprendre?source={source}"),
        ]
    );
    let old = server.open(&format!("{path}/revisions/1"));
    assert_eq!(
        old.texts(".newer").len(),
        1,
        "it is the latest revision after all"
    );
    let mut mine = server
        .get(&format!("/api/v1/resources/{sheet}"))
        .expect(200)
        .json();
    (mine["body"], mine["base_revision"]) = ("Mien.\n".into(), 1.into());
    server
        .send_json("PUT", &format!("/api/v1/resources/{sheet}"), &mine)
        .expect(200);
    let old = server.open(&format!("{path}/revisions/1"));
    assert!(old.texts(".newer").is_empty());
    assert_eq!(server.open(&path).texts(".newer").len(), 1);

    server
        .send_json(
            "DELETE",
            &format!("/api/v1/resources/{source}"),
            &json!({"reason": "Erreur"}),
        )
        .expect(204);
    let page = server.open(&path);
    assert!(page.texts(".newer").is_empty());
    let first = page.texts(".credits .work").remove(0);
    assert!(
        first.contains("La ligne de vie") && first.contains("retirée de la bibliothèque"),
        "{first}"
    );
}
