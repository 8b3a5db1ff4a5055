//! What every store of records must do.

mod addresses;
mod gaps;
mod judging;
mod reading;
mod standing;

pub(crate) use addresses::*;
pub(crate) use gaps::*;
pub(crate) use judging::*;
pub(crate) use reading::*;
pub(crate) use standing::*;

use super::same::assert_same;
use super::samples::*;
use crate::{Error, MemoryRecords, Outcome, Proposal, Records};
use model::{Actor, Cause, Event, Head, RevisionNumber, Seq, Tombstone};
use std::sync::{Arc, Mutex};

macro_rules! records_suite {
    ($open:ident) => {
        crate::conformance::records::records_suite! { $open:
            an_empty_store_answers_everything
            a_created_resource_is_found_in_every_way
            each_refusal_has_its_outcome_and_writes_nothing
            proposals_of_one_call_see_each_other
            many_proposals_of_one_call_are_taken
            one_of_many_revisions_of_the_same_base_wins
            one_of_many_creations_of_an_address_wins
            calls_at_the_same_time_give_one_order
            an_older_address_leads_to_its_resource_for_ever
            redirects_of_a_creation_count_once_and_must_be_free
            what_is_withdrawn_comes_back_only_by_a_restore
            history_and_changes_come_in_pages
            heads_come_in_pages_in_the_order_of_their_addresses
            the_holders_of_a_file_are_known
            files_that_several_resources_hold_are_known
            kinds_are_replaced_and_come_in_order
            a_resource_at_its_limits_is_kept_whole
            a_follower_is_told_how_far_the_log_is
            a_replay_gives_the_same_store
            a_replay_stops_at_the_first_change_that_does_not_follow
            a_gap_is_passed_over_and_told
            what_follows_a_gap_is_taken_also_when_it_does_not_follow
            a_gap_up_to_a_place_that_was_reached_changes_nothing
            proposals_are_judged_behind_a_gap_as_before
            a_store_at_rest_takes_changes
            a_seal_stands_for_all_up_to_its_place
            a_check_of_a_sound_store_finds_nothing
            a_closed_store_says_so
        }
    };
    ($open:ident: $($test:ident)*) => {$(
        #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
        async fn $test() {
            let (records, _kept) = $open();
            crate::conformance::records::$test(records).await;
        }
    )*};
}
pub(crate) use records_suite;

type Store = Arc<dyn Records>;

fn committed(seq: u64, revision: Option<u32>) -> Outcome {
    Outcome::Committed {
        seq: Seq(seq),
        revision: revision.map(RevisionNumber),
    }
}

fn tombstone() -> Tombstone {
    Tombstone {
        at: at(1),
        by: proposal_by(),
        reason: summary("doublon"),
    }
}

fn proposal_by() -> Actor {
    withdraw(1).by
}

pub(crate) async fn an_empty_store_answers_everything(store: Store) {
    assert_eq!(store.position().await.unwrap(), Seq(0));
    assert_eq!(*store.follow().borrow(), Seq(0));
    assert_eq!(store.resolve(&slug("un")).await.unwrap(), None);
    assert_eq!(store.head(resource(1)).await.unwrap(), None);
    let first = RevisionNumber::FIRST;
    assert_eq!(store.revision(resource(1), first).await.unwrap(), None);
    assert_eq!(store.history(resource(1), None, 9).await.unwrap(), []);
    assert_eq!(store.heads(None, 9).await.unwrap(), []);
    assert_eq!(store.changes_after(Seq(0), 9).await.unwrap(), []);
    assert_eq!(store.changes_after(Seq(u64::MAX), 9).await.unwrap(), []);
    assert_eq!(store.changes_before(None, 9).await.unwrap(), []);
    assert_eq!(store.changes_before(Some(Seq(0)), 9).await.unwrap(), []);
    assert_eq!(store.kinds().await.unwrap(), []);
    assert_eq!(store.commit(Vec::new()).await.unwrap(), []);
    let report = store.check(&|_| {}).await.unwrap();
    assert_eq!(report, crate::CheckReport::default());
}

