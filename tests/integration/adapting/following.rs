//! An adapted copy by one click, and the changes that its original makes later.

use super::{RESOURCES, draft, from, publish};
use crate::harness::Server;
use serde_json::json;

#[test]
fn an_adapted_copy_comes_with_its_source_and_a_licence_that_is_allowed() {
    let server = Server::with_content();
    let form = server
        .open("/ressources/brise-glace/adapter")
        .form("/deposer/fiche-methode");
    assert!(
        form.value("title").ends_with("(adaptation)"),
        "{}",
        form.value("title")
    );
    let original = server
        .get(&format!("{RESOURCES}/brise-glace"))
        .expect(200)
        .json();
    assert_eq!(
        form.value("body").replace("\r\n", "\n").trim(),
        original["body"].as_str().unwrap().trim()
    );
    assert_eq!(form.value("derived_from[0].resource"), "brise-glace");
    assert_eq!(
        form.value("derived_from[0].revision"),
        original["revision"].to_string()
    );
    assert_eq!(original["licence"], "CC-BY-SA-4.0");
    let answers = [form.value("may_sell"), form.value("may_change")];
    assert_eq!(answers, ["yes", "share_alike"], "which lead to the same");
    assert_eq!(
        form.value("authors[0].name"),
        "",
        "who adapts names themselves"
    );
}

#[test]
fn the_page_says_what_is_adapted_and_the_sheet_after_what_it_was_made() {
    let server = Server::empty();
    publish(
        &server,
        "Originale",
        "CC-BY-SA-4.0",
        json!({"authors": [{"name": "Awa"}]}),
    );
    let page = server.open("/ressources/originale/adapter");
    assert!(page.heading().contains("Adapter"), "{}", page.heading());
    assert!(page.links().contains("/ressources/originale"));
    page.shows(&["pour votre part", "Votre part"]);
    page.shows(&["son crédit accompagne le vôtre"]);
    let form = page.form("/deposer/page").stating_own();
    // nothing is refused for it, but asked for
    let preview = form.press(&server, "preview").expect(200).page();
    preview.shows(&["Vous n’avez pas dit ce que vous avez changé dans « Originale »"]);
    let form = form.fill("derived_from[0].changes", "abrégée");
    let preview = form.press(&server, "preview").expect(200).page();
    assert!(!preview.text().contains("Vous n’avez pas dit"));
    let wrong = form.clone().fill("title", "").press(&server, "publish");
    assert!(wrong.expect(422).page().heading().contains("Adapter"));
    let place = form.press(&server, "publish").expect(303).location();
    let sheet = server.open(&place);
    let by = sheet.texts(".sheet-header .authors").join(" ");
    assert!(by.contains("D’après Originale par Awa"), "{by}");
    let home = server.open("/recherche?q=originale");
    let after = home.texts(".card .after").join(" ");
    assert_eq!(after, "D’après Originale");
}

#[test]
fn a_work_that_must_stay_unmodified_is_not_adapted_and_the_page_says_what_can_be_done() {
    let server = Server::with_content();
    let slug = publish(&server, "Intacte", "CC-BY-NC-ND-4.0", json!({}));
    let page = server.open(&format!("/ressources/{slug}/adapter"));
    page.shows(&[
        "CC BY-NC-ND 4.0 ne peut pas être adaptée",
        "[[intacte]]",
        "dossier",
    ]);
    assert!(page.all("main form").is_empty(), "nothing to fill in");
    let here = page.texts(".actions [aria-current]");
    assert_eq!(here, ["Adapter"], "it is not the sheet that is shown");
    let begin = "/deposer/dossier/formulaire?membre=intacte";
    assert!(page.links().contains(begin), "{:?}", page.links());
    let ways = page.texts("main li").join(" ");
    assert!(!ways.contains("Les réunir"), "it is one: {ways}");
}

