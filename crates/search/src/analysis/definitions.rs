//! Meanings of acronyms that a text gives itself: *éducation thérapeutique du patient (ETP)*.

use super::words::Word;
use super::{fold, is_small};
use std::collections::BTreeSet;
use std::ops::Range;

/// Letters of an acronym.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=8;
/// Fewer letters are the initials of any words that happen to stand together.
const LEAST_INITIALS: usize = 3;
/// The most acronyms of a text whose meaning is looked for among its words.
const MAX_SOUGHT: usize = 50;
/// The most meanings of one text.
const MAX_FOUND: usize = 100;

/// A meaning that a text gives.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Definition {
    /// The acronym, folded.
    pub acronym: String,
    /// The meaning as it is written, white space as single spaces.
    pub meaning: String,
    /// Whether the text says so, with brackets; otherwise the initials fit, and no more is known.
    pub said: bool,
}

/// The meanings that a text gives to the acronyms in it, each once.
///
/// With brackets by the rule of Schwartz and Hearst (*A simple algorithm for identifying abbreviation definitions in
/// biomedical text*, 2003), in both orders; without brackets where the initials of neighbouring words are the acronym.
pub fn definitions(text: &str, words: &[Word]) -> BTreeSet<Definition> {
    let mut found = BTreeSet::new();
    let mut sought = BTreeSet::new();
    for (at, word) in words.iter().enumerate() {
        if !is_acronym(text, word) || sought.len() > MAX_SOUGHT || found.len() > MAX_FOUND {
            continue;
        }
        let meaning = meaning_before(text, words, at).or_else(|| meaning_after(text, words, at));
        if let Some(range) = meaning {
            found.insert(definition(text, word, range, true));
        } else if word.folded.len() >= LEAST_INITIALS {
            sought.insert(word.folded.as_str());
        }
    }
    let initials = Initials::of(words);
    for acronym in sought {
        for range in initials.meanings(acronym, words) {
            let meaning = one_line(&text[range]);
            let acronym = acronym.to_owned();
            found.insert(Definition {
                acronym,
                meaning,
                said: false,
            });
        }
    }
    found
}

