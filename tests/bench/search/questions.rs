//! What people ask, about sheets that are there.

use super::sheets::{Sheet, Sheets};
use crate::corpus::Chance;
use search::Query;

/// How many lines are proposed while somebody types: as many as the program asks for.
pub const LINES: usize = 8;

/// A way of asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// A word of a title.
    Word,
    /// Two words of a title.
    TwoWords,
    /// Two words as they stand in a text, in quotation marks.
    Phrase,
    /// A word of a title and a theme of the sheet, as an operator.
    Theme,
    /// A word of a title, and another one that must not be there.
    Without,
    /// Two words of a page of a file.
    InFile,
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
    pub const ALL: [Self; 10] = [
        Self::Word,
        Self::TwoWords,
        Self::Phrase,
        Self::Theme,
        Self::Without,
        Self::InFile,
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
            Self::Theme => "a word and theme:…",
            Self::Without => "a word and -word",
            Self::InFile => "two words of a file",
            Self::Prefix => "a prefix",
            Self::Slip => "a slip",
            Self::Filtered => "a word and two filters",
            Self::Browsing => "no word and a filter",
        }
    }

    /// A question.
    pub fn ask(self, sheets: &Sheets, chance: &mut Chance) -> Query {
        let sheet = sheets.sheet(chance.below(sheets.count));
        let filters = match self {
            Self::Filtered => vec![("kind", sheet.kind), ("tag", &sheet.tags[0])],
            Self::Browsing => vec![("kind", sheet.kind)],
            _ => Vec::new(),
        };
        let one_value = |(name, value): (&str, &str)| (name.to_owned(), vec![value.to_owned()]);
        Query {
            filters: filters.into_iter().map(one_value).collect(),
            text: self.text(sheets, &sheet, chance),
            limit: 20,
            ..Query::default()
        }
    }

    /// What is typed; a space after a word says that it is finished.
    fn text(self, sheets: &Sheets, sheet: &Sheet, chance: &mut Chance) -> String {
        let word = subject(&sheet.title, chance);
        match self {
            Self::Word | Self::Filtered => format!("{word} "),
            Self::TwoWords => format!("{word} {} ", subject(&sheet.title, chance)),
            Self::Phrase => format!("\"{}\"", side_by_side(sheet, chance)),
            Self::Theme => format!("theme:\"{}\" {word} ", sheet.tags[0]),
            Self::Without => format!("{word} -{} ", sheets.vocabulary().telling(chance)),
            Self::InFile => {
                let booklet = sheets.booklet(chance.below(sheets.booklets()));
                let page = &booklet.pages[chance.below(booklet.pages.len())];
                format!("{} {} ", subject(page, chance), subject(page, chance))
            }
            Self::Prefix => beginning(&word, 3 + chance.below(4)),
            Self::Slip => without_a_letter(&word, chance) + " ",
            Self::Browsing => String::new(),
        }
    }
}

/// What somebody has typed of the title that they look for: from one letter on.
pub fn typed(sheets: &Sheets, chance: &mut Chance) -> String {
    let sheet = sheets.sheet(chance.below(sheets.count));
    let letters = 1 + chance.below(sheet.title.chars().count().min(16));
    beginning(&sheet.title, letters)
}

/// One of the longer words of a text.
fn subject(text: &str, chance: &mut Chance) -> String {
    let words: Vec<&str> = text
        .split_whitespace()
        .map(|word| word.trim_matches('.'))
        .collect();
    let long = |word: &&str| word.chars().count() > 3;
    let some: Vec<&str> = words.iter().copied().filter(long).collect();
    let some = if some.is_empty() { words } else { some };
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
