//! What the texts themselves say of acronyms, see [`crate::analysis::definitions`].

use super::Vocabulary;
use crate::Error;
use crate::analysis::{fold_line, words};
use crate::lexicon::{Expression, OtherWords};
use crate::matching::resources_with;
use crate::plan::Phrase;
use std::collections::{BTreeMap, BTreeSet};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED, Term};

/// The most meanings of one acronym.
const MAX_MEANINGS: usize = 3;
/// So many resources must have the words side by side when only their initials say that they are a meaning.
const LEAST_UNSAID: usize = 4;
/// The most of them whose resources are counted.
const MAX_TRIED: usize = 4;
/// More resources than these are not counted: which meaning is the most frequent is clear by then.
const MAX_COUNTED: u64 = 1_000;
/// Words may stand between those of a meaning.
const SLOP: u32 = 2;

impl Vocabulary<'_> {
    /// The meanings of an acronym, or the acronyms of a meaning, by the key of the expression.
    ///
    /// # Errors
    /// [`Error::Engine`] or [`Error::Io`].
    pub fn meanings(&self, key: &str) -> Result<Vec<OtherWords>, Error> {
        let prefix = format!("{key}\0");
        let mut terms = BTreeSet::new();
        self.scan(self.fields.definitions, &prefix, |term, _| {
            terms.insert(term.to_owned());
        })?;
        let mut said: BTreeMap<String, (u64, String)> = BTreeMap::new();
        let mut unsaid = Vec::new();
        for term in &terms {
            let Some((how, written)) = term[prefix.len()..].split_at_checked(1) else {
                continue;
            };
            let count = self.saying(term)?;
            if how == SAID && count > 0 {
                let known = said.entry(fold_line(written)).or_default();
                *known = (known.0 + count, written.to_owned());
            } else if count > 0 {
                unsaid.push((count, written));
            }
        }
        let mut meanings = said.into_values().collect::<Vec<_>>();
        meanings.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        if meanings.is_empty() {
            unsaid.sort_by(|a, b| b.cmp(a));
            meanings = self.frequent(&unsaid)?;
        }
        meanings.truncate(MAX_MEANINGS);
        Ok(meanings
            .into_iter()
            .filter_map(|(_, written)| other_words(written))
            .collect())
    }

    /// How many resources say it; the dictionary counts those too that were replaced since.
    fn saying(&self, term: &str) -> Result<u64, Error> {
        let field = self.fields.definitions;
        let term = Term::from_field_text(field, term);
        let mut count = 0;
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(field)?;
            let Some(mut postings) = index.read_postings(&term, IndexRecordOption::Basic)? else {
                continue;
            };
            while postings.doc() != TERMINATED && count < MAX_COUNTED {
                count += u64::from(!segment.is_deleted(postings.doc()));
                postings.advance();
            }
        }
        Ok(count)
    }

    /// Those that enough resources have, the most frequent first.
    fn frequent(&self, meanings: &[(u64, &str)]) -> Result<Vec<(u64, String)>, Error> {
        let mut frequent = Vec::new();
        for (_, written) in meanings.iter().take(MAX_TRIED) {
            let Some(expression) = Expression::read(written, false) else {
                continue;
            };
            let phrase = Phrase {
                elements: expression
                    .stems
                    .into_iter()
                    .map(|(stem, at)| (vec![stem], at))
                    .collect(),
                slop: Some(SLOP),
                exact: false,
            };
            let having = resources_with(self.searcher, self.fields.body_stems(), &phrase)?;
            if having >= LEAST_UNSAID {
                frequent.push((having as u64, (*written).to_owned()));
            }
        }
        frequent.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        frequent.truncate(1);
        Ok(frequent)
    }
}

/// Mark of a meaning that a text gives with brackets.
pub const SAID: &str = "=";
/// Mark of words whose initials fit.
pub const UNSAID: &str = "?";

fn other_words(written: String) -> Option<OtherWords> {
    let single = words(&written).len() == 1;
    Some(OtherWords {
        expression: Expression::read(&written, single)?,
        written,
        same: true,
    })
}
