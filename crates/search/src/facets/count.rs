//! How many resources have each value.

use super::Facets;
use super::sieve::Sifted;
use super::tables::Table;
use super::values::Values;
use crate::FacetCount;
use crate::documents::Documents;

/// The most values that a facet lists.
const MAX_VALUES: usize = 200;

/// Counts by number of the value.
pub struct Counts<'a> {
    values: &'a Values,
    counts: Vec<u32>,
}

impl<'a> Counts<'a> {
    /// Nothing was counted yet.
    pub fn new(values: &'a Values) -> Self {
        Self {
            values,
            counts: vec![0; values.count()],
        }
    }

    /// Counts the values of what was sifted out of a segment. Somebody who has chosen a value of a facet wants to know what
    /// its other values would find: it is counted over what passes the filters of the other facets.
    pub fn add_sifted(&mut self, table: &Table, sifted: &Sifted) {
        let facet = |value| self.values.facet(value);
        let unfiltered = |value| {
            let mut filtered = sifted.but_one.iter();
            filtered.all(|(of, _)| *of != facet(value))
        };
        let counts = &mut self.counts;
        if sifted.but_one.is_empty() {
            // most questions have no filter: no value has to be asked for its facet
            return add(counts, table, &sifted.passing, |_| true);
        }
        add(counts, table, &sifted.passing, unfiltered);
        for (of, passing) in &sifted.but_one {
            add(counts, table, passing, |value| facet(value) == *of);
        }
    }

    /// Adds what was counted elsewhere.
    pub fn with(mut self, other: &Self) -> Self {
        for (count, other) in self.counts.iter_mut().zip(&other.counts) {
            *count += other;
        }
        self
    }

    /// The counts by facet, the most frequent values first, then by value.
    pub fn listed(self) -> Facets {
        let mut of_facets = vec![Vec::new(); self.values.names().len()];
        let met = (0..).zip(&self.counts).filter(|(_, count)| **count > 0);
        for (value, _) in met {
            of_facets[self.values.facet(value) as usize].push(value);
        }
        let facets = self.values.names().iter().zip(of_facets);
        facets
            .filter(|(_, met)| !met.is_empty())
            .map(|(name, met)| (name.clone(), self.list(met)))
            .collect()
    }

    fn list(&self, mut met: Vec<u32>) -> Vec<FacetCount> {
        let count = |value: &u32| self.counts[*value as usize];
        let order = |one: &u32, other: &u32| {
            let by_value = || self.values.value(*one).cmp(self.values.value(*other));
            count(other).cmp(&count(one)).then_with(by_value)
        };
        if met.len() > MAX_VALUES {
            met.select_nth_unstable_by(MAX_VALUES, order);
            met.truncate(MAX_VALUES);
        }
        met.sort_unstable_by(order);
        let listed = met.iter().map(|value| FacetCount {
            value: self.values.value(*value).to_owned(),
            count: count(value) as usize,
        });
        listed.collect()
    }
}

/// Adds the values that some documents have, of those that count.
fn add(counts: &mut [u32], table: &Table, some: &Documents, is_counted: impl Fn(u32) -> bool) {
    let busy = some.busy();
    for (value, documents) in table.frequent() {
        if is_counted(*value) {
            counts[*value as usize] += documents.count(&busy);
        }
    }
    for value in some.iter().flat_map(|doc| table.others(doc)) {
        if is_counted(*value) {
            counts[*value as usize] += 1;
        }
    }
}
