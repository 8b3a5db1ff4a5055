//! Two people revise the same sheet from the same base.

use crate::harness::Server;
use serde_json::{Value, json};
use std::sync::Barrier;

const BODY: &str = "Le premier paragraphe parle du sommeil des adultes.\n\n\
    Le deuxième paragraphe parle des siestes.\n\n\
    Le troisième paragraphe parle des réveils la nuit.\n";

fn with_sheet() -> Server {
    let server = Server::empty();
    assert_eq!(server.create_page("Le sommeil", BODY), "le-sommeil");
    server
}

fn revision(base: u32, body: &str) -> Value {
    json!({"title": "Le sommeil", "kind": "page", "licence": "CC-BY-SA-4.0", "body": body, "base_revision": base})
}

const EDIT: &str = "/ressources/le-sommeil/modifier";
const API: &str = "/api/v1/resources/le-sommeil";

#[test]
fn different_paragraphs_are_merged_through_the_pages() {
    let server = with_sheet();
    let amel = server.open(EDIT).form(EDIT);
    let bruno = server.open(EDIT).form(EDIT);
    amel.fill("body", &BODY.replace("des adultes", "des jeunes adultes"))
        .press(&server, "save")
        .expect(303);
    let saved = bruno
        .fill("body", &BODY.replace("la nuit", "au petit matin"))
        .press(&server, "save")
        .expect(303);
    server
        .open(&saved.location())
        .shows(&["des jeunes adultes", "au petit matin"]);
    assert_eq!(server.changes().last().unwrap()["action"], "merged");
    assert_eq!(server.get(API).json()["revision"], 3);
}

#[test]
fn the_same_words_are_shown_side_by_side_and_nothing_is_lost() {
    let server = with_sheet();
    let amel = server.open(EDIT).form(EDIT);
    let bruno = server.open(EDIT).form(EDIT);
    amel.fill(
        "body",
        &BODY.replace("parle des siestes", "raconte les siestes courtes"),
    )
    .press(&server, "save")
    .expect(303);
    let mine = BODY.replace("parle des siestes", "explique les siestes longues");
    let position = server.position();
    let conflict = bruno
        .fill("body", &mine)
        .fill("summary", "Précision")
        .press(&server, "save")
        .expect(409)
        .page();
    assert_eq!(server.position(), position, "a conflict writes nothing");
    conflict.shows(&[
        "raconte les siestes courtes",
        "explique les siestes longues",
    ]);
    let columns = conflict.texts(".three > section");
    assert_eq!(columns.len(), 3, "base, theirs, mine");
    for (column, (heading, words)) in columns.iter().zip([
        ("Le texte de départ", "parle des siestes"),
        (
            "Le texte enregistré entre-temps",
            "raconte les siestes courtes",
        ),
        ("Votre texte", "explique les siestes longues"),
    ]) {
        assert!(
            column.starts_with(heading) && column.contains(words),
            "{column}"
        );
    }

    let form = conflict.form(EDIT);
    assert!(
        form.value("body").contains("explique les siestes longues"),
        "my words are in the form"
    );
    assert_eq!(
        (form.value("base_revision"), form.value("summary")),
        ("2", "Précision")
    );
    let both = BODY.replace(
        "parle des siestes",
        "raconte les siestes courtes et explique les siestes longues",
    );
    let saved = form.fill("body", &both).press(&server, "save").expect(303);
    server
        .open(&saved.location())
        .shows(&["raconte les siestes courtes et explique les siestes longues"]);
    server
        .open("/ressources/le-sommeil/revisions/2")
        .shows(&["raconte les siestes courtes"]);
}

#[test]
fn the_same_holds_in_english() {
    let server = with_sheet();
    server
        .send_json("PUT", API, &revision(1, &BODY.replace("siestes", "nuits")))
        .expect(200);
    let pairs = [
        ("title", "Le sommeil"),
        ("licence", "CC-BY-SA-4.0"),
        ("base_revision", "1"),
        ("action", "save"),
    ];
    let body = BODY.replace("siestes", "rêves");
    let pairs: Vec<_> = pairs.into_iter().chain([("body", body.as_str())]).collect();
    let conflict = server
        .request("POST", EDIT)
        .english()
        .form(&pairs)
        .send()
        .expect(409)
        .page();
    assert_eq!(conflict.language(), "en");
    conflict.shows(&["des nuits", "des rêves"]);
}

