//! A search as it stands in an address, read and written.

use crate::address;
use crate::form::Pairs;
use library::search::{Query, Sort};
use model::{Kind, Problems, Reason};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Facets that every resource has, in the order in which they are shown after those of the kinds.
pub(crate) const FACETS: [&str; 5] = ["kind", "tag", "licence", "author", "year"];

/// Hits on a page of results.
pub(crate) const PAGE_HITS: usize = 20;

/// Asks for these words and no others.
pub(crate) const LITERAL: &str = "literal";

/// Opens the panel of facets, which is closed where there is little room.
const PANEL: &str = "panel";
/// How the panel is, in an address.
const OPEN: &str = "open";

/// That it is so, in an address.
const TRUE: &str = "true";

/// Orders by the word that names them.
pub(crate) const SORTS: [(&str, Sort); 4] = [
    ("relevance", Sort::Relevance),
    ("updated", Sort::Updated),
    ("created", Sort::Created),
    ("title", Sort::Title),
];

/// The word for an order.
pub(crate) fn sort_name(sort: Sort) -> &'static str {
    SORTS
        .iter()
        .find(|(_, other)| *other == sort)
        .map_or("relevance", |(name, _)| name)
}

/// Names of the facets that the kinds define, each once.
pub(crate) fn kind_facets(kinds: &[Arc<Kind>]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for field in kinds
        .iter()
        .flat_map(|kind| kind.fields())
        .filter(|field| field.facet)
    {
        if !names.contains(&field.name) {
            names.push(field.name.clone());
        }
    }
    names
}

/// The search that a page's address asks for; what it does not understand is passed over, for people follow old links.
pub(crate) fn of_page(pairs: &Pairs, kinds: &[Arc<Kind>]) -> Query {
    let facets = kind_facets(kinds);
    let mut query = Query {
        limit: PAGE_HITS,
        ..Query::default()
    };
    for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        match name.as_str() {
            "q" => query.text = value.trim().to_owned(),
            "sort" => query.sort = sort(value).unwrap_or_default(),
            "page" => query.offset = offset(value.parse().unwrap_or(1)),
            LITERAL => query.literal = value == TRUE,
            name if is_facet(name, &facets) => add_filter(&mut query.filters, name, value),
            _ => {}
        }
    }
    query
}

/// The search that a request of the API asks for.
///
/// # Errors
/// Every parameter that is unknown or wrong: a program that misspells a filter must not be given everything.
pub(crate) fn of_api(pairs: &Pairs, kinds: &[Arc<Kind>]) -> Result<Query, Problems> {
    let facets = kind_facets(kinds);
    let mut query = Query {
        limit: PAGE_HITS,
        ..Query::default()
    };
    let mut problems = Problems::default();
    for (name, value) in pairs {
        match name.as_str() {
            "q" => query.text = value.trim().to_owned(),
            "sort" => {
                query.sort = problems
                    .take(name, sort_or_reason(value))
                    .unwrap_or_default()
            }
            "limit" => {
                query.limit = problems
                    .take(name, bounded(value, 1, Query::MAX_LIMIT))
                    .unwrap_or_default()
            }
            "offset" => {
                query.offset = problems
                    .take(name, bounded(value, 0, Query::MAX_OFFSET))
                    .unwrap_or_default()
            }
            LITERAL => {
                query.literal = problems
                    .take(name, truth_or_reason(value))
                    .unwrap_or_default()
            }
            name if is_facet(name, &facets) => {
                if !value.is_empty() {
                    add_filter(&mut query.filters, name, value);
                }
            }
            _ => problems.add(name, unknown(name, &facets)),
        }
    }
    if problems.is_empty() {
        Ok(query)
    } else {
        Err(problems)
    }
}

/// A whole number between two bounds.
///
/// # Errors
/// [`Reason::NotANumber`], [`Reason::OutOfRange`].
pub(crate) fn bounded(value: &str, min: usize, max: usize) -> Result<usize, Reason> {
    let number: usize = value.trim().parse().map_err(|_| Reason::NotANumber)?;
    let bound = |bound: usize| i64::try_from(bound).ok();
    if (min..=max).contains(&number) {
        Ok(number)
    } else {
        Err(Reason::OutOfRange {
            min: bound(min),
            max: bound(max),
        })
    }
}