/// An original, its adaptation, and both changed afterwards.
fn both_changed(original: &str, adaptation: &str) -> Server {
    let server = Server::empty();
    publish(
        &server,
        "Originale",
        "CC-BY-SA-4.0",
        json!({"tags": ["sommeil"]}),
    );
    publish(&server, "Adaptée", "CC-BY-SA-4.0", from(&["originale"]));
    for (slug, title, body, more) in [
        (
            "originale",
            "Originale",
            original,
            json!({"tags": ["sommeil", "sieste"]}),
        ),
        (
            "adaptee",
            "Adaptée",
            adaptation,
            json!({"derived_from": [{"resource": "originale", "revision": 1}]}),
        ),
    ] {
        let mut revised = draft(title, "CC-BY-SA-4.0", more);
        revised["body"] = body.into();
        revised["base_revision"] = 1.into();
        server
            .send_json("PUT", &format!("{RESOURCES}/{slug}"), &revised)
            .expect(200);
    }
    server
}

#[test]
fn changes_of_the_original_are_taken_in_by_a_merge() {
    let server = both_changed(
        "Un.\n\nDeux, corrigé.\n\nTrois.\n",
        "Un.\n\nDeux.\n\nTrois, pour les enfants.\n",
    );
    let sheet = server.open("/ressources/adaptee");
    let line = sheet.values(".newer-line a", "href");
    assert_eq!(line, ["#original-1"], "it is said above the text too");
    let page = server.open("/ressources/adaptee/reprendre?source=originale");
    page.shows(&["Les changements de « Originale » (version 2) sont dans le formulaire"]);
    let form = page.form("/ressources/adaptee/modifier");
    let body = form.value("body").replace("\r\n", "\n");
    assert_eq!(
        body.trim(),
        "Un.\n\nDeux, corrigé.\n\nTrois, pour les enfants."
    );
    assert_eq!(form.value("derived_from[0].revision"), "2");
    assert_eq!(
        form.value("title"),
        "Adaptée",
        "the title is the adaptation's own"
    );
    form.press(&server, "save").expect(303);
    let read = server
        .get(&format!("{RESOURCES}/adaptee"))
        .expect(200)
        .json();
    assert_eq!(
        read["derived_from"],
        json!([{"resource": "originale", "revision": 2}])
    );
    assert_eq!(
        read["tags"],
        json!(["sieste"]),
        "a theme that the original got is taken, one that was left out is not"
    );
    // all is taken in: there is nothing to take any more
    let again = server
        .get("/ressources/adaptee/reprendre?source=originale")
        .expect(303);
    assert_eq!(again.location(), "/ressources/adaptee");
}

#[test]
fn where_both_changed_the_same_words_both_texts_are_shown() {
    let server = both_changed(
        "Un.\n\nDeux, corrigé.\n\nTrois.\n",
        "Un.\n\nDeux, simplifié.\n\nTrois.\n",
    );
    let page = server.open("/ressources/adaptee/reprendre?source=originale");
    page.shows(&[
        "L’original et votre adaptation ont changé les mêmes mots",
        "L’original quand il a été adapté",
    ]);
    let form = page.form("/ressources/adaptee/modifier");
    assert!(form.value("body").contains("simplifié"));
    let sheet = server.open(&form.press(&server, "save").expect(303).location());
    sheet.shows(&["rien de celui de l’original n’y a été repris"]);
    let read = server
        .get(&format!("{RESOURCES}/adaptee"))
        .expect(200)
        .json();
    assert_eq!(read["derived_from"][0]["revision"], 2);
}

#[test]
fn only_a_source_of_the_sheet_is_taken_in() {
    let server = both_changed("Un.\n", "Deux.\n");
    for (address, status) in [
        ("/ressources/adaptee/reprendre", 422),
        ("/ressources/adaptee/reprendre?source=nulle-part", 404),
        ("/ressources/originale/reprendre?source=adaptee", 422),
        ("/ressources/nulle-part/reprendre?source=originale", 404),
    ] {
        server.get(address).expect(status);
    }
}
