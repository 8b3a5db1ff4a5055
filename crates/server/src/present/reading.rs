//! What a search made of a person's words, told to them.

use crate::query;
use crate::views::{Link, Message, Reading};
use library::search::{Query, Relaxed, Results};

/// Words of a list that are named; so many say enough.
const NAMED: usize = 8;

/// What was done with the words, and the ways to have it otherwise. `alone` is whether these words alone find something: a
/// way that can only lead to nothing is none.
pub(super) fn reading(path: &str, query: &Query, results: &Results, alone: bool) -> Reading {
    let literal = |literal: bool| {
        let query = Query {
            literal,
            ..query.clone()
        };
        query::address(path, &query, 1)
    };
    Reading {
        did_you_mean: results
            .did_you_mean
            .as_ref()
            .map(|text| meant(path, query, text)),
        relaxed: results.relaxed.iter().map(told).collect(),
        also_searched: results.also_searched.iter().take(NAMED).cloned().collect(),
        literal_url: alone.then(|| literal(true)),
        widened_url: (query.literal && !query.text.is_empty()).then(|| literal(false)),
    }
}

/// The same search with other words.
fn meant(path: &str, query: &Query, text: &str) -> Link {
    let query = Query {
        text: text.to_owned(),
        ..query.clone()
    };
    Link {
        label: text.to_owned(),
        url: query::address(path, &query, 1),
    }
}

fn told(step: &Relaxed) -> Message {
    match step {
        Relaxed::Corrected { word, searched } => Message::new("search-corrected")
            .with("word", word.as_str())
            .with("words", listed(searched)),
        Relaxed::Unquoted { quotation } => {
            Message::new("search-unquoted").with("quotation", quotation.as_str())
        }
        Relaxed::LeftOut { words } => Message::new("search-left-out").with("words", listed(words)),
    }
}

fn listed(words: &[String]) -> String {
    let named: Vec<&str> = words.iter().take(NAMED).map(String::as_str).collect();
    named.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(also: &[&str], relaxed: Vec<Relaxed>) -> Results {
        Results {
            total: 1,
            hits: Vec::new(),
            facets: Default::default(),
            did_you_mean: None,
            also_searched: also.iter().map(|word| (*word).to_owned()).collect(),
            relaxed,
            typed: Vec::new(),
            bare: String::new(),
        }
    }

    fn asked(text: &str, literal: bool) -> Query {
        Query {
            text: text.to_owned(),
            literal,
            ..Query::default()
        }
    }

    #[test]
    fn whoever_got_more_words_may_have_theirs_alone_and_back() {
        let wide = reading(
            "/recherche",
            &asked("ETP", false),
            &found(&["éducation"], vec![]),
            true,
        );
        assert_eq!(
            wide.literal_url.as_deref(),
            Some("/recherche?q=ETP&literal=true")
        );
        assert_eq!(wide.widened_url, None);
        let alone = reading(
            "/recherche",
            &asked("ETP", true),
            &found(&[], vec![]),
            false,
        );
        assert_eq!(alone.widened_url.as_deref(), Some("/recherche?q=ETP"));
        assert_eq!(alone.literal_url, None);
    }

    #[test]
    fn a_way_that_leads_to_nothing_is_none() {
        let plain = reading(
            "/recherche",
            &asked("jeu", false),
            &found(&[], vec![]),
            false,
        );
        assert_eq!((plain.literal_url, plain.widened_url), (None, None));
        let mended = vec![Relaxed::Corrected {
            word: "jeuu".to_owned(),
            searched: vec!["jeu".to_owned()],
        }];
        let mended = found(&["amusement"], mended);
        let mended = reading("/recherche", &asked("jeuu", false), &mended, false);
        assert_eq!(mended.literal_url, None);
        assert_eq!(mended.relaxed[0].key, "search-corrected");
        assert_eq!(mended.also_searched, ["amusement"]);
    }
}
