//! How many resources have a term, those left out that were withdrawn or have another revision.
//!
//! The engine's dictionary counts them until it writes the files of their segment anew, which may be never.

use super::Vocabulary;
use crate::Error;
use crate::facets::{Values, said};
use tantivy::postings::TermInfo;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, InvertedIndexReader, SegmentReader, TERMINATED, Term};

/// Up to this many resources are counted one by one; of more only whether any is left.
const COUNTED: u32 = 64;

/// How many resources of a segment have a term; exactly when they are few, and never 0 or more than 0 wrongly.
///
/// # Errors
/// [`Error::Io`].
pub fn having(
    segment: &SegmentReader,
    index: &InvertedIndexReader,
    info: &TermInfo,
) -> Result<u64, Error> {
    let all = u64::from(info.doc_freq);
    if !segment.has_deletes() {
        return Ok(all);
    }
    let mut postings = index.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
    let mut left = 0;
    while postings.doc() != TERMINATED {
        left += u64::from(!segment.is_deleted(postings.doc()));
        if left > 0 && info.doc_freq > COUNTED {
            return Ok(all);
        }
        postings.advance();
    }
    Ok(left)
}

impl Vocabulary<'_> {
    /// How many resources have the term in a field.
    ///
    /// # Errors
    /// [`Error::Engine`] or [`Error::Io`].
    pub(super) fn having(&self, field: Field, term: &str) -> Result<u64, Error> {
        let term = Term::from_field_text(field, term);
        let mut count = 0;
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(field)?;
            if let Some(info) = index.get_term_info(&term)? {
                count += having(segment, &index, &info)?;
            }
        }
        Ok(count)
    }

    /// Whether some resource has a value of a facet, by the number of the value.
    ///
    /// # Errors
    /// [`Error::Engine`] or [`Error::Io`].
    pub fn has_value(&self, values: &Values, value: u32) -> Result<bool, Error> {
        let ever = self.searcher.facets.having(value) > 0;
        Ok(ever && self.having(self.fields.facets, values.key(value))? > 0)
    }

    /// Whether there is a facet of that name.
    pub fn has_facet(&self, name: &str) -> bool {
        let tables = &self.searcher.facets;
        let values = tables.values();
        let Some(facet) = values.facet_named(name) else {
            return false;
        };
        let mut all = 0..u32::try_from(values.count()).unwrap_or(u32::MAX);
        all.any(|value| values.facet(value) == facet && tables.having(value) > 0)
    }

    /// The values of a facet that are meant: those that say what was typed and nothing else, or else those that have its
    /// words side by side. None when no resource has any of them.
    ///
    /// # Errors
    /// [`Error::Engine`] or [`Error::Io`].
    pub fn values_saying(&self, facet: &str, typed: &str) -> Result<Vec<String>, Error> {
        let values = self.searcher.facets.values();
        let wanted = said(typed);
        let found = values.saying(facet, &wanted);
        let written = |value: &u32| values.value(*value).to_owned();
        let is_same = |value: &u32| said(values.value(*value)) == wanted;
        let (same, others): (Vec<u32>, Vec<u32>) = found.into_iter().partition(is_same);
        for some in [same, others] {
            for value in &some {
                if self.has_value(&values, *value)? {
                    return Ok(some.iter().map(written).collect());
                }
            }
        }
        Ok(Vec::new())
    }
}
