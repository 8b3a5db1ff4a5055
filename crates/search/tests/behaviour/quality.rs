//! How good the search is may not fall unnoticed.

use crate::development_set::{self, DevelopmentSet};
use search::Index;

/// A little below what was reached; see the README for the figures.
const LEAST_NDCG: f64 = 0.77;

#[test]
fn the_development_set_is_answered_well() {
    let Some(folder) = development_set::folder() else {
        println!("skipped: no development set in ../shared/data/search");
        return;
    };
    let set = DevelopmentSet::load(&folder, Index::in_memory().unwrap()).unwrap();
    let figures = set.measure_all().unwrap();
    let all = figures["all"];
    assert_eq!(all.queries, set.queries.len());
    assert!(
        all.ndcg >= LEAST_NDCG,
        "nDCG@10 {:.3}: {figures:#?}",
        all.ndcg
    );
}
