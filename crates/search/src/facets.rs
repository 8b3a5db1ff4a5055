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
use crate::matching::{Candidate, Candidates};
use count::Counts;
use rayon::prelude::*;
use sieve::Sieve;
use std::collections::BTreeMap;

/// Counts by facet name.
pub type Facets = BTreeMap<String, Vec<FacetCount>>;
/// Filters by facet name.
pub type Filters = BTreeMap<String, Vec<String>>;

/// For fewer resources waking another thread costs more than it brings.
const MANY: usize = 50_000;

/// Keeps the resources that pass every filter, and counts each facet over those that pass the filters of the others.
pub fn narrow(view: &View, mut candidates: Candidates, filters: &Filters) -> (Candidates, Facets) {
    let values = view.facets.values();
    let sieve = Sieve::new(&values, filters);
    let none = || Counts::new(&values);
    let add = |mut counts, (number, found): (usize, &mut Vec<Candidate>)| {
        let table = view.facets.segment(number);
        let sifted = sieve.sift(table, found);
        Counts::add_sifted(&mut counts, table, &sifted);
        counts
    };
    let all: usize = candidates.iter().map(Vec::len).sum();
    let counts = if all < MANY {
        candidates.iter_mut().enumerate().fold(none(), add)
    } else {
        let segments = candidates.par_iter_mut().enumerate();
        segments
            .fold(none, add)
            .reduce(none, |one, other| one.with(&other))
    };
    let facets = counts.listed();
    (candidates, facets)
}
