//! What becomes of proposals, also of many at once.

use super::*;

pub(crate) async fn each_refusal_has_its_outcome_and_writes_nothing(store: Store) {
    let story = vec![
        create(1, "un"),
        create(2, "deux"),
        create(3, "trois"),
        withdraw(3),
    ];
    store.commit(story).await.unwrap();
    let stale = |latest| Outcome::Stale {
        latest: RevisionNumber(latest),
    };
    let taken = |text, by| Outcome::SlugTaken {
        slug: slug(text),
        by: resource(by),
    };
    let gone = Outcome::Withdrawn(tombstone());
    let restore = Cause::Restore {
        of: RevisionNumber(1),
    };
    for (proposal, outcome) in [
        (revise(9, 1, "x\n"), Outcome::Unknown),
        (rename(9, "neuf"), Outcome::Unknown),
        (withdraw(9), Outcome::Unknown),
        (create(1, "libre"), stale(1)),
        (revise(1, 2, "x\n"), stale(1)),
        (revise(1, 0, "x\n"), stale(1)),
        (revise_as(3, 2, restore, "x\n"), stale(1)),
        (create(9, "deux"), taken("deux", 2)),
        (
            create_with(9, "libre", &["aussi-libre", "trois"]),
            taken("trois", 3),
        ),
        (rename(1, "deux"), taken("deux", 2)),
        (rename(1, "un"), Outcome::Unchanged),
        (revise(3, 1, "x\n"), gone.clone()),
        (rename(3, "drei"), gone.clone()),
        (withdraw(3), gone),
    ] {
        let what = format!("{:?}", proposal.act);
        assert_eq!(one(&*store, proposal).await, outcome, "{what}");
    }
    assert_eq!(store.position().await.unwrap(), Seq(4));
    assert_eq!(store.resolve(&slug("libre")).await.unwrap(), None);
    assert_eq!(store.heads(None, 9).await.unwrap().len(), 3);
}

pub(crate) async fn proposals_of_one_call_see_each_other(store: Store) {
    let outcomes = store.commit(vec![
        create(1, "un"),
        create(2, "un"),
        revise(1, 1, "b\n"),
        revise(1, 1, "c\n"),
        revise(1, 2, "d\n"),
        rename(1, "uno"),
        create(2, "deux"),
        withdraw(1),
        revise(1, 3, "e\n"),
    ]);
    let taken = Outcome::SlugTaken {
        slug: slug("un"),
        by: resource(1),
    };
    let latest = RevisionNumber(2);
    assert_eq!(
        outcomes.await.unwrap(),
        [
            committed(1, Some(1)),
            taken,
            committed(2, Some(2)),
            Outcome::Stale { latest },
            committed(3, Some(3)),
            committed(4, None),
            committed(5, Some(1)),
            committed(6, None),
            Outcome::Withdrawn(tombstone()),
        ]
    );
}

pub(crate) async fn many_proposals_of_one_call_are_taken(store: Store) {
    let proposals = (1..=1500).map(|n| create(n, &format!("r-{n}"))).collect();
    let outcomes = store.commit(proposals).await.unwrap();
    let expected: Vec<_> = (1..=1500).map(|seq| committed(seq, Some(1))).collect();
    assert_eq!(outcomes, expected);
    assert_eq!(store.heads(None, 9999).await.unwrap().len(), 1500);
}

/// Sends every proposal from a task of its own, all at once.
async fn at_once(store: &Store, proposals: Vec<Proposal>) -> Vec<Outcome> {
    let tasks: Vec<_> = proposals
        .into_iter()
        .map(|proposal| {
            let store = Arc::clone(store);
            tokio::spawn(async move { one(&*store, proposal).await })
        })
        .collect();
    let mut outcomes = Vec::new();
    for task in tasks {
        outcomes.push(task.await.unwrap());
    }
    outcomes
}

fn winners(outcomes: &[Outcome]) -> Vec<usize> {
    let won = |(_, outcome): &(usize, &Outcome)| matches!(outcome, Outcome::Committed { .. });
    outcomes
        .iter()
        .enumerate()
        .filter(won)
        .map(|(index, _)| index)
        .collect()
}

pub(crate) async fn one_of_many_revisions_of_the_same_base_wins(store: Store) {
    one(&*store, create(1, "un")).await;
    for base in 1..=20 {
        let proposals = (0..8).map(|n| revise(1, base, &format!("{base} {n}\n")));
        let outcomes = at_once(&store, proposals.collect()).await;
        let winners = winners(&outcomes);
        assert_eq!(winners.len(), 1, "{outcomes:?}");
        let latest = RevisionNumber(base + 1);
        let stale = |outcome: &&Outcome| **outcome == Outcome::Stale { latest };
        assert_eq!(outcomes.iter().filter(stale).count(), 7);
        let revision = store.revision(resource(1), latest).await.unwrap().unwrap();
        let body = format!("{base} {}\n", winners[0]);
        assert_eq!(revision.content.body.as_str(), body);
    }
}

pub(crate) async fn one_of_many_creations_of_an_address_wins(store: Store) {
    for round in 0..10 {
        let address = format!("adresse-{round}");
        let proposals = (1..=8).map(|n| create(round * 8 + n, &address)).collect();
        let outcomes = at_once(&store, proposals).await;
        let winners = winners(&outcomes);
        assert_eq!(winners.len(), 1, "{outcomes:?}");
        let by = resource(round * 8 + winners[0] as u64 + 1);
        let found = store.resolve(&slug(&address)).await.unwrap().unwrap();
        assert_eq!(found.head.resource, by);
    }
    assert_eq!(store.position().await.unwrap(), Seq(10));
}

pub(crate) async fn calls_at_the_same_time_give_one_order(store: Store) {
    let proposals = (1..=100).map(|n| create(n, &format!("r-{n}"))).collect();
    let outcomes = at_once(&store, proposals).await;
    let mut seqs: Vec<u64> = outcomes
        .iter()
        .filter_map(|outcome| match outcome {
            Outcome::Committed { seq, .. } => Some(seq.0),
            _ => None,
        })
        .collect();
    seqs.sort_unstable();
    assert_eq!(seqs, (1..=100).collect::<Vec<_>>());
    for (index, outcome) in outcomes.iter().enumerate() {
        let head = store.head(resource(index as u64 + 1)).await.unwrap();
        assert_eq!(*outcome, committed(head.unwrap().seq.0, Some(1)));
    }
}
