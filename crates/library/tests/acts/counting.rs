//! What a search counts is what somebody counts who opens every sheet, and its pages hold every hit once.
//!
//! The other side of each comparison comes from the store, read through the library's own doors (`counting/shelf.rs`),
//! never from the index. Libraries and questions are drawn at random; `PROPTEST_CASES=500` asks for more of them, and a
//! case that fails is told in its smallest form.

mod drafts;
mod kinds;
mod question;
mod shelf;
mod story;

use library::Library;
use library::search::{Hit, Query, Results, Sort};
use proptest::prelude::*;
use question::{Filters, Question};
use shelf::{Entry, Shelf};
use std::collections::{BTreeMap, BTreeSet};
use story::{Stage, Story};

/// Libraries drawn when nobody says otherwise; each is asked [`story::QUESTIONS`] questions at each of its stages.
const CASES: u32 = 14;
const _: () = assert!(CASES as usize * story::STAGES * story::QUESTIONS >= 500);

fn configured() -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok();
    ProptestConfig {
        cases: asked.and_then(|cases| cases.parse().ok()).unwrap_or(CASES),
        max_shrink_time: 60_000,
        // the seed of a failure is printed; a file of seeds beside the code would be nobody's
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(configured())]

    #[test]
    fn what_is_counted_is_what_the_store_holds(stages in story::stages()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(tell(&stages))?;
    }
}

async fn tell(stages: &[Stage]) -> Result<(), TestCaseError> {
    let mut story = Story::begin().await;
    for stage in stages {
        story.go_through(stage).await;
        let shelf = Shelf::read(&story.library).await;
        for question in &stage.questions {
            check(&story.library, &shelf, question).await?;
        }
    }
    Ok(())
}

async fn ask(library: &Library, query: Query) -> Results {
    library.find(query).await.unwrap()
}

/// The most hits of one answer; no library drawn here has as many resources.
const ALL: usize = Query::MAX_LIMIT;

async fn check(library: &Library, shelf: &Shelf, question: &Question) -> Result<(), TestCaseError> {
    let unfiltered = Query {
        text: question.unfiltered(shelf),
        limit: ALL,
        ..Query::default()
    };
    let whole = ask(library, unfiltered).await;
    prop_assert!(whole.total < ALL);
    let found = known(shelf, &whole.hits)?;
    let resources = found.iter().map(|entry| entry.head.resource).collect();
    question.check(shelf, &resources)?;

    let query = Query {
        text: question.text(shelf),
        filters: question.filters.clone(),
        sort: question.sort,
        limit: ALL,
        ..Query::default()
    };
    let narrowed = ask(library, query.clone()).await;
    check_counts(&found, &question.all_filters(shelf), &narrowed, shelf)?;
    let sort = match question.sort {
        Sort::Relevance if !question.ranks() => Sort::Updated,
        sort => sort,
    };
    check_order(&narrowed.hits, sort)?;
    check_pages(library, query, question.page, &narrowed).await
}

/// The resources of a list of hits, each of which must be as it stands in the store.
fn known<'a>(shelf: &'a Shelf, hits: &[Hit]) -> Result<Vec<&'a Entry>, TestCaseError> {
    let mut found = Vec::new();
    for hit in hits {
        let entry = shelf.get(hit.resource);
        prop_assert!(entry.is_some(), "{} does not stand", hit.slug);
        let entry = entry.unwrap();
        let card = (
            &hit.slug,
            hit.title.as_str(),
            hit.created_at,
            hit.updated_at,
        );
        let (created, updated) = (entry.head.created_at, entry.head.updated_at);
        prop_assert_eq!(
            card,
            (&entry.head.slug, entry.title.as_str(), created, updated)
        );
        found.push(entry);
    }
    let different: BTreeSet<_> = hits.iter().map(|hit| hit.resource).collect();
    prop_assert_eq!(different.len(), hits.len(), "a resource stands twice");
    Ok(found)
}

/// Total and facets against a count over the resources that the words alone find.
fn check_counts(
    found: &[&Entry],
    filters: &Filters,
    results: &Results,
    shelf: &Shelf,
) -> Result<(), TestCaseError> {
    let passing = found.iter().filter(|entry| entry.passes(filters, None));
    let passing: BTreeSet<_> = passing.map(|entry| entry.head.resource).collect();
    prop_assert_eq!(results.total, passing.len());
    let told = known(shelf, &results.hits)?;
    let told: BTreeSet<_> = told.iter().map(|entry| entry.head.resource).collect();
    prop_assert_eq!(told, passing);

    let mut expected = BTreeMap::new();
    let names: BTreeSet<&String> = found.iter().flat_map(|entry| entry.facets.keys()).collect();
    for name in names {
        let others = found
            .iter()
            .filter(|entry| entry.passes(filters, Some(name)));
        let values = others.filter_map(|entry| entry.facets.get(name)).flatten();
        let counted = counted(values);
        if !counted.is_empty() {
            expected.insert(name.clone(), counted);
        }
    }
    prop_assert_eq!(facets(results), expected);
    Ok(())
}

/// How often each value occurs: most frequent first, then by value.
fn counted<'a>(values: impl Iterator<Item = &'a String>) -> Vec<(String, usize)> {
    let mut counts = BTreeMap::new();
    for value in values {
        *counts.entry(value.clone()).or_insert(0) += 1;
    }
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    // stable, so that equals stay in the order of their values
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

fn facets(results: &Results) -> BTreeMap<String, Vec<(String, usize)>> {
    let facets = results.facets.iter();
    facets
        .map(|(name, counts)| {
            let counts = counts
                .iter()
                .map(|count| (count.value.clone(), count.count));
            (name.clone(), counts.collect())
        })
        .collect()
}

/// The hits stand in the order that was asked for.
fn check_order(hits: &[Hit], sort: Sort) -> Result<(), TestCaseError> {
    for pair in hits.windows(2) {
        let (first, second) = (&pair[0], &pair[1]);
        let right = match sort {
            Sort::Relevance => first.score >= second.score,
            Sort::Updated => first.updated_at >= second.updated_at,
            Sort::Created => first.created_at >= second.created_at,
            Sort::Title => first.title.to_lowercase() <= second.title.to_lowercase(),
        };
        prop_assert!(right, "{sort:?}: {first:?} before {second:?}");
    }
    Ok(())
}

/// Page after page gives what one long page gives, and every page tells the same numbers.
async fn check_pages(
    library: &Library,
    query: Query,
    page: usize,
    whole: &Results,
) -> Result<(), TestCaseError> {
    let mut paged = Vec::new();
    // one page more than there are: it is empty, and tells the numbers too
    for offset in (0..=whole.total + page).step_by(page) {
        let results = ask(
            library,
            Query {
                limit: page,
                offset,
                ..query.clone()
            },
        )
        .await;
        prop_assert_eq!(results.total, whole.total);
        prop_assert_eq!(facets(&results), facets(whole));
        prop_assert_eq!(
            results.hits.len(),
            page.min(whole.total.saturating_sub(offset))
        );
        paged.extend(results.hits);
    }
    let resources = |hits: &[Hit]| -> Vec<_> { hits.iter().map(|hit| hit.resource).collect() };
    prop_assert_eq!(resources(&paged), resources(&whole.hits));
    Ok(())
}
