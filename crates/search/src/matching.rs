//! Which resources fit, and how well.
//!
//! BM25 with the engine's postings, but one group of alternatives at a time: the engine's own query types cannot say
//! "as good as the best of these, all as rare as they are together".

mod excluded;
mod neighbours;
mod parallel;
mod phrase;
mod quotes;
mod rank;
mod tally;
mod word;
mod worth;

pub use parallel::by_segment;
use phrase::documents_with;
pub use phrase::{positions, resources_with};
pub use rank::{Candidate, Candidates, Found};
use tally::{Mark, SAME};

use crate::Error;
use crate::plan::{Alternative, Exact, Excluded, Group, Phrase, Plan, Term};
use crate::recipe::{Ingredient, Recipe};
use crate::schema::{Fields, Streams, place};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tally::Tally;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::Field;
use tantivy::{DocId, Searcher, SegmentReader};

/// Saturation of term frequency (Robertson and Zaragoza, *The Probabilistic Relevance Framework*, 2009).
const K1: f32 = 1.2;
/// How much the length of a text counts (same source).
const B: f32 = 0.75;

/// Runs plans over what a searcher sees.
pub struct Matcher<'a> {
    searcher: &'a Searcher,
    fields: &'a Fields,
    /// the texts in which words are looked for
    texts: &'a [Streams],
    /// mean number of words by field
    lengths: HashMap<Field, f32>,
    recipe: Recipe,
    tallies: Mutex<Vec<Tally>>,
}

impl<'a> Matcher<'a> {
    /// Makes ready.
    ///
    /// # Errors
    /// [`Error::Engine`].
    pub fn new(searcher: &'a Searcher, fields: &'a Fields) -> Result<Self, Error> {
        Self::within(searcher, fields, &fields.texts)
    }

    /// Makes ready to look for words in titles only.
    ///
    /// # Errors
    /// [`Error::Engine`].
    pub fn of_titles(searcher: &'a Searcher, fields: &'a Fields) -> Result<Self, Error> {
        Self::within(searcher, fields, &fields.texts[..1])
    }

    fn within(
        searcher: &'a Searcher,
        fields: &'a Fields,
        texts: &'a [Streams],
    ) -> Result<Self, Error> {
        let mut lengths = HashMap::new();
        let resources = searcher
            .segment_readers()
            .iter()
            .map(|segment| f64::from(segment.max_doc()))
            .sum::<f64>();
        for text in texts {
            for field in std::iter::once(text.stems).chain(text.exact) {
                let mut words = 0.0;
                for segment in searcher.segment_readers() {
                    words += segment.inverted_index(field)?.total_num_tokens() as f64;
                }
                lengths.insert(field, (words / resources.max(1.0)).max(1.0) as f32);
            }
        }
        Ok(Self {
            searcher,
            fields,
            texts,
            lengths,
            recipe: Recipe::default(),
            tallies: Mutex::default(),
        })
    }

    /// The same with some of the ingredients only.
    pub fn by(self, recipe: Recipe) -> Self {
        Self { recipe, ..self }
    }

    /// The resources that fit a plan, by the rule of [`crate::Results::total`].
    ///
    /// # Errors
    /// [`Error::Engine`] or [`Error::Io`].
    pub fn find(&self, plan: &Plan) -> Result<Found, Error> {
        rank::find(self, plan)
    }

    /// All resources but those that have something of what is excluded.
    ///
    /// # Errors
    /// [`Error::Engine`] or [`Error::Io`].
    pub fn all_but(&self, excluded: &[Excluded]) -> Result<Found, Error> {
        rank::all_but(self, excluded)
    }

    /// The resources that have any of the words; the more of them, and the rarer, the better.
    ///
    /// # Errors
    /// [`Error::Engine`] or [`Error::Io`].
    pub fn alike(&self, groups: &[Group]) -> Result<Candidates, Error> {
        rank::alike(self, groups)
    }

