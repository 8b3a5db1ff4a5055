//! Questions drawn at random, and what can be told of their answers without the index.

use super::shelf::Shelf;
use library::search::Sort;
use model::ResourceId;
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Filters by facet name.
pub type Filters = BTreeMap<String, Vec<String>>;

/// Resources found.
type Found = BTreeSet<ResourceId>;

/// Made-up words that no rule of a language brings together: no two begin alike, and no slip of the pen makes one of
/// another.
pub const WORDS: [&str; 6] = ["zorvak", "blimut", "quendor", "frastig", "mektan", "wixodu"];

const SORTS: [Sort; 4] = [Sort::Relevance, Sort::Updated, Sort::Created, Sort::Title];

/// Facets and values asked for. Some belong to no resource, some are written in other letters.
const KNOWN: [(&str, &[&str]); 10] = [
    ("kind", &["fiche", "outil", "affiche"]),
    ("licence", &["CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0"]),
    ("year", &["2019", "2021", "2026", "jamais"]),
    (
        "tag",
        &["sommeil", "Sommeil", "ÉCRANS", "écrans", "vie affective"],
    ),
    ("author", &["Ada", "Éloïse Ørn", "ada"]),
    (
        "public",
        &["adultes", "enfants", "aidants", "tous", "Adultes"],
    ),
    ("format", &["tableur", "jeu"]),
    ("niveau", &["1", "2", "01"]),
    ("language", &["fr", "en"]),
    ("inconnu", &["rien"]),
];

/// Facets as people type them, with the facet and the value that are meant.
const TYPED: [(&str, &str, &str); 9] = [
    ("genre:outil", "kind", "outil"),
    ("theme:SOMMEIL", "tag", "sommeil"),
    ("thème:\"Vie affective\"", "tag", "vie affective"),
    ("licence:CC-BY-4.0", "licence", "CC-BY-4.0"),
    ("auteur:\"Éloïse Ørn\"", "author", "Éloïse Ørn"),
    ("annee:2019", "year", "2019"),
    ("language:en", "language", "en"),
    ("public:enfants", "public", "enfants"),
    ("niveau:2", "niveau", "2"),
];

/// A search.
#[derive(Debug, Clone)]
pub struct Question {
    words: Words,
    /// A facet in the text, and whether what has it is left out; passed over when no resource has it.
    typed: Option<(usize, bool)>,
    pub filters: Filters,
    pub sort: Sort,
    /// How many hits a page has.
    pub page: usize,
}

/// What is asked for.
#[derive(Debug, Clone)]
enum Words {
    Nothing,
    Not(&'static str),
    One(&'static str),
    SideBySide(&'static str, &'static str),
    Without(&'static str, &'static str),
    Several(Vec<&'static str>),
}

/// Any question.
pub fn question() -> impl Strategy<Value = Question> {
    let filters = prop::collection::vec(filter(), 0..4);
    let typed = prop::option::of((0..TYPED.len(), any::<bool>()));
    (words(), typed, filters, select(&SORTS), 3..12_usize).prop_map(
        |(words, typed, filters, sort, page)| Question {
            words,
            typed,
            filters: filters.into_iter().collect(),
            sort,
            page,
        },
    )
}

fn words() -> impl Strategy<Value = Words> {
    let word = || select(&WORDS);
    prop_oneof![
        Just(Words::Nothing),
        word().prop_map(Words::Not),
        word().prop_map(Words::One),
        (word(), word()).prop_map(|(first, second)| Words::SideBySide(first, second)),
        (word(), word()).prop_map(|(word, not)| Words::Without(word, not)),
        prop::collection::vec(word(), 2..4).prop_map(Words::Several),
    ]
}

/// A facet and some of its values, or none.
fn filter() -> impl Strategy<Value = (String, Vec<String>)> {
    let chosen = (
        select(&KNOWN),
        prop::collection::vec(any::<prop::sample::Index>(), 0..4),
    );
    chosen.prop_map(|((name, values), chosen)| {
        let value = |index: prop::sample::Index| index.get(values).to_string();
        (name.to_owned(), chosen.into_iter().map(value).collect())
    })
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => Ok(()),
            Self::Not(word) => write!(f, "-{word}"),
            Self::One(word) => f.write_str(word),
            Self::SideBySide(first, second) => write!(f, "\"{first} {second}\""),
            Self::Without(word, not) => write!(f, "{word} -{not}"),
            Self::Several(words) => f.write_str(&words.join(" ")),
        }
    }
}

impl Question {
    /// The words, with what is left out.
    pub fn unfiltered(&self, shelf: &Shelf) -> String {
        match self.typed(shelf) {
            Some((typed, _, _, true)) => format!("{} -{typed}", self.words),
            _ => self.words.to_string(),
        }
    }

