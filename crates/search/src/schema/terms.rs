//! Writes the terms of a resource's texts.

use super::Streams;
use super::ready::Laid;
use super::stems::Stems;
use crate::analysis::{Word, definitions, surface, words};
use crate::lexicon::{Expression, acronym_key};
use crate::vocabulary::{SAID, UNSAID};
use rustc_hash::FxHashSet;
use tantivy::TantivyDocument;
use tantivy::schema::Field;

/// Positions left free between two texts of one field, so that no phrase reaches from one into the next.
const GAP: u32 = 16;

/// The fields of the vocabulary.
pub struct Stream {
    pub words: Field,
    pub spellings: Field,
    pub definitions: Field,
}

/// Beginning of the terms that tell how a folded word is written.
pub fn spelling_prefix(folded: &str) -> String {
    format!("{folded}\0")
}

/// Gathers the vocabulary of a resource while its texts are written.
pub struct TermWriter<'a> {
    stems: &'a mut Stems,
    words: FxHashSet<String>,
    spellings: FxHashSet<String>,
    definitions: FxHashSet<String>,
}

impl<'s> TermWriter<'s> {
    /// Nothing is written yet.
    pub fn new(stems: &'s mut Stems) -> Self {
        Self {
            stems,
            words: FxHashSet::default(),
            spellings: FxHashSet::default(),
            definitions: FxHashSet::default(),
        }
    }

    /// Adds texts to a field; gives the position at which each begins.
    pub fn add<'a>(
        &mut self,
        field: Streams,
        texts: impl IntoIterator<Item = &'a str>,
        written: &mut TantivyDocument,
    ) -> Vec<u32> {
        let (mut stems, mut exact) = (Laid::default(), Laid::default());
        let (mut starts, mut start) = (Vec::new(), 0);
        for text in texts {
            starts.push(start);
            let mut next = start;
            let words = words(text);
            self.learn_definitions(text, &words);
            for (at, word) in words.iter().enumerate() {
                let position = start + word.position;
                push_stems(word, position, self.stems, &mut stems);
                push_exact(word, position, &mut exact);
                self.learn(text, &words[at..]);
                next = position + GAP;
            }
            start = next;
        }
        put(field.stems, stems, written);
        if let Some(field) = field.exact {
            put(field, exact, written);
        }
        starts
    }

    /// Learns the first of the words, and the compounds that begin with it.
    fn learn(&mut self, text: &str, words: &[Word]) {
        let Some(word) = words.first() else { return };
        let written = &text[word.range.clone()];
        if word.capitals {
            self.spellings
                .insert(spelling_prefix(&word.folded) + &word.folded.to_uppercase());
        }
        self.learn_spelling(written, &word.folded);
        for (joined, last) in word.joined.iter().zip(&words[1..]) {
            self.learn_spelling(&text[word.range.start..last.range.end], joined);
        }
    }

    fn learn_spelling(&mut self, written: &str, folded: &str) {
        // inclusive endings are part of the range, and no way to write the word
        if !is_plain(written) && !written.contains(['·', '‧', '•', '\n']) {
            let surface = surface(written);
            if surface != folded {
                self.spellings.insert(spelling_prefix(folded) + &surface);
            }
        }
        if !self.words.contains(folded) {
            self.words.insert(folded.to_owned());
        }
    }

    /// Learns what the text says of acronyms, to be found from both sides.
    fn learn_definitions(&mut self, text: &str, words: &[Word]) {
        for found in definitions(text, words) {
            let how = if found.said { SAID } else { UNSAID };
            let Some(meaning) = Expression::read(&found.meaning, false) else {
                continue;
            };
            let (acronym, written) = (found.acronym, found.meaning);
            if found.said {
                let term = format!("{}\0{how}{}", meaning.key(), acronym.to_uppercase());
                self.definitions.insert(term);
            }
            let acronym = acronym_key(&acronym);
            self.definitions
                .insert(format!("{acronym}\0{how}{written}"));
        }
    }

    /// Writes the vocabulary.
    pub fn finish(self, fields: Stream, written: &mut TantivyDocument) {
        for (field, terms) in [
            (fields.words, self.words),
            (fields.spellings, self.spellings),
            (fields.definitions, self.definitions),
        ] {
            let mut laid = Laid::default();
            terms.iter().for_each(|term| laid.add(term, 0));
            put(field, laid, written);
        }
    }
}

/// Whether there is one way only to write the word: letters and digits without accents.
fn is_plain(written: &str) -> bool {
    written.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn push_stems(word: &Word, position: u32, stems: &mut Stems, laid: &mut Laid) {
    let root = stems.of(&word.folded);
    // COPS is no plural of "cop"; but a title in capitals is made of words
    if word.capitals && root != word.folded {
        laid.add(&word.folded, position);
    }
    laid.add(root, position);
    for joined in &word.joined {
        laid.add(stems.of(joined), position);
    }
}

fn push_exact(word: &Word, position: u32, laid: &mut Laid) {
    laid.add(&word.folded, position);
    for joined in &word.joined {
        laid.add(joined, position);
    }
}

fn put(field: Field, laid: Laid, written: &mut TantivyDocument) {
    if !laid.is_empty() {
        written.add_text(field, laid.into_text());
    }
}