/// The last page, counted from 1, when the search asks for one behind it.
pub(crate) fn last_page_if_past(query: &Query, total: usize) -> Option<usize> {
    let past = query.offset > 0 && query.offset >= total;
    past.then(|| total.div_ceil(PAGE_HITS).max(1))
}

/// The address of a search on a page, `page` counted from 1.
pub(crate) fn address(path: &str, query: &Query, page: usize) -> String {
    let number = page.to_string();
    let pairs = pairs(query).into_iter().chain([(
        "page".to_owned(),
        if page > 1 { number } else { String::new() },
    )]);
    let pairs: Vec<(String, String)> = pairs.collect();
    address::with_query(
        path,
        pairs
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str())),
    )
}

/// The address of a search that was chosen in the panel of facets: the panel stays open for the next choice. It is no part
/// of the search.
pub(crate) fn from_panel(address: &str) -> String {
    let joint = if address.contains('?') { '&' } else { '?' };
    format!("{address}{joint}{PANEL}={OPEN}")
}

/// Whether an address comes from the panel of facets.
pub(crate) fn is_from_panel(pairs: &Pairs) -> bool {
    pairs
        .iter()
        .any(|(name, value)| name == PANEL && value == OPEN)
}

/// Everything that a search says but its page.
pub(crate) fn pairs(query: &Query) -> Pairs {
    let mut pairs = vec![("q".to_owned(), query.text.clone())];
    for (name, values) in &query.filters {
        pairs.extend(values.iter().map(|value| (name.clone(), value.clone())));
    }
    if query.sort != Sort::default() {
        pairs.push(("sort".to_owned(), sort_name(query.sort).to_owned()));
    }
    if query.literal {
        pairs.push((LITERAL.to_owned(), TRUE.to_owned()));
    }
    pairs
}

/// The same search with a filter added, or taken away when it is there; from the first page.
pub(crate) fn toggled(query: &Query, name: &str, value: &str) -> Query {
    let mut query = Query {
        offset: 0,
        ..query.clone()
    };
    let values = query.filters.entry(name.to_owned()).or_default();
    match values.iter().position(|other| other == value) {
        Some(at) => {
            values.remove(at);
        }
        None => values.push(value.to_owned()),
    }
    query.filters.retain(|_, values| !values.is_empty());
    query
}

fn is_facet(name: &str, facets: &[String]) -> bool {
    FACETS.contains(&name) || facets.iter().any(|facet| facet == name)
}

fn add_filter(filters: &mut BTreeMap<String, Vec<String>>, name: &str, value: &str) {
    let values = filters.entry(name.to_owned()).or_default();
    if !values.iter().any(|other| other == value) {
        values.push(value.to_owned());
    }
}

fn sort(value: &str) -> Option<Sort> {
    SORTS
        .iter()
        .find(|(name, _)| *name == value)
        .map(|(_, sort)| *sort)
}

fn sort_or_reason(value: &str) -> Result<Sort, Reason> {
    sort(value).ok_or_else(|| Reason::NotAChoice {
        given: value.chars().take(80).collect(),
        allowed: SORTS.iter().map(|(name, _)| (*name).to_owned()).collect(),
    })
}

fn truth_or_reason(value: &str) -> Result<bool, Reason> {
    value.parse().map_err(|_| Reason::NotAChoice {
        given: value.chars().take(80).collect(),
        allowed: vec![TRUE.to_owned(), "false".to_owned()],
    })
}

fn offset(page: usize) -> usize {
    page.saturating_sub(1)
        .saturating_mul(PAGE_HITS)
        .min(Query::MAX_OFFSET)
}

fn unknown(name: &str, facets: &[String]) -> Reason {
    let known = ["q", "sort", "limit", "offset", LITERAL]
        .into_iter()
        .chain(FACETS)
        .map(str::to_owned);
    Reason::Unknown {
        given: name.chars().take(80).collect(),
        known: known.chain(facets.iter().cloned()).collect(),
    }
}

#[cfg(test)]
mod tests;
