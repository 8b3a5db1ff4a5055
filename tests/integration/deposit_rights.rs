//! A deposit by questions: where a work comes from, what it is made from, the licence that answers lead to, and what has
//! to be stated before it is published.

mod works;

use crate::harness::{Form, Page, Server};
use serde_json::{Value, json};

const PATH: &str = "/deposer/page";

/// The form of a deposit with a title and a text.
fn begun(server: &Server, title: &str) -> Form {
    let form = server.open("/deposer/page/formulaire").form(PATH);
    form.fill("title", title).fill("body", "Un texte.\n")
}

fn answered(form: Form, sell: &str, change: &str) -> Form {
    form.fill("may_sell", sell).fill("may_change", change)
}

fn published(server: &Server, form: &Form) -> Value {
    let place = form.press(server, "publish").expect(303).location();
    let slug = place.trim_start_matches("/ressources/");
    let slug = slug.trim_end_matches("?depose=1");
    server
        .get(&format!("/api/v1/resources/{slug}"))
        .expect(200)
        .json()
}

/// What is wrong at an input.
fn wrong_at(page: &Page, name: &str) -> String {
    page.texts(&format!("#f-{name}-errors")).join(" ")
}

#[test]
fn answers_lead_to_a_licence_that_is_named_with_its_meaning() {
    let server = Server::empty();
    for (sell, change, short, licence) in [
        ("yes", "yes", "CC BY 4.0", "CC-BY-4.0"),
        ("yes", "share_alike", "CC BY-SA 4.0", "CC-BY-SA-4.0"),
        ("no", "share_alike", "CC BY-NC-SA 4.0", "CC-BY-NC-SA-4.0"),
        ("no", "no", "CC BY-NC-ND 4.0", "CC-BY-NC-ND-4.0"),
    ] {
        let form = answered(begun(&server, short), sell, change);
        let preview = form.press(&server, "preview").expect(200).page();
        preview.shows(&[&format!("partager ce contenu sous cette licence : {short}")]);
        let again = preview
            .form(PATH)
            .press(&server, "correct")
            .expect(200)
            .page();
        let shown = again.texts("[data-result]:not([hidden])").join(" ");
        let lead = format!("Vos réponses mènent à {short}, parce que");
        assert!(shown.contains(&lead), "{shown}");
        assert!(shown.contains("Vous pouvez"), "its meaning: {shown}");
        let form = again.form(PATH);
        assert_eq!(
            (form.value("may_sell"), form.value("may_change")),
            (sell, change)
        );
        assert_eq!(published(&server, &form.stating_own())["licence"], licence);
    }
}

#[test]
fn a_licence_that_is_named_wins_over_answers_and_is_never_replaced() {
    let server = Server::empty();
    let form = answered(begun(&server, "Un modèle vide"), "no", "no").fill("licence", "CC0-1.0");
    let preview = form.press(&server, "preview").expect(200).page();
    let again = preview
        .form(PATH)
        .press(&server, "correct")
        .expect(200)
        .page();
    again.shows(&["CC0 1.0 est choisie par son nom"]);
    let form = again.form(PATH);
    assert_eq!(form.value("licence"), "CC0-1.0");
    let form = answered(form, "yes", "share_alike").stating_own();
    assert_eq!(published(&server, &form)["licence"], "CC0-1.0");

    // what is no licence of the catalogue is refused, not replaced by what answers say
    let unknown = begun(&server, "Autre").fill("licence", "MIT").stating_own();
    let page = unknown.press(&server, "publish").expect(422).page();
    assert!(
        wrong_at(&page, "licence").contains("MIT"),
        "{}",
        page.text()
    );
    assert!(
        !page.form(PATH).names().contains(&"may_sell"),
        "no answer is made up"
    );
}

#[test]
fn nothing_is_published_before_it_is_said_where_it_comes_from_and_that_it_may_be_shared() {
    let server = Server::empty();
    let fresh = server.open("/deposer/page/formulaire");
    assert!(
        fresh
            .all("input[name=right][checked], input[name=origin][checked]")
            .is_empty()
    );
    assert_eq!(
        fresh
            .all("input[name=right][type=checkbox][required]")
            .len(),
        1
    );

    let form = begun(&server, "Sans rien dire").fill("tags", "sommeil");
    let page = form.press(&server, "publish").expect(422).page();
    assert!(wrong_at(&page, "origin").contains("Dites si c’est vous"));
    assert!(wrong_at(&page, "right").contains("Cochez cette case"));
    let again = page.form(PATH);
    assert_eq!(
        (again.value("body").trim(), again.value("tags")),
        ("Un texte.", "sommeil")
    );

    // one of both is not enough, in the form or behind the preview
    let form = again.fill("origin", "with_others");
    let page = form.press(&server, "publish").expect(422).page();
    assert_eq!(wrong_at(&page, "origin"), "");
    let preview = form.press(&server, "preview").expect(200).page();
    let page = preview
        .form(PATH)
        .press(&server, "publish")
        .expect(422)
        .page();
    assert!(wrong_at(&page, "right").contains("Cochez cette case"));
    let form = page.form(PATH);
    assert_eq!(form.value("origin"), "with_others");

    let made = published(&server, &form.fill("right", "1"));
    assert_eq!(made["origin"], "with_others");
}

