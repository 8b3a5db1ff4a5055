//! Pictures of other resources, and one's own.

use super::{NOBODY, change, pin, pins, shown};
use crate::bench::{draft, library, receive, sheet};
use library::{Draft, DraftFile, Library, WorkPlace};
use model::FileName;

/// A resource with a picture, and its address.
pub async fn with_file(
    library: &Library,
    title: &str,
    bytes: &'static [u8],
    licence: &str,
) -> String {
    let received = receive(library, "carte.png", bytes).await;
    let file = DraftFile {
        name: "carte.png".to_owned(),
        sha256: received.sha256.to_string(),
        licence: licence.to_owned(),
        ..DraftFile::default()
    };
    let draft = Draft {
        files: Some(vec![file]),
        ..draft(title, "Voir la carte.")
    };
    let created = library.create(&NOBODY, draft, None, "").await.unwrap();
    created.slug.to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_of_another_resource_is_borrowed_and_ones_own_is_not() {
    let library = library().await;
    let lender = with_file(&library, "Cartes", b"\x89PNG un", "CC-BY-4.0").await;
    let body = format!("![Carte](/ressources/{lender}/fichiers/carte.png)\n");
    let slug = sheet(&library, "Emprunt", &body).await;
    assert_eq!(
        pins(&library, &slug).await,
        [pin(&lender, 1, Some("carte.png"))]
    );
    let html = shown(&library, &slug).await;
    assert!(
        html.contains("/ressources/cartes/fichiers/carte.png?revision=1"),
        "{html}"
    );

    change(&library, &lender, |draft| draft.body = body.clone()).await;
    assert_eq!(pins(&library, &lender).await, [], "its own picture");
    assert!(!shown(&library, &lender).await.contains("revision="));
    let own = library.read(&lender).await.unwrap();
    assert!(
        library
            .used_works(own.content())
            .await
            .unwrap()
            .works
            .is_empty()
    );

    let other = receive(&library, "carte.png", b"\x89PNG deux").await;
    change(&library, &lender, |draft| {
        draft.files.as_mut().unwrap()[0].sha256 = other.sha256.to_string();
    })
    .await;
    assert_eq!(
        pins(&library, &lender).await,
        [],
        "its own picture, replaced"
    );
    for revision in 2..=3 {
        let own = library.read_revision(&lender, revision).await.unwrap();
        assert!(
            library
                .used_works(own.content())
                .await
                .unwrap()
                .works
                .is_empty()
        );
    }
    let content = library.read(&slug).await.unwrap().content().clone();
    let newer = library.newer_borrowed(&content).await.unwrap();
    assert_eq!(newer.len(), 1, "the picture was replaced");
    assert_eq!(
        newer[0].file.as_ref().map(FileName::as_str),
        Some("carte.png")
    );

    let used = library.used_works(&content).await.unwrap().works;
    assert_eq!(used.len(), 1);
    assert_eq!(
        used[0].licence.map(|id| id.to_string()).as_deref(),
        Some("CC-BY-4.0")
    );
    let WorkPlace::Here {
        revision, latest, ..
    } = &used[0].place
    else {
        panic!("{used:?}");
    };
    assert_eq!((revision.0, latest.0), (1, 3));

    for (address, line) in [
        ("/ressources/cartes/fichiers/autre.png", "no-part Cartes"),
        ("/ressources/nulle-part/fichiers/autre.png", "missing"),
    ] {
        let slug = sheet(&library, "Sans image", &format!("![A]({address})")).await;
        let html = shown(&library, &slug).await;
        assert!(html.contains(line) && !html.contains("<img"), "{html}");
        assert_eq!(pins(&library, &slug).await, []);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_within_a_passage_is_owed_too() {
    let library = library().await;
    let painter = with_file(&library, "Cartes", b"\x89PNG un", "").await;
    let body = format!("![Carte](/ressources/{painter}/fichiers/carte.png)\n");
    sheet(&library, "Prêteuse", &body).await;
    let slug = sheet(&library, "Emprunt", "![[preteuse]]\n").await;
    assert_eq!(
        pins(&library, &slug).await,
        [
            pin("preteuse", 1, None),
            pin("cartes", 1, Some("carte.png"))
        ]
    );
    let html = shown(&library, &slug).await;
    assert!(html.contains("carte.png?revision=1"), "{html}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_adaptation_keeps_the_picture_of_its_original_as_its_author_saw_it() {
    let library = library().await;
    let original = with_file(&library, "Cartes", b"\x89PNG un", "").await;
    let body = format!("![Carte](/ressources/{original}/fichiers/carte.png)\n");
    change(&library, &original, |draft| draft.body = body).await;
    // the text names it by the address that it had
    library
        .rename(&NOBODY, &original, "autre-nom")
        .await
        .unwrap();
    let sheet = library.read("autre-nom").await.unwrap();
    let draft = Draft::adapting(&sheet.head.slug, &sheet.revision, "Adaptation").unwrap();
    let adaptation = library.create(&NOBODY, draft, None, "").await.unwrap().slug;
    let adaptation = adaptation.as_str();
    assert_eq!(
        pins(&library, adaptation).await,
        [pin(&original, 2, Some("carte.png"))]
    );
    let other = receive(&library, "carte.png", b"\x89PNG deux").await;
    change(&library, "autre-nom", |draft| {
        draft.files.as_mut().unwrap()[0].sha256 = other.sha256.to_string();
    })
    .await;
    change(&library, adaptation, |draft| draft.body += "\nUn mot.\n").await;
    let html = shown(&library, adaptation).await;
    assert!(html.contains("carte.png?revision=2"), "{html}");

    // a file of the adaptation itself is its own
    let own = format!("![Carte](/ressources/{adaptation}/fichiers/carte.png)\n");
    change(&library, adaptation, |draft| draft.body = own).await;
    assert_eq!(pins(&library, adaptation).await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_that_the_lender_has_from_another_work_is_its_makers() {
    let library = library().await;
    let by = |name: &str| {
        vec![library::DraftAuthor {
            name: name.to_owned(),
            role: String::new(),
        }]
    };
    let maps = with_file(&library, "Cartes", b"\x89PNG un", "CC-BY-SA-4.0").await;
    change(&library, &maps, |draft| draft.authors = by("Awa")).await;
    let maps = library.read(&maps).await.unwrap();
    let mut copy = Draft::adapting(&maps.head.slug, &maps.revision, "Copie").unwrap();
    copy.authors = by("Bruno");
    library.create(&NOBODY, copy, None, "").await.unwrap();
    let body = "![Carte](/ressources/copie/fichiers/carte.png)\n";
    let slug = sheet(&library, "Emprunt", body).await;
    let html = shown(&library, &slug).await;
    let caption = html.split("<figcaption>").nth(1).unwrap();
    assert!(caption.contains("carte.png – Cartes v1 Awa"), "{html}");
    assert!(!caption.contains("Bruno"), "{html}");
    let content = library.read(&slug).await.unwrap().content().clone();
    let used = library.used_works(&content).await.unwrap().works;
    assert_eq!(used[0].title, "carte.png – Cartes");
    assert_eq!(used[0].authors, ["Awa"]);
}
