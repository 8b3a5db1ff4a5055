//! Works that a resource is made from, named in its form; and what they, or its former licence, leave to choose.

use super::{PATH, begun, published, wrong_at};
use crate::harness::{Form, Page, Server};
use serde_json::{Value, json};

fn shared(server: &Server, title: &str, licence: &str) -> String {
    let draft = json!({"title": title, "kind": "page", "licence": licence, "body": "Un.\n\nDeux.\n",
        "authors": [{"name": "Odile"}], "by": "Odile"});
    let made = server
        .send_json("POST", "/api/v1/resources", &draft)
        .expect(201)
        .json();
    made["slug"].as_str().unwrap().to_owned()
}

fn work(form: Form, row: usize, parts: &[(&str, &str)]) -> Form {
    let fill = |form: Form, (part, value): &(&str, &str)| {
        form.fill(&format!("derived_from[{row}].{part}"), value)
    };
    parts.iter().fold(form, fill)
}

/// The licences that may be chosen by their names.
fn offered(page: &Page) -> Vec<String> {
    page.values(
        "select[name=licence] optgroup:not([label*='ne la permettent pas']) option",
        "value",
    )
}

/// The answers that may be given.
fn open(page: &Page, name: &str) -> Vec<String> {
    page.values(&format!("input[name={name}]:not([disabled])"), "value")
}

fn sources(resource: &Value) -> &Value {
    &resource["derived_from"]
}

#[test]
fn works_are_named_by_slug_or_address_with_what_was_done_to_them() {
    let server = Server::empty();
    let here = shared(&server, "Le brise-glace", "CC-BY-SA-4.0");
    let address = format!("{}/ressources/{here}/revisions/1", server.address);
    let form = begun(&server, "Ma version").stating_own();
    let form = work(form, 0, &[("resource", &address), ("changes", "abrégé")]);
    let form = work(
        form,
        1,
        &[
            ("title", "Une photo"),
            ("authors", "Ana"),
            ("url", "https://exemple.fr/photo"),
            ("licence", "CC-BY-NC-4.0"),
            ("use", "included"),
        ],
    );
    let preview = form.press(&server, "preview").expect(200).page();
    let again = preview
        .form(PATH)
        .press(&server, "correct")
        .expect(200)
        .page();
    again.shows(&[
        "Le brise-glace",
        "CC BY-SA 4.0 : une adaptation garde cette licence",
    ]);
    let form = again.form(PATH);
    assert_eq!(form.value("derived_from[0].resource"), here);
    assert_eq!(form.value("derived_from[0].revision"), "1");
    assert_eq!(form.value("derived_from[1].use"), "included");
    assert_eq!(form.value("derived_from[2].title"), "", "a free row");
    let made = published(&server, &form);
    let expected = json!([
        {"resource": here, "revision": 1, "changes": "abrégé"},
        {"title": "Une photo", "authors": "Ana", "url": "https://exemple.fr/photo",
         "licence": "CC-BY-NC-4.0", "use": "included"},
    ]);
    assert_eq!(sources(&made), &expected);

    // the same rows when it is changed: one goes, one stays as it was pinned
    let edit = format!("/ressources/{}/modifier", made["slug"].as_str().unwrap());
    let form = server.open(&edit).form(&edit);
    let form = form
        .fill("derived_from[1].remove", "1")
        .fill("summary", "sans la photo");
    form.press(&server, "save").expect(303);
    let now = server
        .get(&format!(
            "/api/v1/resources/{}",
            made["slug"].as_str().unwrap()
        ))
        .json();
    assert_eq!(sources(&now), &json!([expected[0]]));
    assert_eq!(now["origin"], "own", "what was stated stays");
}

#[test]
fn a_work_of_this_library_is_named_by_its_title_too() {
    let server = Server::empty();
    let here = shared(&server, "Le brise-glace", "CC-BY-SA-4.0");
    let form = begun(&server, "Ma version").stating_own();
    let form = work(form, 0, &[("resource", "Le brise-glace")]);
    let preview = form.press(&server, "preview").expect(200).page();
    preview.shows(&["Le brise-glace"]);
    let made = published(&server, &preview.form(PATH));
    assert_eq!(sources(&made)[0]["resource"], here);
    let lost = begun(&server, "Autre").stating_own();
    let lost = work(lost, 0, &[("resource", "Le cercle de parole")]);
    let page = lost.press(&server, "publish").expect(422).page();
    assert_ne!(wrong_at(&page, "derived_from-0-resource"), "");
}

#[test]
fn works_leave_only_licences_that_they_permit_and_say_why() {
    let server = Server::empty();
    let source = shared(&server, "Le sommeil", "CC-BY-NC-4.0");
    let form = work(begun(&server, "Mieux dormir"), 0, &[("resource", &source)]);

    // the licence that the form began with was not asked for by the work: it is refused, and stays to be seen
    let page = form
        .stating_own()
        .press(&server, "publish")
        .expect(422)
        .page();
    let said = wrong_at(&page, "licence");
    assert!(
        said.contains("CC BY-NC 4.0 ne permet pas CC BY-SA 4.0"),
        "{said}"
    );
    assert_eq!(
        open(&page, "may_sell"),
        ["no"],
        "no licence that the work permits lets it be sold"
    );
    page.shows(&["une œuvre dont celle-ci est faite ne le permet pas (CC BY-NC 4.0)"]);
    assert!(!page.text().contains("section"), "{}", page.text());
    let named = offered(&page);
    assert!(named.contains(&"CC-BY-NC-SA-4.0".to_owned()), "{named:?}");
    assert!(named.iter().all(|id| id.contains("-NC")), "{named:?}");

    let form = page.form(PATH).fill("may_sell", "no");
    let made = published(&server, &form);
    assert_eq!(made["licence"], "CC-BY-NC-SA-4.0");
}

