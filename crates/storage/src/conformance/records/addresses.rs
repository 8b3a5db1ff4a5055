//! Where addresses lead, and what is left of what was withdrawn.

use super::*;

pub(crate) async fn an_older_address_leads_to_its_resource_for_ever(store: Store) {
    store
        .commit(vec![
            create(1, "a"),
            create(2, "z"),
            rename(1, "b"),
            rename(1, "c"),
        ])
        .await
        .unwrap();
    let head = store.head(resource(1)).await.unwrap().unwrap();
    assert_eq!(head.redirects, [slug("a"), slug("b")]);
    assert_eq!((head.seq, head.slug), (Seq(4), slug("c")));
    for older in ["a", "b"] {
        let taken = Outcome::SlugTaken {
            slug: slug(older),
            by: resource(1),
        };
        assert_eq!(one(&*store, rename(2, older)).await, taken);
        assert_eq!(one(&*store, create(3, older)).await, taken);
        let found = store.resolve(&slug(older)).await.unwrap().unwrap();
        assert!(found.redirect && found.head.resource == resource(1));
    }
    assert_eq!(one(&*store, rename(1, "a")).await, committed(5, None));
    let head = store.head(resource(1)).await.unwrap().unwrap();
    assert_eq!(head.redirects, [slug("b"), slug("c")]);
    let found = store.resolve(&slug("a")).await.unwrap().unwrap();
    assert!(!found.redirect);
    let found = store.resolve(&slug("c")).await.unwrap().unwrap();
    assert!(found.redirect);
}

pub(crate) async fn redirects_of_a_creation_count_once_and_must_be_free(store: Store) {
    let twice = create_with(1, "un", &["i", "un", "i", "eins"]);
    assert_eq!(one(&*store, twice).await, committed(1, Some(1)));
    let head = store.head(resource(1)).await.unwrap().unwrap();
    assert_eq!(head.redirects, [slug("i"), slug("eins")]);
    let taken = Outcome::SlugTaken {
        slug: slug("eins"),
        by: resource(1),
    };
    assert_eq!(one(&*store, create_with(2, "deux", &["eins"])).await, taken);
    assert_eq!(store.resolve(&slug("deux")).await.unwrap(), None);
}

pub(crate) async fn what_is_withdrawn_comes_back_only_by_a_restore(store: Store) {
    store
        .commit(vec![create(1, "un"), revise(1, 1, "b\n"), withdraw(1)])
        .await
        .unwrap();
    let found = store.resolve(&slug("un")).await.unwrap().unwrap();
    assert_eq!(found.head.withdrawn, Some(tombstone()));
    assert_eq!(store.heads(None, 9).await.unwrap(), [found.head]);
    for cause in [Cause::Edit, Cause::File, Cause::Import] {
        let outcome = one(&*store, revise_as(1, 2, cause, "c\n")).await;
        assert_eq!(outcome, Outcome::Withdrawn(tombstone()));
    }
    let of = RevisionNumber(1);
    let outcome = one(&*store, revise_as(1, 2, Cause::Restore { of }, "c\n")).await;
    assert_eq!(outcome, committed(4, Some(3)));
    let head = store.head(resource(1)).await.unwrap().unwrap();
    assert_eq!((head.withdrawn, head.number), (None, RevisionNumber(3)));
    let revision = store
        .revision(resource(1), RevisionNumber(3))
        .await
        .unwrap();
    assert_eq!(revision.unwrap().cause, Some(Cause::Restore { of }));
}
