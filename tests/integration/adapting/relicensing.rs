//! A licence once given stays; a later revision changes it only where the rules and the authors allow.

use super::{RESOURCES, draft, publish};
use crate::harness::{Answer, Multipart, Server};
use serde_json::{Value, json};

fn put(server: &Server, slug: &str, licence: &str, base: u32, more: Value) -> Answer {
    let mut body = draft("Une fiche", licence, more);
    body["base_revision"] = base.into();
    server.send_json("PUT", &format!("{RESOURCES}/{slug}"), &body)
}

fn kept(answer: &Answer) -> String {
    let problem = answer.problem(422, "invalid");
    assert_eq!(problem["errors"][0]["field"], "licence");
    assert_eq!(problem["errors"][0]["code"], "licence_kept", "{problem:#}");
    problem["errors"][0]["reason"].as_str().unwrap().to_owned()
}

#[test]
fn an_upgrade_needs_nobody_and_every_revision_keeps_its_own_licence() {
    let server = Server::empty();
    let slug = publish(&server, "Une fiche", "CC-BY-4.0", json!({}));
    put(&server, &slug, "CC-BY-SA-4.0", 1, json!({})).expect(200);
    let reason = kept(&put(&server, &slug, "CC-BY-4.0", 2, json!({})));
    assert!(
        reason.contains("CC BY-SA 4.0 ne permet pas CC BY 4.0"),
        "{reason}"
    );
    for (number, licence) in [(1, "CC-BY-4.0"), (2, "CC-BY-SA-4.0")] {
        let path = format!("{RESOURCES}/{slug}/revisions/{number}");
        assert_eq!(server.get(&path).expect(200).json()["licence"], licence);
    }
}

#[test]
fn only_whoever_wrote_all_of_it_gives_it_another_licence() {
    let server = Server::empty();
    let slug = publish(
        &server,
        "Une fiche",
        "CC-BY-SA-4.0",
        json!({"by": "Amel", "authors": [{"name": "Amel"}]}),
    );
    let authors = json!([{"name": "Amel"}]);
    let alone = |by: &str| json!({"by": by, "sole_author": true, "authors": authors});
    kept(&put(
        &server,
        &slug,
        "CC-BY-4.0",
        1,
        json!({"by": "Amel", "authors": authors}),
    ));
    kept(&put(&server, &slug, "CC-BY-4.0", 1, alone("Bruno")));
    kept(&put(&server, &slug, "CC-BY-4.0", 1, alone("")));
    put(&server, &slug, "CC-BY-4.0", 1, alone("Amel")).expect(200);
    // somebody else corrects a word: from now on both would have to agree
    let mut corrected = draft(
        "Une fiche",
        "CC-BY-4.0",
        json!({"authors": authors, "base_revision": 2, "by": "Chloé"}),
    );
    corrected["body"] = "Un mot corrigé.\n".into();
    server
        .send_json("PUT", &format!("{RESOURCES}/{slug}"), &corrected)
        .expect(200);
    let mut back = draft("Une fiche", "CC0-1.0", alone("Amel"));
    back["body"] = "Un mot corrigé.\n".into();
    back["base_revision"] = 3.into();
    kept(&server.send_json("PUT", &format!("{RESOURCES}/{slug}"), &back));
}

#[test]
fn a_sole_author_is_bound_by_the_sources() {
    let server = Server::empty();
    let source = publish(&server, "Originale", "CC-BY-SA-4.0", json!({}));
    let made = json!({"by": "Amel", "derived_from": [{"resource": source}]});
    let slug = publish(&server, "Une fiche", "CC-BY-SA-4.0", made.clone());
    let mut more = made;
    more["sole_author"] = true.into();
    let problem = put(&server, &slug, "CC-BY-4.0", 1, more).problem(422, "invalid");
    assert_eq!(problem["errors"][0]["code"], "licence_incompatible");
}

#[test]
fn two_saves_that_are_right_alone_and_wrong_together_are_shown_to_whoever_saves_last() {
    let server = Server::empty();
    let source = publish(&server, "Originale", "CC-BY-SA-3.0", json!({}));
    let slug = publish(&server, "Une fiche", "CC-BY-SA-4.0", json!({}));
    // one says that it is made from a BY-SA 3.0 work; the other gives it a licence that 4.0 permits and 3.0 does not
    let made = json!({"derived_from": [{"resource": source}]});
    put(&server, &slug, "CC-BY-SA-4.0", 1, made).expect(200);
    let answer = put(&server, &slug, "LAL-1.3", 1, json!({}));
    let problem = answer.expect(409).json();
    assert_eq!(problem["code"], "conflict", "{problem:#}");
    let read = server
        .get(&format!("{RESOURCES}/{slug}"))
        .expect(200)
        .json();
    assert_eq!(
        (&read["revision"], &read["licence"]),
        (&2.into(), &"CC-BY-SA-4.0".into())
    );
}

