//! Which words of a text are those that were found.

use crate::analysis::{Word, stem};
use crate::plan::{Phrase, Plan, Term};
use std::collections::{HashMap, HashSet};

/// A word, or several together, found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// Index of the first word.
    pub first: usize,
    /// Index of the last word.
    pub last: usize,
    /// Which group of the plan it belongs to.
    pub group: usize,
}

/// Knows the words of a plan.
pub struct Highlighter<'a> {
    /// groups by stem or exact word
    words: HashMap<&'a str, usize>,
    phrases: Vec<(&'a Phrase, usize)>,
    /// What each group is worth.
    worths: &'a [f32],
    /// The first bytes of all that is looked for: a stem begins as its word does, so that the others need no stemming.
    first_bytes: HashSet<u8>,
}

impl<'a> Highlighter<'a> {
    /// The words of a plan, small ones left out.
    pub fn new(plan: &'a Plan, worths: &'a [f32]) -> Self {
        let mut words = HashMap::new();
        let mut phrases = Vec::new();
        for (number, group) in plan.groups.iter().enumerate() {
            let written = number < plan.asked;
            if written && !group.telling {
                continue;
            }
            for alternative in &group.alternatives {
                match &alternative.term {
                    Term::Word { stem, .. } => {
                        words.entry(stem.as_str()).or_insert(number);
                    }
                    Term::Phrase(phrase) => phrases.push((phrase, number)),
                }
            }
        }
        // a quotation is marked whole, small words too
        let quotes = plan
            .quotes
            .iter()
            .flat_map(|quote| [&quote.exact, &quote.stems]);
        phrases.extend(quotes.map(|phrase| (phrase, plan.groups.len())));
        Self {
            first_bytes: first_bytes(&words, &phrases),
            words,
            phrases,
            worths,
        }
    }

    /// What finding the group is worth; a quotation is worth all words together.
    pub fn worth(&self, group: usize) -> f32 {
        self.worths
            .get(group)
            .copied()
            .unwrap_or_else(|| self.worths.iter().sum())
    }

    /// Where the words are, in order of their first word.
    pub fn spots(&self, words: &[Word]) -> Vec<Spot> {
        let may_be_meant = |word: &Word| {
            let first = word.folded.as_bytes().first();
            first.is_some_and(|first| self.first_bytes.contains(first))
        };
        let stem_of = |word: &Word| may_be_meant(word).then(|| stem(&word.folded));
        let stems: Vec<Option<String>> = words.iter().map(stem_of).collect();
        let mut spots = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let Some(root) = &stems[at] else { continue };
            let single = self
                .words
                .get(root.as_str())
                .or_else(|| self.words.get(word.folded.as_str()));
            spots.extend(single.map(|group| Spot {
                first: at,
                last: at,
                group: *group,
            }));
            for (more, joined) in (1..).zip(&word.joined) {
                let group = self.words.get(stem(joined).as_str());
                spots.extend(group.map(|group| Spot {
                    first: at,
                    last: at + more,
                    group: *group,
                }));
            }
            for (phrase, group) in &self.phrases {
                if let Some(last) = end_of(phrase, words, &stems, at) {
                    spots.push(Spot {
                        first: at,
                        last,
                        group: *group,
                    });
                }
            }
        }
        spots
    }
}

fn first_bytes(words: &HashMap<&str, usize>, phrases: &[(&Phrase, usize)]) -> HashSet<u8> {
    let elements = phrases.iter().flat_map(|(phrase, _)| &phrase.elements);
    let in_phrases = elements.flat_map(|(terms, _)| terms).map(String::as_str);
    let terms = words.keys().copied().chain(in_phrases);
    terms.filter_map(|term| term.bytes().next()).collect()
}

/// The last word of the phrase that begins at the word.
fn end_of(phrase: &Phrase, words: &[Word], stems: &[Option<String>], at: usize) -> Option<usize> {
    let is = |index: usize, terms: &[String]| {
        terms.iter().any(|term| {
            if phrase.exact {
                *term == words[index].folded
            } else {
                stems[index].as_ref() == Some(term)
            }
        })
    };
    let (first, rest) = phrase.elements.split_first()?;
    if !is(at, &first.0) {
        return None;
    }
    let (mut last, mut place) = (at, 0);
    for (terms, next) in rest {
        let gap = (next - place) as usize;
        let range = match phrase.slop {
            None => last + gap..=last + gap,
            Some(slop) => last + 1..=last + gap + slop as usize,
        };
        last = range
            .into_iter()
            .find(|index| *index < words.len() && is(*index, terms))?;
        place = *next;
    }
    Some(last)
}