#[test]
fn different_paragraphs_are_merged_through_the_api() {
    let server = with_sheet();
    let first = server
        .send_json(
            "PUT",
            API,
            &revision(1, &BODY.replace("des adultes", "des enfants")),
        )
        .expect(200)
        .json();
    assert_eq!(
        (&first["revision"], &first["merged"]),
        (&2.into(), &false.into())
    );
    let second = server
        .send_json(
            "PUT",
            API,
            &revision(1, &BODY.replace("la nuit", "à l’aube")),
        )
        .expect(200)
        .json();
    assert_eq!(
        (&second["revision"], &second["merged"]),
        (&3.into(), &true.into())
    );
    let body = server.get(API).json()["body"].as_str().unwrap().to_owned();
    assert_eq!(
        body,
        BODY.replace("des adultes", "des enfants")
            .replace("la nuit", "à l’aube")
    );
}

#[test]
fn the_same_words_conflict_through_the_api() {
    let server = with_sheet();
    let theirs = BODY.replace("parle des siestes", "raconte les siestes");
    let mine = BODY.replace("parle des siestes", "explique les siestes");
    server
        .send_json("PUT", API, &revision(1, &theirs))
        .expect(200);
    let position = server.position();
    let conflict = server
        .send_json("PUT", API, &revision(1, &mine))
        .problem(409, "conflict");
    assert_eq!(
        (&conflict["base_revision"], &conflict["latest_revision"]),
        (&1.into(), &2.into())
    );
    assert_eq!(conflict["parts"], json!(["body"]));
    assert_eq!(
        (&conflict["latest"]["body"], &conflict["mine"]["body"]),
        (&theirs.as_str().into(), &mine.as_str().into())
    );
    assert_eq!(server.position(), position);
    let settled = server
        .send_json("PUT", API, &revision(2, &mine))
        .expect(200)
        .json();
    assert_eq!(settled["revision"], 3);
}

#[test]
fn fields_and_titles_merge_or_conflict_by_themselves() {
    let server = Server::empty();
    let sheet = |title: &str, duration: &str, people: &str, base: u32| {
        json!({"title": title, "kind": "fiche-methode", "licence": "CC-BY-SA-4.0", "body": "Texte.\n",
            "fields": {"duree": duration, "participants": people}, "base_revision": base})
    };
    let mut new = sheet("Essai", "45 min", "8-12", 0);
    new.as_object_mut().unwrap().remove("base_revision");
    server
        .send_json("POST", "/api/v1/resources", &new)
        .expect(201);
    let path = "/api/v1/resources/essai";
    server
        .send_json("PUT", path, &sheet("Essai", "1 h", "8-12", 1))
        .expect(200);
    let merged = server
        .send_json("PUT", path, &sheet("Essai", "45 min", "6-12", 1))
        .expect(200)
        .json();
    assert_eq!(merged["merged"], true);
    let now = server.get(path).json();
    assert_eq!(
        now["fields"],
        json!({"duree": "1 h", "participants": "6-12"})
    );
    let conflict = server
        .send_json("PUT", path, &sheet("Essai", "2 h", "8-12", 1))
        .problem(409, "conflict");
    assert_eq!(conflict["parts"], json!(["fields.duree"]));
}

#[test]
fn of_many_who_save_at_once_nobody_is_forgotten() {
    const PEOPLE: usize = 8;
    let server = Server::empty();
    let paragraph = |n: usize| format!("Paragraphe numéro {n}, à compléter.");
    let body = (0..PEOPLE).map(paragraph).collect::<Vec<_>>().join("\n\n") + "\n";
    server.create_page("Le sommeil", &body);
    let together = Barrier::new(PEOPLE);
    std::thread::scope(|scope| {
        for person in 0..PEOPLE {
            let (server, together, body) = (&server, &together, &body);
            scope.spawn(move || {
                let mine = body.replace(
                    &paragraph(person),
                    &format!("Personne {person} a écrit ceci."),
                );
                together.wait();
                server
                    .send_json("PUT", API, &revision(1, &mine))
                    .expect(200);
            });
        }
    });
    let now = server.get(API).json();
    assert_eq!(now["revision"], PEOPLE + 1);
    for person in 0..PEOPLE {
        let words = format!("Personne {person} a écrit ceci.");
        assert!(
            now["body"].as_str().unwrap().contains(&words),
            "{words} is lost: {now:#}"
        );
    }
}
