//! What of a sheet is to be found, and how it is filed.

use crate::bench::{KIND, draft, library, receive};
use library::search::Query;
use library::{Draft, DraftFile, Library};
use model::{Actor, Value};

async fn create(library: &Library, draft: Draft) {
    library
        .create(&Actor::Anonymous, draft, None, "")
        .await
        .unwrap();
}

async fn found(library: &Library, text: &str) -> Vec<String> {
    library.catch_up(&library::Silent).await.unwrap();
    let query = Query {
        text: text.to_owned(),
        limit: 20,
        ..Query::default()
    };
    let hits = library.find(query).await.unwrap().hits;
    hits.into_iter().map(|hit| hit.title).collect()
}

fn with_field(title: &str, name: &str, value: Value) -> Draft {
    let mut draft = draft(title, "Un atelier.");
    draft.fields.insert(name.into(), value);
    draft
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_for_everybody_is_one_for_adults() {
    let library = library().await;
    let everyone = r#"{ value = "tout-public", label = { fr = "Tout public", en = "Everyone" }, all = true },"#;
    let kind = KIND.replace("choices = [", &format!("choices = [\n  {everyone}"));
    library.define_kind(&Actor::System, &kind).await.unwrap();
    let audience = |value: &str| Value::List(vec![value.into()]);
    create(
        &library,
        with_field("Pour tous", "public", audience("tout-public")),
    )
    .await;
    create(
        &library,
        with_field("Pour enfants", "public", audience("enfants")),
    )
    .await;
    assert_eq!(found(&library, "public:adultes").await, ["Pour tous"]);
    assert_eq!(found(&library, "public:enfants").await.len(), 2);
    assert_eq!(found(&library, "public:tout-public").await, ["Pour tous"]);
    let counts = &library.find(Query::default()).await.unwrap().facets["public"];
    let counts: Vec<_> = counts
        .iter()
        .map(|count| (count.value.as_str(), count.count))
        .collect();
    assert_eq!(counts, [("enfants", 2), ("adultes", 1), ("tout-public", 1)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_is_found_by_the_values_of_its_fields_and_not_by_their_names() {
    let library = library().await;
    create(
        &library,
        with_field("La séance", "duree", Value::Text("1 h 30".into())),
    )
    .await;
    for text in ["1h30", "90 min", "1 h 30"] {
        assert_eq!(found(&library, text).await, ["La séance"], "{text}");
    }
    assert_eq!(found(&library, "atelier -durée").await, ["La séance"]);
    let hits = library
        .find(Query {
            limit: 1,
            ..Query::default()
        })
        .await
        .unwrap()
        .hits;
    assert_eq!(hits[0].fields, ["Durée 1 h 30"], "shown with its name");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_is_found_by_the_form_of_its_files() {
    let library = library().await;
    let file = receive(&library, "cartes.pdf", b"%PDF-1.4").await;
    let mut cards = draft("Des cartes", "À imprimer.");
    cards.files = Some(vec![DraftFile {
        name: file.name.to_string(),
        sha256: file.sha256.to_string(),
        title: "Le jeu".to_owned(),
        licence: String::new(),
    }]);
    create(&library, cards).await;
    create(
        &library,
        draft(
            "La carte",
            "Une carte, sans rien à télécharger, et encore une carte.",
        ),
    )
    .await;
    assert_eq!(found(&library, "cartes pdf").await[0], "Des cartes");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_found_is_text_without_marks() {
    let library = library().await;
    let body = "Un renvoi[^1], un lien [[autre|vers l’autre]] et [[nulle-part]].\n\n[^2]: Note.\n\n<!-- caché -->\n\n| a | b |\n|---|---|\n| c | d |";
    let mut sheet = draft("Les marques", body);
    sheet
        .fields
        .insert("etapes".into(), Value::Text("Voir la note[^1].".into()));
    create(&library, sheet).await;
    library.catch_up(&library::Silent).await.unwrap();
    for (text, excerpt) in [
        ("renvoi", "Un <mark>renvoi</mark>"),
        ("note", "<mark>note</mark>"),
    ] {
        let query = Query {
            text: text.to_owned(),
            limit: 1,
            ..Query::default()
        };
        let hits = library.find(query).await.unwrap().hits;
        let told = hits.first().map_or("", |hit| hit.excerpt.as_str());
        assert!(told.contains(excerpt), "{told}");
        for mark in ["[", "]", "^", "|", "caché"] {
            assert!(!told.contains(mark), "{mark} in {told}");
        }
    }
}
