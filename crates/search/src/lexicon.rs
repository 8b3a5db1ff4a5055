//! The community's words: acronyms and what they stand for, words that are near one another.

use crate::analysis::{Word, is_small, stem, words};
use std::collections::HashMap;

/// An expression as its stems, small words left out: `éducation thérapeutique du patient` is three stems with their
/// places 0, 1, 3.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Expression {
    /// Stems with their places within the expression.
    pub stems: Vec<(String, u32)>,
    /// The exact folded word, when the expression is a single one.
    pub exact: Option<String>,
    /// Whether it is an acronym, which has no stem.
    pub acronym: bool,
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
}

impl Expression {
    /// The most words of an expression of the lexicon.
    const MAX_WORDS: usize = 10;

    /// Reads an expression; `None` when it holds no word to look for, or far too many. Unless it is `whole`, a word is
    /// looked for by its stem.
    pub fn read(written: &str, whole: bool) -> Option<Self> {
        let words = words(written);
        let small = words
            .iter()
            .map(|word| is_small(&word.folded))
            .collect::<Vec<_>>();
        let said = said(&small);
        let first = words.get(*said.first()?)?.position;
        let root = |word: &Word| {
            if whole {
                word.folded.to_string()
            } else {
                stem(&word.folded)
            }
        };
        (words.len() <= Self::MAX_WORDS).then(|| Self {
            exact: (words.len() == 1).then(|| words[0].folded.to_string()),
            acronym: whole && words.len() == 1,
            stems: said
                .iter()
                .map(|at| (root(&words[*at]), words[*at].position - first))
                .collect(),
        })
    }

    /// The same idea more broadly: without its last word, which in French narrows the ones before it. `None` when only
    /// one word would be left.
    pub fn broader(&self) -> Option<Self> {
        let (_, stems) = self.stems.split_last()?;
        (stems.len() >= 2).then(|| Self {
            stems: stems.to_vec(),
            exact: None,
            acronym: false,
        })
    }

    /// The name under which the expression is kept.
    pub fn key(&self) -> String {
        match &self.exact {
            Some(acronym) if self.acronym => acronym_key(acronym),
            _ => key(self.stems.iter().map(|(stem, _)| stem.as_str())),
        }
    }
}

/// Which words of an expression say what it is: those that are not small, if there are two or more of them; all words
/// otherwise, for *en ligne* is not every *ligne*.
pub fn said(small: &[bool]) -> Vec<usize> {
    let telling = (0..small.len())
        .filter(|at| !small[*at])
        .collect::<Vec<_>>();
    if telling.len() >= 2 {
        telling
    } else {
        (0..small.len()).collect()
    }
}

/// The name under which an acronym is kept: *PAI* is not the stem of another word.
pub fn acronym_key(folded: &str) -> String {
    format!("={folded}")
}

/// The name under which an expression of these stems is kept.
pub fn key<'a>(stems: impl Iterator<Item = &'a str>) -> String {
    stems.collect::<Vec<_>>().join(" ")
}

impl Lexicon {
    /// The most words of a line that are near one another.
    const MAX_NEAR: usize = 12;
    /// The most other words of an expression; those of later lines are passed over. Each is looked for with every query
    /// that has the expression, and anybody may write lines.
    const MAX_OTHERS: usize = 24;
    /// The most meanings of an acronym whose near words are near to it.
    const MAX_MEANINGS: usize = 4;

    /// Reads the lines of a lexicon; see [`crate::Index::set_lexicon`].
    pub fn read(text: &str) -> Self {
        let mut lexicon = Self::default();
        for line in text.lines() {
            let Some(line) = line.trim_start().strip_prefix(['-', '*', '+']) else {
                continue;
            };
            if let Some((acronym, meaning)) = line.split_once('=') {
                lexicon.add_acronym(acronym.trim(), meaning.trim());
            } else if line.contains('~') {
                lexicon.add_near(line);
            }
        }
        lexicon.add_near_to_same();
        lexicon
    }

