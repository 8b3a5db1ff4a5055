//! What may stand for a word.

use super::asked::{Asked, AskedWord};
use super::{Alternative, Exact, Phrase, Quote, Term};
use crate::Error;
use crate::analysis::{is_small, stem};
use crate::lexicon::{Lexicon, OtherWords, acronym_key};
use crate::recipe::{Ingredient, Recipe};
use crate::vocabulary::{Candidate, Vocabulary};
use std::ops::Range;

/// Weight of near words.
const NEAR: f32 = 0.55;
/// Weight of the meaning of an acronym that was typed as an ordinary word is: *codes*, *ami*.
const DOUBTED: f32 = 0.4;
/// Weight of an ordinary word that is written like an acronym that was typed in capitals.
const HOMOGRAPH: f32 = 0.7;
/// Weight of the meaning of an acronym said more broadly.
const BROADER: f32 = 0.5;
/// Weight of two words found in one that the index does not know.
const SPLIT: f32 = 0.9;
/// Weight of what a known word continues to.
const CONTINUED: f32 = 0.4;
/// Weight of one slip.
const SLIP: f32 = 0.75;
/// The most continuations of a word.
const MAX_CONTINUED: usize = 60;
/// The most corrections of a word.
const MAX_CORRECTED: usize = 4;

/// Finds what may stand for the words of a question.
pub struct Expander<'a> {
    /// The question.
    pub asked: &'a Asked,
    /// The words of the index.
    pub vocabulary: &'a Vocabulary<'a>,
    /// The community's words.
    pub lexicon: &'a Lexicon,
    /// What is done to find more.
    pub recipe: Recipe,
}

/// What may stand for one word.
#[derive(Default)]
pub struct Expanded {
    pub alternatives: Vec<Alternative>,
    /// The words that were probably meant, the likeliest first.
    pub mended: Vec<String>,
    pub also: Vec<String>,
}

