//! Resources that have to do with one another.

use crate::analysis::{is_small, stem, words};
use crate::index::View;
use crate::matching::{Candidate, Candidates, Matcher};
use crate::order::{self, Placed};
use crate::plan::Group;
use crate::schema::{Card, TO_JUDGE};
use crate::{Entry, Error, Index, Sort};
use model::{ResourceId, Slug};
use std::collections::{BTreeMap, HashSet};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocSet, Searcher, TERMINATED, TantivyDocument};

/// How many of a resource's words stand for it.
const TELLING_WORDS: usize = 25;
/// What a word counts in the title, and in a theme, against 1 in the body.
const TITLE_WORTH: f32 = 4.0;
const THEME_WORTH: f32 = 3.0;
/// How many words are looked up to find those that tell most; the others are short or stand there once.
const WORDS_TRIED: usize = 80;
/// How much of a text is read, in bytes.
const MAX_READ: usize = 50_000;

impl Index {
    /// The resources that are most about the same things, the nearest first; none when the resource is not in the index.
    /// Where the resource has themes, only those that have one of them: help pages are full of everybody's words and are
    /// nobody's neighbours.
    ///
    /// # Errors
    /// [`Error::Engine`], [`Error::Io`] or [`Error::Entry`] when the index is damaged.
    pub fn related(&self, resource: ResourceId, limit: usize) -> Result<Vec<Entry>, Error> {
        let searcher = self.searcher();
        let found = with_term(&searcher, self.fields.id, [resource.to_string()])?;
        let Some(address) = addresses(&found).next() else {
            return Ok(Vec::new());
        };
        let card = searcher.card(address)?;
        let groups = self.telling_words(&searcher, &card, &searcher.doc(address)?)?;
        let mut near = Matcher::new(&searcher, &self.fields)?.alike(&groups)?;
        near[address.segment_ord as usize].retain(|candidate| candidate.doc != address.doc_id);
        if !card.tags.is_empty() {
            keep_those_with(&searcher, &card.tags, &mut near);
        }
        self.entries(
            &searcher,
            &order::page(&searcher, &near, Sort::Relevance, (0, limit))?,
        )
    }

    /// The resources that link to one of the addresses, by title.
    ///
    /// # Errors
    /// [`Error::Engine`], [`Error::Io`] or [`Error::Entry`] when the index is damaged.
    pub fn backlinks(&self, slugs: &[Slug]) -> Result<Vec<Entry>, Error> {
        self.by_title(self.fields.links, slugs.iter().map(ToString::to_string))
    }

    /// The resources that were made from the one at these addresses, by title.
    ///
    /// # Errors
    /// [`Error::Engine`], [`Error::Io`] or [`Error::Entry`] when the index is damaged.
    pub fn made_from(&self, slugs: &[Slug]) -> Result<Vec<Entry>, Error> {
        self.by_title(self.fields.works, slugs.iter().map(ToString::to_string))
    }

    /// All resources whose licence is to be judged, by title.
    ///
    /// # Errors
    /// [`Error::Engine`], [`Error::Io`] or [`Error::Entry`] when the index is damaged.
    pub fn to_judge(&self) -> Result<Vec<Entry>, Error> {
        self.by_title(self.fields.works, [TO_JUDGE.to_owned()])
    }

    /// The resources that have one of the terms, by title.
    fn by_title(
        &self,
        field: Field,
        terms: impl IntoIterator<Item = String>,
    ) -> Result<Vec<Entry>, Error> {
        let searcher = self.searcher();
        let found = with_term(&searcher, field, terms)?;
        self.entries(
            &searcher,
            &order::page(&searcher, &found, Sort::Title, (0, usize::MAX))?,
        )
    }

    fn entries(&self, searcher: &View, placed: &[Placed]) -> Result<Vec<Entry>, Error> {
        let entry = |placed: &Placed| {
            let card = searcher.card(placed.address)?;
            Ok(Entry {
                resource: card.resource,
                slug: card.slug,
                title: card.title,
                kind: card.kind,
            })
        };
        placed.iter().map(entry).collect()
    }

