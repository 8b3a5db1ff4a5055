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
    /// the values that were counted, each once
    met: Vec<u32>,
}

impl<'a> Counts<'a> {
    /// Nothing was counted yet.
    pub fn new(values: &'a Values) -> Self {
        Self {
            values,
            counts: vec![0; values.count()],
            met: Vec::new(),
        }
    }

    /// Counts the values of what was sifted out of a segment. Somebody who has chosen a value of a facet wants to know what
    /// its other values would find: it is counted over what passes the filters of the other facets.
    pub fn add_sifted(&mut self, table: &Table, sifted: &Sifted) {
        let filtered = |facet: u32| sifted.but_one.iter().find(|(of, _)| *of == facet);
        self.add_those(table, &sifted.passing, |facet| filtered(facet).is_none());
        for (facet, passing) in &sifted.but_one {
            self.add_those(table, passing, |other| other == *facet);
        }
    }

    /// Counts the values that some documents have of some facets.
    fn add_those(&mut self, table: &Table, some: &Documents, counts: impl Fn(u32) -> bool) {
        let busy = some.busy();
        for (value, documents) in table.frequent() {
            if counts(self.values.facet(*value)) {
                self.add_times(*value, documents.count(&busy));
            }
        }
        for value in some.iter().flat_map(|doc| table.others(doc)) {
            if counts(self.values.facet(*value)) {
                self.add_times(*value, 1);
            }
        }
    }

    /// Adds what was counted elsewhere.
    pub fn with(mut self, other: &Self) -> Self {
        for value in &other.met {
            self.add_times(*value, other.counts[*value as usize]);
        }
        self
    }

    fn add_times(&mut self, value: u32, times: u32) {
        let count = &mut self.counts[value as usize];
        if *count == 0 && times > 0 {
            self.met.push(value);
        }
        *count += times;
    }

    /// The counts by facet, the most frequent values first, then by value.
    pub fn listed(mut self) -> Facets {
        let met = std::mem::take(&mut self.met);
        let mut of_facets = vec![Vec::new(); self.values.names().len()];
        for value in met {
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
