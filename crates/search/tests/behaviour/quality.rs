//! How good the search is may not fall unnoticed.

use crate::development_set::DevelopmentSet;
use crate::development_set::judged::{self, table};
use search::{Query, Recipe};

/// What must be reached over all queries; see the README for the figures.
const LEAST: f64 = 0.84;
/// What must be reached in every group of queries.
const LEAST_OF_GROUP: f64 = 0.60;

#[test]
fn the_development_set_is_answered_well() {
    let Some(folder) = judged::folder() else {
        println!("skipped: no development set in ../shared/data/search");
        return;
    };
    let set = DevelopmentSet::load(&folder).unwrap();
    let figures = set.measure_all(Recipe::default()).unwrap();
    assert_eq!(figures["all"].queries, set.queries.len());
    assert!(figures["all"].ndcg >= LEAST, "\n{}", table(&figures));
    for (group, of_group) in &figures {
        assert!(
            of_group.ndcg >= LEAST_OF_GROUP,
            "{group}\n{}",
            table(&figures)
        );
    }
    for judged in &set.queries {
        let query = Query {
            text: judged.text.clone(),
            ..Query::default()
        };
        let total = set.index.search(&query).unwrap().total;
        assert!(total > 0, "nothing is found: {}", judged.text);
    }
}
