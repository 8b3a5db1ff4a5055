//! What stands for a word of the question.

use super::NEAR_SLOP;
use crate::lexicon::Expression;

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
    /// A stem, better in the form that was asked for.
    Word {
        /// the stem
        stem: String,
        /// the word itself; `None` where any word of that stem will do
        exact: Option<Exact>,
    },
    /// Words one after the other.
    Phrase(Phrase),
}

/// The word that was asked for, among all of its stem.
#[derive(Debug, Clone, PartialEq)]
pub struct Exact {
    /// Its forms, folded: first as it was asked for.
    pub forms: Vec<String>,
    /// Its spellings, as terms of [`spellings`](crate::schema::Fields::spellings), where the accents tell it from other
    /// words: *marché*, not *marche*. Empty when any will do.
    pub spelled: Vec<String>,
    /// What it is worth besides its stem.
    pub worth: f32,
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

impl Group {
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

impl Exact {
    /// Worth of the exact word in a question of several words: who asks one may write any of its forms.
    pub const BESIDE: f32 = 0.25;
    /// The same where it is the whole question: then it is this word that is looked for.
    pub const ALONE: f32 = 2.0;

    /// One form, however it is spelled.
    pub fn form(folded: &str) -> Self {
        Self {
            forms: vec![folded.to_owned()],
            spelled: Vec::new(),
            worth: Self::BESIDE,
        }
    }
}

impl Alternative {
    /// An expression of the lexicon as an alternative.
    pub fn of(expression: &Expression, weight: f32, same: bool) -> Self {
        let term = match expression.stems.as_slice() {
            [(stem, _)] => Term::Word {
                stem: stem.clone(),
                exact: expression.exact.as_deref().map(Exact::form),
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