#[test]
fn an_adapted_copy_keeps_the_licence_of_its_original_or_one_that_follows_it() {
    let server = Server::empty();
    let source = shared(&server, "La balance", "CC-BY-SA-3.0");
    let page = server.open(&format!("/ressources/{source}/adapter"));
    assert_eq!(open(&page, "may_sell"), ["yes"]);
    assert_eq!(open(&page, "may_change"), ["share_alike"]);
    let named = offered(&page);
    assert!(named.iter().all(|id| id.contains("CC-BY-SA-")), "{named:?}");
    assert!(!named.iter().any(|id| id == "CC-BY-SA-2.0"), "{named:?}");
    assert_eq!(page.form(PATH).value("licence"), "CC-BY-SA-3.0");
    page.shows(&["Les œuvres dont celle-ci est faite limitent le choix"]);
}

#[test]
fn works_that_cannot_be_mixed_are_told_with_ways_out_and_kept_as_a_draft() {
    let server = Server::empty();
    let free = shared(&server, "Libre", "CC-BY-SA-4.0");
    let unsold = shared(&server, "Pas à vendre", "CC-BY-NC-4.0");
    let form = work(begun(&server, "Mélange"), 0, &[("resource", &free)]);
    let form = work(form, 1, &[("resource", &unsold)]).stating_own();
    let page = form.press(&server, "publish").expect(422).page();
    assert!(wrong_at(&page, "licence").contains("ne peuvent pas être fondues en une seule"));
    let ways = page.texts("[data-clash] li").join(" ");
    for way in ["Laisser de côté", "dossier", "lien", "Demander aux auteurs"] {
        assert!(ways.contains(way), "{way} is not in {ways}");
    }
    assert!(offered(&page).is_empty(), "{:?}", offered(&page));
    assert!(
        page.all("select[name=licence]").is_empty(),
        "no licence fits"
    );
    page.shows(&["Aucune licence ne convient tant que ces œuvres sont réunies"]);
    // one of both is taken out: what the other leaves can be answered, and no more
    let less = page.form(PATH).fill("derived_from[0].remove", "1");
    let less = less.press(&server, "publish").expect(422).page();
    assert_eq!(open(&less, "may_sell"), ["no"]);
    let answered = less.form(PATH).fill("title", "Sans l’autre");
    let answered = answered.fill("may_sell", "no").press(&server, "preview");
    answered.expect(200).page().shows(&["CC BY-NC-SA 4.0"]);
    let kept = page
        .form(PATH)
        .to("/brouillons")
        .press(&server, "keep")
        .expect(303);
    let again = server.open(&kept.location());
    again.shows(&["Laisser de côté"]);
    let form = again.form(PATH).fill("derived_from[1].use", "quoted");
    assert_eq!(
        published(&server, &form.stating_own())["licence"],
        "CC-BY-SA-4.0"
    );
}

#[test]
fn a_work_without_a_licence_is_told_at_its_own_row() {
    let server = Server::empty();
    let form = begun(&server, "D’après un livre").stating_own();
    let form = work(
        form,
        0,
        &[("title", "Un livre"), ("authors", "Une autrice")],
    );
    let page = form.press(&server, "publish").expect(422).page();
    assert_ne!(wrong_at(&page, "derived_from-0-licence"), "");
    let quoted = page.form(PATH).fill("derived_from[0].use", "quoted");
    assert_eq!(sources(&published(&server, &quoted))[0]["use"], "quoted");
}

#[test]
fn a_licence_that_was_given_is_changed_only_by_whoever_wrote_it_all() {
    let server = Server::empty();
    let slug = shared(&server, "Une fiche", "CC-BY-SA-4.0");
    let edit = format!("/ressources/{slug}/modifier");
    let page = server.open(&edit);
    page.shows(&[
        "les versions déjà publiées restent sous CC BY-SA 4.0",
        "LAL 1.3",
        "Je suis la seule autrice ou le seul auteur de toute la fiche",
        "Vous êtes plusieurs, et tous d’accord",
    ]);
    let groups = page.values("select[name=licence] optgroup", "label");
    assert!(groups.len() > 2, "{groups:?}");
    let first = page.values(
        "select[name=licence] optgroup:nth-of-type(2) option",
        "value",
    );
    assert_eq!(first, ["CC-BY-4.0", "CC0-1.0", "CC-BY-NC-SA-4.0"]);
    assert!(
        page.all("input[name=origin], input[name=right]").is_empty(),
        "asked in deposits"
    );
    let form = page.form(&edit).fill("licence", "CC-BY-4.0");
    let refused = form.press(&server, "save").expect(422).page();
    let said = wrong_at(&refused, "licence");
    assert!(
        said.contains("CC BY-SA 4.0 ne permet pas CC BY 4.0"),
        "{said}"
    );
    let again = refused.form(&edit);
    assert_eq!(again.value("licence"), "CC-BY-4.0");
    assert!(
        !again.names().contains(&"sole_author"),
        "never ticked beforehand"
    );

    let alone = again.fill("sole_author", "1").fill("nom", "Odile");
    alone.press(&server, "save").expect(303);
    let now = server.get(&format!("/api/v1/resources/{slug}")).json();
    assert_eq!(
        (&now["licence"], &now["revision"]),
        (&"CC-BY-4.0".into(), &2.into())
    );

    // what the licence itself permits needs nobody
    let form = server
        .open(&edit)
        .form(&edit)
        .fill("licence", "CC-BY-SA-4.0");
    form.press(&server, "save").expect(303);
}
