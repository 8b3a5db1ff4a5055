//! The words that the index knows: is this one among them, which begin so, which are written nearly so?

mod distance;
mod leading;
mod left;
mod meanings;

pub use leading::Leading;

use crate::Error;
use crate::analysis::fold;
use crate::index::View;
use crate::schema::{Fields, spelling_prefix};
use distance::edits;
use leading::Best;
use left::having;
pub use meanings::{SAID, UNSAID};
use std::collections::{BTreeMap, HashMap};
use tantivy::Term;
use tantivy::query::FuzzyTermQuery;

/// A word of the index that may be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The folded word.
    pub word: String,
    /// How many resources have it.
    pub count: u64,
    /// How many letters must be changed, added, left out or swapped with their neighbour.
    pub edits: usize,
}

/// All words of all resources.
pub struct Vocabulary<'a> {
    searcher: &'a View,
    fields: &'a Fields,
}

impl<'a> Vocabulary<'a> {
    /// The most terms of one segment that a prefix is looked up among: enough for three letters in a library of millions
    /// of words, and quick.
    const MAX_SCANNED: usize = 20_000;

    /// The vocabulary of what the searcher sees.
    pub fn new(searcher: &'a View, fields: &'a Fields) -> Self {
        Self { searcher, fields }
    }

    /// How many resources have the folded word.
    ///
    /// # Errors
    /// [`Error::Engine`].
    pub fn count(&self, folded: &str) -> Result<u64, Error> {
        self.having(self.fields.words, folded)
    }

    /// The spellings of a word, as terms of the index, when there are other words that differ by accents only; none when
    /// hardly anybody who has it spells it otherwise.
    ///
    /// # Errors
    /// [`Error::Engine`].
    pub fn spelled(&self, surfaces: &[String]) -> Result<Vec<String>, Error> {
        let (mut all, mut so) = (0, 0);
        let mut terms = Vec::new();
        for surface in surfaces {
            let folded = fold(surface);
            let term = spelling_prefix(&folded) + surface;
            let count = self
                .searcher
                .doc_freq(&Term::from_field_text(self.fields.spellings, &term))?;
            if count > 0 {
                all += self.count(&folded)?;
                so += count;
                terms.push(term);
            }
        }
        // one in ten may have left its accents out
        let is_plain = so * 10 >= all * 9;
        Ok(if is_plain { Vec::new() } else { terms })
    }

    /// Whether texts write the folded word in small letters more often than in capitals: then it is no acronym only.
    ///
    /// # Errors
    /// [`Error::Engine`].
    pub fn is_ordinary(&self, folded: &str) -> Result<bool, Error> {
        let capitals = spelling_prefix(folded) + &folded.to_uppercase();
        let capitals = Term::from_field_text(self.fields.spellings, &capitals);
        Ok(self.count(folded)? > 2 * self.searcher.doc_freq(&capitals)?)
    }

