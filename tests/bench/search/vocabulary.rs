//! French words, as frequent as they are.

use crate::corpus::Chance;
use std::collections::HashMap;
use std::path::Path;

/// How many words there are. What the texts at hand do not have is put together from theirs: a large library has many rare
/// words, names and slips.
const WORDS: usize = 200_000;
/// The most frequent words hold sentences together and are nobody's subject.
const SMALL_WORDS: usize = 150;
/// Frequency of the word of rank r is proportional to 1 / (r + SHIFT) ^ EXPONENT (Zipf's law in the form of Mandelbrot, 1953).
const SHIFT: f64 = 2.7;
const EXPONENT: f64 = 1.05;

/// Words in the order of their frequency.
pub struct Vocabulary {
    words: Vec<String>,
    /// share of all words up to each
    shares: Vec<f64>,
    /// how many of them were found in texts
    pub found: usize,
}

impl Vocabulary {
    /// The words of the resources that come with the program, and of the development set of searching where it is at hand.
    pub fn of_texts() -> Self {
        let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let mut counts = HashMap::new();
        count_folder(&repository.join("content"), &mut counts);
        let shared = std::env::var("RESSOURCOTHEQUE_SHARED")
            .map_or_else(|_| repository.join("../shared"), Into::into);
        count_corpus(&shared.join("data/search/corpus.jsonl"), &mut counts);
        let mut words: Vec<(String, usize)> = counts.into_iter().collect();
        words.sort_unstable_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        let mut words: Vec<String> = words
            .into_iter()
            .map(|(word, _)| word)
            .take(WORDS)
            .collect();
        let found = words.len();
        let mut chance = Chance::seeded(0);
        while words.len() < WORDS {
            let begins =
                half(&words[SMALL_WORDS + chance.below(found - SMALL_WORDS)], 0).to_owned();
            words.push(begins + half(&words[SMALL_WORDS + chance.below(found - SMALL_WORDS)], 1));
        }
        let weight = |rank: usize| (rank as f64 + 1.0 + SHIFT).powf(-EXPONENT);
        let total: f64 = (0..WORDS).map(weight).sum();
        let mut share = 0.0;
        let shares = (0..WORDS).map(|rank| {
            share += weight(rank) / total;
            share
        });
        Self {
            shares: shares.collect(),
            words,
            found,
        }
    }

    /// Any word.
    pub fn word(&self, chance: &mut Chance) -> &str {
        self.at(chance.share())
    }

    /// A word that somebody may speak of.
    pub fn telling(&self, chance: &mut Chance) -> &str {
        let small = self.shares[SMALL_WORDS - 1];
        self.at(small + (1.0 - small) * chance.share())
    }

    fn at(&self, share: f64) -> &str {
        let at = self.shares.partition_point(|upto| *upto <= share);
        &self.words[at.min(WORDS - 1)]
    }
}

/// The first or the second half of a word.
fn half(word: &str, which: usize) -> &str {
    let at = word.floor_char_boundary(word.len() / 2);
    if which == 0 { &word[..at] } else { &word[at..] }
}

fn count_folder(folder: &Path, counts: &mut HashMap<String, usize>) {
    for entry in folder.read_dir().unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            count_folder(&path, counts);
        } else if path.extension().is_some_and(|ending| ending == "md") {
            count(&std::fs::read_to_string(path).unwrap(), counts);
        }
    }
}

fn count_corpus(path: &Path, counts: &mut HashMap<String, usize>) {
    let lines = std::fs::read_to_string(path).unwrap_or_default();
    for line in lines.lines() {
        let document: serde_json::Value = serde_json::from_str(line).unwrap();
        count(document["body"].as_str().unwrap_or_default(), counts);
    }
}

/// Counts words as people write them, elided ones and compounds whole; marks, links and numbers are none.
fn count(text: &str, counts: &mut HashMap<String, usize>) {
    let of_word = |c: char| c.is_alphabetic() || matches!(c, '’' | '\'' | '-');
    for word in text.split_whitespace() {
        let word = word.trim_matches(|c: char| !c.is_alphabetic());
        if !word.is_empty() && word.len() < 40 && word.chars().all(of_word) {
            *counts.entry(word.to_lowercase()).or_insert(0) += 1;
        }
    }
}