pub(crate) async fn a_created_resource_is_found_in_every_way(store: Store) {
    let outcome = one(&*store, create_with(1, "un", &["i"])).await;
    assert_eq!(outcome, committed(1, Some(1)));
    let head = Head {
        resource: resource(1),
        slug: slug("un"),
        redirects: vec![slug("i")],
        number: RevisionNumber::FIRST,
        seq: Seq(1),
        created_at: at(1),
        updated_at: at(1),
        withdrawn: None,
    };
    assert_eq!(store.head(resource(1)).await.unwrap().as_ref(), Some(&head));
    let resolved = store.resolve(&slug("un")).await.unwrap().unwrap();
    assert_eq!((&resolved.head, resolved.redirect), (&head, false));
    let resolved = store.resolve(&slug("i")).await.unwrap().unwrap();
    assert_eq!((&resolved.head, resolved.redirect), (&head, true));
    assert_eq!(store.heads(None, 9).await.unwrap(), [head]);
    let revision = store.revision(resource(1), RevisionNumber(1)).await;
    let revision = revision.unwrap().unwrap();
    assert_eq!(revision.content, *content("premier\n"));
    assert_eq!((revision.seq, revision.cause), (Seq(1), None));
    assert_eq!((revision.at, revision.by), (at(1), proposal_by()));
    assert_eq!(revision.summary, Some(summary("Pour voir")));
    let changes = store.changes_after(Seq(0), 9).await.unwrap();
    assert_eq!(changes.len(), 1);
    assert!(
        matches!(&changes[0].event, Event::Created { content: c, .. } if *c == content("premier\n"))
    );
    assert_eq!(store.history(resource(1), None, 9).await.unwrap(), changes);
    assert_eq!(store.changes_before(None, 9).await.unwrap(), changes);
}

pub(crate) async fn a_follower_is_told_how_far_the_log_is(store: Store) {
    let mut follower = store.follow();
    one(&*store, create(1, "un")).await;
    follower.changed().await.unwrap();
    assert_eq!(*follower.borrow_and_update(), Seq(1));
    assert_eq!(one(&*store, rename(1, "un")).await, Outcome::Unchanged);
    assert!(!follower.has_changed().unwrap());
    store
        .commit(vec![create(2, "deux"), create(3, "trois")])
        .await
        .unwrap();
    follower.changed().await.unwrap();
    assert_eq!(*follower.borrow_and_update(), Seq(3));
    // what is told can be read
    assert_eq!(store.changes_after(Seq(2), 9).await.unwrap().len(), 1);
}

pub(crate) async fn a_replay_gives_the_same_store(store: Store) {
    let other = MemoryRecords::new();
    tell_story(&other).await;
    let changes = other.changes_after(Seq(0), 99).await.unwrap();
    let (first, second) = changes.split_at(5);
    store.replay(first.to_vec()).await.unwrap();
    store.replay(second.to_vec()).await.unwrap();
    assert_same(&other, &*store).await;
    let next = one(&*store, create(7, "sept")).await;
    assert_eq!(next, committed(changes.len() as u64 + 1, Some(1)));
}

pub(crate) async fn a_replay_stops_at_the_first_change_that_does_not_follow(store: Store) {
    let other = MemoryRecords::new();
    tell_story(&other).await;
    let changes = other.changes_after(Seq(0), 99).await.unwrap();
    let gap = [&changes[..3], &changes[4..6]].concat();
    let error = store.replay(gap).await.unwrap_err();
    assert!(
        matches!(
            error,
            Error::Damaged {
                seq: Some(Seq(5)),
                ..
            }
        ),
        "{error}"
    );
    assert_eq!(store.position().await.unwrap(), Seq(3));
    let mut stolen = changes[5].clone();
    stolen.seq = Seq(4);
    if let Event::Created { slug: address, .. } = &mut stolen.event {
        *address = slug("zwei");
    }
    let error = store.replay(vec![stolen]).await.unwrap_err();
    assert!(error.to_string().contains("zwei"), "{error}");
    store.replay(changes[3..].to_vec()).await.unwrap();
    assert_same(&other, &*store).await;
}

pub(crate) async fn a_check_of_a_sound_store_finds_nothing(store: Store) {
    tell_story(&*store).await;
    let told = Mutex::new(Vec::new());
    let report = store.check(&|seq| told.lock().unwrap().push(seq)).await;
    let report = report.unwrap();
    assert_eq!(report.faults, []);
    let counts = (report.changes, report.resources, report.revisions);
    assert_eq!(counts, (13, 3, 6));
    assert_eq!(told.lock().unwrap().last(), Some(&Seq(13)));
}

pub(crate) async fn a_closed_store_says_so(store: Store) {
    one(&*store, create(1, "un")).await;
    store.close().await.unwrap();
    let closed = |error: Error| assert!(matches!(error, Error::Closed), "{error}");
    closed(store.commit(vec![create(2, "deux")]).await.unwrap_err());
    closed(store.replay(Vec::new()).await.unwrap_err());
    closed(store.resolve(&slug("un")).await.unwrap_err());
    closed(store.position().await.unwrap_err());
    closed(store.kinds().await.unwrap_err());
    closed(store.check(&|_| {}).await.unwrap_err());
    closed(store.close().await.unwrap_err());
}
