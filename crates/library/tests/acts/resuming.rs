//! Going on with a text that was kept.

use crate::bench::{draft, library, sheet};
use library::{Error, Library, Purpose, Resumed};
use model::{Actor, ResourceId};

async fn revise(library: &Library, slug: &str, base: u32, text: &str) {
    let revised = library.revise(&Actor::Anonymous, slug, base, draft("A", text), "");
    revised.await.unwrap();
}

async fn resource(library: &Library, slug: &str) -> ResourceId {
    library.read(slug).await.unwrap().head.resource
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_laid_on_what_others_wrote_elsewhere() {
    let library = library().await;
    let slug = sheet(&library, "A", "Un.\n\nDeux.").await;
    let id = resource(&library, &slug).await;
    let mine = draft("A", "Un.\n\nDEUX.");
    let untouched = library.resume(id, 1, &mine).await.unwrap();
    assert!(
        matches!(untouched, Resumed::Draft { base, draft, .. } if base.0 == 1 && *draft == mine)
    );
    revise(&library, &slug, 1, "UN.\n\nDeux.").await;
    let position = library.positions().await.unwrap().store;
    let resumed = library.resume(id, 1, &mine).await.unwrap();
    let Resumed::Draft { base, draft, .. } = resumed else {
        panic!("{resumed:?}");
    };
    assert_eq!((base.0, draft.body.as_str()), (2, "UN.\n\nDEUX.\n"));
    assert_eq!(library.positions().await.unwrap().store, position);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_words_are_a_conflict_with_all_three_texts() {
    let library = library().await;
    let slug = sheet(&library, "A", "Un.").await;
    let id = resource(&library, &slug).await;
    revise(&library, &slug, 1, "Une.").await;
    let resumed = library.resume(id, 1, &draft("A", "Un et un.")).await;
    let Resumed::Conflict(head, conflict) = resumed.unwrap() else {
        panic!("no conflict");
    };
    assert_eq!(head.slug.as_str(), slug);
    assert_eq!(conflict.parts, ["body"]);
    let texts = [
        &conflict.base.content,
        &conflict.latest.content,
        &conflict.mine,
    ];
    assert_eq!(
        texts.map(|content| content.body.as_str()),
        ["Un.\n", "Une.\n", "Un et un.\n"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_form_could_save_is_a_conflict() {
    let library = library().await;
    let slug = sheet(&library, "A", "Un.").await;
    let id = resource(&library, &slug).await;
    let tags = |first: &str| (0..40).map(|n| format!("{first} {n}")).collect();
    let mut theirs = draft("A", "Un.");
    theirs.tags = tags("sommeil");
    let revised = library.revise(&Actor::Anonymous, &slug, 1, theirs, "");
    revised.await.unwrap();
    let mut mine = draft("A", "Un.");
    mine.tags = tags("écrans");
    let resumed = library.resume(id, 1, &mine).await.unwrap();
    let Resumed::Conflict(_, conflict) = resumed else {
        panic!("{resumed:?}");
    };
    assert_eq!(conflict.parts, ["tags"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_would_be_refused_comes_back_untouched() {
    let library = library().await;
    let slug = sheet(&library, "A", "Un.").await;
    let id = resource(&library, &slug).await;
    revise(&library, &slug, 1, "Une.").await;
    let wrong = draft("", "Un et un.");
    let resumed = library.resume(id, 1, &wrong).await.unwrap();
    assert!(
        matches!(resumed, Resumed::Draft { base, draft, .. } if base.0 == 1 && *draft == wrong)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawn_resource_and_an_unknown_one_are_told() {
    let library = library().await;
    let slug = sheet(&library, "A", "Un.").await;
    let id = resource(&library, &slug).await;
    let withdrawn = library.withdraw(&Actor::Anonymous, &slug, "Doublon.").await;
    withdrawn.unwrap();
    let mine = draft("A", "Deux.");
    let gone = library.resume(id, 1, &mine).await;
    assert!(matches!(gone, Err(Error::Withdrawn { .. })));
    let purpose = Purpose::Create {
        slug: "deux".to_owned(),
    };
    let kept = library
        .keep_draft(None, purpose.clone(), mine, "", "")
        .await;
    let kept = library.kept_draft(kept.unwrap()).await.unwrap();
    assert_eq!(kept.purpose, purpose, "the wished address is kept");
}
