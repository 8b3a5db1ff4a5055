//! What a resource must not have.

use super::{Matcher, documents_with};
use crate::Error;
use crate::documents::Documents;
use crate::plan::Excluded;
use crate::schema::FacetKey;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, SegmentReader, TERMINATED, Term};

/// The documents of a segment that have any of what is excluded; `None` when nothing is.
///
/// # Errors
/// [`Error::Engine`] or [`Error::Io`].
pub fn documents(
    matcher: &Matcher<'_>,
    segment: &SegmentReader,
    excluded: &[Excluded],
) -> Result<Option<Documents>, Error> {
    if excluded.is_empty() {
        return Ok(None);
    }
    let mut documents = Documents::up_to(segment.max_doc());
    for excluded in excluded {
        match excluded {
            Excluded::Phrase(phrase) => {
                for field in matcher.texts.iter().filter_map(|text| text.exact) {
                    let having = documents_with(segment, field, phrase)?;
                    having.iter().for_each(|(doc, _)| documents.add(*doc));
                }
            }
            Excluded::Values(facet, values) => {
                for value in values {
                    add_value(
                        matcher,
                        segment,
                        &FacetKey::new(facet, value),
                        &mut documents,
                    )?;
                }
            }
        }
    }
    Ok(Some(documents))
}

fn add_value(
    matcher: &Matcher<'_>,
    segment: &SegmentReader,
    key: &FacetKey,
    documents: &mut Documents,
) -> Result<(), Error> {
    let field = matcher.fields.facets;
    let term = Term::from_field_text(field, key.as_str());
    let index = segment.inverted_index(field)?;
    if let Some(mut postings) = index.read_postings(&term, IndexRecordOption::Basic)? {
        while postings.doc() != TERMINATED {
            documents.add(postings.doc());
            postings.advance();
        }
    }
    Ok(())
}
