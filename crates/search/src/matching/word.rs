//! A word by its stem, better in the form that was asked for.

use super::Matcher;
use super::tally::Tally;
use crate::Error;
use crate::plan::Exact;
use crate::recipe::Ingredient;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, Term};

/// A term to be added up: its field, what it is worth there, the flag of the place.
type Counted<'a> = (Field, &'a str, f32, u8);

impl Matcher<'_> {
    /// Adds what a word is worth in every text.
    ///
    /// # Errors
    /// [`Error::Engine`] or [`Error::Io`].
    pub(super) fn word(
        &self,
        segment: &SegmentReader,
        stem: &str,
        exact: Option<&Exact>,
        tally: &mut Tally,
    ) -> Result<(), Error> {
        let by_stem = self.recipe.has(Ingredient::Stems) || exact.is_none();
        let wanted = !by_stem || self.recipe.has(Ingredient::ExactForms);
        let exact = exact.filter(|_| wanted);
        let share = exact.map_or(0.0, |exact| if by_stem { exact.worth } else { 1.0 });
        let among = exact
            .map(|exact| self.spelled(segment, exact))
            .transpose()?;
        let among = among.flatten();
        for text in self.texts {
            let weight = self.weight(text);
            if by_stem {
                self.term(segment, (text.stems, stem, weight, text.place), None, tally)?;
            }
            let Some((field, exact)) = text.exact.zip(exact) else {
                continue;
            };
            for form in &exact.forms {
                let counted = (field, form.as_str(), weight * share, text.place);
                self.term(segment, counted, among.as_deref(), tally)?;
            }
        }
        Ok(())
    }

    /// The documents that spell the word so, ascending; `None` when the spelling does not matter.
    fn spelled(&self, segment: &SegmentReader, exact: &Exact) -> Result<Option<Vec<DocId>>, Error> {
        if exact.spelled.is_empty() {
            return Ok(None);
        }
        let index = segment.inverted_index(self.fields.spellings)?;
        let mut documents = Vec::new();
        for spelling in &exact.spelled {
            let term = Term::from_field_text(self.fields.spellings, spelling);
            let Some(mut postings) = index.read_postings(&term, IndexRecordOption::Basic)? else {
                continue;
            };
            while postings.doc() != TERMINATED {
                documents.push(postings.doc());
                postings.advance();
            }
        }
        documents.sort_unstable();
        Ok(Some(documents))
    }

    /// Adds one term, in those documents only where some are given.
    fn term(
        &self,
        segment: &SegmentReader,
        (field, term, weight, place): Counted<'_>,
        among: Option<&[DocId]>,
        tally: &mut Tally,
    ) -> Result<(), Error> {
        let term = Term::from_field_text(field, term);
        let index = segment.inverted_index(field)?;
        let postings = index.read_block_postings(&term, IndexRecordOption::WithFreqs)?;
        let Some(mut postings) = postings else {
            return Ok(());
        };
        let strength = self.strength(segment, field)?;
        let alive = segment.alive_bitset();
        let counts = |doc: DocId| {
            alive.is_none_or(|alive| alive.is_alive(doc))
                && among.is_none_or(|some| some.binary_search(&doc).is_ok())
        };
        while !postings.docs().is_empty() {
            for (at, doc) in postings.docs().iter().enumerate() {
                if counts(*doc) {
                    let strength = strength(*doc, postings.freq(at));
                    tally.add(*doc, weight * strength, place);
                }
            }
            postings.advance();
        }
        Ok(())
    }
}
