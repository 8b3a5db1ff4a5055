//! Places of the log whose changes are lost.

use super::*;
use model::Change;

/// The changes of the whole story.
async fn told() -> Vec<Change> {
    let records = MemoryRecords::new();
    tell_story(&records).await;
    records.changes_after(Seq(0), 99).await.unwrap()
}

/// Asserts that exactly these places cannot be read.
async fn assert_lost(store: &Store, lost: &[u64]) {
    let end = store.position().await.unwrap();
    for seq in 1..=end.0 {
        let after = store.changes_after(Seq(seq - 1), 1).await;
        let before = store.changes_before(Some(Seq(seq + 1)), 1).await;
        for read in [after, before] {
            match read {
                Ok(changes) => assert_eq!(changes[0].seq, Seq(seq)),
                Err(Error::Damaged { seq: at, .. }) => assert_eq!(at, Some(Seq(seq))),
                Err(error) => panic!("{error}"),
            }
        }
        let read = store.changes_after(Seq(seq - 1), 1).await;
        assert_eq!(read.is_err(), lost.contains(&seq), "change {seq}");
    }
    for seq in lost {
        assert_eq!(store.seal(Seq(*seq)).await.unwrap(), None);
    }
}

/// How many runs of missing places a check tells.
async fn runs(store: &Store) -> usize {
    let faults = store.check(&|_| {}).await.unwrap().faults;
    let told = |fault: &&crate::Fault| fault.detail.contains("are missing");
    faults.iter().filter(told).count()
}

pub(crate) async fn a_gap_is_passed_over_and_told(store: Store) {
    let changes = told().await;
    let mut follower = store.follow();
    store.leave_gap(Seq(2)).await.unwrap();
    assert_eq!(*follower.borrow_and_update(), Seq(2));
    store.replay(changes[2..4].to_vec()).await.unwrap();
    store.leave_gap(Seq(6)).await.unwrap();
    store.leave_gap(Seq(7)).await.unwrap();
    assert_eq!(*follower.borrow_and_update(), Seq(7));
    assert_eq!(store.position().await.unwrap(), Seq(7));
    assert_lost(&store, &[1, 2, 5, 6, 7]).await;
    store.replay(changes[7..9].to_vec()).await.unwrap();
    store.leave_gap(Seq(12)).await.unwrap();
    assert_lost(&store, &[1, 2, 5, 6, 7, 10, 11, 12]).await;
    let report = store.check(&|_| {}).await.unwrap();
    assert_eq!((report.changes, report.seal), (4, None));
    assert!((3..=4).contains(&runs(&store).await));
    let error = store.replay(changes[11..].to_vec()).await.unwrap_err();
    assert!(error.to_string().contains("change 12"), "{error}");
    store.replay(changes[12..].to_vec()).await.unwrap();
    assert_eq!(store.position().await.unwrap(), Seq(13));
}

pub(crate) async fn what_follows_a_gap_is_taken_also_when_it_does_not_follow(store: Store) {
    let other = MemoryRecords::new();
    let revisions = (1..5).map(|base| revise(1, base, "x\n"));
    let story = std::iter::once(create(1, "un")).chain(revisions);
    let story = story.chain([create(2, "deux"), rename(2, "zwei"), withdraw(2)]);
    other.commit(story.collect()).await.unwrap();
    let changes = other.changes_after(Seq(0), 99).await.unwrap();
    store.replay(changes[..2].to_vec()).await.unwrap();
    store.leave_gap(Seq(3)).await.unwrap();
    // revision 4 after 2
    store.replay(changes[3..5].to_vec()).await.unwrap();
    let head = store.head(resource(1)).await.unwrap().unwrap();
    assert_eq!(head.number, RevisionNumber(5));
    let lost = store.revision(resource(1), RevisionNumber(3)).await;
    assert!(matches!(lost, Err(Error::Damaged { .. })), "{lost:?}");
    let there = store.revision(resource(1), RevisionNumber(4)).await;
    assert_eq!(there.unwrap().unwrap().seq, Seq(4));
    // a rename and a withdrawal of what nobody saw created
    store.leave_gap(Seq(6)).await.unwrap();
    store.replay(changes[6..].to_vec()).await.unwrap();
    assert_eq!(store.resolve(&slug("zwei")).await.unwrap(), None);
    let own = store.history(resource(2), None, 9).await.unwrap();
    assert_eq!(own.len(), 2);
    let faults = store.check(&|_| {}).await.unwrap().faults;
    for what in ["revision 4 of resource", "never created"] {
        assert!(
            faults.iter().any(|fault| fault.detail.contains(what)),
            "{faults:?}"
        );
    }
}

pub(crate) async fn a_gap_up_to_a_place_that_was_reached_changes_nothing(store: Store) {
    let changes = told().await;
    store.replay(changes[..4].to_vec()).await.unwrap();
    let follower = store.follow();
    for place in 0..=4 {
        store.leave_gap(Seq(place)).await.unwrap();
    }
    assert!(!follower.has_changed().unwrap());
    let error = store.leave_gap(Seq(u64::MAX)).await.unwrap_err();
    assert!(matches!(error, Error::Damaged { .. }), "{error}");
    assert_eq!(store.check(&|_| {}).await.unwrap().faults, []);
    // nothing is missing: the rules hold as ever
    let created = |change: &&Change| matches!(change.event, Event::Created { .. });
    let mut again = changes[..4].iter().find(created).unwrap().clone();
    again.seq = Seq(5);
    let error = store.replay(vec![again]).await.unwrap_err();
    assert!(error.to_string().contains("second time"), "{error}");
    store.replay(changes[4..].to_vec()).await.unwrap();
    assert_eq!(store.position().await.unwrap(), Seq(13));
}

pub(crate) async fn proposals_are_judged_behind_a_gap_as_before(store: Store) {
    one(&*store, create(1, "un")).await;
    store.leave_gap(Seq(5)).await.unwrap();
    assert_eq!(
        one(&*store, revise(1, 1, "x\n")).await,
        committed(6, Some(2))
    );
    let taken = Outcome::SlugTaken {
        slug: slug("un"),
        by: resource(1),
    };
    assert_eq!(one(&*store, create(2, "un")).await, taken);
    assert_eq!(one(&*store, create(2, "deux")).await, committed(7, Some(1)));
    assert_lost(&store, &[2, 3, 4, 5]).await;
}
