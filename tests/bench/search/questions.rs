//! What people ask, about sheets that are there.

use super::sheets::{Sheet, Sheets};
use crate::corpus::Chance;
use search::Query;
use std::collections::BTreeMap;

/// A way of asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// A word of a title.
    Word,
    /// Two words of a title.
    TwoWords,
    /// Two words as they stand in a text, in quotation marks.
    Phrase,
    /// The beginning of a word of a title.
    Prefix,
    /// A word with a letter too few.
    Slip,
    /// A word, and one value of two facets.
    Filtered,
    /// All sheets of a kind.
    Browsing,
}

impl Way {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Word,
        Self::TwoWords,
        Self::Phrase,
        Self::Prefix,
        Self::Slip,
        Self::Filtered,
        Self::Browsing,
    ];

    /// As the tables call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Word => "one word",
            Self::TwoWords => "two words",
            Self::Phrase => "a phrase",
            Self::Prefix => "a prefix",
            Self::Slip => "a slip",
            Self::Filtered => "a word and two filters",
            Self::Browsing => "no word and a filter",
        }
    }

    /// A question.
    pub fn ask(self, sheets: &Sheets, chance: &mut Chance) -> Query {
        let sheet = sheets.sheet(chance.below(sheets.count));
        let word = subject(&sheet, chance);
        let mut query = Query {
            limit: 20,
            ..Query::default()
        };
        let filter = |name: &str, value: &str| (name.to_owned(), vec![value.to_owned()]);
        query.text = match self {
            // a space after a word says that it is finished
            Self::Word => format!("{word} "),
            Self::TwoWords => format!("{word} {} ", subject(&sheet, chance)),
            Self::Phrase => format!("\"{}\"", side_by_side(&sheet, chance)),
            Self::Prefix => beginning(&word, 3 + chance.below(4)),
            Self::Slip => without_a_letter(&word, chance) + " ",
            Self::Filtered => {
                query.filters =
                    BTreeMap::from([filter("kind", sheet.kind), filter("tag", &sheet.tags[0])]);
                format!("{word} ")
            }
            Self::Browsing => {
                query.filters = BTreeMap::from([filter("kind", sheet.kind)]);
                String::new()
            }
        };
        query
    }
}

/// What somebody has typed of the title that they look for: from one letter on.
pub fn typed(sheets: &Sheets, chance: &mut Chance) -> String {
    let sheet = sheets.sheet(chance.below(sheets.count));
    let letters = 1 + chance.below(sheet.title.chars().count().min(16));
    beginning(&sheet.title, letters)
}

/// One of the longer words of the title.
fn subject(sheet: &Sheet, chance: &mut Chance) -> String {
    let words: Vec<&str> = sheet.title.split(' ').collect();
    let long: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| word.chars().count() > 3)
        .collect();
    let some = if long.is_empty() { &words } else { &long };
    some[chance.below(some.len())].to_lowercase()
}

fn side_by_side(sheet: &Sheet, chance: &mut Chance) -> String {
    let (_, text) = &sheet.parts[chance.below(sheet.parts.len())];
    let sentence = text.split(". ").next().unwrap_or_default();
    let words: Vec<&str> = sentence.split(' ').collect();
    let at = chance.below(words.len() - 1);
    words[at..at + 2].join(" ")
}

fn beginning(text: &str, letters: usize) -> String {
    text.chars().take(letters).collect()
}

fn without_a_letter(word: &str, chance: &mut Chance) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() > 1 {
        letters.remove(1 + chance.below(letters.len() - 1));
    }
    letters.into_iter().collect()
}
