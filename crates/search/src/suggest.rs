//! What to propose while somebody types.

use crate::analysis::fold_line;
use crate::facets::Theme;
use crate::index::View;
use crate::matching::Matcher;
use crate::plan::{Asked, Plan};
use crate::vocabulary::Vocabulary;
use crate::{Error, Index, Sort, Suggestion, order};
use std::cmp::Reverse;
use std::collections::HashSet;

/// The most themes and words proposed, so that titles have room.
const MAX_THEMES: usize = 2;
const MAX_WORDS: usize = 2;

impl Index {
    /// Titles, then themes, then words that go on from what was typed, each once.
    ///
    /// # Errors
    /// [`Error::Engine`], [`Error::Io`] or [`Error::Entry`] when the index is damaged.
    pub fn suggest(&self, prefix: &str, limit: usize) -> Result<Vec<Suggestion>, Error> {
        let searcher = self.searcher();
        let asked = Asked::typing(prefix);
        let vocabulary = Vocabulary::new(&searcher, &self.fields);
        let themes = themes(&searcher, &vocabulary, prefix)?;
        let mut words = next_words(&asked, &vocabulary)?;
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
        searcher: &View,
        asked: &Asked,
        vocabulary: &Vocabulary<'_>,
        limit: usize,
    ) -> Result<Vec<Suggestion>, Error> {
        let plan = Plan::new(asked, vocabulary, &self.lexicon())?;
        let groups = &plan.groups[..plan.asked];
        let found = Matcher::of_titles(searcher, &self.fields)?.in_titles(groups)?;
        let page = order::page(searcher, &found, Sort::Relevance, (0, limit))?;
        let line = |placed: &order::Placed| {
            let card = searcher.card(placed.address)?;
            Ok(Suggestion {
                text: card.title,
                slug: Some(card.slug),
            })
        };
        page.iter().map(line).collect()
    }
}

/// The most frequent themes of which a word begins so.
fn themes(view: &View, vocabulary: &Vocabulary<'_>, prefix: &str) -> Result<Vec<String>, Error> {
    let typed = fold_line(prefix);
    if typed.is_empty() {
        return Ok(Vec::new());
    }
    let within = format!(" {typed}");
    let values = view.facets.values();
    let fits = |theme: &&Theme| theme.folded.starts_with(&typed) || theme.folded.contains(&within);
    let counted = |theme: &Theme| {
        let value = values.value(theme.number);
        let count = view.facets.having(theme.number);
        (Reverse(count), value, theme.number)
    };
    let mut found: Vec<_> = values.themes().iter().filter(fits).map(counted).collect();
    found.sort_unstable();
    let mut themes = Vec::new();
    for (_, theme, number) in found {
        // one that nobody has any more is no theme
        if themes.len() < MAX_THEMES && vocabulary.has_value(&values, number)? {
            themes.push(theme.to_owned());
        }
    }
    Ok(themes)
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
