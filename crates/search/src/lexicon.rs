//! The community's words: acronyms and what they stand for, words that are near one another.

use crate::analysis::{is_small, stem, words};
use std::collections::HashMap;

/// An expression as its stems, small words left out: `éducation thérapeutique du patient` is three stems with their
/// places 0, 1, 3.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Expression {
    /// Stems with their places within the expression.
    pub stems: Vec<(String, u32)>,
    /// The exact folded word, when the expression is a single one.
    pub exact: Option<String>,
}

/// Another way to say something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherWords {
    /// What is searched for.
    pub expression: Expression,
    /// As it is written in the lexicon.
    pub written: String,
    /// The same thing (an acronym), or only near it.
    pub same: bool,
}

/// The lexicon of a library.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// other words by the stems of an expression, joined by spaces
    entries: HashMap<String, Vec<OtherWords>>,
    acronyms: std::collections::HashSet<String>,
    /// how many stems the longest expression has
    longest: usize,
}

impl Expression {
    /// The most words of an expression of the lexicon.
    const MAX_WORDS: usize = 8;

    /// Reads an expression; `None` when it holds no word to look for, or far too many. Unless it is `whole`, a word is
    /// looked for by its stem.
    pub fn read(written: &str, whole: bool) -> Option<Self> {
        let words = words(written);
        let telling = words
            .iter()
            .filter(|word| words.len() == 1 || !is_small(&word.folded));
        let stems = telling
            .map(|word| {
                let term = if whole {
                    word.folded.clone()
                } else {
                    stem(&word.folded)
                };
                (term, word.position)
            })
            .collect::<Vec<_>>();
        let first = stems.first()?.1;
        (stems.len() <= Self::MAX_WORDS).then(|| Self {
            exact: (words.len() == 1).then(|| words[0].folded.clone()),
            stems: stems
                .into_iter()
                .map(|(stem, at)| (stem, at - first))
                .collect(),
        })
    }

    fn key(&self) -> String {
        key(self.stems.iter().map(|(stem, _)| stem.as_str()))
    }
}

fn key<'a>(stems: impl Iterator<Item = &'a str>) -> String {
    stems.collect::<Vec<_>>().join(" ")
}

impl Lexicon {
    /// Reads the lines of a lexicon; see [`crate::Index::set_lexicon`].
    pub fn read(text: &str) -> Self {
        let mut lexicon = Self::default();
        for line in text.lines() {
            let Some(line) = line.trim_start().strip_prefix(['-', '*', '+']) else {
                continue;
            };
            if let Some((acronym, meaning)) = line.split_once('=') {
                lexicon.add_acronym(acronym.trim(), meaning.trim());
            } else if let Some((word, near)) = line.split_once('~') {
                for near in near.split(',') {
                    lexicon.add_both(word.trim(), near.trim(), false);
                }
            }
        }
        lexicon
    }

    /// Other words for the stems, which are those of one expression.
    pub fn other_words<'a>(&self, stems: impl Iterator<Item = &'a str>) -> &[OtherWords] {
        self.entries.get(&key(stems)).map_or(&[], Vec::as_slice)
    }

    /// Whether the folded word is known as an acronym, which has neither plural nor stem.
    pub fn is_acronym(&self, folded: &str) -> bool {
        self.acronyms.contains(folded)
    }

    /// How many stems the longest expression has.
    pub fn longest(&self) -> usize {
        self.longest
    }

    fn add_acronym(&mut self, acronym: &str, meaning: &str) {
        if let [word] = words(acronym).as_slice() {
            self.acronyms.insert(word.folded.clone());
        }
        self.add_both(acronym, meaning, true);
    }

    fn add_both(&mut self, one: &str, other: &str, same: bool) {
        let read = |written: &str| {
            Expression::read(written, self.is_acronym(&crate::analysis::fold(written)))
        };
        if let (Some(first), Some(second)) = (read(one), read(other))
            && first.key() != second.key()
        {
            self.add(
                &first,
                OtherWords {
                    expression: second.clone(),
                    written: other.to_owned(),
                    same,
                },
            );
            self.add(
                &second,
                OtherWords {
                    expression: first,
                    written: one.to_owned(),
                    same,
                },
            );
        }
    }

    fn add(&mut self, expression: &Expression, other: OtherWords) {
        self.longest = self.longest.max(expression.stems.len());
        let known = self.entries.entry(expression.key()).or_default();
        if !known.contains(&other) {
            known.push(other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn others(lexicon: &Lexicon, asked: &str) -> Vec<String> {
        let acronym = lexicon.is_acronym(asked);
        let Some(expression) = Expression::read(asked, acronym) else {
            return Vec::new();
        };
        let found = lexicon.other_words(expression.stems.iter().map(|(stem, _)| stem.as_str()));
        found.iter().map(|other| other.written.clone()).collect()
    }

    #[test]
    fn lines_are_read_in_both_directions_and_wrong_ones_passed_over() {
        let lexicon = Lexicon::read(
            "# Sigles\n- ETP = éducation thérapeutique du patient\n* brise-glace ~ icebreaker, faire connaissance\n\
             - = rien\n- rien =\n- seul\nETP = hors liste\n- ~\n- x ~ x",
        );
        assert_eq!(
            others(&lexicon, "etp"),
            ["éducation thérapeutique du patient"]
        );
        assert_eq!(
            others(&lexicon, "Éducation thérapeutique des patients"),
            ["ETP"]
        );
        assert_eq!(
            others(&lexicon, "brise-glaces"),
            ["icebreaker", "faire connaissance"]
        );
        assert_eq!(others(&lexicon, "icebreaker"), ["brise-glace"]);
        assert!(others(&lexicon, "rien").is_empty() && others(&lexicon, "x").is_empty());
        assert!(lexicon.is_acronym("etp") && !lexicon.is_acronym("icebreaker"));
    }

    #[test]
    fn places_leave_room_for_small_words() {
        let expression = Expression::read("éducation thérapeutique du patient", false).unwrap();
        let places = expression
            .stems
            .iter()
            .map(|(_, at)| *at)
            .collect::<Vec<_>>();
        assert_eq!(places, [0, 1, 3]);
        assert!(Expression::read("d’un mot a l’autre ".repeat(9).as_str(), false).is_none());
    }
}
