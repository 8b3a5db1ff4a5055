//! Which resources the index holds: for comparing them with those of the store, and for indexing them again.

use super::Index;
use crate::schema::column;
use crate::{Error, Update};
use model::{ResourceId, Seq};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use tantivy::columnar::Column;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, TantivyError};
use uuid::Uuid;

impl Index {
    /// How many resources are in the index.
    #[must_use]
    pub fn count(&self) -> usize {
        usize::try_from(self.searcher().num_docs()).unwrap_or(usize::MAX)
    }

    /// The resources that are in the index, each with the [`Document::seq`](crate::Document::seq) with which it was put.
    ///
    /// # Errors
    /// [`Error::Engine`] when the index cannot be read.
    pub fn resources(&self) -> Result<BTreeMap<ResourceId, Seq>, Error> {
        let mut resources = BTreeMap::new();
        for segment in self.searcher().segment_readers() {
            let identifiers = Identifiers::of(segment)?;
            let seqs = segment.fast_fields().u64(column::SEQ)?;
            resources.extend(segment.doc_ids_alive().map(|doc| {
                let seq = Seq(seqs.first(doc).unwrap_or(0));
                (identifiers.get(doc), seq)
            }));
        }
        Ok(resources)
    }

    /// Whether no resource is in the index twice: a kill in the wrong moment could lose the engine a deletion.
    pub(super) fn holds_each_once(&self) -> Result<bool, Error> {
        let mut all = Vec::with_capacity(self.count());
        for segment in self.searcher().segment_readers() {
            let identifiers = Identifiers::of(segment)?;
            all.extend(segment.doc_ids_alive().map(|doc| identifiers.get(doc)));
        }
        all.sort_unstable();
        Ok(all.windows(2).all(|pair| pair[0] != pair[1]))
    }

    /// Whether the resources of these updates are in the index once, or not at all when they were removed.
    pub(super) fn holds_as_told(&self, updates: &[Update]) -> Result<bool, Error> {
        let last: BTreeMap<ResourceId, usize> = updates
            .iter()
            .map(|update| {
                (
                    update.resource(),
                    usize::from(matches!(update, Update::Put(_))),
                )
            })
            .collect();
        let mut times: BTreeMap<ResourceId, usize> = last.keys().map(|id| (*id, 0)).collect();
        for segment in self.searcher().segment_readers() {
            self.add_times(segment, &mut times)?;
        }
        Ok(times == last)
    }

    /// Adds how many documents of a segment stand for each resource; those outside its span are not looked for.
    fn add_times(
        &self,
        segment: &SegmentReader,
        times: &mut BTreeMap<ResourceId, usize>,
    ) -> Result<(), TantivyError> {
        let inverted = segment.inverted_index(self.fields.id)?;
        let span = Span::of(segment)?;
        for (resource, times) in times.iter_mut().filter(|(id, _)| span.may_hold(**id)) {
            let term = self.fields.term_of(*resource);
            let Some(mut postings) = inverted.read_postings(&term, IndexRecordOption::Basic)?
            else {
                continue;
            };
            while postings.doc() != TERMINATED {
                *times += usize::from(!segment.is_deleted(postings.doc()));
                postings.advance();
            }
        }
        Ok(())
    }

    /// All resources of a kind, however many there are.
    ///
    /// # Errors
    /// [`Error::Engine`] or [`Error::Io`] when the index cannot be read.
    pub fn of_kind(&self, kind: &str) -> Result<BTreeSet<ResourceId>, Error> {
        let mut resources = BTreeSet::new();
        let view = self.searcher();
        let Some(kind) = view.facets.values().number("kind", kind) else {
            return Ok(resources);
        };
        for (number, segment) in view.segment_readers().iter().enumerate() {
            let identifiers = Identifiers::of(segment)?;
            let table = view.facets.segment(number);
            let alive = segment.doc_ids_alive();
            let found = alive.filter(|doc| table.has(*doc, kind));
            resources.extend(found.map(|doc| identifiers.get(doc)));
        }
        Ok(resources)
    }
}

/// Between which identifiers those of a segment lie, by their first halves. Identifiers begin with the time at which they
/// were given (RFC 9562, version 7), so that most segments can be passed over: a new resource is in none of them.
pub(super) struct Span(RangeInclusive<u64>);

impl Span {
    /// The span of a segment.
    ///
    /// # Errors
    /// When the segment cannot be read.
    pub(super) fn of(segment: &SegmentReader) -> Result<Self, TantivyError> {
        let high = segment.fast_fields().u64(column::ID_HIGH)?;
        Ok(Self(high.min_value()..=high.max_value()))
    }

    /// Whether a resource may be in the segment; if not, it is not.
    pub(super) fn may_hold(&self, resource: ResourceId) -> bool {
        self.0.contains(&resource.0.as_u64_pair().0)
    }
}

/// The identifiers of a segment's resources.
struct Identifiers {
    high: Column<u64>,
    low: Column<u64>,
}

impl Identifiers {
    fn of(segment: &SegmentReader) -> Result<Self, TantivyError> {
        let columns = segment.fast_fields();
        Ok(Self {
            high: columns.u64(column::ID_HIGH)?,
            low: columns.u64(column::ID_LOW)?,
        })
    }

    fn get(&self, doc: DocId) -> ResourceId {
        let half = |column: &Column<u64>| column.first(doc).unwrap_or(0);
        ResourceId(Uuid::from_u64_pair(half(&self.high), half(&self.low)))
    }
}