    /// The words, with what is left out and what is filtered by.
    pub fn text(&self, shelf: &Shelf) -> String {
        match self.typed(shelf) {
            Some((typed, _, _, false)) => format!("{typed} {}", self.words),
            _ => self.unfiltered(shelf),
        }
    }

    /// All filters, those in the text included.
    pub fn all_filters(&self, shelf: &Shelf) -> Filters {
        let mut filters = self.filters.clone();
        if let Some((_, name, value, false)) = self.typed(shelf) {
            let values = filters.entry(name.to_owned()).or_default();
            values.push(value.to_owned());
        }
        filters
    }

    /// Whether there are words by which one resource can be better than another.
    pub fn ranks(&self) -> bool {
        !matches!(self.words, Words::Nothing | Words::Not(_))
    }

    /// What is typed, the facet, its value, and whether it is left out.
    fn typed(&self, shelf: &Shelf) -> Option<(&str, &str, &str, bool)> {
        let (at, excludes) = self.typed?;
        let (typed, name, value) = TYPED[at];
        let known = !shelf.those(|entry| entry.has(name, value)).is_empty();
        known.then_some((typed, name, value, excludes))
    }

    /// What is found, filters aside, is what these words must find. Of several words the rule of the search says how many
    /// are enough; here it is held to what is beyond question: who has all is found, who has none is not.
    pub fn check(&self, shelf: &Shelf, found: &Found) -> Result<(), TestCaseError> {
        let text = self.unfiltered(shelf);
        let left_out = match self.typed(shelf) {
            Some((_, name, value, true)) => shelf.those(|entry| entry.has(name, value)),
            _ => BTreeSet::new(),
        };
        let (least, most) = self.words.bounds(shelf, &left_out);
        let least = &least - &left_out;
        let most = &most - &left_out;
        prop_assert!(
            found.is_superset(&least),
            "{text}: {found:?} lacks some of {least:?}"
        );
        prop_assert!(
            found.is_subset(&most),
            "{text}: {found:?} has more than {most:?}"
        );
        Ok(())
    }
}

impl Words {
    /// What must be found, and what may be; of both, some is left out.
    fn bounds(&self, shelf: &Shelf, left_out: &Found) -> (Found, Found) {
        let all = |words: &[&str]| shelf.those(|entry| words.iter().all(|word| entry.says(word)));
        let any = |words: &[&str]| shelf.those(|entry| words.iter().any(|word| entry.says(word)));
        let exactly = |found: Found| (found.clone(), found);
        match self {
            Self::Nothing => exactly(all(&[])),
            Self::Not(word) => exactly(shelf.those(|entry| !entry.says(word))),
            Self::One(word) => exactly(all(&[*word])),
            Self::Without(word, not) => {
                exactly(shelf.those(|entry| entry.says(word) && !entry.says(not)))
            }
            Self::SideBySide(first, second) => {
                let words = [*first, *second];
                let pairs = shelf.those(|entry| entry.says_both(first, second));
                if pairs.is_empty() {
                    // then the marks are passed over
                    (all(&words), any(&words))
                } else if pairs.is_subset(left_out) {
                    (Found::new(), any(&words))
                } else {
                    exactly(pairs)
                }
            }
            Self::Several(words) => (all(words), any(words)),
        }
    }
}
