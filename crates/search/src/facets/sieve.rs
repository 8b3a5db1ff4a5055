//! Which filters a resource passes.

use super::Filters;
use super::values::Values;

/// What stands for a facet that no resource has.
const NOBODYS: u32 = u32::MAX;

/// Filters, ready to judge millions of resources.
pub struct Sieve {
    /// number of the facet of each filter
    facets: Vec<u32>,
    /// by number of a value: the filter that it passes, counted from 1; a value is of one facet, so of one filter
    passes: Vec<u32>,
    /// by filter: the last resource that passed it
    passed: Vec<u64>,
    resource: u64,
}

/// What came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Every filter is passed.
    Passes,
    /// Every filter but the one on the facet of that number.
    FailsOne(u32),
    /// More than one filter fails.
    Fails,
}

impl Sieve {
    /// Filters without values filter nothing.
    pub fn new(values: &Values, filters: &Filters) -> Self {
        let mut facets = Vec::new();
        let mut passes = vec![0; values.count()];
        for (name, wanted) in filters.iter().filter(|(_, wanted)| !wanted.is_empty()) {
            facets.push(values.facet_named(name).unwrap_or(NOBODYS));
            let filter = u32::try_from(facets.len()).unwrap_or(u32::MAX);
            for number in wanted.iter().filter_map(|value| values.number(name, value)) {
                passes[number as usize] = filter;
            }
        }
        Self {
            passed: vec![0; facets.len()],
            facets,
            passes,
            resource: 0,
        }
    }

    /// Judges a resource by the numbers of its values.
    pub fn judge(&mut self, has: &[u32]) -> Verdict {
        if self.facets.is_empty() {
            return Verdict::Passes;
        }
        self.resource += 1;
        let mut met = 0;
        for value in has {
            let filter = self.passes[*value as usize] as usize;
            if filter > 0 && self.passed[filter - 1] != self.resource {
                self.passed[filter - 1] = self.resource;
                met += 1;
            }
        }
        match self.facets.len() - met {
            0 => Verdict::Passes,
            1 => Verdict::FailsOne(self.failed()),
            _ => Verdict::Fails,
        }
    }

    /// The facet of the first filter that the resource does not pass.
    fn failed(&self) -> u32 {
        let mut filters = self.passed.iter().zip(&self.facets);
        let failed = filters.find(|(passed, _)| **passed != self.resource);
        failed.map_or(NOBODYS, |(_, facet)| *facet)
    }
}
