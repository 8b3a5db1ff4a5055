//! Collections: resources in an order, each under its own licence.

use crate::bench::{draft, library, load, sheet};
use crate::carrying::exported;
use library::{Draft, Library, Revised};
use licensing::Act;
use model::{Actor, Value};
use std::sync::Arc;

const NOBODY: Actor = Actor::Anonymous;

const KIND: &str = r#"
format = 1
id = "dossier"
icon = "dossier"
colour = "indigo"
label = { fr = "Dossier", en = "Collection" }
plural = { fr = "Dossiers", en = "Collections" }
description = { fr = "Un dossier.", en = "A collection." }

[[fields]]
name = "resources"
type = "resource"
label = { fr = "Ressources", en = "Resources" }
multiple = true
collection = true
"#;

fn list(slugs: &[&str]) -> Value {
    Value::List(slugs.iter().map(|slug| (*slug).to_owned()).collect())
}

fn collection(title: &str, slugs: &[&str]) -> Draft {
    let mut draft = Draft {
        kind: "dossier".to_owned(),
        ..draft(title, "Présentation.")
    };
    draft.fields.insert("resources".into(), list(slugs));
    draft
}

async fn bench() -> Arc<Library> {
    let library = library().await;
    library.define_kind(&Actor::System, KIND).await.unwrap();
    for title in ["A", "B", "C", "D"] {
        sheet(&library, title, "Texte.").await;
    }
    library
}