fn definition(text: &str, acronym: &Word, meaning: Range<usize>, said: bool) -> Definition {
    Definition {
        acronym: acronym.folded.to_string(),
        meaning: one_line(&text[meaning]),
        said,
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Two letters or more, most of them capitals: `ETP`, `CoPil`, `HbA1c`.
fn is_acronym(text: &str, word: &Word) -> bool {
    let written = &text[word.range.clone()];
    let capitals = written.chars().filter(|c| c.is_uppercase()).count();
    LETTERS.contains(&written.chars().count())
        && capitals >= 2
        && word.folded.is_ascii()
        && !is_small(&word.folded)
}

/// `meaning (ACRONYM)`
fn meaning_before(text: &str, words: &[Word], at: usize) -> Option<Range<usize>> {
    let acronym = &words[at];
    let before = text[..acronym.range.start].trim_end();
    let opened = before.strip_suffix('(')?;
    text[acronym.range.end..].trim_start().strip_prefix(')')?;
    let letters = acronym.folded.len();
    let most = (letters + 5).min(letters * 2);
    let reach = at.saturating_sub(most)..at;
    let start = words[reach.clone()].first()?.range.start;
    let sentence = start_of_clause(&text[start..opened.len()]) + start;
    let first = best_start(&text[sentence..opened.len()], &acronym.folded)? + sentence;
    let first = words[reach]
        .iter()
        .rev()
        .find(|word| word.range.start <= first)?;
    let meaning = first.range.start..opened.trim_end().len();
    is_meaning(&text[meaning.clone()]).then_some(meaning)
}

/// `ACRONYM (meaning)`; all initials must fit, for anything may stand between brackets.
fn meaning_after(text: &str, words: &[Word], at: usize) -> Option<Range<usize>> {
    let after = &text[words[at].range.end..];
    let inside = after.trim_start().strip_prefix('(')?;
    let start = text.len() - inside.len();
    let end = start + inside.find(')')?;
    let inside = words[at + 1..]
        .iter()
        .take_while(|word| word.range.end <= end)
        .cloned()
        .collect::<Vec<_>>();
    let fits = Initials::of(&inside).meanings(&words[at].folded, &inside);
    fits.into_iter().find(|range| range.len() * 2 > end - start)
}

fn is_meaning(text: &str) -> bool {
    text.trim()
        .contains(|c: char| c.is_whitespace() || c == '-')
}

/// Where the clause begins that reaches to the end.
fn start_of_clause(text: &str) -> usize {
    let ends = ['.', ';', ':', '(', ')', '!', '?', '\u{fffd}', '•'];
    text.rfind(ends).map_or(0, |at| {
        at + text[at..].chars().next().map_or(0, char::len_utf8)
    })
}

/// Where the shortest meaning begins whose letters hold those of the acronym in order, the first at the beginning of a
/// word (Schwartz and Hearst).
fn best_start(text: &str, acronym: &str) -> Option<usize> {
    let letters = text.char_indices().collect::<Vec<_>>();
    let mut at = letters.len();
    for (number, wanted) in acronym
        .chars()
        .enumerate()
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
    {
        loop {
            at = at.checked_sub(1)?;
            let fits = fold(letters[at].1.encode_utf8(&mut [0; 4])).starts_with(wanted);
            let begins = at == 0 || !letters[at - 1].1.is_alphanumeric();
            if fits && (number > 0 || begins) {
                break;
            }
        }
    }
    Some(letters[at].0)
}

/// The first letters of words, small ones left out.
struct Initials {
    letters: String,
    /// the word of each letter
    words: Vec<usize>,
}

impl Initials {
    fn of(words: &[Word]) -> Self {
        let telling = words
            .iter()
            .enumerate()
            .filter(|(_, word)| !is_small(&word.folded))
            .filter_map(|(at, word)| Some((at, word.folded.chars().next()?)))
            .filter(|(_, letter)| letter.is_ascii());
        let (words, letters) = telling.unzip();
        Self { letters, words }
    }

    /// Words one after the other whose initials are the acronym, as ranges of the text.
    fn meanings(&self, acronym: &str, words: &[Word]) -> Vec<Range<usize>> {
        let together = |found: &[usize]| {
            found.windows(2).all(|pair| {
                let gap = words[pair[1]].range.start - words[pair[0]].range.end;
                // small words between, no more
                gap <= 12 && pair[1] - pair[0] <= 3
            })
        };
        let found = self.letters.match_indices(acronym);
        found
            .map(|(at, _)| &self.words[at..at + acronym.len()])
            .filter(|found| together(found))
            .filter_map(|found| {
                Some(words[*found.first()?].range.start..words[*found.last()?].range.end)
            })
            .take(MAX_FOUND)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::words;

    fn found(text: &str) -> Vec<(String, String, bool)> {
        let found = definitions(text, &words(text)).into_iter();
        found
            .map(|found| (found.acronym, found.meaning, found.said))
            .collect()
    }

    #[test]
    fn what_stands_before_brackets_is_a_meaning() {
        for (text, acronym, meaning) in [
            (
                "Une journée d’éducation thérapeutique\ndu patient (ETP) à Lyon",
                "etp",
                "éducation thérapeutique du patient",
            ),
            (
                "la formation Patient/Parent Ressource ( PPR )",
                "ppr",
                "Patient/Parent Ressource",
            ),
            (
                "Fin. Écrire en facile à lire et à comprendre (FALC)",
                "falc",
                "facile à lire et à comprendre",
            ),
            (
                "le comité de pilotage (CoPil) décide",
                "copil",
                "comité de pilotage",
            ),
            (
                "Le CVS (conseil de la vie sociale) se réunit",
                "cvs",
                "conseil de la vie sociale",
            ),
        ] {
            let wanted = (acronym.to_owned(), meaning.to_owned(), true);
            assert!(found(text).contains(&wanted), "{text}: {:?}", found(text));
        }
    }

    #[test]
    fn initials_that_fit_are_a_meaning_perhaps() {
        assert_eq!(
            found("Un atelier d’échanges de pratiques. L’AEP du mois"),
            [(
                "aep".to_owned(),
                "atelier d’échanges de pratiques".to_owned(),
                false
            )]
        );
    }

    #[test]
    fn what_only_stands_near_is_none() {
        for text in [
            "Un soutien aux institutions (ARS)",
            "ETP (6 membres en 2018)",
            "(ETP)",
            "A (B)",
            "()",
            "ETP (",
            "é (ÉÉ)",
            "LA SANTÉ (LA)",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}
