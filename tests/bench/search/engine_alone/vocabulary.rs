//! The vocabulary of a resource, found before the engine is measured.

use super::fields::surfaces;
use super::texts;
use search::{Document, fold};
use std::collections::HashSet;

/// A resource, and the vocabulary of its texts: words parted by spaces.
pub struct Prepared {
    pub document: Document,
    /// every folded word once
    pub words: String,
    /// `folded` NUL `written` for each word with accents
    pub spellings: String,
}

impl Prepared {
    /// Finds the distinct words.
    pub fn of(document: Document) -> Self {
        let (mut analyzer, mut written) = (surfaces(), HashSet::new());
        for text in texts(&document) {
            let mut words = analyzer.token_stream(&text);
            while let Some(word) = words.next() {
                if !written.contains(&word.text) {
                    written.insert(word.text.clone());
                }
            }
        }
        let folded = |word: &String| (fold(word), word.clone());
        let pairs: Vec<(String, String)> = written.iter().map(folded).collect();
        let words: HashSet<&str> = pairs.iter().map(|(folded, _)| folded.as_str()).collect();
        let accented = pairs.iter().filter(|(folded, written)| folded != written);
        let spellings: Vec<String> = accented
            .map(|(folded, written)| format!("{folded}\0{written}"))
            .collect();
        Self {
            words: words.into_iter().collect::<Vec<_>>().join(" "),
            spellings: spellings.join(" "),
            document,
        }
    }
}