    /// Whether some resource has a word of that stem.
    ///
    /// # Errors
    /// [`Error::Engine`].
    pub fn knows_stem(&self, stem: &str) -> Result<bool, Error> {
        for text in &self.fields.texts {
            if self.having(text.stems, stem)? > 0 {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The words that begin so, the most frequent first; the word itself is not among them.
    ///
    /// # Errors
    /// [`Error::Engine`] or [`Error::Io`].
    pub fn beginning_with(&self, prefix: &str, most: usize) -> Result<Vec<Candidate>, Error> {
        let leading = self.searcher.leading.beginning_with(prefix);
        let counts = match &leading {
            Some(leading) => leading
                .iter()
                .map(|(word, count)| ((*word).to_owned(), *count))
                .collect(),
            None => self.continuing(prefix)?,
        };
        let others = counts.into_iter().filter(|(word, _)| word != prefix);
        let candidate = |(word, count)| Candidate {
            word,
            count,
            edits: 0,
        };
        let candidates = most_frequent(others.map(candidate), usize::MAX);
        if leading.is_none() || !self.searcher.has_deletes() {
            return Ok(candidates.into_iter().take(most).collect());
        }
        let mut left = Vec::new();
        for candidate in candidates {
            if left.len() == most {
                break;
            }
            if self.count(&candidate.word)? > 0 {
                left.push(candidate);
            }
        }
        Ok(left)
    }

    /// The most frequent words of each segment that begin so, with how many resources have them.
    fn continuing(&self, prefix: &str) -> Result<HashMap<String, u64>, Error> {
        let mut counts = HashMap::new();
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(self.fields.words)?;
            let mut terms = index.terms().range().ge(prefix).into_stream()?;
            let mut best = Best::new();
            for _ in 0..Self::MAX_SCANNED {
                let Some((word, info)) = terms.next() else {
                    break;
                };
                match std::str::from_utf8(word) {
                    Ok(word) if word.starts_with(prefix) => {
                        if best.wants(u64::from(info.doc_freq)) {
                            best.add(word, having(segment, &index, info)?);
                        }
                    }
                    _ => break,
                }
            }
            for (word, count) in best.take() {
                *counts.entry(word).or_insert(0) += count;
            }
        }
        Ok(counts)
    }

    /// The words that may be meant by one that the index does not know: one slip in four to seven letters, two in more;
    /// where fewer slips explain it, no more are tried. The first letter is hardly ever wrong.
    ///
    /// # Errors
    /// [`Error::Engine`] or [`Error::Io`].
    pub fn nearly(&self, folded: &str, most: usize) -> Result<Vec<Candidate>, Error> {
        let letters = folded.chars().count();
        let slips: u8 = match letters {
            0..=3 => return Ok(Vec::new()),
            4..=7 => 1,
            _ => 2,
        };
        if folded.chars().any(|c| c.is_numeric()) {
            return Ok(Vec::new());
        }
        let mut found = self.within(folded, slips)?;
        found.retain(|candidate| plausible(folded, &candidate.word));
        let fewest = found
            .iter()
            .map(|candidate| candidate.edits)
            .min()
            .unwrap_or(0);
        Ok(most_frequent(
            found
                .into_iter()
                .filter(|candidate| candidate.edits == fewest),
            most,
        ))
    }

    /// The word as people write it, with its accents when at least half of those who use it put them.
    ///
    /// # Errors
    /// [`Error::Engine`] or [`Error::Io`].
    pub fn written(&self, folded: &str) -> Result<String, Error> {
        let mut spellings = BTreeMap::new();
        let prefix = spelling_prefix(folded);
        self.scan(self.fields.spellings, &prefix, |term, count| {
            *spellings
                .entry(term[prefix.len()..].to_owned())
                .or_insert(0) += count;
        })?;
        let best = spellings.into_iter().max_by_key(|(_, count)| *count);
        let all = self.count(folded)?;
        Ok(match best {
            Some((spelling, count)) if count * 2 >= all => spelling,
            _ => folded.to_owned(),
        })
    }

    fn within(&self, folded: &str, slips: u8) -> Result<Vec<Candidate>, Error> {
        let term = Term::from_field_text(self.fields.words, folded);
        let query = FuzzyTermQuery::new(term, slips, true);
        let mut counts = BTreeMap::new();
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(self.fields.words)?;
            let mut terms = index.terms().search(query.automaton()?).into_stream()?;
            while let Some((word, info)) = terms.next() {
                let left = having(segment, &index, info)?;
                if let Some(word) = std::str::from_utf8(word).ok().filter(|_| left > 0) {
                    *counts.entry(word.to_owned()).or_insert(0) += left;
                }
            }
        }
        let candidate = |(word, count): (String, u64)| Candidate {
            edits: edits(folded, &word),
            word,
            count,
        };
        Ok(counts.into_iter().map(candidate).collect())
    }

    fn scan(
        &self,
        field: tantivy::schema::Field,
        prefix: &str,
        mut seen: impl FnMut(&str, u64),
    ) -> Result<(), Error> {
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(field)?;
            let mut terms = index.terms().range().ge(prefix).into_stream()?;
            for _ in 0..Self::MAX_SCANNED {
                let Some((term, info)) = terms.next() else {
                    break;
                };
                match std::str::from_utf8(term) {
                    Ok(term) if term.starts_with(prefix) => {
                        seen(term, having(segment, &index, info)?);
                    }
                    _ => break,
                }
            }
        }
        Ok(())
    }
}

fn plausible(typed: &str, word: &str) -> bool {
    let first = |word: &str| word.chars().next();
    let next_two = |word: &str| word.chars().skip(1).take(2).collect::<String>();
    first(typed) == first(word) || next_two(typed) == next_two(word)
}

fn most_frequent(candidates: impl Iterator<Item = Candidate>, most: usize) -> Vec<Candidate> {
    let mut candidates = candidates.collect::<Vec<_>>();
    candidates.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.word.cmp(&b.word)));
    candidates.truncate(most);
    candidates
}
