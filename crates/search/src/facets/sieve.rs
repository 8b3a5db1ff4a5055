//! Which filters resources pass.

use super::Filters;
use super::tables::Table;
use super::values::Values;
use crate::documents::Documents;
use crate::matching::Candidate;

/// What stands for a facet that no resource has.
const NOBODYS: u32 = u32::MAX;

/// Filters by the numbers of facets and values, ready for every segment.
pub struct Sieve {
    filters: Vec<(u32, Vec<u32>)>,
}

/// What passes of a segment.
pub struct Sifted {
    /// Those that pass every filter.
    pub passing: Documents,
    /// For each facet that has a filter those that pass all the others.
    pub but_one: Vec<(u32, Documents)>,
}

impl Sieve {
    /// Filters without values filter nothing.
    pub fn new(values: &Values, filters: &Filters) -> Self {
        let filters = filters.iter().filter(|(_, wanted)| !wanted.is_empty());
        let numbered = filters.map(|(name, wanted)| {
            let facet = values.facet_named(name).unwrap_or(NOBODYS);
            let wanted = wanted.iter();
            let wanted = wanted.filter_map(|value| values.number(name, value));
            (facet, wanted.collect())
        });
        Self {
            filters: numbered.collect(),
        }
    }

    /// Sifts the resources of a segment: those that do not pass are taken out.
    pub fn sift(&self, table: &Table, candidates: &mut Vec<Candidate>) -> Sifted {
        // they are in the order of documents
        let end = candidates.last().map_or(0, |last| last.doc + 1);
        let mut found = Documents::up_to(end);
        candidates.iter().for_each(|one| found.add(one.doc));
        let filters = self.filters.iter();
        let passed: Vec<_> = filters
            .map(|(facet, wanted)| (*facet, table.with_any(wanted, &found)))
            .collect();
        let all_but = |left_out: Option<usize>| {
            let mut passing = found.clone();
            let others = passed.iter().enumerate();
            let others = others.filter(|(at, _)| Some(*at) != left_out);
            others.for_each(|(_, (_, passed))| passing.keep(passed));
            passing
        };
        let but_one = passed.iter().enumerate();
        let but_one = but_one.map(|(at, (facet, _))| (*facet, all_but(Some(at))));
        let sifted = Sifted {
            passing: all_but(None),
            but_one: but_one.collect(),
        };
        if !passed.is_empty() {
            candidates.retain(|one| sifted.passing.has(one.doc));
        }
        sifted
    }
}
