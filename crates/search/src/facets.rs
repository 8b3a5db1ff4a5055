//! Filters, and how many resources each further filter would leave.

mod count;
mod said;
mod sieve;
mod tables;
mod values;

pub use said::said;
pub use tables::Tables;
pub use values::{Theme, Values};

use crate::FacetCount;
use crate::index::View;
use crate::matching::Candidates;
use count::Counts;
use sieve::{Sieve, Verdict};
use std::collections::BTreeMap;

/// Counts by facet name.
pub type Facets = BTreeMap<String, Vec<FacetCount>>;
/// Filters by facet name.
pub type Filters = BTreeMap<String, Vec<String>>;

/// Keeps the resources that pass every filter, and counts each facet over those that pass the filters of the others.
pub fn narrow(view: &View, candidates: Candidates, filters: &Filters) -> (Candidates, Facets) {
    let values = view.facets.values();
    let mut counts = Counts::new(&values);
    let mut sieve = Sieve::new(&values, filters);
    let mut passing = Vec::with_capacity(candidates.len());
    for (number, mut segment) in candidates.into_iter().enumerate() {
        let table = view.facets.segment(number);
        segment.retain(|candidate| {
            let has = table.of_document(candidate.doc);
            let verdict = sieve.judge(has);
            match verdict {
                Verdict::Passes => counts.add(has),
                Verdict::FailsOne(facet) => counts.add_of_facet(has, facet),
                Verdict::Fails => {}
            }
            verdict == Verdict::Passes
        });
        passing.push(segment);
    }
    (passing, counts.listed())
}
