//! A page of results.

use super::Presenter;
use super::facet::{facet_label, facet_value_label};
use super::filters::{cleared, typed_value, without_typed};
use super::reading::reading;
use crate::query::{self, FACETS, PAGE_HITS, SORTS};
use crate::views::{Facet, FacetValue, Hidden, Link, Page, Pager, SearchPage};
use library::search::{FacetCount, Query, Relaxed, Results, Sort};
use library::{Error, Positions};
use model::Kind;
use std::sync::Arc;

/// Where the narrower searches of a page lead.
const SEARCH: &str = "/recherche";

/// Changes that the index may be behind, under many saves at once, before whoever searches is told.
const FAR_BEHIND: u64 = 50;

/// A list of results, and the addresses under which it stands.
pub(crate) struct Listing<'a> {
    /// Path of the page.
    pub(crate) path: &'a str,
    /// What the page's address says beside its path.
    pub(crate) query: &'a Query,
    /// Everything that was searched for: the same, and what the path itself says.
    pub(crate) whole: &'a Query,
    /// What was found.
    pub(crate) results: &'a Results,
}

impl Presenter<'_> {
    /// The page for a list of results.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(crate) async fn results(
        self,
        page: Page,
        listing: &Listing<'_>,
    ) -> Result<SearchPage, Error> {
        let (path, query, results) = (listing.path, listing.query, listing.results);
        let kinds = self.site.library.kinds();
        let filters = self.filters(&kinds, path, query, &results.typed);
        let clear = query::address(path, &cleared(query, results), 1);
        Ok(SearchPage {
            page,
            query: query.text.clone(),
            total: results.total as u64,
            sort: query::sort_name(in_force(query)).to_owned(),
            sorts: sorts(path, query),
            hidden: hidden(query),
            clear_url: (!filters.is_empty()).then_some(clear),
            unfiltered: if filters.is_empty() {
                0
            } else {
                self.unfiltered(query, results).await?
            },
            filters,
            facets: self.facets(&kinds, listing.whole, results),
            results: self.cards(&results.hits).await?,
            pager: pager(path, query, results.total),
            reading: reading(
                path,
                query,
                results,
                self.finds_alone(query, results).await?,
            ),
            indexing: indexing(&self.site.library.positions().await?),
            deposit_url: crate::address::with_query("/deposer", [("titre", query.text.as_str())]),
            ..SearchPage::default()
        })
    }

    /// What a list without results would have without its filters.
    async fn unfiltered(self, query: &Query, results: &Results) -> Result<u64, Error> {
        if results.total > 0 {
            return Ok(0);
        }
        let wider = Query {
            limit: 0,
            ..cleared(query, results)
        };
        Ok(self.site.library.find(wider).await?.total as u64)
    }

    /// Whether the words alone would find something, where near words were searched for as well.
    async fn finds_alone(self, query: &Query, results: &Results) -> Result<bool, Error> {
        if query.literal || results.also_searched.is_empty() {
            return Ok(false);
        }
        let corrected = |step: &Relaxed| matches!(step, Relaxed::Corrected { .. });
        if !results.relaxed.iter().any(corrected) {
            return Ok(true);
        }
        let alone = Query {
            literal: true,
            limit: 0,
            ..query.clone()
        };
        Ok(self.site.library.find(alone).await?.total > 0)
    }

    /// Facets in their order: the kind first, then those of the kinds' fields, then the others.
    fn facets(self, kinds: &[Arc<Kind>], query: &Query, results: &Results) -> Vec<Facet> {
        let of_kinds = query::kind_facets(kinds);
        let (first, others) = FACETS.split_at(1);
        let names = first.iter().copied();
        let names = names
            .chain(of_kinds.iter().map(String::as_str))
            .chain(others.iter().copied());
        let facet = |name: &str| {
            let counts = results.facets.get(name)?;
            let mut values = self.facet_values(kinds, query, name, counts);
            for (shown, count) in values.iter_mut().zip(counts) {
                if let Some(typed) = typed_value(results, name, &count.value) {
                    shown.selected = true;
                    shown.url = query::address(SEARCH, &without_typed(query, typed), 1);
                }
                shown.url = query::from_panel(&shown.url);
            }
            // what leads to nothing is no way to narrow, but a choice can be taken back
            values.retain(|value| value.count > 0 || value.selected);
            (!values.is_empty()).then(|| Facet {
                name: name.to_owned(),
                label: facet_label(kinds, name, self.language()),
                values,
            })
        };
        names.filter_map(facet).collect()
    }

    /// Values of a facet, each leading to the search with it added or taken away.
    pub(crate) fn facet_values(
        self,
        kinds: &[Arc<Kind>],
        query: &Query,
        name: &str,
        counts: &[FacetCount],
    ) -> Vec<FacetValue> {
        let chosen = query.filters.get(name);
        let value = |count: &FacetCount| FacetValue {
            label: facet_value_label(kinds, name, &count.value, self.language()),
            count: count.count as u64,
            selected: chosen.is_some_and(|values| values.contains(&count.value)),
            url: query::address(SEARCH, &query::toggled(query, name, &count.value), 1),
        };
        counts.iter().map(value).collect()
    }
}

