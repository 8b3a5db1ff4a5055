//! How many resources have each value.

use super::Facets;
use super::values::Values;
use crate::FacetCount;

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

    /// Counts the values of a resource.
    pub fn add(&mut self, has: &[u32]) {
        has.iter().for_each(|value| self.add_one(*value));
    }

    /// Counts those of them that are of one facet.
    pub fn add_of_facet(&mut self, has: &[u32], facet: u32) {
        for value in has {
            if self.values.facet(*value) == facet {
                self.add_one(*value);
            }
        }
    }

    /// Adds what was counted elsewhere.
    pub fn add_counted(&mut self, other: &Self) {
        for value in &other.met {
            self.add_times(*value, other.counts[*value as usize]);
        }
    }

    fn add_one(&mut self, value: u32) {
        self.add_times(value, 1);
    }

    fn add_times(&mut self, value: u32, times: u32) {
        let count = &mut self.counts[value as usize];
        if *count == 0 {
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
