//! What narrows a search, as chips that are taken away one by one or all at once.

use super::Presenter;
use super::facet::{facet_label, facet_value_label};
use crate::query;
use crate::views::ActiveFilter;
use library::search::{Asks, Query, Results, Typed};
use model::Kind;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What stands in place of a facet's name where a chip is of none.
const WITHOUT: &str = "without";
const SIDE_BY_SIDE: &str = "side-by-side";

impl Presenter<'_> {
    /// What was typed, in its order, then what was chosen, then whether these words alone are searched for.
    pub(super) fn filters(
        self,
        kinds: &[Arc<Kind>],
        path: &str,
        query: &Query,
        typed: &[Typed],
    ) -> Vec<ActiveFilter> {
        let typed = typed
            .iter()
            .map(|typed| self.typed(kinds, path, query, typed));
        let chosen = query.filters.iter().flat_map(|(name, values)| {
            let one = move |value| self.chosen(kinds, path, query, (name, value));
            values.iter().map(one)
        });
        let literal = query.literal.then(|| ActiveFilter {
            name: query::LITERAL.to_owned(),
            remove_url: query::address(path, &widened(query), 1),
            ..ActiveFilter::default()
        });
        typed.chain(chosen).chain(literal).collect()
    }

    fn chosen(
        self,
        kinds: &[Arc<Kind>],
        path: &str,
        query: &Query,
        (name, value): (&String, &String),
    ) -> ActiveFilter {
        ActiveFilter {
            label: facet_label(kinds, name, self.language()),
            value: facet_value_label(kinds, name, value, self.language()),
            remove_url: query::address(path, &query::toggled(query, name, value), 1),
            name: name.clone(),
        }
    }

    fn typed(self, kinds: &[Arc<Kind>], path: &str, query: &Query, typed: &Typed) -> ActiveFilter {
        let of = |name: &str, value: String| ActiveFilter {
            name: name.to_owned(),
            value,
            label: facet_label(kinds, name, self.language()),
            remove_url: query::address(path, &without_typed(query, typed), 1),
        };
        match &typed.asks {
            Asks::Values { facet, values } => {
                let label = |value| facet_value_label(kinds, facet, value, self.language());
                let labels: Vec<String> = values.iter().map(|value| label(value)).collect();
                of(facet, labels.join(", "))
            }
            Asks::Without { written } => of(WITHOUT, written.clone()),
            Asks::SideBySide { words } => of(SIDE_BY_SIDE, words.clone()),
        }
    }
}

/// The same search without something that was typed, from the first page.
pub(super) fn without_typed(query: &Query, typed: &Typed) -> Query {
    Query {
        text: typed.without.clone(),
        offset: 0,
        ..query.clone()
    }
}

/// The same search with near words and corrections.
pub(super) fn widened(query: &Query) -> Query {
    Query {
        literal: false,
        ..query.clone()
    }
}

/// The plain words and their order, and nothing that narrows them.
pub(super) fn cleared(query: &Query, results: &Results) -> Query {
    Query {
        text: results.bare.clone(),
        filters: BTreeMap::new(),
        ..widened(query)
    }
}

/// What somebody typed that asks for this value, alone or among others.
pub(super) fn typed_value<'a>(results: &'a Results, name: &str, value: &str) -> Option<&'a Typed> {
    results.typed.iter().find(|typed| match &typed.asks {
        Asks::Values { facet, values } => facet == name && values.iter().any(|one| one == value),
        Asks::Without { .. } | Asks::SideBySide { .. } => false,
    })
}
