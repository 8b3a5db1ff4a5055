//! People ask in their way, and are told what was made of it.

use super::chips::searched;
use super::search;
use crate::harness::{Page, Server};
use serde_json::Value;

pub(super) fn slugs(answer: &Value) -> Vec<&str> {
    let hits = answer["hits"].as_array().unwrap().iter();
    hits.map(|hit| hit["slug"].as_str().unwrap()).collect()
}

/// What was done to find something, by its name.
fn steps(answer: &Value) -> Vec<&str> {
    let steps = answer["relaxed"].as_array().unwrap().iter();
    steps.map(|step| step["step"].as_str().unwrap()).collect()
}

#[test]
fn whatever_was_done_to_find_something_is_told() {
    let server = Server::with_content();
    let answer = search(&server, &[("q", "photolengage")]);
    assert_eq!(steps(&answer), ["corrected"]);
    assert_eq!(answer["relaxed"][0]["word"], "photolengage");
    server
        .open("/recherche?q=photolengage")
        .shows(&["Aucune ressource ne contient", "photolangage"]);

    let apart = "\"mouvant débat\"";
    let answer = search(&server, &[("q", apart)]);
    assert_eq!(steps(&answer), ["unquoted"]);
    assert!(slugs(&answer).contains(&"debat-mouvant"));
    let page = server
        .request("GET", "/recherche")
        .query(&[("q", apart)])
        .send();
    page.expect(200).page().shows(&["d’un seul tenant"]);

    let plain = search(&server, &[("q", "débat mouvant")]);
    assert_eq!(steps(&plain), Vec::<&str>::new());
    assert_eq!(plain["indexing"], Value::Null);
}

#[test]
fn words_are_asked_for_side_by_side_left_out_or_in_a_field() {
    let server = Server::with_content();
    let total = |q: &str| search(&server, &[("q", q), ("limit", "100")])["total"].clone();
    let all = search(&server, &[("q", "sommeil"), ("limit", "100")]);
    let less = search(&server, &[("q", "sommeil -douleur"), ("limit", "100")]);
    let (all, less) = (slugs(&all), slugs(&less));
    assert!(less.len() < all.len() && less.iter().all(|slug| all.contains(slug)));
    for slug in &less {
        let sheet = server.get(&format!("/api/v1/resources/{slug}")).json();
        let body = sheet["body"].as_str().unwrap().to_lowercase();
        assert!(!body.contains("douleur"), "{slug}");
    }
    let filtered = search(&server, &[("kind", "outil")]);
    assert_eq!(total("type:outil"), filtered["total"]);
    assert_eq!(total("kind:outil"), filtered["total"]);
    let tagged = search(&server, &[("tag", "sommeil")]);
    assert_eq!(total("thème:sommeil"), tagged["total"]);
    // a name that is no field's is a word like others
    assert!(
        !search(&server, &[("q", "atelier:sommeil")])["hits"]
            .as_array()
            .unwrap()
            .is_empty()
    );
}

#[test]
fn each_way_to_ask_that_the_help_shows_finds_something() {
    let server = Server::with_content();
    let examples = |page: Page| page.texts(".search-help dt code");
    let french = examples(server.open("/recherche?q=groupe"));
    let english = server
        .request("GET", "/recherche?q=groupe")
        .english()
        .send();
    let english = examples(english.expect(200).page());
    assert_eq!((french.len(), english.len()), (5, 5));
    let help = server.open("/ressources/rechercher");
    let told = help.texts("table:first-of-type td:first-child code");
    assert!(told.len() >= 6, "{told:?}");
    for example in french.iter().chain(&english).chain(&told) {
        let answer = search(&server, &[("q", example)]);
        assert_ne!(answer["total"], 0, "{example}");
        assert_eq!(steps(&answer), Vec::<&str>::new(), "{example}");
    }
}

#[test]
fn filters_that_leave_nothing_are_named_as_the_reason() {
    let server = Server::with_content();
    let page = server.open("/recherche?q=sommeil&year=1990&kind=outil");
    assert!(page.all("article.card").is_empty());
    let total = search(&server, &[("q", "sommeil")])["total"].clone();
    page.shows(&["aucune ne passe ces filtres", &format!("{total} ressource")]);
    let typed = searched(&server, &[("q", "sommeil type:outil"), ("year", "1990")]);
    assert!(typed.all("article.card").is_empty());
    typed.shows(&["aucune ne passe ces filtres", &format!("{total} ressource")]);
    for wider in [
        "/recherche?q=sommeil",
        "/recherche?q=sommeil&year=1990",
        "/recherche?q=sommeil&kind=outil",
    ] {
        assert!(page.links().contains(wider), "{wider}");
    }
}

#[test]
fn the_page_says_how_to_ask_in_both_languages() {
    let server = Server::with_content();
    let path = "/recherche?q=groupe";
    server
        .open(path)
        .shows(&["Comment chercher", "Un tiret devant"]);
    let english = server.request("GET", path).english().send();
    english
        .expect(200)
        .page()
        .shows(&["How to search", "A hyphen before"]);
}

#[test]
fn a_program_is_told_of_a_wrong_word() {
    let server = Server::with_content();
    let answer = server.get("/api/v1/resources?q=a&literal=oui").expect(422);
    assert_eq!(answer.json()["errors"][0]["field"], "literal");
    server
        .get("/api/v1/resources?q=a&literal=false")
        .expect(200);
}
