//! The most frequent words of each beginning: what one or two letters may become, among more words than can be looked at
//! while somebody types.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::sync::Arc;
use tantivy::index::SegmentId;
use tantivy::schema::Field;
use tantivy::{Searcher, SegmentReader, TantivyError};

/// The longest beginning, in letters, whose words are kept ready; there are not many words with longer ones.
const LETTERS: usize = 2;
/// How many words are kept of each beginning in each segment, and the most that are asked for.
pub const MOST: usize = 64;

/// The leading words of every segment. A word that is among the most frequent in one segment only is counted there only.
pub struct Leading(Vec<(SegmentId, Arc<Words>)>);

/// Words with their counts, by beginning.
type Words = HashMap<String, Vec<(String, u64)>>;

impl Leading {
    /// The leading words of what a searcher sees; those of segments that were there before are kept.
    ///
    /// # Errors
    /// When a segment cannot be read.
    pub fn new(
        searcher: &Searcher,
        words: Field,
        before: Option<&Self>,
    ) -> Result<Self, TantivyError> {
        let known = before.map(|leading| leading.0.iter().cloned());
        let known: HashMap<SegmentId, Arc<Words>> = known.into_iter().flatten().collect();
        let mut segments = Vec::new();
        for segment in searcher.segment_readers() {
            let id = segment.segment_id();
            let leading = match known.get(&id) {
                Some(leading) => Arc::clone(leading),
                None => Arc::new(of_segment(segment, words)?),
            };
            segments.push((id, leading));
        }
        Ok(Self(segments))
    }

    /// The words that begin so, with how many resources have them; `None` for a beginning that is too long to be ready.
    pub fn beginning_with(&self, prefix: &str) -> Option<HashMap<&str, u64>> {
        if prefix.chars().count() > LETTERS {
            return None;
        }
        let mut counts = HashMap::new();
        for (_, segment) in &self.0 {
            for (word, count) in segment.get(prefix).into_iter().flatten() {
                *counts.entry(word.as_str()).or_insert(0) += count;
            }
        }
        Some(counts)
    }
}

fn of_segment(segment: &SegmentReader, words: Field) -> Result<Words, TantivyError> {
    let index = segment.inverted_index(words)?;
    let mut terms = index.terms().stream()?;
    let mut leading = Words::new();
    // words come in the order of the alphabet, so that those of one beginning come together
    let mut open = [const { (String::new(), Best::new()) }; LETTERS];
    while let Some((word, info)) = terms.next() {
        let Ok(word) = std::str::from_utf8(word) else {
            continue;
        };
        for (letters, (beginning, best)) in (1..).zip(&mut open) {
            let Some(prefix) = beginning_of(word, letters) else {
                continue;
            };
            if prefix != beginning {
                leading.insert(std::mem::replace(beginning, prefix.to_owned()), best.take());
            }
            best.add(word, u64::from(info.doc_freq));
        }
    }
    leading.extend(open.map(|(beginning, mut best)| (beginning, best.take())));
    Ok(leading)
}

/// So many letters of a word; `None` when it has fewer.
fn beginning_of(word: &str, letters: usize) -> Option<&str> {
    let last = word.char_indices().nth(letters - 1);
    last.map(|(at, letter)| &word[..at + letter.len_utf8()])
}

/// The most frequent of many words, without keeping the others.
pub struct Best(BinaryHeap<Reverse<(u64, Reverse<String>)>>);

impl Best {
    /// None yet.
    pub const fn new() -> Self {
        Self(BinaryHeap::new())
    }

    /// Whether a word that so many have would be kept, coming after the others in the alphabet.
    pub fn wants(&self, count: u64) -> bool {
        let least = self.0.peek().map_or(0, |Reverse((least, _))| *least);
        count > 0 && (self.0.len() < MOST || count > least)
    }

    /// Keeps a word if it is among the most frequent; of two that are equally so, the first in the alphabet.
    pub fn add(&mut self, word: &str, count: u64) {
        if !self.wants(count) {
            return;
        }
        if self.0.len() == MOST {
            self.0.pop();
        }
        self.0.push(Reverse((count, Reverse(word.to_owned()))));
    }

    /// Gives the words with their counts.
    pub fn take(&mut self) -> Vec<(String, u64)> {
        let words = self.0.drain();
        words
            .map(|Reverse((count, Reverse(word)))| (word, count))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_frequent_words_are_kept_and_of_equals_the_first() {
        let mut best = Best::new();
        for number in 0..3 * MOST as u64 {
            best.add(&format!("mot{number:03}"), number % 4);
        }
        let mut kept = best.take();
        kept.sort_unstable();
        assert_eq!(kept.len(), MOST);
        // 48 words have the greatest count, 16 of the next are the first ones
        let counted = |count| kept.iter().filter(|(_, of)| *of == count).count();
        assert_eq!((counted(3), counted(2)), (48, 16));
        let second = kept.iter().rfind(|(_, count)| *count == 2);
        assert_eq!(second.map(|(word, _)| word.as_str()), Some("mot062"));
        assert!(best.take().is_empty());
    }

    #[test]
    fn a_beginning_is_counted_in_letters() {
        assert_eq!(beginning_of("été", 2), Some("ét"));
        assert_eq!(beginning_of("é", 1), Some("é"));
        assert_eq!(beginning_of("é", 2), None);
    }
}
