//! Which resources the index holds: for comparing them with those of the store, and for indexing them again.

use super::Index;
use crate::Error;
use crate::facets::documents_with;
use crate::schema::column;
use model::{ResourceId, Seq};
use std::collections::{BTreeMap, BTreeSet};
use tantivy::columnar::Column;
use tantivy::{DocId, SegmentReader, TantivyError};
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
