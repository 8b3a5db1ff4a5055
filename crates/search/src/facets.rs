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
use sieve::{Sieve, Verdict};
use std::collections::BTreeMap;

/// Counts by facet name.
pub type Facets = BTreeMap<String, Vec<FacetCount>>;
/// Filters by facet name.
pub type Filters = BTreeMap<String, Vec<String>>;

/// So many resources are worth a thread of their own.
const SHARE: usize = 50_000;
/// Resources of one segment that are looked at in one go.
const PIECE: usize = 10_000;

/// Keeps the resources that pass every filter, and counts each facet over those that pass the filters of the others.
pub fn narrow(view: &View, candidates: Candidates, filters: &Filters) -> (Candidates, Facets) {
    let values = view.facets.values();
    let pieces: Vec<(usize, &[Candidate])> = candidates
        .iter()
        .enumerate()
        .flat_map(|(number, segment)| segment.chunks(PIECE).map(move |piece| (number, piece)))
        .collect();
    let all: usize = candidates.iter().map(Vec::len).sum();
    let threads = (all / SHARE).clamp(1, rayon::current_num_threads());
    let shares = pieces.par_chunks(pieces.len().div_ceil(threads).max(1));
    let shares: Vec<_> = shares
        .map(|share| narrow_share(view, &values, share, filters))
        .collect();
    let mut counts = Counts::new(&values);
    let mut passing = vec![Vec::new(); candidates.len()];
    for (of_share, counted) in shares {
        counts.add_counted(&counted);
        for (number, piece) in of_share {
            passing[number].extend(piece);
        }
    }
    (passing, counts.listed())
}

/// Those that pass of some pieces of segments, and the counts.
fn narrow_share<'v>(
    view: &View,
    values: &'v Values,
    pieces: &[(usize, &[Candidate])],
    filters: &Filters,
) -> (Vec<(usize, Vec<Candidate>)>, Counts<'v>) {
    let mut counts = Counts::new(values);
    let mut sieve = Sieve::new(values, filters);
    let passing = pieces.iter().map(|(number, piece)| {
        let table = view.facets.segment(*number);
        let passes = |candidate: &&Candidate| {
            let has = table.of_document(candidate.doc);
            let verdict = sieve.judge(has);
            match verdict {
                Verdict::Passes => counts.add(has),
                Verdict::FailsOne(facet) => counts.add_of_facet(has, facet),
                Verdict::Fails => {}
            }
            verdict == Verdict::Passes
        };
        (*number, piece.iter().filter(passes).copied().collect())
    });
    (passing.collect(), counts)
}
