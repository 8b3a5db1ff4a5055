//! How a person's words become a query.
//!
//! Each word becomes a [`Group`] of alternatives: the word by its stem, a compound with its neighbour, its
//! continuations when it is still being typed, its corrections when the index does not know it, and what the lexicon
//! says of it. A resource has a word when it has one of the alternatives, and is as good as the best of them.

mod asked;
mod expand;
mod spans;

pub use asked::Asked;

use crate::Error;
use crate::lexicon::{Expression, Lexicon};
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
    /// The text with its unknown words mended.
    pub mended: Option<String>,
    /// What the lexicon added, as it is written there.
    pub also: Vec<String>,
}

/// One word of the person, or one expression.
#[derive(Debug, Clone, Default)]
pub struct Group {
    /// What stands for it; the best counts.
    pub alternatives: Vec<Alternative>,
    /// How much it counts, against 1 for an ordinary word.
    pub share: f32,
    /// Whether it is a word that the person wrote, and no small one.
    pub telling: bool,
    /// The groups of the words that it says all together; who has it lacks none of them.
    pub parts: Vec<usize>,
}

/// One way in which a resource may have a word.
#[derive(Debug, Clone)]
pub struct Alternative {
    /// What is looked for.
    pub term: Term,
    /// How good it is, against 1 for the word itself.
    pub weight: f32,
    /// Whether it is the same thing, so that its resources count as having the word; otherwise it is only near.
    pub same: bool,
}

/// What is looked for in the index.
#[derive(Debug, Clone, PartialEq)]
pub enum Term {
    /// A stem, better in the exact form.
    Word {
        /// the stem
        stem: String,
        /// the exact folded word
        exact: Option<String>,
    },
    /// Words one after the other.
    Phrase(Phrase),
}

/// Words one after the other.
#[derive(Debug, Clone, PartialEq)]
pub struct Phrase {
    /// For each place the terms that may stand there, and its distance from the first place.
    pub elements: Vec<(Vec<String>, u32)>,
    /// How many words may stand between two elements besides those expected; `None`: not even one less.
    pub slop: Option<u32>,
    /// Whether the terms are exact words, not stems.
    pub exact: bool,
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

/// What a small word counts.
const SMALL_SHARE: f32 = 0.5;
/// Words between two neighbours that still stand near.
const NEAR_SLOP: u32 = 2;
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
        let expander = Expander {
            asked,
            vocabulary,
            lexicon,
        };
        let mut plan = Self::default();
        let mut mended = Vec::new();
        for (at, word) in asked.words.iter().enumerate() {
            let expanded = expander.expand(at)?;
            mended.extend(expanded.mended.map(|mended| (word.range.clone(), mended)));
            plan.also.extend(expanded.also);
            plan.groups.push(Group {
                alternatives: expanded.alternatives,
                share: if word.small { SMALL_SHARE } else { 1.0 },
                telling: !word.small,
                parts: Vec::new(),
            });
        }
        plan.asked = plan.groups.len();
        plan.quotes = asked
            .quotes
            .iter()
            .map(|quote| expander.quote(quote))
            .collect();
        plan.add_neighbours(asked);
        spans::add(&mut plan, &expander)?;
        plan.also = asked.without_known(plan.also);
        plan.mended = (!mended.is_empty()).then(|| asked.with(&mended));
        Ok(plan)
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

    /// The stems that are the word itself.
    fn stems(&self, group: usize) -> Vec<String> {
        let alternatives = self.groups[group].alternatives.iter();
        alternatives
            .filter_map(|alternative| match &alternative.term {
                Term::Word { stem, .. } if alternative.weight > 0.5 => Some(stem.clone()),
                _ => None,
            })
            .collect()
    }
}

impl Group {
    /// The stems of all alternatives, word by word.
    pub fn stems(&self) -> Vec<String> {
        let of = |alternative: &Alternative| match &alternative.term {
            Term::Word { stem, .. } => vec![stem.clone()],
            Term::Phrase(phrase) => phrase
                .elements
                .iter()
                .flat_map(|(terms, _)| terms.clone())
                .collect(),
        };
        self.alternatives.iter().flat_map(of).collect()
    }

    /// One ordinary word, by any of the stems.
    pub fn of_stems(stems: &[String], share: f32) -> Self {
        let alternative = |stem: &String| Alternative {
            term: Term::Word {
                stem: stem.clone(),
                exact: None,
            },
            weight: 1.0,
            same: true,
        };
        Self {
            alternatives: stems.iter().map(alternative).collect(),
            share,
            telling: true,
            parts: Vec::new(),
        }
    }
}

impl Alternative {
    /// An expression of the lexicon as an alternative.
    fn of(expression: &Expression, weight: f32, same: bool) -> Self {
        let term = match expression.stems.as_slice() {
            [(stem, _)] => Term::Word {
                stem: stem.clone(),
                exact: expression.exact.clone(),
            },
            stems => Term::Phrase(Phrase {
                elements: stems
                    .iter()
                    .map(|(stem, at)| (vec![stem.clone()], *at))
                    .collect(),
                slop: Some(NEAR_SLOP),
                exact: false,
            }),
        };
        Self { term, weight, same }
    }
}
