//! Words one after the other.

use crate::Error;
use crate::plan::Phrase;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Searcher, SegmentReader, TERMINATED, Term};

/// The terms that may stand in one place of a phrase.
struct Element {
    postings: Vec<SegmentPostings>,
    /// distance from the element before
    gap: u32,
}

/// The documents that have the phrase in a field, and how often.
///
/// # Errors
/// [`Error::Engine`] or [`Error::Io`].
pub fn documents_with(
    segment: &SegmentReader,
    field: Field,
    phrase: &Phrase,
) -> Result<Vec<(DocId, u32)>, Error> {
    documents_among(segment, field, phrase, &rarest(segment, field, phrase)?)
}

/// Those of some documents, ascending, that have the phrase in a field, and how often.
///
/// # Errors
/// [`Error::Engine`] or [`Error::Io`].
pub fn documents_among(
    segment: &SegmentReader,
    field: Field,
    phrase: &Phrase,
    documents: &[DocId],
) -> Result<Vec<(DocId, u32)>, Error> {
    let mut elements = Vec::with_capacity(phrase.elements.len());
    let mut before = 0;
    for (terms, place) in &phrase.elements {
        let postings = read(segment, field, terms)?;
        if postings.is_empty() {
            return Ok(Vec::new());
        }
        elements.push(Element {
            postings,
            gap: place - before,
        });
        before = *place;
    }
    let gaps: Vec<u32> = elements.iter().map(|element| element.gap).collect();
    let mut found = Vec::new();
    for &doc in documents {
        // positions are read only where all elements are
        if segment.is_deleted(doc) || !elements.iter_mut().all(|element| element.is_in(doc)) {
            continue;
        }
        let count = match &mut elements[..] {
            [only] => only.count(doc),
            several => {
                let places = several.iter_mut().map(|element| element.positions(doc));
                count(&places.collect::<Vec<_>>(), &gaps, phrase.slop)
            }
        };
        if count > 0 {
            found.push((doc, count));
        }
    }
    Ok(found)
}

/// How many resources have the phrase in a field.
///
/// # Errors
/// [`Error::Engine`] or [`Error::Io`].
pub fn resources_with(searcher: &Searcher, field: Field, phrase: &Phrase) -> Result<usize, Error> {
    let mut having = 0;
    for segment in searcher.segment_readers() {
        having += documents_with(segment, field, phrase)?.len();
    }
    Ok(having)
}

/// The positions of any of the terms in one document, ascending.
///
/// # Errors
/// [`Error::Engine`] or [`Error::Io`].
pub fn positions(
    segment: &SegmentReader,
    field: Field,
    terms: &[String],
    doc: DocId,
) -> Result<Vec<u32>, Error> {
    let postings = read(segment, field, terms)?;
    Ok(Element { postings, gap: 0 }.positions(doc))
}

fn read(
    segment: &SegmentReader,
    field: Field,
    terms: &[String],
) -> Result<Vec<SegmentPostings>, Error> {
    let index = segment.inverted_index(field)?;
    let mut postings = Vec::with_capacity(terms.len());
    for term in terms {
        let term = Term::from_field_text(field, term);
        postings.extend(index.read_postings(&term, IndexRecordOption::WithFreqsAndPositions)?);
    }
    Ok(postings)
}

/// The documents of the element that has the fewest: only they can have the phrase.
fn rarest(segment: &SegmentReader, field: Field, phrase: &Phrase) -> Result<Vec<DocId>, Error> {
    let mut best: Option<(u64, Vec<SegmentPostings>)> = None;
    for (terms, _) in &phrase.elements {
        let postings = read(segment, field, terms)?;
        let size = postings
            .iter()
            .map(|postings| u64::from(postings.doc_freq()))
            .sum();
        if best.as_ref().is_none_or(|(least, _)| size < *least) {
            best = Some((size, postings));
        }
    }
    let mut documents = Vec::new();
    for mut postings in best.map(|(_, postings)| postings).unwrap_or_default() {
        while postings.doc() != TERMINATED {
            documents.push(postings.doc());
            postings.advance();
        }
    }
    documents.sort_unstable();
    documents.dedup();
    Ok(documents)
}

impl Element {
    /// Documents must be asked for in ascending order.
    fn is_in(&mut self, doc: DocId) -> bool {
        let mut is_in = false;
        for postings in &mut self.postings {
            if postings.doc() < doc {
                postings.seek(doc);
            }
            is_in |= postings.doc() == doc;
        }
        is_in
    }

    /// How often the terms are in the document that was just asked for.
    fn count(&self, doc: DocId) -> u32 {
        let there = self.postings.iter().filter(|term| term.doc() == doc);
        there.map(Postings::term_freq).sum()
    }

    /// Documents must be asked for in ascending order.
    fn positions(&mut self, doc: DocId) -> Vec<u32> {
        let (mut all, mut of_term) = (Vec::new(), Vec::new());
        for postings in &mut self.postings {
            if postings.doc() < doc {
                postings.seek(doc);
            }
            if postings.doc() == doc {
                postings.positions(&mut of_term);
                all.extend_from_slice(&of_term);
            }
        }
        all.sort_unstable();
        all
    }
}

/// How many beginnings are followed by all the rest, in order.
fn count(places: &[Vec<u32>], gaps: &[u32], slop: Option<u32>) -> u32 {
    let Some((first, rest)) = places.split_first() else {
        return 0;
    };
    let follows = |start: &u32| {
        let mut before = *start;
        rest.iter().zip(&gaps[1..]).all(|(places, gap)| {
            let (nearest, farthest) = match slop {
                None => (before + gap, before + gap),
                Some(slop) => (before + 1, before + gap + slop),
            };
            let next = places.get(places.partition_point(|place| *place < nearest));
            before = next.copied().unwrap_or(u32::MAX);
            before <= farthest
        })
    };
    u32::try_from(first.iter().filter(|start| follows(start)).count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn beginnings_are_counted() {
        let places = [vec![0, 10, 20], vec![1, 12, 30]];
        assert_eq!(count(&places, &[0, 1], None), 1);
        assert_eq!(count(&places, &[0, 1], Some(1)), 2);
        assert_eq!(count(&[vec![5]], &[0], None), 1);
        assert_eq!(
            count(&[vec![5], vec![5]], &[0, 1], Some(2)),
            0,
            "a word does not follow itself"
        );
    }
}
