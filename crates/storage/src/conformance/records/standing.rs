//! Whether changes are taken, and what seals them.

use super::*;
use crate::Writing;

pub(crate) async fn a_store_at_rest_takes_changes(store: Store) {
    assert_eq!(store.writing(), Writing::Open);
    tell_story(&*store).await;
    assert_eq!(store.writing(), Writing::Open);
    // what is refused stops nothing
    let _ = one(&*store, create(1, "un")).await;
    assert_eq!(store.writing(), Writing::Open);
}

pub(crate) async fn a_seal_stands_for_all_up_to_its_place(store: Store) {
    assert_eq!(store.seal(Seq(0)).await.unwrap(), None);
    assert_eq!(store.seal(Seq(1)).await.unwrap(), None);
    let mut seals = Vec::new();
    for (index, proposal) in story().into_iter().enumerate() {
        one(&*store, proposal).await;
        let seal = store.seal(Seq(index as u64 + 1)).await.unwrap();
        // a backend seals every change, each in another way, or none
        let first = seals.first().unwrap_or(&seal);
        assert_eq!(seal.is_some(), first.is_some());
        assert!(seal.is_none() || !seals.contains(&seal));
        seals.push(seal);
    }
    for (index, seal) in seals.iter().enumerate() {
        assert_eq!(store.seal(Seq(index as u64 + 1)).await.unwrap(), *seal);
    }
    let position = Seq(seals.len() as u64);
    assert_eq!(store.seal(position.next()).await.unwrap(), None);
    let report = store.check(&|_| {}).await.unwrap();
    assert_eq!(Some(&report.seal), seals.last());
}
