//! Filters, and how many resources each further filter would leave.

use crate::matching::{Candidate, Candidates};
use crate::schema::{FacetKey, Fields, column};
use crate::{Error, FacetCount};
use std::collections::BTreeMap;
use tantivy::columnar::StrColumn;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, Searcher, SegmentReader, TERMINATED, Term};

/// The most values that a facet lists.
const MAX_VALUES: usize = 200;

/// Counts by facet name.
pub type Facets = BTreeMap<String, Vec<FacetCount>>;
/// Filters by facet name.
pub type Filters = BTreeMap<String, Vec<String>>;
/// Counts by facet name and value.
type Counts = BTreeMap<String, BTreeMap<String, usize>>;

/// Keeps the resources that pass every filter, and counts each facet over those that pass the filters of the others.
///
/// # Errors
/// [`Error::Engine`] or [`Error::Io`].
pub fn narrow(
    searcher: &Searcher,
    fields: &Fields,
    candidates: Candidates,
    filters: &Filters,
) -> Result<(Candidates, Facets), Error> {
    let mut passing = Vec::with_capacity(candidates.len());
    let mut counts = Counts::new();
    for (segment, candidates) in searcher.segment_readers().iter().zip(candidates) {
        passing.push(narrow_segment(
            segment,
            fields,
            candidates,
            filters,
            &mut counts,
        )?);
    }
    let facets = counts
        .into_iter()
        .map(|(name, values)| (name, most_frequent(values)))
        .collect();
    Ok((passing, facets))
}

/// Counts of one segment by ordinal of the facet key.
struct Tables<'a> {
    column: StrColumn,
    /// resources that pass every filter
    passing: Vec<usize>,
    /// resources that pass every filter but this one, by name of the filter
    but_one: BTreeMap<&'a str, Vec<usize>>,
}

fn narrow_segment(
    segment: &SegmentReader,
    fields: &Fields,
    candidates: Vec<Candidate>,
    filters: &Filters,
    counts: &mut Counts,
) -> Result<Vec<Candidate>, Error> {
    let mut allowed = Vec::new();
    for (name, values) in filters.iter().filter(|(_, values)| !values.is_empty()) {
        allowed.push((
            name.as_str(),
            documents_with(segment, fields, name, values)?,
        ));
    }
    let mut tables = Tables::new(segment)?;
    let mut passing = Vec::new();
    for candidate in candidates {
        let mut failing = allowed
            .iter()
            .filter(|(_, documents)| !documents[candidate.doc as usize]);
        match (failing.next(), failing.next()) {
            (None, _) => {
                passing.push(candidate);
                tables.count(candidate, None);
            }
            (Some((name, _)), None) => tables.count(candidate, Some(name)),
            (Some(_), Some(_)) => {}
        }
    }
    tables.add_to(counts)?;
    Ok(passing)
}

/// Which documents of the segment have one of the values; one that was replaced since may be among them.
///
/// # Errors
/// [`Error::Engine`] or [`Error::Io`].
pub fn documents_with(
    segment: &SegmentReader,
    fields: &Fields,
    name: &str,
    values: &[String],
) -> Result<Vec<bool>, Error> {
    let mut having = vec![false; segment.max_doc() as usize];
    let index = segment.inverted_index(fields.facets)?;
    for value in values {
        let term = Term::from_field_text(fields.facets, FacetKey::new(name, value).as_str());
        let Some(mut postings) = index.read_postings(&term, IndexRecordOption::Basic)? else {
            continue;
        };
        while postings.doc() != TERMINATED {
            having[postings.doc() as usize] = true;
            postings.advance();
        }
    }
    Ok(having)
}

impl<'a> Tables<'a> {
    fn new(segment: &SegmentReader) -> Result<Self, Error> {
        let column = match segment.fast_fields().str(column::FACETS)? {
            Some(column) => column,
            None => StrColumn::wrap(tantivy::columnar::BytesColumn::empty(segment.max_doc())),
        };
        let passing = vec![0; column.num_terms()];
        Ok(Self {
            column,
            passing,
            but_one: BTreeMap::new(),
        })
    }

    fn count(&mut self, candidate: Candidate, but: Option<&'a str>) {
        let table = match but {
            None => &mut self.passing,
            Some(name) => self
                .but_one
                .entry(name)
                .or_insert_with(|| vec![0; self.passing.len()]),
        };
        for ordinal in self.column.ords().values_for_doc(candidate.doc) {
            table[ordinal as usize] += 1;
        }
    }

    fn add_to(self, counts: &mut Counts) -> Result<(), Error> {
        let mut key = String::new();
        for (ordinal, passing) in self.passing.iter().enumerate() {
            let others = self
                .but_one
                .values()
                .map(|table| table[ordinal])
                .sum::<usize>();
            if passing + others == 0 {
                continue;
            }
            self.column.ord_to_str(ordinal as u64, &mut key)?;
            let (name, value) = FacetKey::split(&key);
            let others = self.but_one.get(name).map_or(0, |table| table[ordinal]);
            if passing + others > 0 {
                let values = counts.entry(name.to_owned()).or_default();
                *values.entry(value.to_owned()).or_insert(0) += passing + others;
            }
        }
        Ok(())
    }
}

fn most_frequent(values: BTreeMap<String, usize>) -> Vec<FacetCount> {
    let mut values = values
        .into_iter()
        .map(|(value, count)| FacetCount { value, count })
        .collect::<Vec<_>>();
    values.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
    values.truncate(MAX_VALUES);
    values
}
