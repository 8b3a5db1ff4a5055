//! Somebody creates, revises, restores, renames, withdraws, attaches.

use crate::bench::{body, draft, library, receive, sheet};
use library::{Described, Draft, Error, Missing, Revised};
use model::{Actor, Line};

#[tokio::test(flavor = "multi_thread")]
async fn a_contributor_creates_a_sheet_and_reads_it() {
    let library = library().await;
    let actor = Actor::Signed(Line::parse("Ada").unwrap());
    let mut draft = draft("Bien dormir", "Texte.");
    draft.fields.insert("duree".into(), "90 min".into());
    let created = library
        .create(&actor, draft, None, "Première version")
        .await
        .unwrap();
    let read = library.read("bien-dormir").await.unwrap();
    assert_eq!(created.slug, read.head.slug);
    assert_eq!(read.content().fields["duree"], "1 h 30".into());
    assert_eq!((read.revision.number.0, &read.revision.by), (1, &actor));
    assert_eq!(read.revision.summary.unwrap().as_str(), "Première version");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_sheets_of_one_title_get_two_addresses() {
    let library = library().await;
    assert_eq!(sheet(&library, "Dormir", "").await, "dormir");
    assert_eq!(sheet(&library, "Dormir", "").await, "dormir-2");
    let taken = library
        .create(&Actor::Anonymous, draft("Autre", ""), Some("dormir"), "")
        .await;
    assert!(matches!(taken, Err(Error::SlugTaken(slug)) if slug.as_str() == "dormir"));
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_wrong_is_told_at_once_and_nothing_is_written() {
    let library = library().await;
    let before = library.positions().await.unwrap().store;
    let mut wrong = draft("\u{202e}", "");
    wrong.licence = "MIT".into();
    wrong.tags = vec!["a\u{0}".into()];
    wrong.fields.insert("duree".into(), "longtemps".into());
    let Err(Error::Invalid(problems)) = library.create(&Actor::Anonymous, wrong, None, "").await
    else {
        panic!("a wrong draft was taken");
    };
    let fields: Vec<&str> = problems
        .0
        .iter()
        .map(|problem| problem.field.as_str())
        .collect();
    assert_eq!(fields, ["title", "licence", "tags[0]", "fields.duree"]);
    let huge = library
        .create(
            &Actor::Anonymous,
            draft("Long", &"x".repeat(1 << 20)),
            None,
            "",
        )
        .await;
    assert!(matches!(
        huge,
        Err(Error::TooLarge {
            field: "body",
            max_bytes: 524_288
        })
    ));
    assert_eq!(library.positions().await.unwrap().store, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revision_needs_a_licence_and_a_known_base() {
    let library = library().await;
    let slug = sheet(&library, "A", "un").await;
    let mut unlicensed = draft("A", "deux");
    unlicensed.licence.clear();
    let refused = library
        .revise(&Actor::Anonymous, &slug, 1, unlicensed, "")
        .await;
    assert!(matches!(refused, Err(Error::Invalid(_))));
    let unknown = library
        .revise(&Actor::Anonymous, &slug, 7, draft("A", "deux"), "")
        .await;
    assert!(matches!(
        unknown,
        Err(Error::NotFound(Missing::Revision(7)))
    ));
    let same = library
        .revise(&Actor::Anonymous, &slug, 1, draft("A", "un"), "")
        .await
        .unwrap();
    assert!(matches!(same, Revised::Unchanged { revision } if revision.0 == 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_revision_is_restored_as_a_new_one() {
    let library = library().await;
    let slug = sheet(&library, "A", "un").await;
    library
        .revise(&Actor::Anonymous, &slug, 1, draft("B", "deux"), "")
        .await
        .unwrap();
    let restored = library
        .restore(&Actor::Anonymous, &slug, 1, "")
        .await
        .unwrap();
    assert!(matches!(restored, Revised::Saved { revision, .. } if revision.0 == 3));
    assert_eq!(body(&library, &slug).await, "un\n");
    let old = library.read_revision(&slug, 2).await.unwrap();
    assert_eq!(
        (old.content().title.as_str(), old.is_latest()),
        ("B", false)
    );
    let history = library.history(&slug, None, 2).await.unwrap();
    assert_eq!(history.changes.len(), 2);
    let rest = library
        .history(&slug, history.next.map(|seq| seq.0), 2)
        .await
        .unwrap();
    assert_eq!((rest.changes.len(), rest.next), (1, None));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_never_dies() {
    let library = library().await;
    let slug = sheet(&library, "A", "un").await;
    library
        .rename(&Actor::Anonymous, &slug, "autre")
        .await
        .unwrap();
    let read = library.read("a").await.unwrap();
    assert!(read.moved && read.head.slug.as_str() == "autre");
    let taken = library
        .create(&Actor::Anonymous, draft("A", ""), Some("a"), "")
        .await;
    assert!(matches!(taken, Err(Error::SlugTaken(_))));
    library
        .rename(&Actor::Anonymous, "autre", "a")
        .await
        .unwrap();
    assert!(library.read("autre").await.unwrap().moved);
    let wrong = library
        .rename(&Actor::Anonymous, "a", &"a".repeat(300))
        .await;
    assert!(matches!(wrong, Err(Error::Invalid(_))));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawn_sheet_leaves_a_tombstone_and_can_come_back() {
    let library = library().await;
    let slug = sheet(&library, "A", "un").await;
    assert!(matches!(
        library.withdraw(&Actor::Anonymous, &slug, " ").await,
        Err(Error::Invalid(_))
    ));
    library
        .withdraw(&Actor::Anonymous, &slug, "Doublon")
        .await
        .unwrap();
    let Err(Error::Withdrawn { tombstone, .. }) = library.read(&slug).await else {
        panic!("still there")
    };
    assert_eq!(tombstone.reason.as_str(), "Doublon");
    let refused = library
        .revise(&Actor::Anonymous, &slug, 1, draft("A", "x"), "")
        .await;
    assert!(matches!(refused, Err(Error::Withdrawn { .. })));
    assert_eq!(
        library
            .history(&slug, None, 10)
            .await
            .unwrap()
            .changes
            .len(),
        2
    );
    library
        .restore(&Actor::Anonymous, &slug, 1, "")
        .await
        .unwrap();
    assert_eq!(body(&library, &slug).await, "un\n");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_attached_replaced_and_kept_in_older_revisions() {
    let library = library().await;
    let slug = sheet(&library, "A", "").await;
    let first = receive(&library, "../notes.txt", b"un").await;
    let notes = Described {
        title: "Notes",
        licence: "CC0-1.0",
        ..Described::default()
    };
    let attached = library
        .attach(&Actor::Anonymous, &slug, &first, notes, None)
        .await
        .unwrap();
    assert_eq!(
        (attached.file.name.as_str(), attached.revision.0),
        ("notes.txt", 2)
    );
    let second = receive(&library, "notes.txt", b"deux").await;
    library
        .attach(
            &Actor::Anonymous,
            &slug,
            &second,
            Described::default(),
            Some(2),
        )
        .await
        .unwrap();
    assert_eq!(
        library
            .file(&slug, "notes.txt", None)
            .await
            .unwrap()
            .size_bytes,
        4
    );
    let old = library.file(&slug, "notes.txt", Some(2)).await.unwrap();
    assert_eq!(
        &library.read_file(old.sha256, 0..100).await.unwrap()[..],
        b"un"
    );
    assert!(matches!(
        library.file(&slug, "autre.txt", None).await,
        Err(Error::NotFound(Missing::File(_)))
    ));
}

#[tokio::test(flavor = "multi_thread")]
async fn files_over_the_limit_and_empty_ones_are_refused() {
    let library = library().await;
    let mut upload = library.receive().await.unwrap();
    upload.write(vec![0; 900].into()).await.unwrap();
    let over = upload.write(vec![0; 200].into()).await;
    assert!(matches!(
        over,
        Err(Error::TooLarge {
            field: "file",
            max_bytes: 1000
        })
    ));
    let empty = library.receive().await.unwrap().finish("a.txt").await;
    assert!(matches!(empty, Err(Error::Invalid(_))));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_cannot_name_a_file_that_was_never_received() {
    let library = library().await;
    let mut draft = draft("A", "");
    let file = library::DraftFile {
        name: "a.pdf".into(),
        sha256: "0".repeat(64),
        ..Default::default()
    };
    draft.files = Some(vec![file]);
    let refused = library.create(&Actor::Anonymous, draft, None, "").await;
    assert!(
        matches!(refused, Err(Error::Invalid(problems)) if problems.0[0].field == "files[0].sha256")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_keeps_what_an_older_definition_of_its_kind_allowed() {
    let library = library().await;
    let mut first = draft("A", "");
    first.fields.insert("duree".into(), "45 min".into());
    library
        .create(&Actor::Anonymous, first, None, "")
        .await
        .unwrap();
    let without = crate::bench::KIND.replace("name = \"duree\"", "name = \"temps\"");
    assert!(library.define_kind(&Actor::System, &without).await.unwrap());
    let mut next = Draft::from(library.read("a").await.unwrap().content());
    next.body = "Plus.".into();
    library
        .revise(&Actor::Anonymous, "a", 1, next, "")
        .await
        .unwrap();
    assert_eq!(
        library.read("a").await.unwrap().content().fields["duree"],
        "45 min".into()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_comparison_shows_words_values_and_files() {
    let library = library().await;
    let slug = sheet(&library, "A", "Le chat dort.").await;
    let mut next = draft("A", "Le chien dort.");
    next.tags = vec!["sommeil".into()];
    library
        .revise(&Actor::Anonymous, &slug, 1, next, "")
        .await
        .unwrap();
    let file = receive(&library, "a.txt", b"x").await;
    library
        .attach(&Actor::Anonymous, &slug, &file, Described::default(), None)
        .await
        .unwrap();
    let compared = library.compare(&slug, 1, 3).await.unwrap();
    assert_eq!(
        compared
            .values
            .iter()
            .map(|v| v.part.as_str())
            .collect::<Vec<_>>(),
        ["tags"]
    );
    assert_eq!(compared.files.len(), 1);
    let changed: Vec<&str> = compared
        .body
        .iter()
        .flat_map(|b| &b.new)
        .filter(|s| s.changed)
        .map(|s| s.text.as_str())
        .collect();
    assert_eq!(changed, ["chien"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_file_under_the_same_name_is_a_conflict() {
    let library = library().await;
    let slug = sheet(&library, "A", "").await;
    let first = receive(&library, "a.txt", b"un").await;
    library
        .attach(
            &Actor::Anonymous,
            &slug,
            &first,
            Described::default(),
            Some(1),
        )
        .await
        .unwrap();
    let second = receive(&library, "a.txt", b"deux").await;
    let refused = library
        .attach(
            &Actor::Anonymous,
            &slug,
            &second,
            Described::default(),
            Some(1),
        )
        .await;
    assert!(matches!(refused, Err(Error::FileConflict { latest }) if latest.0 == 2));
}
