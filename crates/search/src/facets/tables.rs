//! Which resource has which facet values: bits for values that many have, so that counting them is counting bits; numbers side
//! by side for the others.

use super::values::Values;
use crate::documents::Documents;
use crate::schema::column;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};
use tantivy::columnar::StrColumn;
use tantivy::index::SegmentId;
use tantivy::{DocId, Searcher, SegmentReader, TantivyError};

/// A value that one document in so many has is kept as bits: they take no more memory than a number for each.
const FREQUENT: u32 = u32::BITS;

/// The tables of all segments; at most about four bytes for each value of each resource.
pub struct Tables {
    values: Arc<RwLock<Values>>,
    segments: Vec<(SegmentId, Arc<Table>)>,
}

/// The table of one segment, deleted resources included.
#[derive(Default)]
pub struct Table {
    /// the documents of each value that many have; by number of the value
    frequent: Vec<(u32, Documents)>,
    /// where the other values of each document begin, and where the last ones end
    starts: Vec<u32>,
    others: Vec<u32>,
    /// how many documents have each value, by number of the value
    counts: Vec<(u32, u32)>,
}

impl Tables {
    /// The tables of what a searcher sees; those of segments that were there before are kept.
    ///
    /// # Errors
    /// When a segment cannot be read.
    pub fn new(searcher: &Searcher, before: Option<&Self>) -> Result<Self, TantivyError> {
        let values = before.map(|tables| Arc::clone(&tables.values));
        let values = values.unwrap_or_default();
        let known = before.map(|tables| tables.segments.iter().cloned());
        let known: HashMap<SegmentId, Arc<Table>> = known.into_iter().flatten().collect();
        let mut segments = Vec::new();
        for segment in searcher.segment_readers() {
            let id = segment.segment_id();
            let table = match known.get(&id) {
                Some(table) => Arc::clone(table),
                None => Arc::new(Table::of(segment, &values)?),
            };
            segments.push((id, table));
        }
        Ok(Self { values, segments })
    }

    /// The values that the tables speak of.
    pub fn values(&self) -> RwLockReadGuard<'_, Values> {
        self.values.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The table of a segment, by its place among the searcher's.
    pub fn segment(&self, number: usize) -> &Table {
        &self.segments[number].1
    }

    /// How many resources have a value; those that were replaced since may be among them.
    pub fn having(&self, value: u32) -> u64 {
        let tables = self.segments.iter();
        tables
            .map(|(_, table)| u64::from(table.having(value)))
            .sum()
    }
}

impl Table {
    fn of(segment: &SegmentReader, values: &RwLock<Values>) -> Result<Self, TantivyError> {
        let Some(column) = segment.fast_fields().str(column::FACETS)? else {
            return Ok(Self {
                starts: vec![0; segment.max_doc() as usize + 1],
                ..Self::default()
            });
        };
        let numbers = numbers(&column, values)?;
        let mut counts = vec![0; numbers.len()];
        for doc in 0..segment.max_doc() {
            for ordinal in column.ords().values_for_doc(doc) {
                counts[ordinal as usize] += 1;
            }
        }
        let is_frequent = |count: u32| count >= segment.max_doc().div_ceil(FREQUENT);
        let mut bits: Vec<Option<Documents>> = counts
            .iter()
            .map(|count| is_frequent(*count).then(|| Documents::up_to(segment.max_doc())))
            .collect();
        let mut table = Self::default();
        table.starts.push(0);
        for doc in 0..segment.max_doc() {
            for ordinal in column.ords().values_for_doc(doc) {
                match &mut bits[ordinal as usize] {
                    Some(documents) => documents.add(doc),
                    None => table.others.push(numbers[ordinal as usize]),
                }
            }
            let end = u32::try_from(table.others.len()).unwrap_or(u32::MAX);
            table.starts.push(end);
        }
        let frequent = numbers.iter().copied().zip(bits);
        table.frequent = frequent
            .filter_map(|(value, documents)| Some((value, documents?)))
            .collect();
        table.frequent.sort_unstable_by_key(|(value, _)| *value);
        table.counts = numbers.into_iter().zip(counts).collect();
        table.counts.sort_unstable();
        Ok(table)
    }

    /// The values that many documents have, and which those are.
    pub fn frequent(&self) -> &[(u32, Documents)] {
        &self.frequent
    }

    /// The values of a document that are not frequent.
    pub fn others(&self, doc: DocId) -> &[u32] {
        let start = self.starts[doc as usize] as usize;
        let end = self.starts[doc as usize + 1] as usize;
        &self.others[start..end]
    }

    /// Whether a document has a value.
    pub fn has(&self, doc: DocId, value: u32) -> bool {
        match self.documents(value) {
            Some(documents) => documents.has(doc),
            None => self.others(doc).contains(&value),
        }
    }

    /// Those of some documents that have any of the values.
    pub fn with_any(&self, values: &[u32], some: &Documents) -> Documents {
        let mut with = Documents::none_of(some);
        let mut rare = Vec::new();
        for value in values {
            match self.documents(*value) {
                Some(documents) => with.add_all(documents),
                None if self.having(*value) > 0 => rare.push(*value),
                None => {}
            }
        }
        with.keep(some);
        if !rare.is_empty() {
            let has = |doc: &DocId| self.others(*doc).iter().any(|value| rare.contains(value));
            some.iter().filter(has).for_each(|doc| with.add(doc));
        }
        with
    }

    /// The documents of a value, when many have it.
    fn documents(&self, value: u32) -> Option<&Documents> {
        let by_value = |(value, _): &(u32, Documents)| *value;
        let at = self.frequent.binary_search_by_key(&value, by_value).ok()?;
        Some(&self.frequent[at].1)
    }

    fn having(&self, value: u32) -> u32 {
        let at = self
            .counts
            .binary_search_by_key(&value, |(value, _)| *value);
        at.map_or(0, |at| self.counts[at].1)
    }
}

/// The number of each value of a segment, by its ordinal there.
fn numbers(column: &StrColumn, values: &RwLock<Values>) -> Result<Vec<u32>, TantivyError> {
    let mut values = values.write().unwrap_or_else(PoisonError::into_inner);
    let mut numbers = Vec::with_capacity(column.num_terms());
    let mut keys = column.dictionary().stream()?;
    while keys.advance() {
        let key = std::str::from_utf8(keys.key()).unwrap_or_default();
        numbers.push(values.learn(key));
    }
    Ok(numbers)
}