#[test]
fn a_source_left_out_binds_a_sole_author_all_the_same() {
    let server = Server::empty();
    let source = publish(&server, "Originale", "CC-BY-SA-4.0", json!({}));
    let made = json!({"by": "Amel", "derived_from": [{"resource": source}]});
    let slug = publish(&server, "Une fiche", "CC-BY-SA-4.0", made);
    for (base, more) in [
        (1, json!({"by": "Amel", "sole_author": true})),
        (
            1,
            json!({"by": "Amel", "sole_author": true, "derived_from": []}),
        ),
    ] {
        let problem = put(&server, &slug, "CC0-1.0", base, more).problem(422, "invalid");
        assert_eq!(
            problem["errors"][0]["code"], "licence_incompatible",
            "{problem:#}"
        );
    }
    // taken out first, it was there all the same
    put(
        &server,
        &slug,
        "CC-BY-SA-4.0",
        1,
        json!({"by": "Amel", "derived_from": []}),
    )
    .expect(200);
    let alone = json!({"by": "Amel", "sole_author": true});
    let problem = put(&server, &slug, "CC0-1.0", 2, alone).problem(422, "invalid");
    assert_eq!(problem["errors"][0]["code"], "licence_incompatible");
    // a save that does not speak of sources keeps them
    let slug = publish(
        &server,
        "Une autre",
        "CC-BY-SA-4.0",
        json!({"derived_from": [{"resource": source}]}),
    );
    let mut body = draft("Une autre", "CC-BY-SA-4.0", json!({"base_revision": 1}));
    body["body"] = "Autre chose.\n".into();
    server
        .send_json("PUT", &format!("{RESOURCES}/{slug}"), &body)
        .expect(200);
    let read = server
        .get(&format!("{RESOURCES}/{slug}"))
        .expect(200)
        .json();
    assert_eq!(read["derived_from"][0]["resource"], "originale");
}

#[test]
fn nobody_s_words_go_under_a_licence_that_they_did_not_see() {
    let server = Server::empty();
    let slug = publish(&server, "Une fiche", "CC-BY-SA-4.0", json!({"by": "Amel"}));
    put(
        &server,
        &slug,
        "CC0-1.0",
        1,
        json!({"by": "Amel", "sole_author": true}),
    )
    .expect(200);
    let mut late = draft(
        "Une fiche",
        "CC-BY-SA-4.0",
        json!({"base_revision": 1, "by": "Bruno"}),
    );
    late["body"] = "Un.\n\nDeux.\n\nTrois.\n\nQuatre, de Bruno.\n".into();
    let answer = server
        .send_json("PUT", &format!("{RESOURCES}/{slug}"), &late)
        .expect(409)
        .json();
    assert_eq!(answer["code"], "conflict");
    // where the licence became one that the former permits, both changes are put together
    let slug = publish(&server, "Une autre", "CC-BY-4.0", json!({}));
    put(&server, &slug, "CC-BY-SA-4.0", 1, json!({})).expect(200);
    late["licence"] = "CC-BY-4.0".into();
    let merged = server
        .send_json("PUT", &format!("{RESOURCES}/{slug}"), &late)
        .expect(200)
        .json();
    assert_eq!(merged["merged"], true);
}

#[test]
fn files_keep_the_licence_under_which_they_were() {
    let server = Server::empty();
    let slug = publish(&server, "Une fiche", "CC-BY-4.0", json!({}));
    let form = Multipart::default().text("base_revision", "1").file(
        "file",
        "a.txt",
        "text/plain",
        b"Un texte.",
    );
    let path = format!("{RESOURCES}/{slug}");
    server
        .request("POST", &format!("{path}/files"))
        .multipart(&form)
        .send()
        .expect(201);
    // an upgrade is for what is made from now on
    put(&server, &slug, "CC-BY-SA-4.0", 2, json!({})).expect(200);
    let read = server.get(&path).expect(200).json();
    assert_eq!(
        (&read["licence"], &read["files"][0]["licence"]),
        (&"CC-BY-SA-4.0".into(), &"CC-BY-4.0".into())
    );
    let mut files = read["files"].clone();
    files[0]["licence"] = "CC0-1.0".into();
    let problem =
        put(&server, &slug, "CC-BY-SA-4.0", 3, json!({"files": files})).problem(422, "invalid");
    assert_eq!(problem["errors"][0]["field"], "files[0].licence");
    assert_eq!(problem["errors"][0]["code"], "file_licence_kept");
    // nor does the file of a work that is adapted get another one
    let taken = json!({"derived_from": [{"resource": slug}], "files": files});
    let problem = server
        .send_json("POST", RESOURCES, &draft("Adaptée", "CC-BY-SA-4.0", taken))
        .problem(422, "invalid");
    assert_eq!(
        problem["errors"][0]["code"], "file_licence_kept",
        "{problem:#}"
    );
}