impl Expander<'_> {
    /// What may stand for the word.
    ///
    /// # Errors
    /// [`Error::Engine`] or [`Error::Io`].
    pub fn expand(&self, at: usize) -> Result<Expanded, Error> {
        let word = &self.asked.words[at];
        let root = self.root(word)?;
        let mut expanded = Expanded::default();
        let exact = self.exact(word, &root)?;
        // who writes AMI does not look for friends
        let is_another = self.is_capital_acronym(word) && !exact.spelled.is_empty();
        expanded.push(Alternative {
            term: Term::Word {
                stem: root.clone(),
                exact: Some(exact),
            },
            weight: if is_another { HOMOGRAPH } else { 1.0 },
            same: true,
        });
        if word.quoted || is_small(&word.folded) && word.small {
            return Ok(expanded);
        }
        let known =
            self.vocabulary.count(&word.folded)? > 0 || self.vocabulary.knows_stem(&root)?;
        for joined in self.compounds(at) {
            if self.vocabulary.count(&joined)? > 0 {
                expanded.push(word_alternative(stem(&joined), &joined, 1.0));
            }
        }
        let continued = self.continued(at)?;
        self.add_other_words(&self.other_words(&root)?, 1.0, &mut expanded)?;
        let meanings = self.other_words(&acronym_key(&word.folded))?;
        let trust = if self.is_doubtful(word)? {
            DOUBTED
        } else {
            1.0
        };
        self.add_other_words(&meanings, trust, &mut expanded)?;
        // a word of the lexicon is no slip, though no resource has it yet
        if !known && continued.is_empty() && expanded.alternatives.len() == 1 {
            self.mend(word, &mut expanded)?;
        }
        for candidate in continued {
            let weight = if known { CONTINUED } else { 1.0 };
            let same = !known;
            expanded.push(Alternative {
                same,
                ..word_alternative(stem(&candidate.word), &candidate.word, weight)
            });
        }
        Ok(expanded)
    }

    /// What the lexicon and the texts themselves say of an expression, by its [key](crate::lexicon::key).
    ///
    /// # Errors
    /// [`Error::Engine`] or [`Error::Io`].
    pub fn other_words(&self, key: &str) -> Result<Vec<OtherWords>, Error> {
        let wanted = |other: &&OtherWords| {
            self.recipe.has(if other.same {
                Ingredient::Acronyms
            } else {
                Ingredient::NearWords
            })
        };
        let mut others = self
            .lexicon
            .other_words(key)
            .iter()
            .filter(wanted)
            .cloned()
            .collect::<Vec<_>>();
        if self.recipe.has(Ingredient::MinedAcronyms) {
            for mined in self.vocabulary.meanings(key)? {
                let is_known =
                    |other: &OtherWords| other.expression.stems == mined.expression.stems;
                if !others.iter().any(is_known) {
                    others.push(mined);
                }
            }
        }
        Ok(others)
    }

    /// Adds other words for an expression, to which so much trust is given: where it is less than 1, they are near words.
    ///
    /// # Errors
    /// [`Error::Engine`] or [`Error::Io`].
    pub fn add_other_words(
        &self,
        others: &[OtherWords],
        trust: f32,
        expanded: &mut Expanded,
    ) -> Result<(), Error> {
        for other in others {
            let same = other.same && trust >= 1.0;
            let weight = trust.min(if other.same { 1.0 } else { NEAR });
            let mut known = true;
            for (stem, _) in &other.expression.stems {
                known &= self.vocabulary.knows_stem(stem)?;
            }
            if known {
                expanded.push(Alternative::of(&other.expression, weight, same));
                expanded.also.push(other.written.clone());
            }
            if let Some(broader) = other.expression.broader().filter(|_| same) {
                expanded.push(Alternative::of(&broader, BROADER, false));
            }
        }
        Ok(())
    }

    /// A quotation: its words as they are, and by their stems.
    pub fn quote(&self, words: &Range<usize>) -> Quote {
        let words = &self.asked.words[words.clone()];
        let phrase = |exact: bool| Phrase {
            elements: words
                .iter()
                .map(|word| {
                    let term = if exact {
                        word.folded.clone()
                    } else {
                        stem(&word.folded)
                    };
                    (vec![term], word.position - words[0].position)
                })
                .collect(),
            slop: None,
            exact,
        };
        Quote {
            exact: phrase(true),
            stems: phrase(false),
        }
    }

    /// The word joined with those beside it.
    fn compounds(&self, at: usize) -> Vec<String> {
        if !self.recipe.has(Ingredient::Compounds) {
            return Vec::new();
        }
        let words = &self.asked.words;
        let pair =
            |first: usize| Some(words.get(first)?.folded.clone() + &words.get(first + 1)?.folded);
        let mut compounds = words[at].joined.clone();
        compounds.extend(pair(at));
        compounds.extend(at.checked_sub(1).and_then(pair));
        compounds.sort();
        compounds.dedup();
        compounds
    }

    fn continued(&self, at: usize) -> Result<Vec<Candidate>, Error> {
        if self.recipe.has(Ingredient::Continuations) && self.asked.is_being_typed(at) {
            self.vocabulary
                .beginning_with(&self.asked.words[at].folded, MAX_CONTINUED)
        } else {
            Ok(Vec::new())
        }
    }

    /// Two known words in one, or what was probably meant.
    fn mend(&self, word: &AskedWord, expanded: &mut Expanded) -> Result<(), Error> {
        if self.recipe.has(Ingredient::Compounds)
            && let Some((first, second)) = self.split(&word.folded)?
        {
            let elements = vec![(vec![stem(first)], 0), (vec![stem(second)], 1)];
            let term = Term::Phrase(Phrase {
                elements,
                slop: None,
                exact: false,
            });
            expanded.push(Alternative {
                term,
                weight: SPLIT,
                same: true,
            });
        }
        if !self.recipe.has(Ingredient::Corrections) {
            return Ok(());
        }
        for candidate in self.vocabulary.nearly(&word.folded, MAX_CORRECTED)? {
            let written = self.vocabulary.written(&candidate.word)?;
            if !expanded.mended.contains(&written) {
                expanded.mended.push(written);
            }
            let weight = (0..candidate.edits).fold(1.0, |weight, _| weight * SLIP);
            expanded.push(word_alternative(
                stem(&candidate.word),
                &candidate.word,
                weight,
            ));
        }
        Ok(())
    }

    /// The two words that make up one, the rarer of them as frequent as can be.
    fn split<'w>(&self, word: &'w str) -> Result<Option<(&'w str, &'w str)>, Error> {
        let mut best = None;
        for (at, _) in word.char_indices().skip(3) {
            let (first, second) = word.split_at(at);
            if second.chars().count() < 3 {
                break;
            }
            let rarer = self
                .vocabulary
                .count(first)?
                .min(self.vocabulary.count(second)?);
            if rarer > best.map_or(0, |(count, _)| count) {
                best = Some((rarer, (first, second)));
            }
        }
        Ok(best.map(|(_, parts)| parts))
    }
}

impl Expanded {
    fn push(&mut self, alternative: Alternative) {
        if !self
            .alternatives
            .iter()
            .any(|known| known.term == alternative.term)
        {
            self.alternatives.push(alternative);
        }
    }
}

fn word_alternative(stem: String, folded: &str, weight: f32) -> Alternative {
    Alternative {
        term: Term::Word {
            stem,
            exact: Some(Exact::form(folded)),
        },
        weight,
        same: true,
    }
}
