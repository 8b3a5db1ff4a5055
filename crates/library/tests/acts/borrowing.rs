//! Passages and pictures that a text takes from other resources by naming them.

mod bounds;
mod carrying;
mod pictures;

use crate::bench::{draft, library, rendering, sheet};
use library::search::Query;
use library::{Draft, Library};
use model::{Actor, Borrowed, FileName, Line, RevisionNumber, Slug};

const NOBODY: Actor = Actor::Anonymous;

/// Body of the lender: two parts.
const LENDER: &str = "Début.\n\n## Quand\n\nAu matin.\n\n## Comment\n\nEn cercle.\n";

fn pin(resource: &str, revision: u32, file: Option<&str>) -> Borrowed {
    Borrowed {
        resource: Slug::parse(resource).unwrap(),
        revision: RevisionNumber(revision),
        file: file.map(|name| FileName::parse(name).unwrap()),
        sections: Vec::new(),
    }
}

/// A pin of some passages.
fn pin_of(resource: &str, revision: u32, sections: &[&str]) -> Borrowed {
    let sections = sections.iter().map(|heading| Line::parse(heading).unwrap());
    Borrowed {
        sections: sections.collect(),
        ..pin(resource, revision, None)
    }
}

async fn pins(library: &Library, slug: &str) -> Vec<Borrowed> {
    library.read(slug).await.unwrap().content().borrowed.clone()
}

/// Writes another revision of a resource.
async fn change(library: &Library, slug: &str, with: impl FnOnce(&mut Draft)) {
    let latest = library.read(slug).await.unwrap();
    let mut draft = Draft::from(latest.content());
    with(&mut draft);
    let base = latest.revision.number.0;
    library
        .revise(&NOBODY, slug, base, draft, "")
        .await
        .unwrap();
}

async fn shown_at(library: &Library, slug: &str, revision: Option<u32>) -> String {
    let sheet = match revision {
        Some(number) => library.read_revision(slug, number).await.unwrap(),
        None => library.read(slug).await.unwrap(),
    };
    let rendered = library
        .render(sheet.content(), sheet.kind.as_deref(), &rendering())
        .await
        .unwrap();
    let sections = rendered.sections.into_iter().map(|section| section.html);
    sections.fold(rendered.body, |all, html| all + &html)
}

