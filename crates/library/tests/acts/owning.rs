//! Whose files are: those that came with a source stay those of the source.

use crate::bench::{draft, library, load, receive};
use crate::carrying::exported;
use library::{Described, Draft, DraftAuthor, Library, Sheet};
use model::Actor;

const NOBODY: Actor = Actor::Anonymous;

fn by(author: &str) -> Vec<DraftAuthor> {
    vec![DraftAuthor {
        name: author.to_owned(),
        role: String::new(),
    }]
}

/// A resource by an author, with a file.
async fn original(library: &Library, author: &str) -> Sheet {
    let draft = Draft {
        authors: by(author),
        ..draft("Fiche", "Texte.")
    };
    let created = library.create(&NOBODY, draft, None, "").await.unwrap();
    attach(library, created.slug.as_str(), "guide.pdf", b"du guide").await
}

async fn attach(library: &Library, slug: &str, name: &str, bytes: &'static [u8]) -> Sheet {
    let received = receive(library, name, bytes).await;
    let attached = library.attach(&NOBODY, slug, &received, Described::default(), None);
    attached.await.unwrap();
    library.read(slug).await.unwrap()
}

/// What somebody makes of a resource.
async fn adapted(library: &Library, sheet: &Sheet, title: &str, author: &str) -> Sheet {
    let mut draft = Draft::adapting(&sheet.head.slug, &sheet.revision, title).unwrap();
    draft.authors = by(author);
    let created = library.create(&NOBODY, draft, None, "").await.unwrap();
    library.read(created.slug.as_str()).await.unwrap()
}

/// Title and authors that the credit of a file gives, and the address of the work if it is another one.
async fn owner(library: &Library, sheet: &Sheet, name: &str) -> (String, String, Option<String>) {
    let content = sheet.content();
    let file = content.file(name).unwrap();
    let owner = library.file_owner(content, file).await.unwrap();
    let authors = owner.content.authors.iter();
    let authors: Vec<String> = authors.map(|author| author.name.to_string()).collect();
    (
        owner.content.title.to_string(),
        authors.join(", "),
        owner.source.map(|source| source.slug.to_string()),
    )
}

fn told(title: &str, author: &str, slug: Option<&str>) -> (String, String, Option<String>) {
    (title.into(), author.into(), slug.map(Into::into))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_stays_its_author_s_however_often_it_is_adapted() {
    let library = library().await;
    let first = original(&library, "Awa").await;
    let second = adapted(&library, &first, "Courte", "Bruno").await;
    let second = attach(&library, second.head.slug.as_str(), "plan.pdf", b"du plan").await;
    let third = adapted(&library, &second, "Illustrée", "Chloé").await;
    library.withdraw(&NOBODY, "fiche", "Erreur").await.unwrap();
    let guide = told("guide.pdf – Fiche", "Awa", Some("fiche"));
    assert_eq!(
        owner(&library, &first, "guide.pdf").await,
        told("guide.pdf – Fiche", "Awa", None)
    );
    assert_eq!(owner(&library, &second, "guide.pdf").await, guide);
    assert_eq!(owner(&library, &third, "guide.pdf").await, guide);
    assert_eq!(
        owner(&library, &second, "plan.pdf").await,
        told("plan.pdf – Courte", "Bruno", None)
    );
    assert_eq!(
        owner(&library, &third, "plan.pdf").await,
        told("plan.pdf – Courte", "Bruno", Some("courte"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_the_source_got_later_is_its_own() {
    let library = library().await;
    let first = original(&library, "Awa").await;
    let second = adapted(&library, &first, "Courte", "Bruno").await;
    let second = attach(&library, second.head.slug.as_str(), "plan.pdf", b"du plan").await;
    let first = attach(&library, "fiche", "plan.pdf", b"du plan").await;
    assert_eq!(
        owner(&library, &second, "plan.pdf").await,
        told("plan.pdf – Courte", "Bruno", None)
    );
    // whoever sends the same bytes again has them from there
    assert_eq!(
        owner(&library, &first, "plan.pdf").await,
        told("plan.pdf – Courte", "Bruno", Some("courte"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_note_in_an_export_names_the_author_of_the_file() {
    let library = library().await;
    let first = original(&library, "Awa").await;
    let second = adapted(&library, &first, "Courte", "Bruno").await;
    attach(&library, second.head.slug.as_str(), "plan.pdf", b"du plan").await;
    let (folder, files) = exported(&library).await;
    let note = |path: &str| String::from_utf8(files[path].clone()).unwrap();
    let guide = note("fiche/courte/guide.pdf.license");
    assert!(
        guide.starts_with("SPDX-FileCopyrightText: Awa\n") && !guide.contains("Bruno"),
        "{guide}"
    );
    let plan = note("fiche/courte/plan.pdf.license");
    assert!(
        plan.starts_with("SPDX-FileCopyrightText: Bruno\n") && plan.contains("Awa"),
        "{plan}"
    );
    let again = crate::bench::library().await;
    load(&again, folder.path()).await;
    assert_eq!(exported(&again).await.1, files);
}
