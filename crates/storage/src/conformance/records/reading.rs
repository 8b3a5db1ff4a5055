//! Lists in pages, kinds, long texts.

use super::*;

fn seqs(changes: &[model::Change]) -> Vec<u64> {
    changes.iter().map(|change| change.seq.0).collect()
}

pub(crate) async fn history_and_changes_come_in_pages(store: Store) {
    let mut proposals = vec![create(1, "un"), create(2, "deux")];
    for base in 1..=4 {
        proposals.push(revise(1, base, "x\n"));
        proposals.push(revise(2, base, "x\n"));
    }
    store.commit(proposals).await.unwrap();
    let page = |before, limit| store.history(resource(2), before, limit);
    assert_eq!(seqs(&page(None, 2).await.unwrap()), [10, 8]);
    assert_eq!(seqs(&page(Some(Seq(8)), 2).await.unwrap()), [6, 4]);
    assert_eq!(seqs(&page(Some(Seq(7)), 9).await.unwrap()), [6, 4, 2]);
    assert!(page(Some(Seq(2)), 9).await.unwrap().is_empty());
    assert!(page(None, 0).await.unwrap().is_empty());
    let after = |after, limit| store.changes_after(Seq(after), limit);
    assert_eq!(seqs(&after(0, 3).await.unwrap()), [1, 2, 3]);
    assert_eq!(seqs(&after(3, 3).await.unwrap()), [4, 5, 6]);
    assert_eq!(seqs(&after(8, 9).await.unwrap()), [9, 10]);
    assert!(after(10, 9).await.unwrap().is_empty());
    let before = |before: Option<u64>, limit| store.changes_before(before.map(Seq), limit);
    assert_eq!(seqs(&before(None, 3).await.unwrap()), [10, 9, 8]);
    assert_eq!(seqs(&before(Some(3), 9).await.unwrap()), [2, 1]);
    assert_eq!(seqs(&before(Some(99), 1).await.unwrap()), [10]);
    assert!(before(Some(1), 9).await.unwrap().is_empty());
}

pub(crate) async fn heads_come_in_pages_in_the_order_of_their_addresses(store: Store) {
    store
        .commit(vec![
            create(1, "m"),
            create(2, "m-2"),
            create_with(3, "z", &["a"]),
            create(4, "ma"),
            rename(1, "x"),
            withdraw(4),
        ])
        .await
        .unwrap();
    let slugs = |heads: Vec<Head>| -> Vec<String> {
        heads.iter().map(|head| head.slug.to_string()).collect()
    };
    let page = |after: Option<&'static str>, limit| {
        let store = Arc::clone(&store);
        async move { slugs(store.heads(after.map(slug).as_ref(), limit).await.unwrap()) }
    };
    assert_eq!(page(None, 9).await, ["m-2", "ma", "x", "z"]);
    assert_eq!(page(None, 2).await, ["m-2", "ma"]);
    assert_eq!(page(Some("ma"), 2).await, ["x", "z"]);
    assert_eq!(page(Some("m"), 1).await, ["m-2"]);
    assert_eq!(page(Some("z"), 9).await, [""; 0]);
    assert_eq!(page(None, 0).await, [""; 0]);
}

pub(crate) async fn the_holders_of_a_file_are_known(store: Store) {
    let file = content("x").files[0].sha256;
    let held_by = |limit| store.holders(file, limit);
    assert!(held_by(9).await.unwrap().is_empty());
    let proposals = vec![
        create(2, "deux"),
        create(1, "un"),
        revise(1, 1, "x\n"),
        withdraw(2),
    ];
    store.commit(proposals).await.unwrap();
    assert_eq!(held_by(9).await.unwrap(), [resource(1), resource(2)]);
    assert_eq!(held_by(1).await.unwrap(), [resource(1)]);
    let other = store.holders(model::Sha256([0xac; 32]), 9).await;
    assert!(other.unwrap().is_empty());
}

pub(crate) async fn files_that_several_resources_hold_are_known(store: Store) {
    let file = |byte| model::Sha256([byte; 32]);
    let with = |number, slug, bytes: &[u8]| {
        let mut proposal = create(number, slug);
        if let crate::Act::Create { content, .. } = &mut proposal.act {
            let like = content.files[0].clone();
            let held = bytes.iter().map(|byte| model::FileRef {
                sha256: file(*byte),
                ..like.clone()
            });
            content.files = held.collect();
        }
        proposal
    };
    assert!(store.shared_files().await.unwrap().is_empty());
    let proposals = vec![
        with(3, "trois", &[1, 2]),
        with(1, "un", &[2, 3, 5]),
        with(2, "deux", &[2, 4, 5]),
        withdraw(2),
    ];
    store.commit(proposals).await.unwrap();
    let all = vec![resource(1), resource(2), resource(3)];
    let shared = [(file(2), all.clone()), (file(5), all[..2].to_vec())];
    assert_eq!(store.shared_files().await.unwrap(), shared);
}

pub(crate) async fn kinds_are_replaced_and_come_in_order(store: Store) {
    let (b, a, first) = (kind("b", 5, "B"), kind("a", 5, "A"), kind("z", -1, "Z"));
    for kind in [&b, &a, &first] {
        one(&*store, define(kind.clone())).await;
    }
    let kinds = store.kinds().await.unwrap();
    assert_eq!(kinds, [*first.clone(), *a, *b.clone()]);
    assert_eq!(one(&*store, define(b.clone())).await, Outcome::Unchanged);
    let other = kind("z", 9, "Autre");
    assert_eq!(
        one(&*store, define(other.clone())).await,
        committed(4, None)
    );
    assert_eq!(store.kinds().await.unwrap().last(), Some(&*other));
    // the definition of before is a change again
    assert_eq!(one(&*store, define(first)).await, committed(5, None));
    assert_eq!(store.history(resource(1), None, 9).await.unwrap(), []);
}

pub(crate) async fn a_resource_at_its_limits_is_kept_whole(store: Store) {
    let body: String = (0..60_000).map(|n| format!("{n} é\n")).collect();
    let body = &body[..body.floor_char_boundary(model::Body::MAX_BYTES)];
    one(&*store, create(1, "un")).await;
    for base in 1..=3 {
        one(&*store, revise(1, base, body)).await;
    }
    let latest = store.revision(resource(1), RevisionNumber(4)).await;
    assert_eq!(latest.unwrap().unwrap().content, *content(body));
    let changes = store.changes_after(Seq(0), 9).await.unwrap();
    assert_eq!(changes.len(), 4);
}