#[test]
fn a_tick_in_the_form_is_still_there_behind_the_preview() {
    let server = Server::empty();
    let form = begun(&server, "Cochée").stating_own();
    let preview = form.press(&server, "preview").expect(200).page();
    assert_eq!(preview.all("input[name=right][checked]").len(), 1);
    assert_eq!(published(&server, &preview.form(PATH))["origin"], "own");
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    let server = Server::empty();
    let page = begun(&server, "")
        .press(&server, "publish")
        .expect(422)
        .page();
    for name in ["title", "origin", "right"] {
        assert_ne!(wrong_at(&page, name), "", "{name}");
    }
}

#[test]
fn what_is_wrong_with_fields_and_with_rights_is_told_in_one_round() {
    let server = Server::empty();
    let source = json!({"title": "Partage", "kind": "page", "licence": "CC-BY-SA-4.0"});
    server
        .send_json("POST", "/api/v1/resources", &source)
        .expect(201);
    let form = begun(&server, "").fill("created", "hier");
    let form = form
        .fill("derived_from[0].resource", "partage")
        .fill("licence", "CC-BY-4.0");
    let page = form.press(&server, "publish").expect(422).page();
    for name in ["title", "created", "licence", "origin", "right"] {
        assert_ne!(wrong_at(&page, name), "", "{name}");
    }
    let draft =
        json!({"kind": "page", "licence": "CC-BY-4.0", "derived_from": [{"resource": "partage"}]});
    let problem = server
        .send_json("POST", "/api/v1/resources", &draft)
        .problem(422, "invalid");
    let errors = problem["errors"].as_array().unwrap();
    let fields: Vec<&str> = errors
        .iter()
        .map(|error| error["field"].as_str().unwrap())
        .collect();
    assert_eq!(fields, ["title", "licence"], "{problem:#}");
}

#[test]
fn what_comes_from_nobody_knows_where_is_kept_and_not_published() {
    let server = Server::empty();
    let form = begun(&server, "Trouvé sur une clé").fill("origin", "unclear");
    let kept = form
        .clone()
        .to("/brouillons")
        .press(&server, "keep")
        .expect(303);
    let path = kept.location();
    let again = server.open(&path).form(PATH);
    assert_eq!(again.value("origin"), "unclear");
    let preview = again.press(&server, "preview").expect(200).page();
    preview.shows(&["Cette ressource ne peut pas être publiée pour l’instant."]);
    assert!(!preview.text().contains("telle qu’elle sera"));
    assert!(
        preview
            .all("button[value=publish], input[name=right]")
            .is_empty()
    );
    let keep = preview.values("button[value=keep]", "formaction");
    assert_eq!(keep, ["/brouillons"]);
    let kept_again = preview.form(PATH).to("/brouillons").press(&server, "keep");
    assert_eq!(kept_again.expect(303).location(), path, "the same draft");
    for form in [again.clone(), again.fill("right", "1")] {
        let page = form.press(&server, "publish").expect(422).page();
        let said = wrong_at(&page, "origin");
        for help in ["en brouillon", "demander à ses auteurs", "un lien", "citez"] {
            assert!(said.contains(help), "{help} is not in {said}");
        }
    }
    assert!(server.found("clé").is_empty());
    let clear = server.open(&path).form(PATH).stating_own();
    assert_eq!(published(&server, &clear)["origin"], "own");
    server.get(&path).expect(404);
}

#[test]
fn a_work_of_others_is_published_once_it_is_said_whose_it_is() {
    let server = Server::empty();
    let form = begun(&server, "Une affiche").fill("origin", "permitted");
    let form = form.fill("right", "1");
    let page = form.press(&server, "publish").expect(422).page();
    let said = page.texts("#f-derived_from .errors").join(" ");
    assert!(said.contains("Dites de qui elle est"), "{said}");
    let form = page
        .form(PATH)
        .fill("derived_from[0].authors", "Ana")
        .fill("derived_from[0].title", "L’affiche d’Ana")
        .fill("derived_from[0].use", "included");
    form.press(&server, "publish").expect(422);
    let form = form.fill("derived_from[0].licence", "CC-BY-SA-4.0");
    assert_eq!(published(&server, &form)["origin"], "permitted");
}

#[test]
fn who_made_it_with_others_is_asked_for_their_names() {
    let server = Server::empty();
    let hint = "citez-les aussi parmi les auteurs";
    let form = begun(&server, "À deux").fill("origin", "with_others");
    let form = form.fill("authors[0].name", "Ana");
    let preview = form.press(&server, "preview").expect(200).page();
    preview.shows(&[hint]);
    let form = form.fill("authors[1].name", "Bo");
    let preview = form.press(&server, "preview").expect(200).page();
    assert!(!preview.text().contains(hint));
}

#[test]
fn a_draft_is_kept_without_any_statement() {
    let server = Server::empty();
    let form = begun(&server, "À finir");
    form.to("/brouillons").press(&server, "keep").expect(303);
}

#[test]
fn the_api_asks_for_no_statement() {
    let server = Server::empty();
    let draft = json!({"title": "Par programme", "kind": "page", "licence": "CC-BY-4.0"});
    server
        .send_json("POST", "/api/v1/resources", &draft)
        .expect(201);
}