async fn members(library: &Library, slug: &str) -> Vec<String> {
    let sheet = library.read(slug).await.unwrap();
    let members = library.members(sheet.content());
    members.iter().map(ToString::to_string).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_order_is_kept_through_saves_merges_and_exports() {
    let library = bench().await;
    let draft = collection("Mon dossier", &["c", "a", "c", "b"]);
    library.create(&NOBODY, draft, None, "").await.unwrap();
    assert_eq!(members(&library, "mon-dossier").await, ["c", "a", "b"]);

    let theirs = collection("Mon dossier", &["b", "a", "c"]);
    library
        .revise(&NOBODY, "mon-dossier", 1, theirs, "")
        .await
        .unwrap();
    let mine = collection("Mon dossier", &["c", "a", "d", "b"]);
    let merged = library
        .revise(&NOBODY, "mon-dossier", 1, mine, "")
        .await
        .unwrap();
    assert!(matches!(merged, Revised::Merged { .. }), "{merged:?}");
    assert_eq!(members(&library, "mon-dossier").await, ["b", "a", "d", "c"]);

    let (folder, files) = exported(&library).await;
    let again = crate::bench::library().await;
    load(&again, folder.path()).await;
    assert_eq!(members(&again, "mon-dossier").await, ["b", "a", "d", "c"]);
    assert_eq!(exported(&again).await.1, files);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stands_in_a_collection_is_owed_with_what_it_holds() {
    let library = bench().await;
    sheet(&library, "Emprunt", "![[a]]").await;
    let inner = collection("Dedans", &["emprunt", "b", "nulle-part"]);
    library.create(&NOBODY, inner, None, "").await.unwrap();
    let outer = collection("Dehors", &["dedans", "c", "d"]);
    library.create(&NOBODY, outer, None, "").await.unwrap();
    library.withdraw(&NOBODY, "d", "Erreur").await.unwrap();
    let sheet = library.read("dehors").await.unwrap();
    let used = library.used_works(sheet.content()).await.unwrap().works;
    let titles: Vec<_> = used.iter().map(|work| work.title.as_str()).collect();
    assert_eq!(titles, ["Dedans", "C", "Emprunt", "B", "A"]);
    assert!(used.iter().all(|work| work.act == Act::Included));
    assert_eq!(used[2].through, Some(0), "it stands in the first");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_collection_that_holds_itself_ends() {
    let library = bench().await;
    let ring = collection("Anneau", &["anneau", "a"]);
    library.create(&NOBODY, ring, None, "").await.unwrap();
    let sheet = library.read("anneau").await.unwrap();
    let used = library.used_works(sheet.content()).await.unwrap().works;
    assert_eq!(used.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_work_that_is_used_again_and_again_is_read_once() {
    let library = bench().await;
    let shared: Vec<String> = (0..10).map(|n| format!("partage-{n}")).collect();
    for slug in &shared {
        sheet(&library, slug, "Texte.").await;
    }
    let shared: Vec<&str> = shared.iter().map(String::as_str).collect();
    let folders: Vec<String> = (0..40).map(|n| format!("dossier-{n}")).collect();
    for slug in &folders {
        let folder = collection(slug, &shared);
        library.create(&NOBODY, folder, None, "").await.unwrap();
    }
    let folders: Vec<&str> = folders.iter().map(String::as_str).collect();
    let all = collection("Tout", &folders);
    library.create(&NOBODY, all, None, "").await.unwrap();
    let all = library.read("tout").await.unwrap();
    let used = library.used_works(all.content()).await.unwrap();
    // to read each of the 400 members of members would end early
    assert_eq!((used.works.len(), used.more), (50, false));
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_of_addresses_that_lead_nowhere_end() {
    let library = bench().await;
    let inner: Vec<String> = (0..4).map(|n| format!("liste-{n}")).collect();
    for slug in &inner {
        let nowhere: Vec<String> = (0..90).map(|n| format!("sans-{slug}-{n}")).collect();
        let nowhere: Vec<&str> = nowhere.iter().map(String::as_str).collect();
        let list = collection(slug, &nowhere);
        library.create(&NOBODY, list, None, "").await.unwrap();
    }
    let inner: Vec<&str> = inner.iter().map(String::as_str).collect();
    let all = collection("Tout", &inner);
    library.create(&NOBODY, all, None, "").await.unwrap();
    let all = library.read("tout").await.unwrap();
    let used = library.used_works(all.content()).await.unwrap();
    assert_eq!((used.works.len(), used.more), (4, true));
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_stands_in_a_collection_is_found_each_once() {
    let library = bench().await;
    let inner = collection("Dedans", &["b", "dehors", "nulle-part"]);
    library.create(&NOBODY, inner, None, "").await.unwrap();
    let outer = collection("Dehors", &["dedans", "b", "c", "d"]);
    library.create(&NOBODY, outer, None, "").await.unwrap();
    library.withdraw(&NOBODY, "d", "Erreur").await.unwrap();
    let sheet = library.read("dehors").await.unwrap();
    let found = library.collected(sheet.content()).await.unwrap();
    let titles = found
        .sheets
        .iter()
        .map(|sheet| sheet.content().title.as_str());
    assert_eq!(titles.collect::<Vec<_>>(), ["Dedans", "B", "C", "Dehors"]);
    assert!(!found.more);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_shows_in_part_and_another_whole_is_owed_whole() {
    let library = bench().await;
    sheet(&library, "Source", "## Un\n\nA.\n\n## Deux\n\nB.\n").await;
    for (title, body) in [
        ("Une", "![[source#Un]]"),
        ("Autre", "![[source#Deux]]"),
        ("Toute", "![[source]]"),
    ] {
        sheet(&library, title, body).await;
    }
    for (slugs, extract) in [
        (&["une", "autre"][..], Some("Un, Deux")),
        (&["une", "toute"], None),
        (&["toute", "une"], None),
    ] {
        let draft = collection("Dossier", slugs);
        let created = library.create(&NOBODY, draft, None, "").await.unwrap();
        let sheet = library.read(created.slug.as_str()).await.unwrap();
        let used = library.used_works(sheet.content()).await.unwrap().works;
        assert_eq!(used.len(), 3, "{slugs:?}");
        assert_eq!(used[2].extract.as_deref(), extract, "{slugs:?}");
    }
}
