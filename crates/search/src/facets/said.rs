//! Facet values by their words, for somebody who types some of them.

use crate::analysis::{stem, words};
use std::collections::HashMap;

/// A text by the stems of its words.
pub fn said(text: &str) -> Vec<String> {
    let words = words(text);
    words.iter().map(|word| stem(&word.folded)).collect()
}

/// Numbers of values by each of their words.
#[derive(Default)]
pub struct Said(HashMap<Box<str>, Vec<u32>>);

impl Said {
    /// Takes in a value; numbers ascend.
    pub fn learn(&mut self, number: u32, value: &str) {
        for word in said(value) {
            let numbers = self.0.entry(word.into()).or_default();
            if numbers.last() != Some(&number) {
                numbers.push(number);
            }
        }
    }

    /// The values that have the rarest of the words: only they can have all.
    pub fn rarest(&self, wanted: &[String]) -> &[u32] {
        let having = |word: &String| self.0.get(word.as_str()).map_or(&[][..], Vec::as_slice);
        let having = wanted.iter().map(having);
        having.min_by_key(|some| some.len()).unwrap_or_default()
    }
}
