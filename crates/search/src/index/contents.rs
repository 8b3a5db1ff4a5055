//! Which resources the index holds: for comparing them with those of the store, and for indexing them again.

use super::Index;
use crate::schema::column;
use crate::{Error, Update};
use model::{ResourceId, Seq};
use std::collections::{BTreeMap, BTreeSet};
use tantivy::columnar::Column;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, TantivyError, Term};
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

    /// Adds how many documents of a segment stand for each resource.
    fn add_times(
        &self,
        segment: &SegmentReader,
        times: &mut BTreeMap<ResourceId, usize>,
    ) -> Result<(), TantivyError> {
        let inverted = segment.inverted_index(self.fields.id)?;
        for (resource, times) in times {
            let term = Term::from_field_text(self.fields.id, &resource.to_string());
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
            let found = alive.filter(|doc| table.of_document(*doc).contains(&kind));
            resources.extend(found.map(|doc| identifiers.get(doc)));
        }
        Ok(resources)
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