async fn shown(library: &Library, slug: &str) -> String {
    shown_at(library, slug, None).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passage_is_shown_with_whose_it_is_and_stays_as_it_was() {
    let library = library().await;
    let lender = Draft {
        authors: vec![library::DraftAuthor {
            name: "Awa".to_owned(),
            role: String::new(),
        }],
        ..draft("Prêteuse", LENDER)
    };
    library.create(&NOBODY, lender, None, "").await.unwrap();
    let slug = sheet(&library, "Emprunt", "## Titre\n\n![[preteuse#quand]]\n").await;
    assert_eq!(
        pins(&library, &slug).await,
        [pin_of("preteuse", 1, &["quand"])]
    );
    let html = shown(&library, &slug).await;
    assert!(html.contains("<p>Au matin.</p>\n</blockquote>"), "{html}");
    assert!(html.contains("Prêteuse v1 Awa"), "{html}");
    assert!(!html.contains("En cercle"), "{html}");

    change(&library, "preteuse", |draft| {
        draft.body = draft.body.replace("Au matin", "Le soir");
    })
    .await;
    change(&library, &slug, |draft| draft.body += "\nUn mot de plus.\n").await;
    assert_eq!(
        pins(&library, &slug).await,
        [pin_of("preteuse", 1, &["quand"])]
    );
    assert!(shown(&library, &slug).await.contains("Au matin."));

    let mut content = library.read(&slug).await.unwrap().content().clone();
    let newer = library.newer_borrowed(&content).await.unwrap();
    assert_eq!(newer.len(), 1);
    assert_eq!((newer[0].shown.0, newer[0].latest.0), (1, 2));
    assert_eq!(newer[0].title, "Prêteuse");
    let lender = Slug::parse("preteuse").unwrap();
    assert!(library.borrow_again(&mut content, &lender).await.unwrap());
    assert_eq!(content.borrowed, [pin_of("preteuse", 2, &["quand"])]);
    assert!(library.newer_borrowed(&content).await.unwrap().is_empty());
    assert!(!library.borrow_again(&mut content, &lender).await.unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_is_owed_as_a_part() {
    let library = library().await;
    sheet(&library, "Prêteuse", LENDER).await;
    for (body, extract) in [
        (
            "![[preteuse#Comment]]\n![[preteuse#Quand]]",
            Some("Comment, Quand"),
        ),
        ("![[preteuse#Comment]]\n![[preteuse]]", None),
    ] {
        let slug = sheet(&library, "Emprunt", body).await;
        let content = library.read(&slug).await.unwrap().content().clone();
        let used = library.used_works(&content).await.unwrap().works;
        assert_eq!(used.len(), 1, "{body}");
        assert_eq!(used[0].extract.as_deref(), extract, "{body}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_changed_elsewhere_in_the_lender_is_not_told() {
    let library = library().await;
    sheet(&library, "Prêteuse", LENDER).await;
    let slug = sheet(&library, "Emprunt", "![[preteuse#Quand]]\n").await;
    change(&library, "preteuse", |draft| {
        draft.body = draft.body.replace("En cercle", "Debout");
    })
    .await;
    let content = library.read(&slug).await.unwrap().content().clone();
    assert!(library.newer_borrowed(&content).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revision_shows_what_it_showed() {
    let library = library().await;
    sheet(&library, "Prêteuse", "Un.\n").await;
    let slug = sheet(&library, "Emprunt", "![[preteuse]]\n").await;
    change(&library, "preteuse", |draft| {
        draft.body = "Deux.\n".to_owned()
    })
    .await;
    change(&library, &slug, |draft| draft.body = "Rien.\n".to_owned()).await;
    assert_eq!(pins(&library, &slug).await, []);
    change(&library, &slug, |draft| {
        draft.body = "![[Prêteuse]]\n".to_owned()
    })
    .await;
    assert_eq!(pins(&library, &slug).await, [pin("preteuse", 2, None)]);
    assert!(shown(&library, &slug).await.contains("Deux."));
    assert!(shown_at(&library, &slug, Some(1)).await.contains("Un."));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_has_its_long_fields_and_a_part_may_be_one() {
    let library = library().await;
    let mut lender = draft("Prêteuse", "Début.\n");
    let steps = "1. Ouvrir\n\n# Fin\n\nFermer.\n";
    lender.fields.insert("etapes".into(), steps.into());
    library.create(&NOBODY, lender, None, "").await.unwrap();
    for (body, seen, unseen) in [
        ("![[preteuse]]", &["Début.", "Étapes", "Ouvrir"][..], "v2"),
        ("![[preteuse#Étapes]]", &["Ouvrir", "Fermer"], "Début"),
        ("![[preteuse#steps]]", &["Ouvrir"], "Début"),
        ("![[preteuse#fin]]", &["Fermer"], "Ouvrir"),
    ] {
        let slug = sheet(&library, "Emprunt", body).await;
        let html = shown(&library, &slug).await;
        for words in seen {
            assert!(html.contains(words), "{body}: {words} in {html}");
        }
        assert!(!html.contains(unseen), "{body}: {html}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_shown_says_why() {
    let library = library().await;
    sheet(&library, "Prêteuse", LENDER).await;
    let whole_only = Draft {
        licence: "CC-BY-ND-4.0".to_owned(),
        ..draft("Entière", LENDER)
    };
    library.create(&NOBODY, whole_only, None, "").await.unwrap();
    for (body, line) in [
        ("![[nulle-part]]", "missing nulle-part"),
        ("![[preteuse#absente]]", "no-part Prêteuse"),
        ("![[entiere#Quand]]", "only-whole Entière"),
    ] {
        let slug = sheet(&library, "Emprunt", body).await;
        let html = shown(&library, &slug).await;
        assert!(html.contains(line), "{body}: {html}");
        assert!(!html.contains("<figure"), "{body}: {html}");
        assert_eq!(
            pins(&library, &slug).await,
            [],
            "nothing is shown, nothing is owed"
        );
    }
    let slug = sheet(&library, "Emprunt", "![[entiere]]").await;
    assert!(shown(&library, &slug).await.contains("En cercle."));

    let slug = sheet(&library, "Emprunt", "![[preteuse]]").await;
    library
        .withdraw(&NOBODY, "preteuse", "Erreur")
        .await
        .unwrap();
    let html = shown(&library, &slug).await;
    assert!(html.contains("withdrawn preteuse"), "{html}");
    assert!(!html.contains("En cercle"), "{html}");
    change(&library, &slug, |draft| draft.title = "Autre".to_owned()).await;
    assert_eq!(pins(&library, &slug).await, [pin("preteuse", 1, None)]);
    library.restore(&NOBODY, "preteuse", 1, "").await.unwrap();
    assert!(shown(&library, &slug).await.contains("En cercle."));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renamed_lender_is_still_shown() {
    let library = library().await;
    sheet(&library, "Prêteuse", LENDER).await;
    let slug = sheet(&library, "Emprunt", "![[preteuse#Comment]]").await;
    library
        .rename(&NOBODY, "preteuse", "autre-nom")
        .await
        .unwrap();
    let html = shown(&library, &slug).await;
    assert!(
        html.contains("En cercle.") && html.contains("/ressources/autre-nom"),
        "{html}"
    );
    change(&library, &slug, |draft| draft.body += "\nPlus.\n").await;
    assert_eq!(
        pins(&library, &slug).await,
        [pin_of("preteuse", 1, &["Comment"])]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_included_is_found_where_it_was_written() {
    let library = library().await;
    sheet(&library, "Prêteuse", "Un hippocampe.\n").await;
    let slug = sheet(
        &library,
        "Emprunt",
        "Texte à nous.\n\n![[preteuse]]\n\nSuite.\n",
    )
    .await;
    library.catch_up(&library::Silent).await.unwrap();
    let find = async |text: &str| {
        let query = Query {
            text: text.to_owned(),
            limit: 20,
            ..Query::default()
        };
        library.find(query).await.unwrap().hits
    };
    let hits = find("hippocampe").await;
    assert_eq!(hits.len(), 1, "{hits:?}");
    assert_eq!(hits[0].title, "Prêteuse");
    let own = find("suite").await;
    assert!(own[0].excerpt.contains("Suite"), "{own:?}");
    for unseen in ["[[", "reteuse", "Prêteuse"] {
        assert!(!own[0].excerpt.contains(unseen), "{own:?}");
    }
    let lender = library.read("preteuse").await.unwrap();
    let backlinks = library.backlinks(&lender.head).await.unwrap();
    assert_eq!(backlinks.len(), 1);
    assert_eq!(backlinks[0].slug.as_str(), slug);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_looks_up_no_more_than_it_shows() {
    let library = library().await;
    sheet(&library, "Prêteuse", LENDER).await;
    let parts: String = (0..30).map(|n| format!("![[preteuse#p{n}]]\n\n")).collect();
    let body = format!("{parts}![[preteuse]]\n");
    let slug = sheet(&library, "Emprunt", &body).await;
    let html = shown(&library, &slug).await;
    assert_eq!(html.matches("not-shown").count(), 20, "{html}");
    assert!(!html.contains("<figure"), "{html}");
    assert_eq!(html.matches("class=\"wikilink\"").count(), 11, "{html}");
}
