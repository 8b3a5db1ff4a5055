//! From a query to a page of results.

mod hit;
mod mended;
mod page;
mod typed;

use crate::excerpt::Highlighter;
use crate::matching::{Candidates, Found, Matcher};
use crate::order;
use crate::plan::{Asked, Narrowing, Plan, cleaned, operators};
use crate::recipe::Recipe;
use crate::vocabulary::Vocabulary;
use crate::{Error, Hit, Index, Query, Relaxed, Results, Sort, facets};
use hit::Presenter;
use std::ops::Range;

impl Index {
    /// Searches. No text is wrong: what cannot be read as words is passed over, and where no word is left, everything is
    /// found. [`Query::text`] says what is understood besides words.
    ///
    /// # Errors
    /// [`Error::Engine`], [`Error::Io`] or [`Error::Entry`] when the index is damaged; never because of the query.
    pub fn search(&self, query: &Query) -> Result<Results, Error> {
        self.search_by(Recipe::default(), query)
    }

    /// Searches with some of the ingredients only: for measuring what each is worth.
    ///
    /// # Errors
    /// As for [`Index::search`].
    pub fn search_by(&self, recipe: Recipe, query: &Query) -> Result<Results, Error> {
        let recipe = if query.literal {
            recipe.literal()
        } else {
            recipe
        };
        let searcher = self.searcher();
        let vocabulary = Vocabulary::new(&searcher, &self.fields);
        let text = cleaned(&query.text);
        let narrowing = Narrowing::of(&text, &operators(&text), &vocabulary)?;
        let asked = Asked::of(text, &narrowing.taken);
        let mut plan = Plan::by(recipe, &asked, &vocabulary, &self.lexicon())?;
        plan.excluded = narrowing.excluded.clone();
        let matcher = Matcher::new(&searcher, &self.fields)?.by(recipe);
        let (plan, found) = find(&matcher, plan)?;
        let relaxed = relaxed(&asked, &plan, &found, &narrowing.unknown);
        let (typed, bare) = typed::typed(&asked, &narrowing, &found.unquoted);
        let mut filters = query.filters.clone();
        for (facet, values) in narrowing.filters {
            filters.entry(facet).or_default().extend(values);
        }
        let (candidates, facets) = facets::narrow(&searcher, found.candidates, &filters);
        let sort = match query.sort {
            Sort::Relevance if asked.words.is_empty() => Sort::Updated,
            sort => sort,
        };
        let presenter = Presenter {
            view: &searcher,
            fields: &self.fields,
            plan: &plan,
            highlighter: Highlighter::new(&plan, &found.worths),
        };
        Ok(Results {
            total: candidates.iter().map(Vec::len).sum(),
            hits: hits(&presenter, &candidates, sort, query)?,
            facets,
            did_you_mean: mended::did_you_mean(&matcher, &plan, &candidates)?,
            also_searched: plan.also.clone(),
            relaxed,
            typed,
            bare,
        })
    }
}

/// The hits that a query asks for.
fn hits(
    presenter: &Presenter<'_>,
    candidates: &Candidates,
    sort: Sort,
    query: &Query,
) -> Result<Vec<Hit>, Error> {
    if query.offset > Query::MAX_OFFSET {
        return Ok(Vec::new());
    }
    let range = (query.offset, query.limit.min(Query::MAX_LIMIT));
    let page = order::page(presenter.view, candidates, sort, range)?;
    page.iter().map(|placed| presenter.hit(placed)).collect()
}

/// What the plan finds; a plan that finds nothing is loosened, if it can be.
fn find(matcher: &Matcher<'_>, plan: Plan) -> Result<(Plan, Found), Error> {
    if plan.groups.is_empty() {
        let found = matcher.all_but(&plan.excluded)?;
        return Ok((plan, found));
    }
    let found = matcher.find(&plan)?;
    match plan.loosened() {
        Some(loosened) if found.candidates.iter().all(Vec::is_empty) => {
            let found = matcher.find(&loosened)?;
            Ok((loosened, found))
        }
        _ => Ok((plan, found)),
    }
}

/// What was done to find something.
fn relaxed(asked: &Asked, plan: &Plan, found: &Found, unknown: &[Range<usize>]) -> Vec<Relaxed> {
    let corrected = plan
        .corrected
        .iter()
        .map(|(word, searched)| Relaxed::Corrected {
            word: word.clone(),
            searched: searched.clone(),
        });
    let unquoted = found.unquoted.iter().map(|quote| Relaxed::Unquoted {
        quotation: asked.quotation(*quote),
    });
    let left_out = found.left_out.iter().map(|word| &asked.words[*word].range);
    // a value that nobody has is said with its name
    let is_said = |word: &Range<usize>| {
        let within =
            |operator: &Range<usize>| operator.start <= word.start && word.end <= operator.end;
        unknown.iter().any(within)
    };
    let words = unknown.iter().chain(left_out.filter(|word| !is_said(word)));
    let words: Vec<String> = words.map(|range| asked.written(range)).collect();
    let left_out = (!words.is_empty()).then_some(Relaxed::LeftOut { words });
    corrected.chain(unquoted).chain(left_out).collect()
}
