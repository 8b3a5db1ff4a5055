//! How a person's words become a query.
//!
//! Each word becomes a [`Group`] of alternatives: the word by its stem, a compound with its neighbour, its
//! continuations when it is still being typed, its corrections when the index does not know it, and what the lexicon
//! says of it. A resource has a word when it has one of the alternatives, and is as good as the best of them.

mod asked;
mod expand;
mod form;
mod group;
mod narrowing;
mod operators;
mod spans;

pub use asked::{Asked, cleaned};
pub use group::{Alternative, Exact, Group, Phrase, Term};
pub use narrowing::Narrowing;
pub use operators::operators;

use crate::Error;
use crate::lexicon::Lexicon;
use crate::recipe::{Ingredient, Recipe};
use crate::vocabulary::Vocabulary;
use expand::Expander;

/// A search, ready to be run.
#[derive(Debug, Default)]
pub struct Plan {
    /// One for each word asked, then one for each expression of the lexicon among them.
    pub groups: Vec<Group>,
    /// How many of the groups are words of the person.
    pub asked: usize,
    /// Words that stand side by side: who has them so is better.
    pub neighbours: Vec<Neighbours>,
    /// What stood between quotation marks: the words as they are, then by their stems.
    pub quotes: Vec<Quote>,
    /// What a resource must not have.
    pub excluded: Vec<Excluded>,
    /// The text with its unknown words mended.
    pub mended: Option<String>,
    /// Words that were mended, and what is searched instead.
    pub corrected: Vec<(String, Vec<String>)>,
    /// What the lexicon added, as it is written there.
    pub also: Vec<String>,
}

/// Words that stand side by side in the question.
#[derive(Debug, Clone)]
pub struct Neighbours {
    /// The two as a phrase.
    pub phrase: Phrase,
    /// How much it is worth, against the mean worth of a word.
    pub weight: f32,
}

/// What stood between quotation marks.
#[derive(Debug, Clone)]
pub struct Quote {
    /// Word by word.
    pub exact: Phrase,
    /// By their stems, when no resource has the words.
    pub stems: Phrase,
}

/// What a resource must not have.
#[derive(Debug, Clone, PartialEq)]
pub enum Excluded {
    /// Exact words one after the other.
    Phrase(Phrase),
    /// One of the values of a facet, after its name.
    Values(String, Vec<String>),
}

/// What a small word counts.
const SMALL_SHARE: f32 = 0.5;
/// Words between two neighbours that still stand near.
const NEAR_SLOP: u32 = 2;
/// The least weight of an alternative that stands for the word beside another.
const NEIGHBOUR: f32 = 0.5;
/// Worth of neighbours found as neighbours.
const NEIGHBOURS: f32 = 0.35;
/// The same when the second is still being typed: then the first says much of what the second will be.
const TYPED_NEIGHBOURS: f32 = 0.6;

impl Plan {
    /// Plans a search.
    ///
    /// # Errors
    /// [`Error::Engine`] or [`Error::Io`] when the vocabulary cannot be read.
    pub fn new(
        asked: &Asked,
        vocabulary: &Vocabulary<'_>,
        lexicon: &Lexicon,
    ) -> Result<Self, Error> {
        Self::by(Recipe::default(), asked, vocabulary, lexicon)
    }

    /// Plans a search with some of the ingredients.
    ///
    /// # Errors
    /// As for [`Plan::new`].
    pub fn by(
        recipe: Recipe,
        asked: &Asked,
        vocabulary: &Vocabulary<'_>,
        lexicon: &Lexicon,
    ) -> Result<Self, Error> {
        let expander = Expander {
            asked,
            vocabulary,
            lexicon,
            recipe,
        };
        let mut plan = Self::default();
        plan.add_words(&expander)?;
        let quotes = asked.quotes.iter();
        plan.quotes = quotes.map(|quote| expander.quote(quote)).collect();
        if recipe.has(Ingredient::Neighbours) {
            plan.add_neighbours(asked);
        }
        if recipe.has(Ingredient::Expressions) {
            spans::add(&mut plan, &expander)?;
        }
        plan.also = asked.without_known(plan.also);
        Ok(plan)
    }

    fn add_words(&mut self, expander: &Expander<'_>) -> Result<(), Error> {
        let asked = expander.asked;
        let mut mended = Vec::new();
        for (at, word) in asked.words.iter().enumerate() {
            let expanded = expander.expand(at)?;
            if let Some(best) = expanded.mended.first() {
                mended.push((word.range.clone(), best.clone()));
                self.corrected
                    .push((asked.written(&word.range), expanded.mended));
            }
            self.also.extend(expanded.also);
            let small = word.small && expander.recipe.has(Ingredient::SmallWords);
            self.groups.push(Group {
                alternatives: expanded.alternatives,
                share: if small { SMALL_SHARE } else { 1.0 },
                telling: !word.small,
                parts: Vec::new(),
            });
        }
        self.asked = self.groups.len();
        self.mended = (!mended.is_empty()).then(|| asked.with(&mended));
        Ok(())
    }

    /// The same plan with the words of its expressions one by one: for when nobody has any of the expressions.
    /// `None` when there are none.
    pub fn loosened(&self) -> Option<Self> {
        let phrases = self
            .groups
            .iter()
            .flat_map(|group| &group.alternatives)
            .filter_map(|alternative| match &alternative.term {
                Term::Phrase(phrase) => Some((phrase, alternative.weight)),
                Term::Word { .. } => None,
            });
        let mut groups = Vec::new();
        for (phrase, weight) in phrases {
            groups.extend(
                phrase
                    .elements
                    .iter()
                    .map(|(terms, _)| Group::of_stems(terms, weight)),
            );
        }
        (!groups.is_empty()).then(|| Self {
            groups,
            also: self.also.clone(),
            corrected: self.corrected.clone(),
            excluded: self.excluded.clone(),
            quotes: self.quotes.clone(),
            ..Self::default()
        })
    }

    fn add_neighbours(&mut self, asked: &Asked) {
        let telling = (0..asked.words.len())
            .filter(|at| !asked.words[*at].small)
            .collect::<Vec<_>>();
        for pair in telling.windows(2) {
            let (first, second) = (pair[0], pair[1]);
            let gap = asked.words[second].position - asked.words[first].position;
            let elements = vec![(self.stems(first), 0), (self.stems(second), gap)];
            let phrase = Phrase {
                elements,
                slop: Some(NEAR_SLOP),
                exact: false,
            };
            let weight = if asked.is_being_typed(second) {
                TYPED_NEIGHBOURS
            } else {
                NEIGHBOURS
            };
            self.neighbours.push(Neighbours { phrase, weight });
        }
    }

    /// The stems that may stand for the word beside another: near ones too, for *intervenants malades* says what *patients
    /// intervenants* says.
    fn stems(&self, group: usize) -> Vec<String> {
        let alternatives = self.groups[group].alternatives.iter();
        alternatives
            .filter_map(|alternative| match &alternative.term {
                Term::Word { stem, .. } if alternative.weight >= NEIGHBOUR => Some(stem.clone()),
                _ => None,
            })
            .collect()
    }
}
