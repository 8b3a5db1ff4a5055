//! Writes the terms of a resource's texts.

use super::Streams;
use crate::analysis::{Word, stem, surface, words};
use std::collections::BTreeSet;
use tantivy::TantivyDocument;
use tantivy::schema::Field;
use tantivy::tokenizer::{PreTokenizedString, Token};

/// Positions left free between two texts of one field, so that no phrase reaches from one into the next.
const GAP: u32 = 16;

/// The fields of the vocabulary.
pub struct Stream {
    pub words: Field,
    pub spellings: Field,
}

/// Beginning of the terms that tell how a folded word is written.
pub fn spelling_prefix(folded: &str) -> String {
    format!("{folded}\0")
}

/// Gathers the vocabulary of a resource while its texts are written.
#[derive(Default)]
pub struct TermWriter {
    words: BTreeSet<String>,
    spellings: BTreeSet<String>,
}

impl TermWriter {
    /// Adds texts to a field; gives the position at which each begins.
    pub fn add<'a>(
        &mut self,
        field: Streams,
        texts: impl IntoIterator<Item = &'a str>,
        written: &mut TantivyDocument,
    ) -> Vec<u32> {
        let (mut stems, mut exact) = (Vec::new(), Vec::new());
        let (mut starts, mut start) = (Vec::new(), 0);
        for text in texts {
            starts.push(start);
            let mut next = start;
            let words = words(text);
            for (at, word) in words.iter().enumerate() {
                let position = start + word.position;
                push_stems(word, position, &mut stems);
                push_exact(word, position, &mut exact);
                self.learn(text, &words[at..]);
                next = position + GAP;
            }
            start = next;
        }
        written.add_pre_tokenized_text(field.stems, pre_tokenized(stems));
        if let Some(field) = field.exact {
            written.add_pre_tokenized_text(field, pre_tokenized(exact));
        }
        starts
    }

    /// Learns the first of the words, and the compounds that begin with it.
    fn learn(&mut self, text: &str, words: &[Word]) {
        let Some(word) = words.first() else { return };
        self.learn_spelling(&text[word.range.clone()], &word.folded);
        for (joined, last) in word.joined.iter().zip(&words[1..]) {
            self.learn_spelling(&text[word.range.start..last.range.end], joined);
        }
    }

    fn learn_spelling(&mut self, written: &str, folded: &str) {
        // inclusive endings are part of the range, and no way to write the word
        if !written.contains(['·', '‧', '•', '\n']) {
            let surface = surface(written);
            if surface != folded {
                self.spellings.insert(spelling_prefix(folded) + &surface);
            }
        }
        self.words.insert(folded.to_owned());
    }

    /// Writes the vocabulary.
    pub fn finish(self, fields: Stream, written: &mut TantivyDocument) {
        let tokens =
            |terms: BTreeSet<String>| terms.into_iter().map(|term| token(term, 0)).collect();
        written.add_pre_tokenized_text(fields.words, pre_tokenized(tokens(self.words)));
        written.add_pre_tokenized_text(fields.spellings, pre_tokenized(tokens(self.spellings)));
    }
}

fn push_stems(word: &Word, position: u32, tokens: &mut Vec<Token>) {
    let root = stem(&word.folded);
    // COPS is no plural of "cop"; but a title in capitals is made of words
    if word.capitals && root != word.folded {
        tokens.push(token(word.folded.clone(), position));
    }
    tokens.push(token(root, position));
    tokens.extend(
        word.joined
            .iter()
            .map(|joined| token(stem(joined), position)),
    );
}

fn push_exact(word: &Word, position: u32, tokens: &mut Vec<Token>) {
    tokens.push(token(word.folded.clone(), position));
    tokens.extend(
        word.joined
            .iter()
            .map(|joined| token(joined.clone(), position)),
    );
}

fn token(text: String, position: u32) -> Token {
    Token {
        position: position as usize,
        text,
        ..Token::default()
    }
}

fn pre_tokenized(tokens: Vec<Token>) -> PreTokenizedString {
    PreTokenizedString {
        text: String::new(),
        tokens,
    }
}
