//! What a person typed, read without ever failing.

use crate::Query;
use crate::analysis::{Word, fold, is_small, opens_a_question, puts_a_question, words};
use std::collections::HashSet;
use std::ops::Range;

/// A word that was asked for.
#[derive(Debug, Clone)]
pub struct AskedWord {
    /// Where it stands in the text.
    pub range: Range<usize>,
    /// The folded word.
    pub folded: String,
    /// Its compounds with the words that follow, where it was typed as a compound.
    pub joined: Vec<String>,
    /// Its number.
    pub position: u32,
    /// Whether it says little.
    pub small: bool,
    /// Whether it was typed in capitals.
    pub capitals: bool,
    /// Whether it stands between quotation marks.
    pub quoted: bool,
}

/// A question.
#[derive(Debug, Clone)]
pub struct Asked {
    text: String,
    /// Its words.
    pub words: Vec<AskedWord>,
    /// Words between quotation marks, as ranges of [`Asked::words`].
    pub quotes: Vec<Range<usize>>,
    /// how many letters a word must have to be continued
    least_typed: usize,
}

impl Asked {
    /// The most words that are read.
    const MAX_WORDS: usize = 30;
    /// Shorter beginnings of words are not continued: there are too many that begin so.
    const LEAST_TYPED: usize = 3;

    /// Reads what somebody is typing: a single letter already begins a word.
    pub fn typing(text: &str) -> Self {
        Self {
            least_typed: 1,
            ..Self::read(text)
        }
    }

    /// Reads a question without operators.
    pub fn read(text: &str) -> Self {
        Self::of(cleaned(text), &[])
    }

    /// Reads the words of a [cleaned] text, those in the ranges left out.
    pub fn of(text: String, taken: &[Range<usize>]) -> Self {
        let readable = without(&text, taken);
        let mut found = words(&readable);
        found.truncate(Self::MAX_WORDS);
        let quotes = quotes(&readable, &found);
        let is_quoted = |at| {
            quotes
                .iter()
                .any(|quote: &Range<usize>| quote.contains(&at))
        };
        let asks = text.contains('?')
            || found
                .first()
                .is_some_and(|word| opens_a_question(&word.folded));
        let says_little =
            |word: &Word| is_small(&word.folded) || asks && puts_a_question(&word.folded);
        let all_small = found.iter().all(says_little);
        let asked = |(at, word): (usize, Word)| AskedWord {
            small: !all_small && !word.capitals && says_little(&word),
            range: word.range,
            folded: word.folded.into(),
            joined: word.joined.into_iter().map(String::from).collect(),
            position: word.position,
            capitals: word.capitals,
            quoted: is_quoted(at),
        };
        let words = found.into_iter().enumerate().map(asked).collect();
        Self {
            text,
            words,
            quotes,
            least_typed: Self::LEAST_TYPED,
        }
    }

    /// Whether the person may still be typing the word.
    pub fn is_being_typed(&self, at: usize) -> bool {
        let word = &self.words[at];
        at + 1 == self.words.len()
            && !word.quoted
            && word.range.end == self.text.len()
            && word.folded.chars().count() >= self.least_typed
    }

    /// Those of the expressions that say something not asked already, each once.
    pub fn without_known(&self, mut expressions: Vec<String>) -> Vec<String> {
        let is_asked = |word: &Word| self.words.iter().any(|asked| asked.folded == word.folded);
        let mut seen = HashSet::new();
        expressions.retain(|expression| {
            !words(expression).iter().all(is_asked) && seen.insert(fold(expression))
        });
        expressions
    }

    /// What was typed there.
    pub fn written(&self, range: &Range<usize>) -> String {
        self.text[range.clone()].to_owned()
    }

    /// What was typed between the marks of a quotation.
    pub fn quotation(&self, number: usize) -> String {
        let words = self
            .quotes
            .get(number)
            .map(|quote| &self.words[quote.clone()]);
        match words {
            Some([first, .., last]) => self.written(&(first.range.start..last.range.end)),
            Some([only]) => self.written(&only.range),
            _ => String::new(),
        }
    }

    /// Where a quotation stands in the text, its marks included.
    pub fn between_marks(&self, number: usize) -> Option<Range<usize>> {
        let words = &self.words[self.quotes.get(number)?.clone()];
        let (first, last) = (words.first()?.range.start, words.last()?.range.end);
        let start = self.text[..first].rfind('"')?;
        Some(start..last + self.text[last..].find('"')? + 1)
    }

    /// The text with other words in the places of some.
    pub fn with(&self, mended: &[(Range<usize>, String)]) -> String {
        let mut text = String::new();
        let mut end = 0;
        for (range, word) in mended {
            text.push_str(&self.text[end..range.start]);
            text.push_str(word);
            end = range.end;
        }
        text.push_str(&self.text[end..]);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// The words between quotation marks, pair by pair.
fn quotes(text: &str, words: &[Word]) -> Vec<Range<usize>> {
    let marks = text
        .match_indices('"')
        .map(|(at, _)| at)
        .collect::<Vec<_>>();
    let pairs = marks
        .chunks_exact(2)
        .map(|pair| range_of(words, pair[0]..pair[1]));
    pairs.filter(|quote| !quote.is_empty()).collect()
}

/// The beginning of a text as it is read: control characters are spaces, all kinds of quotation marks are one.
pub fn cleaned(text: &str) -> String {
    text.chars()
        .take(Query::MAX_CHARS)
        .filter_map(clean)
        .collect()
}

/// The text with spaces in the ranges, so that places in it stay the same.
fn without(text: &str, taken: &[Range<usize>]) -> String {
    let mut readable = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if taken.iter().any(|range| range.contains(&at)) {
            readable.extend(std::iter::repeat_n(' ', c.len_utf8()));
        } else {
            readable.push(c);
        }
    }
    readable
}

fn clean(c: char) -> Option<char> {
    match c {
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
        '«' | '»' | '“' | '”' | '„' | '″' => Some('"'),
        c if c.is_control() => Some(' '),
        c => Some(c),
    }
}

/// The words that lie within a range of the text.
fn range_of(words: &[Word], range: Range<usize>) -> Range<usize> {
    let start = words.partition_point(|word| word.range.start < range.start);
    let end = words.partition_point(|word| word.range.end <= range.end);
    start..end.max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_of_every_kind_are_read_and_lonely_ones_are_not() {
        let asked = Asked::read("« pouvoir d’agir » et “être” \"seul");
        assert_eq!(asked.quotes, [0..2, 3..4]);
        assert!(asked.words[0].quoted && !asked.words[2].quoted && !asked.words[4].quoted);
        assert!(Asked::read("\"\"").quotes.is_empty());
    }

    #[test]
    fn small_words_count_when_there_is_nothing_else() {
        assert!(Asked::read("le débat").words[0].small);
        assert!(!Asked::read("pour qui").words[0].small);
    }

    #[test]
    fn only_an_open_last_word_is_being_typed() {
        assert!(Asked::read("world caf").is_being_typed(1));
        for closed in ["world caf ", "world ca", "\"world caf\""] {
            assert!(!Asked::read(closed).is_being_typed(1), "{closed}");
        }
    }

    #[test]
    fn questions_are_bounded() {
        assert_eq!(Asked::read(&"a b ".repeat(1000)).words.len(), 30);
        assert!(Asked::read("\0\u{7}\u{202e}()*?").words.is_empty());
    }
}