    /// Other words for the expression of that [`key`].
    pub fn other_words(&self, key: &str) -> &[OtherWords] {
        self.entries.get(key).map_or(&[], Vec::as_slice)
    }

    /// Whether the folded word is known as an acronym, which has neither plural nor stem.
    pub fn is_acronym(&self, folded: &str) -> bool {
        self.acronyms.contains(folded)
    }

    fn add_acronym(&mut self, acronym: &str, meaning: &str) {
        if let [word] = words(acronym).as_slice() {
            self.acronyms.insert(word.folded.to_string());
        }
        self.add_both(acronym, meaning, true);
    }

    /// A line is one idea: each of its words is near all others.
    fn add_near(&mut self, line: &str) {
        let words = line
            .split(['~', ','])
            .map(str::trim)
            .filter(|word| !word.is_empty())
            .take(Self::MAX_NEAR)
            .collect::<Vec<_>>();
        for (at, word) in words.iter().enumerate() {
            for near in &words[at + 1..] {
                self.add_both(word, near, false);
            }
        }
    }

    /// What is near to a meaning is near to its acronym too.
    fn add_near_to_same(&mut self) {
        let mut further = Vec::new();
        for (key, others) in &self.entries {
            let same = others.iter().filter(|other| other.same);
            for meaning in same.take(Self::MAX_MEANINGS) {
                let near = self.other_words(&meaning.expression.key()).iter();
                let near = near.filter(|other| !other.same && other.expression.key() != *key);
                let near = near.take(Self::MAX_OTHERS);
                further.extend(near.map(|other| (key.clone(), other.clone())));
            }
        }
        for (key, other) in further {
            push_new(self.entries.entry(key).or_default(), other);
        }
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
        push_new(self.entries.entry(expression.key()).or_default(), other);
    }
}

fn push_new(known: &mut Vec<OtherWords>, other: OtherWords) {
    if known.len() < Lexicon::MAX_OTHERS
        && !known
            .iter()
            .any(|known| known.expression == other.expression)
    {
        known.push(other);
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
        let found = lexicon.other_words(&expression.key());
        found.iter().map(|other| other.written.clone()).collect()
    }

    #[test]
    fn a_word_has_only_so_many_others_whoever_writes_lines() {
        let lines =
            (0..5_000).map(|line| format!("- santé ~ mot{line}, chose{line}, truc{line}\n"));
        let mut text = String::from("- ETP = éducation thérapeutique\n");
        text.extend(lines);
        let lexicon = Lexicon::read(&text);
        assert_eq!(others(&lexicon, "santé").len(), Lexicon::MAX_OTHERS);
        assert_eq!(others(&lexicon, "etp"), ["éducation thérapeutique"]);
        assert_eq!(
            others(&lexicon, "truc4999"),
            ["santé", "mot4999", "chose4999"]
        );
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
        assert_eq!(
            others(&lexicon, "icebreaker"),
            ["brise-glace", "faire connaissance"],
            "a line is one idea"
        );
        assert!(others(&lexicon, "rien").is_empty() && others(&lexicon, "x").is_empty());
        assert!(lexicon.is_acronym("etp") && !lexicon.is_acronym("icebreaker"));
    }

    #[test]
    fn what_is_near_a_meaning_is_near_its_acronym() {
        let lexicon =
            Lexicon::read("- HTA = hypertension artérielle\n- hypertension artérielle ~ tension");
        assert_eq!(
            others(&lexicon, "hta"),
            ["hypertension artérielle", "tension"]
        );
        assert_eq!(others(&lexicon, "tension"), ["hypertension artérielle"]);
    }

    #[test]
    fn a_small_word_belongs_to_an_expression_that_would_be_a_single_word_without_it() {
        let lexicon = Lexicon::read("- à distance ~ en ligne");
        assert_eq!(others(&lexicon, "en ligne"), ["à distance"]);
        assert!(others(&lexicon, "ligne").is_empty());
        let broader = Expression::read("insuffisance rénale chronique", false)
            .and_then(|expression| expression.broader());
        assert_eq!(broader, Expression::read("insuffisance rénale", false));
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