    /// The words by which a resource is told from others: frequent in it, rare elsewhere.
    fn telling_words(
        &self,
        searcher: &Searcher,
        card: &Card,
        kept: &TantivyDocument,
    ) -> Result<Vec<Group>, Error> {
        let body = self.fields.body(kept);
        let body = &body[..body.floor_char_boundary(MAX_READ)];
        let mut counts = BTreeMap::new();
        count(&card.title, TITLE_WORTH, &mut counts);
        card.tags
            .iter()
            .for_each(|tag| count(tag, THEME_WORTH, &mut counts));
        count(body, 1.0, &mut counts);
        let all = searcher.num_docs() as f32;
        let mut words = Vec::new();
        for (stem, count) in most_promising(counts) {
            let having = searcher.doc_freq(&tantivy::Term::from_field_text(
                self.fields.body_stems(),
                &stem,
            ))? as f32;
            words.push((stem, (1.0 + count).ln(), (1.0 + all / (1.0 + having)).ln()));
        }
        words.sort_by(|a, b| (b.1 * b.2).total_cmp(&(a.1 * a.2)));
        words.truncate(TELLING_WORDS);
        Ok(words
            .into_iter()
            .map(|(stem, share, _)| Group::of_stems(&[stem], share))
            .collect())
    }
}

/// The words worth looking up: frequent here and long, as rare words mostly are. A look-up in every segment for each
/// word of a long text would cost more than the whole page.
fn most_promising(counts: BTreeMap<String, f32>) -> Vec<(String, f32)> {
    let mut words: Vec<(String, f32)> = counts.into_iter().collect();
    let promise = |(stem, count): &(String, f32)| (1.0 + count).ln() * stem.len() as f32;
    words.sort_by(|a, b| promise(b).total_cmp(&promise(a)));
    words.truncate(WORDS_TRIED);
    words
}

/// Keeps the candidates that have one of the themes.
fn keep_those_with(view: &View, themes: &[String], candidates: &mut Candidates) {
    let values = view.facets.values();
    let themes: Vec<u32> = themes
        .iter()
        .filter_map(|theme| values.number("tag", theme))
        .collect();
    for (number, candidates) in candidates.iter_mut().enumerate() {
        let table = view.facets.segment(number);
        candidates.retain(|candidate| {
            let mut themes = themes.iter();
            themes.any(|theme| table.has(candidate.doc, *theme))
        });
    }
}

fn count(text: &str, worth: f32, counts: &mut BTreeMap<String, f32>) {
    for word in words(text)
        .iter()
        .filter(|word| word.folded.len() > 2 && !is_small(&word.folded))
    {
        *counts.entry(stem(&word.folded)).or_insert(0.0) += worth;
    }
}

fn with_term(
    searcher: &Searcher,
    field: Field,
    terms: impl IntoIterator<Item = String>,
) -> Result<Candidates, Error> {
    let terms = terms
        .into_iter()
        .map(|term| tantivy::Term::from_field_text(field, &term))
        .collect::<Vec<_>>();
    let mut found = Vec::new();
    for segment in searcher.segment_readers() {
        let mut documents = HashSet::new();
        for term in &terms {
            let postings = segment
                .inverted_index(field)?
                .read_postings(term, IndexRecordOption::Basic)?;
            let Some(mut postings) = postings else {
                continue;
            };
            while postings.doc() != TERMINATED {
                documents.insert(postings.doc());
                postings.advance();
            }
        }
        documents.retain(|doc| !segment.is_deleted(*doc));
        found.push(
            documents
                .into_iter()
                .map(|doc| Candidate::new(doc, 0.0))
                .collect(),
        );
    }
    Ok(found)
}

fn addresses(found: &Candidates) -> impl Iterator<Item = DocAddress> + '_ {
    let in_segment = |(number, segment)| {
        let segment: &Vec<Candidate> = segment;
        segment
            .iter()
            .map(move |candidate| DocAddress::new(number, candidate.doc))
    };
    (0..).zip(found).flat_map(in_segment)
}
