//! Places that a restore leaves without a change.

use super::lost::assert_gap;
use super::*;
use crate::conformance::samples::create;

#[tokio::test]
async fn a_gap_that_was_left_is_there_after_a_restart_with_and_without_index() {
    let changes = expected(ACTS)
        .await
        .changes_after(Seq(0), 99)
        .await
        .unwrap();
    for cut in [0, 3, 7] {
        let folder = tempfile::tempdir().unwrap();
        let records = open(folder.path());
        records.replay(changes[..cut].to_vec()).await.unwrap();
        records.leave_gap(Seq(ACTS as u64)).await.unwrap();
        assert_gap(&*records, cut + 1).await;
        records.close().await.unwrap();
        without_witness(folder.path());
        for _ in 0..2 {
            let records = open(folder.path());
            assert_eq!(records.position().await.unwrap(), Seq(ACTS as u64));
            assert_gap(&*records, cut + 1).await;
            records.close().await.unwrap();
            without_index(folder.path());
        }
        let records = open(folder.path());
        let next = one(&*records, create(9, "neuf")).await;
        assert!(matches!(
            next,
            crate::Outcome::Committed { seq: Seq(14), .. }
        ));
        assert_gap(&*records, cut + 1).await;
    }
}

#[tokio::test]
async fn what_waits_beside_a_gap_is_served_in_its_order() {
    let folder = tempfile::tempdir().unwrap();
    let records = open(folder.path());
    let tasks: Vec<_> = (1..=60_u64)
        .map(|number| {
            let records = Arc::clone(&records);
            tokio::spawn(async move {
                match number % 6 {
                    0 => records.leave_gap(Seq(number * 100)).await.unwrap(),
                    _ => drop(one(&*records, create(number, &format!("r-{number}"))).await),
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let heads = records.heads(None, 99).await.unwrap();
    assert_eq!(heads.len(), 50);
    assert!(records.position().await.unwrap() >= Seq(6000));
    let before = check(&*records).await;
    records.close().await.unwrap();
    without_index(folder.path());
    let records = open(folder.path());
    assert_eq!(records.heads(None, 99).await.unwrap(), heads);
    assert_eq!(check(&*records).await.faults, before.faults);
}
