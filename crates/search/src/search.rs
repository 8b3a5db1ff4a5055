//! From a query to a page of results.

mod page;

use crate::excerpt::{self, Highlighter};
use crate::matching::{Candidates, Found, Matcher};
use crate::order::{self, Placed};
use crate::plan::{Asked, Narrowing, Plan, cleaned, operators};
use crate::recipe::Recipe;
use crate::schema::Card;
use crate::vocabulary::Vocabulary;
use crate::{Error, Hit, Index, MatchedFile, Query, Relaxed, Results, Sort, facets};
use tantivy::{Searcher, TantivyDocument};

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
        let narrowing = Narrowing::of(&text, &operators(&text), &vocabulary);
        let asked = Asked::of(text, &narrowing.taken);
        let mut plan = Plan::by(recipe, &asked, &vocabulary, &self.lexicon())?;
        plan.excluded = narrowing.excluded;
        let matcher = Matcher::new(&searcher, &self.fields)?.by(recipe);
        let (plan, found) = find(&matcher, plan)?;
        let relaxed = relaxed(&asked, &plan, &found, narrowing.unknown);
        let mut filters = query.filters.clone();
        for (facet, values) in narrowing.filters {
            filters.entry(facet).or_default().extend(values);
        }
        let (candidates, facets) = facets::narrow(&searcher, found.candidates, &filters);
        let sort = match query.sort {
            Sort::Relevance if asked.words.is_empty() => Sort::Updated,
            sort => sort,
        };
        let highlighter = Highlighter::new(&plan, &found.worths);
        Ok(Results {
            total: candidates.iter().map(Vec::len).sum(),
            hits: self.hits(&searcher, &candidates, sort, (query, &plan, &highlighter))?,
            facets,
            did_you_mean: plan.mended.clone(),
            also_searched: plan.also.clone(),
            relaxed,
        })
    }

    fn hits(
        &self,
        searcher: &Searcher,
        candidates: &Candidates,
        sort: Sort,
        (query, plan, highlighter): (&Query, &Plan, &Highlighter<'_>),
    ) -> Result<Vec<Hit>, Error> {
        if query.offset > Query::MAX_OFFSET {
            return Ok(Vec::new());
        }
        let range = (query.offset, query.limit.min(Query::MAX_LIMIT));
        let page = order::page(searcher, candidates, sort, range)?;
        page.iter()
            .map(|placed| self.hit(searcher, placed, plan, highlighter))
            .collect()
    }

    fn hit(
        &self,
        searcher: &Searcher,
        placed: &Placed,
        plan: &Plan,
        highlighter: &Highlighter<'_>,
    ) -> Result<Hit, Error> {
        let kept: TantivyDocument = searcher.doc(placed.address)?;
        let card = self.fields.card(&kept)?;
        let body = self.fields.body(&kept);
        let in_file = if placed.candidate.in_file {
            let segment = searcher.segment_reader(placed.address.segment_ord);
            let place = (segment, self.fields.file_stems(), placed.address.doc_id);
            page::best(place, plan, highlighter, self.fields.pages(&kept)?)?
        } else {
            None
        };
        let in_page = in_file
            .as_ref()
            .and_then(|page| excerpt::best(&page.text, highlighter));
        let in_body = || excerpt::best(body, highlighter);
        let excerpt = in_page
            .or_else(in_body)
            .unwrap_or_else(|| excerpt::beginning(body));
        let matched_file = in_file.map(|page| MatchedFile {
            name: page.file,
            page: page.page,
        });
        Ok(hit_of(card, excerpt, placed.candidate.score, matched_file))
    }
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
fn relaxed(asked: &Asked, plan: &Plan, found: &Found, unknown: Vec<String>) -> Vec<Relaxed> {
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
    let mut words = unknown;
    let left_out = found.left_out.iter().map(|word| &asked.words[*word]);
    words.extend(left_out.map(|word| asked.written(&word.range)));
    let left_out = (!words.is_empty()).then_some(Relaxed::LeftOut { words });
    corrected.chain(unquoted).chain(left_out).collect()
}

fn hit_of(card: Card, excerpt: String, score: f32, matched_file: Option<MatchedFile>) -> Hit {
    Hit {
        resource: card.resource,
        slug: card.slug,
        title: card.title,
        kind: card.kind,
        licence: card.licence,
        tags: card.tags,
        fields: card.fields,
        updated_at: card.updated_at,
        created_at: card.created_at,
        excerpt,
        score,
        matched_file,
    }
}
