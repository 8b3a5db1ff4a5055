//! Finding and following.

use crate::bench::{KIND, draft, indexed, library, parts, rendering, sheet};
use library::Listed;
use library::search::Query;
use model::Actor;
use std::time::Duration;

fn words(text: &str) -> Query {
    Query {
        text: text.to_owned(),
        limit: 20,
        ..Query::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_saved_is_found_and_what_was_withdrawn_is_not() {
    let library = library().await;
    let follower = library.follow();
    let slug = sheet(&library, "Parler du sommeil", "Avec un groupe.").await;
    indexed(&library).await;
    assert_eq!(library.find(words("sommeil")).await.unwrap().total, 1);
    library
        .withdraw(&Actor::Anonymous, &slug, "Essai")
        .await
        .unwrap();
    indexed(&library).await;
    assert_eq!(library.find(words("sommeil")).await.unwrap().total, 0);
    library.close().await.unwrap();
    follower.await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_kind_changes_the_facets_of_its_sheets() {
    let library = library().await;
    let mut adults = draft("A", "");
    adults
        .fields
        .insert("public".into(), model::Value::List(vec!["adultes".into()]));
    library
        .create(&Actor::Anonymous, adults, None, "")
        .await
        .unwrap();
    library.catch_up(&library::Silent).await.unwrap();
    assert_eq!(
        library.find(words("")).await.unwrap().facets["public"][0].count,
        1
    );
    library
        .define_kind(
            &Actor::System,
            &KIND.replace("facet = true", "facet = false"),
        )
        .await
        .unwrap();
    library.catch_up(&library::Silent).await.unwrap();
    let facets = library.find(words("")).await.unwrap().facets;
    assert!(facets.get("public").is_none_or(Vec::is_empty));
    assert_eq!(library.reindex(&library::Silent).await.unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kind_called_otherwise_is_found_by_its_new_name_in_all_its_sheets() {
    let library = library().await;
    for number in 0..450 {
        sheet(&library, &format!("Numéro {number}"), "").await;
    }
    library.catch_up(&library::Silent).await.unwrap();
    let renamed = KIND.replace("fr = \"Fiche\"", "fr = \"Parcours\"");
    library.define_kind(&Actor::System, &renamed).await.unwrap();
    assert_eq!(library.find(words("\"parcours\"")).await.unwrap().total, 0);
    library.catch_up(&library::Silent).await.unwrap();
    let found = library.find(words("\"parcours\"")).await.unwrap();
    assert_eq!(found.total, 450);
    let positions = library.positions().await.unwrap();
    assert_eq!(positions.index, positions.store);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_index_begun_anew_holds_the_latest_of_what_was_changed_often() {
    let library = library().await;
    let often = sheet(&library, "Souvent", "mot0").await;
    sheet(&library, "Une fois", "calme").await;
    for number in 1..=450 {
        let text = draft("Souvent", &format!("mot{number}"));
        library
            .revise(&Actor::Anonymous, &often, number, text, "")
            .await
            .unwrap();
    }
    assert_eq!(library.reindex(&library::Silent).await.unwrap(), 2);
    for (word, total) in [("mot450", 1), ("mot449", 0), ("mot0", 0), ("calme", 1)] {
        let found = library.find(words(&format!("\"{word}\""))).await.unwrap();
        assert_eq!(found.total, total, "{word}");
    }
    let positions = library.positions().await.unwrap();
    assert_eq!(positions.index, positions.store);
}

#[tokio::test(flavor = "multi_thread")]
async fn links_are_blue_red_and_followed_backwards() {
    let library = library().await;
    let target = sheet(&library, "Brise-glace", "").await;
    let from = sheet(
        &library,
        "Débat",
        "Voir [[brise-glace]] et [[Jeu inconnu]].",
    )
    .await;
    library.catch_up(&library::Silent).await.unwrap();
    let sheet = library.read(&from).await.unwrap();
    let html = library
        .render(sheet.content(), sheet.kind.as_deref(), &rendering())
        .await
        .unwrap()
        .body;
    assert!(html.contains("href=\"/ressources/brise-glace\""), "{html}");
    assert!(
        html.contains("missing") && html.contains("/deposer?titre="),
        "{html}"
    );
    let head = library.read(&target).await.unwrap().head;
    let back = library.backlinks(&head).await.unwrap();
    assert_eq!(
        back.iter()
            .map(|entry| entry.title.as_str())
            .collect::<Vec<_>>(),
        ["Débat"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_synonyms_is_used_as_soon_as_it_is_saved() {
    let library = library().await;
    sheet(&library, "Éducation thérapeutique du patient", "").await;
    library.catch_up(&library::Silent).await.unwrap();
    let lexicon = draft("Synonymes", "- XYZ = éducation thérapeutique du patient\n");
    library
        .create(&Actor::Anonymous, lexicon, Some("synonymes"), "")
        .await
        .unwrap();
    library.catch_up(&library::Silent).await.unwrap();
    let found = library.find(words("xyz")).await.unwrap();
    assert!(
        found
            .hits
            .iter()
            .any(|hit| hit.title == "Éducation thérapeutique du patient")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_is_read_in_both_directions() {
    let library = library().await;
    sheet(&library, "A", "").await;
    sheet(&library, "B", "").await;
    let forwards = library.changes_after(1, 10).await.unwrap();
    assert_eq!(
        forwards
            .iter()
            .filter_map(Listed::whole)
            .map(|e| e.title.as_str())
            .collect::<Vec<_>>(),
        ["A", "B"]
    );
    let backwards = library.latest_changes(Some(3), 10).await.unwrap();
    assert_eq!(
        backwards
            .iter()
            .filter_map(Listed::whole)
            .map(|e| e.title.as_str())
            .collect::<Vec<_>>(),
        ["A", "Fiche"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_index_of_another_log_is_begun_anew() {
    let parts = parts(1000);
    parts.index.apply(&[], model::Seq(500)).unwrap();
    let library = library::Library::new(parts).await.unwrap();
    assert_eq!(library.positions().await.unwrap().index.0, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_index_is_being_rebuilt_until_it_has_been_at_the_end_and_not_after_every_save() {
    let parts = parts(1000);
    let library = library::Library::new(parts.clone()).await.unwrap();
    let rebuilding = async |library: &library::Library| {
        let positions = library.positions().await.unwrap();
        (positions.rebuilding, positions.index < positions.store)
    };
    assert_eq!(rebuilding(&library).await, (false, false));
    library.define_kind(&Actor::System, KIND).await.unwrap();
    sheet(&library, "A", "un").await;
    assert_eq!(rebuilding(&library).await, (false, true), "a moment behind");

    // as after a start with an index that is new
    let library = library::Library::new(parts.clone()).await.unwrap();
    assert_eq!(rebuilding(&library).await, (true, true));
    library.catch_up(&library::Silent).await.unwrap();
    assert_eq!(rebuilding(&library).await, (false, false));
    sheet(&library, "B", "deux").await;
    assert_eq!(rebuilding(&library).await, (false, true));

    // as when the index finds, at work, that it did not take in what it was told
    library.catch_up(&library::Silent).await.unwrap();
    parts.index.clear().unwrap();
    let cut_short = tokio::time::timeout(Duration::ZERO, library.catch_up(&library::Silent)).await;
    assert!(cut_short.is_err());
    assert_eq!(rebuilding(&library).await, (true, true));
    library.catch_up(&library::Silent).await.unwrap();
    assert_eq!(rebuilding(&library).await, (false, false));
}