    /// The resources whose titles have all of the words.
    ///
    /// # Errors
    /// [`Error::Engine`] or [`Error::Io`].
    pub fn in_titles(&self, groups: &[Group]) -> Result<Candidates, Error> {
        rank::in_titles(self, groups)
    }

    /// The marks of a group in every segment.
    fn group(&self, group: &Group) -> Result<Vec<Vec<Mark>>, Error> {
        by_segment(self.searcher, |_, segment| self.group_in(segment, group))
    }

    fn group_in(&self, segment: &SegmentReader, group: &Group) -> Result<Vec<Mark>, Error> {
        let mut one = self.tally(segment);
        let mut marks = |alternative: &Alternative| -> Result<Vec<Mark>, Error> {
            self.alternative(segment, alternative, &mut one)?;
            let mut marks = one.drain();
            for mark in &mut marks {
                mark.strength *= alternative.weight;
                mark.places |= if alternative.same { SAME } else { 0 };
            }
            Ok(marks)
        };
        // most words have one alternative, whose marks are the best already
        if let [alternative] = &group.alternatives[..] {
            let marks = marks(alternative)?;
            self.give_back([one]);
            return Ok(marks);
        }
        let mut best = self.tally(segment);
        for alternative in &group.alternatives {
            for mark in marks(alternative)? {
                best.raise(mark.doc, mark.strength, mark.places);
            }
        }
        let marks = best.drain();
        self.give_back([one, best]);
        Ok(marks)
    }

    /// An empty table for a segment: one that was used before, if there is one.
    fn tally(&self, segment: &SegmentReader) -> Tally {
        let used = self.tallies().pop();
        let mut tally = used.unwrap_or_default();
        tally.fit(segment.max_doc());
        tally
    }

    /// Keeps tables for the next segment; they are drained.
    fn give_back<const COUNT: usize>(&self, tallies: [Tally; COUNT]) {
        self.tallies().extend(tallies);
    }

    fn tallies(&self) -> MutexGuard<'_, Vec<Tally>> {
        self.tallies.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn alternative(
        &self,
        segment: &SegmentReader,
        alternative: &Alternative,
        tally: &mut Tally,
    ) -> Result<(), Error> {
        match &alternative.term {
            Term::Phrase(phrase) => self.phrase(segment, phrase, tally),
            Term::Word { stem, exact } => self.word(segment, stem, exact.as_ref(), tally),
        }
    }

    fn weight(&self, text: &Streams) -> f32 {
        if text.place == place::TITLE && !self.recipe.has(Ingredient::TitleWeight) {
            1.0
        } else {
            text.weight
        }
    }

    fn phrase(
        &self,
        segment: &SegmentReader,
        phrase: &Phrase,
        tally: &mut Tally,
    ) -> Result<(), Error> {
        for text in self.texts.iter().filter(|text| text.phrases) {
            let field = if phrase.exact {
                text.exact.unwrap_or(text.stems)
            } else {
                text.stems
            };
            let strength = self.strength(segment, field)?;
            for (doc, count) in documents_with(segment, field, phrase)? {
                tally.add(
                    doc,
                    self.weight(text) * (1.0 + Exact::BESIDE) * strength(doc, count),
                    text.place,
                );
            }
        }
        Ok(())
    }

    /// BM25 without the rarity of the word.
    fn strength(
        &self,
        segment: &SegmentReader,
        field: Field,
    ) -> Result<impl Fn(DocId, u32) -> f32 + use<>, Error> {
        let lengths = segment.get_fieldnorms_reader(field)?;
        let mean = self.lengths.get(&field).copied().unwrap_or(1.0);
        // lengths are kept as one of 256 steps
        let by_length: [f32; 256] = std::array::from_fn(|step| {
            let length = FieldNormReader::id_to_fieldnorm(step as u8) as f32 / mean;
            K1 * (1.0 - B + B * length)
        });
        Ok(move |doc, count: u32| {
            let count = count as f32;
            let damping = by_length[usize::from(lengths.fieldnorm_id(doc))];
            count * (K1 + 1.0) / (count + damping)
        })
    }
}
