//! What to propose while somebody types.

use crate::analysis::fold_line;
use crate::matching::Matcher;
use crate::plan::{Asked, Plan};
use crate::schema::FacetKey;
use crate::vocabulary::Vocabulary;
use crate::{Error, Index, Sort, Suggestion, order};
use std::collections::{BTreeMap, HashSet};
use tantivy::Searcher;

/// The most themes and words proposed, so that titles have room.
const MAX_THEMES: usize = 2;
const MAX_WORDS: usize = 2;
/// The most themes of a segment that are looked at.
const MAX_SCANNED: usize = 20_000;

impl Index {
    /// Titles, then themes, then words that go on from what was typed, each once.
    ///
    /// # Errors
    /// [`Error::Engine`], [`Error::Io`] or [`Error::Entry`] when the index is damaged.
    pub fn suggest(&self, prefix: &str, limit: usize) -> Result<Vec<Suggestion>, Error> {
        let searcher = self.searcher();
        let asked = Asked::typing(prefix);
        let vocabulary = Vocabulary::new(&searcher, &self.fields);
        let mut themes = self.themes(&searcher, prefix)?;
        let mut words = next_words(&asked, &vocabulary)?;
        themes.truncate(MAX_THEMES);
        words.truncate(MAX_WORDS);
        let room = limit.saturating_sub(themes.len() + words.len());
        let mut lines = self.titles(&searcher, &asked, &vocabulary, room)?;
        lines.extend(
            themes
                .into_iter()
                .chain(words)
                .map(|text| Suggestion { text, slug: None }),
        );
        // two resources may have one title; a theme or a word that is a title is no news
        let mut seen = HashSet::new();
        lines.retain(|line| seen.insert(fold_line(&line.text)) || line.slug.is_some());
        lines.truncate(limit);
        Ok(lines)
    }

    fn titles(
        &self,
        searcher: &Searcher,
        asked: &Asked,
        vocabulary: &Vocabulary<'_>,
        limit: usize,
    ) -> Result<Vec<Suggestion>, Error> {
        let plan = Plan::new(asked, vocabulary, &self.lexicon())?;
        let groups = &plan.groups[..plan.asked];
        let found = Matcher::new(searcher, &self.fields)?.in_titles(groups)?;
        let page = order::page(searcher, &found, Sort::Relevance, (0, limit))?;
        let line = |placed: &order::Placed| {
            let card = self.fields.card(&searcher.doc(placed.address)?)?;
            Ok(Suggestion {
                text: card.title,
                slug: Some(card.slug),
            })
        };
        page.iter().map(line).collect()
    }

    /// Themes of which a word begins so, the most frequent first.
    fn themes(&self, searcher: &Searcher, prefix: &str) -> Result<Vec<String>, Error> {
        let typed = fold_line(prefix);
        let mut themes = BTreeMap::new();
        if typed.is_empty() {
            return Ok(Vec::new());
        }
        let all = FacetKey::new("tag", "");
        for segment in searcher.segment_readers() {
            let index = segment.inverted_index(self.fields.facets)?;
            let mut terms = index.terms().range().ge(all.as_str()).into_stream()?;
            for _ in 0..MAX_SCANNED {
                let Some((term, info)) = terms.next() else {
                    break;
                };
                let Some(theme) = std::str::from_utf8(term)
                    .ok()
                    .and_then(|term| term.strip_prefix(all.as_str()))
                else {
                    break;
                };
                let folded = fold_line(theme);
                if folded.starts_with(&typed) || folded.contains(&format!(" {typed}")) {
                    *themes.entry(theme.to_owned()).or_insert(0) += info.doc_freq;
                }
            }
        }
        let mut themes = themes.into_iter().collect::<Vec<_>>();
        themes.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Ok(themes.into_iter().map(|(theme, _)| theme).collect())
    }
}

/// What was typed, its last word finished.
fn next_words(asked: &Asked, vocabulary: &Vocabulary<'_>) -> Result<Vec<String>, Error> {
    let Some(last) = asked
        .words
        .last()
        .filter(|_| asked.is_being_typed(asked.words.len() - 1))
    else {
        return Ok(Vec::new());
    };
    let mut lines = Vec::new();
    for candidate in vocabulary.beginning_with(&last.folded, MAX_WORDS)? {
        lines.push(asked.with(&[(last.range.clone(), vocabulary.written(&candidate.word)?)]));
    }
    Ok(lines)
}
