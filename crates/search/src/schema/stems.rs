//! Stems of words that were met before: a text is made of few words again and again.

use crate::analysis::stem;
use rustc_hash::FxHashMap;

/// The most words that are remembered; some megabytes.
const MOST: usize = 50_000;

/// Remembers stems.
#[derive(Default)]
pub struct Stems(FxHashMap<String, String>);

impl Stems {
    /// The stem of a folded word.
    pub fn of(&mut self, folded: &str) -> &str {
        if !self.0.contains_key(folded) {
            if self.0.len() >= MOST {
                // rare words fill it; the frequent ones are back at once
                self.0.clear();
            }
            self.0.insert(folded.to_owned(), stem(folded));
        }
        self.0.get(folded).map_or("", String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_are_the_same_however_often_they_are_asked_for() {
        let mut stems = Stems::default();
        for number in 0..MOST + 10 {
            let rare = format!("mot{number}");
            assert_eq!(stems.of(&rare), stem(&rare));
            assert_eq!(stems.of("ateliers"), stem("ateliers"));
        }
        assert!(stems.0.len() <= MOST);
    }
}