/// How far the index is, in hundredths, while resources are missing that were published long ago: it is being rebuilt, or
/// is far behind. It is a little behind after every save.
pub(crate) fn indexing(positions: &Positions) -> Option<u64> {
    let behind = positions.store.0.saturating_sub(positions.index.0);
    let missing = behind > FAR_BEHIND || positions.rebuilding && behind > 0;
    missing.then(|| hundredths(positions))
}

/// How much of the log the index follows, in hundredths; 100 only when it follows all of it.
pub(crate) fn hundredths(positions: &Positions) -> u64 {
    match positions.store.0 {
        0 => 100,
        store => positions.index.0.min(store).saturating_mul(100) / store,
    }
}

/// The same search in each order; the label is the word of the order.
fn sorts(path: &str, query: &Query) -> Vec<Link> {
    let link = |(name, sort): &(&str, Sort)| Link {
        label: (*name).to_owned(),
        url: query::address(
            path,
            &Query {
                sort: *sort,
                ..query.clone()
            },
            1,
        ),
    };
    // without words nothing is more relevant than anything else
    let meant = SORTS
        .iter()
        .filter(|(_, sort)| *sort != Sort::Relevance || !query.text.is_empty());
    meant.map(link).collect()
}

/// The order in which results stand: without words, the latest update comes first.
fn in_force(query: &Query) -> Sort {
    match query.sort {
        Sort::Relevance if query.text.is_empty() => Sort::Updated,
        sort => sort,
    }
}

/// Filters and order, and that near words are not wanted, which a new search from the page keeps.
fn hidden(query: &Query) -> Vec<Hidden> {
    let pairs = query::pairs(query)
        .into_iter()
        .filter(|(name, _)| name != "q");
    pairs.map(|(name, value)| Hidden { name, value }).collect()
}

fn pager(path: &str, query: &Query, total: usize) -> Pager {
    let current = query.offset / PAGE_HITS + 1;
    let reachable = total.min(Query::MAX_OFFSET + PAGE_HITS);
    let last = reachable.div_ceil(PAGE_HITS).max(1);
    let number = |page: usize| u32::try_from(page).unwrap_or(u32::MAX);
    Pager {
        current: number(current),
        last: number(last),
        previous_url: (current > 1).then(|| query::address(path, query, current.min(last + 1) - 1)),
        next_url: (current < last).then(|| query::address(path, query, current + 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(offset: usize, total: usize) -> (u32, u32, bool, bool) {
        let query = Query {
            offset,
            ..Query::default()
        };
        let pager = pager("/recherche", &query, total);
        (
            pager.current,
            pager.last,
            pager.previous_url.is_some(),
            pager.next_url.is_some(),
        )
    }

    #[test]
    fn a_list_without_words_is_not_sorted_by_relevance() {
        let words = |text: &str| Query {
            text: text.to_owned(),
            ..Query::default()
        };
        assert_eq!(in_force(&words("")), Sort::Updated);
        assert_eq!(in_force(&words("sommeil")), Sort::Relevance);
        let names = |text| -> Vec<String> {
            let links = sorts("/recherche", &words(text)).into_iter();
            links.map(|link| link.label).collect()
        };
        assert_eq!(names(""), ["updated", "created", "title"]);
        assert_eq!(names("sommeil")[0], "relevance");
    }

    #[test]
    fn whoever_searches_is_told_of_a_rebuilding_however_small_and_of_no_ordinary_lag() {
        let told = |store: u64, index: u64, rebuilding: bool| {
            indexing(&Positions {
                store: model::Seq(store),
                index: model::Seq(index),
                indexed: 0,
                rebuilding,
            })
        };
        assert_eq!(told(3, 1, true), Some(33));
        assert_eq!(told(3, 3, true), None);
        assert_eq!(told(300, 250, false), None);
        assert_eq!(told(300, 249, false), Some(83));
    }

    #[test]
    fn the_pager_knows_its_ends() {
        assert_eq!(at(0, 0), (1, 1, false, false));
        assert_eq!(at(0, 20), (1, 1, false, false));
        assert_eq!(at(0, 21), (1, 2, false, true));
        assert_eq!(at(20, 21), (2, 2, true, false));
    }
}
