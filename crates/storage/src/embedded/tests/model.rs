//! Random acts: the embedded backend answers as the one in memory, also after it was opened again or lost its index.

use super::*;
use crate::Proposal;
use crate::conformance::samples::*;
use ::model::{Cause, RevisionNumber};
use proptest::prelude::*;

#[derive(Debug, Clone)]
enum Deed {
    Commit(Vec<Proposal>),
    Reopen,
    Crash,
    LoseIndex,
}

/// Few resources, addresses and numbers, so that they meet.
fn proposals() -> impl Strategy<Value = Proposal> {
    let number = 1..5_u64;
    let base = 1..5_u32;
    let address = prop::sample::select(vec!["a", "b", "c", "d", "a-1", "ab"]);
    let body = "[a-zé \\n]{0,40}";
    prop_oneof![
        3 => (number.clone(), address.clone(), prop::collection::vec(address.clone(), 0..3))
            .prop_map(|(n, slug, redirects)| create_with(n, slug, &redirects)),
        5 => (number.clone(), base.clone(), body).prop_map(|(n, base, body)| revise(n, base, &body)),
        2 => (number.clone(), base, 1..3_u32).prop_map(|(n, base, of)| {
            revise_as(n, base, Cause::Restore { of: RevisionNumber(of) }, "revenu\n")
        }),
        3 => (number.clone(), address).prop_map(|(n, to)| rename(n, to)),
        1 => number.prop_map(withdraw),
        1 => (0..3_i64, "[xyz]").prop_map(|(order, id)| define(kind(&id, order, "K"))),
    ]
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let deed = prop_oneof![
        12 => prop::collection::vec(proposals(), 1..6).prop_map(Deed::Commit),
        1 => Just(Deed::Reopen),
        1 => Just(Deed::Crash),
        1 => Just(Deed::LoseIndex),
    ];
    prop::collection::vec(deed, 1..25)
}

async fn live(deeds: Vec<Deed>) {
    let memory = MemoryRecords::new();
    let mut folder = tempfile::tempdir().unwrap();
    let mut records = open_short(folder.path());
    for deed in deeds {
        match deed {
            Deed::Commit(proposals) => {
                let expected = memory.commit(proposals.clone()).await.unwrap();
                assert_eq!(records.commit(proposals).await.unwrap(), expected);
                continue;
            }
            Deed::Reopen => records.close().await.unwrap(),
            Deed::Crash => {
                let crashed = copied(folder.path());
                records.close().await.unwrap();
                folder = crashed;
            }
            Deed::LoseIndex => {
                records.close().await.unwrap();
                without_index(folder.path());
            }
        }
        records = open_short(folder.path());
        assert_same(&memory, &*records).await;
    }
    assert_same(&memory, &*records).await;
    assert_eq!(check(&*records).await.faults, []);
    let changes = records.changes_after(Seq(0), usize::MAX).await.unwrap();
    let replayed = MemoryRecords::new();
    replayed.replay(changes).await.unwrap();
    assert_same(&replayed, &*records).await;
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn any_acts_have_the_same_outcomes_and_answers_as_in_memory(deeds in deeds()) {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
        runtime.unwrap().block_on(live(deeds));
    }
}
