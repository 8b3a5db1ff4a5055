//! Which resources the index holds: for comparing them with those of the store, and for indexing them again.

use super::Index;
use crate::facets::documents_with;
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
        Ok(self.resources()?.len() == self.count())
    }

    /// Whether the resources of these updates are in the index once, or not at all when they were removed.
    pub(super) fn holds_as_told(&self, updates: &[Update]) -> Result<bool, Error> {
        let last: BTreeMap<ResourceId, usize> = updates
            .iter()
            .map(|update| match update {
                Update::Put(document) => (document.resource, 1),
                Update::Remove(resource) => (*resource, 0),
            })
            .collect();
        for (resource, times) in last {
            if self.times(resource)? != times {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// How many documents stand for a resource.
    fn times(&self, resource: ResourceId) -> Result<usize, TantivyError> {
        let term = Term::from_field_text(self.fields.id, &resource.to_string());
        let mut times = 0;
        for segment in self.searcher().segment_readers() {
            let inverted = segment.inverted_index(self.fields.id)?;
            let Some(mut postings) = inverted.read_postings(&term, IndexRecordOption::Basic)?
            else {
                continue;
            };
            while postings.doc() != TERMINATED {
                times += usize::from(!segment.is_deleted(postings.doc()));
                postings.advance();
            }
        }
        Ok(times)
    }

    /// All resources of a kind, however many there are.
    ///
    /// # Errors
    /// [`Error::Engine`] or [`Error::Io`] when the index cannot be read.
    pub fn of_kind(&self, kind: &str) -> Result<BTreeSet<ResourceId>, Error> {
        let mut resources = BTreeSet::new();
        for segment in self.searcher().segment_readers() {
            let identifiers = Identifiers::of(segment)?;
            let having = documents_with(segment, &self.fields, "kind", &[kind.to_owned()])?;
            let alive = segment.doc_ids_alive();
            let found = alive.filter(|doc| having[*doc as usize]);
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
