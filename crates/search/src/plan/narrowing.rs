//! Operators understood: which filters they set, what they exclude.

use super::operators::Operator;
use super::{Excluded, Phrase};
use crate::analysis::{fold, number_forms, words};
use crate::vocabulary::Vocabulary;
use crate::{Asks, Error};
use std::collections::BTreeMap;
use std::ops::Range;

/// Names of the facets that every resource has, as people call them in French and English, folded.
const NAMES: &[(&str, &[&str])] = &[
    (
        "kind",
        &["kind", "type", "genre", "nature", "categorie", "category"],
    ),
    (
        "tag",
        &[
            "tag",
            "tags",
            "theme",
            "themes",
            "mot-cle",
            "mots-cles",
            "keyword",
            "topic",
        ],
    ),
    ("licence", &["licence", "licences", "license"]),
    (
        "author",
        &[
            "author", "authors", "auteur", "auteurs", "autrice", "auteure", "par", "by",
        ],
    ),
    ("year", &["year", "annee", "an", "date"]),
    ("language", &["language", "langue", "lang"]),
];

/// Languages by name, folded; the tags themselves are understood too.
const LANGUAGES: &[(&str, &str)] = &[
    ("francais", "fr"),
    ("french", "fr"),
    ("anglais", "en"),
    ("english", "en"),
    ("espagnol", "es"),
    ("spanish", "es"),
    ("allemand", "de"),
    ("german", "de"),
    ("italien", "it"),
    ("italian", "it"),
    ("portugais", "pt"),
    ("portuguese", "pt"),
    ("arabe", "ar"),
    ("arabic", "ar"),
];

/// The most operators with a name that are read: nobody types more.
const MAX_NAMED: usize = 4;

/// What the operators of a text ask for.
#[derive(Debug, Default)]
pub struct Narrowing {
    /// Values to filter by, by the facet's name.
    pub filters: BTreeMap<String, Vec<String>>,
    /// What a resource must not have.
    pub excluded: Vec<Excluded>,
    /// Where the operators stand in the text: what is not read as words.
    pub taken: Vec<Range<usize>>,
    /// Where operators stand in the text whose value no resource has; the value is read as words.
    pub unknown: Vec<Range<usize>>,
    /// What was understood, and where it stands in the text.
    pub understood: Vec<(Range<usize>, Asks)>,
}

impl Narrowing {
    /// Understands the operators of a text. A name that is no facet's makes it ordinary words, and so is a name that comes
    /// after [`MAX_NAMED`] others.
    ///
    /// # Errors
    /// [`Error::Engine`] or [`Error::Io`].
    pub fn of(
        text: &str,
        operators: &[Operator],
        vocabulary: &Vocabulary<'_>,
    ) -> Result<Self, Error> {
        let mut narrowing = Self::default();
        let mut named = 0;
        for operator in operators {
            let name = operator.name.as_ref().filter(|_| named < MAX_NAMED);
            match name.and_then(|name| facet(name, vocabulary)) {
                Some(facet) => {
                    named += 1;
                    narrowing.add(text, operator, facet, vocabulary)?;
                }
                None if operator.excludes => narrowing.exclude_words(text, operator),
                None => {}
            }
        }
        Ok(narrowing)
    }

    fn exclude_words(&mut self, text: &str, operator: &Operator) {
        let written = text[operator.range.clone()].trim_start_matches(['-', '−']);
        if let Some(excluded) = Excluded::words(written) {
            self.excluded.push(excluded);
            self.understand(operator, without(written));
        }
        self.taken.push(operator.range.clone());
    }

    fn understand(&mut self, operator: &Operator, asks: Asks) {
        self.understood.push((operator.range.clone(), asks));
    }

    fn add(
        &mut self,
        text: &str,
        operator: &Operator,
        facet: String,
        vocabulary: &Vocabulary<'_>,
    ) -> Result<(), Error> {
        let values = values(&facet, &text[operator.value.clone()], vocabulary)?;
        let known = !values.is_empty();
        if known {
            self.understand(operator, asks(text, operator, &facet, &values));
        }
        match (operator.excludes, known) {
            (true, _) => self.excluded.push(Excluded::Values(facet, values)),
            (false, true) => self.filters.entry(facet).or_default().extend(values),
            (false, false) => {}
        }
        if known || operator.excludes {
            self.taken.push(operator.range.clone());
        } else {
            self.taken.push(operator.range.start..operator.value.start);
        }
        if !known {
            self.unknown.push(operator.range.clone());
        }
        Ok(())
    }
}

/// What an operator asks for whose facet and values are known.
fn asks(text: &str, operator: &Operator, facet: &str, values: &[String]) -> Asks {
    if operator.excludes {
        return without(text[operator.range.clone()].trim_start_matches(['-', '−']));
    }
    Asks::Values {
        facet: facet.to_owned(),
        values: values.to_vec(),
    }
}

fn without(written: &str) -> Asks {
    Asks::Without {
        written: written.to_owned(),
    }
}

impl Excluded {
    /// Words side by side; a single one in singular and plural. `None` when there is no word.
    fn words(written: &str) -> Option<Self> {
        let words = words(written);
        let first = words.first()?.position;
        let elements = words.iter().map(|word| {
            let forms = if words.len() == 1 {
                number_forms(&word.folded)
            } else {
                vec![word.folded.to_string()]
            };
            (forms, word.position - first)
        });
        Some(Self::Phrase(Phrase {
            elements: elements.collect(),
            slop: None,
            exact: true,
        }))
    }
}

/// The facet that people call so; kinds' own facets by the names that the kinds give them.
fn facet(name: &str, vocabulary: &Vocabulary<'_>) -> Option<String> {
    let name = fold(name);
    let common = NAMES
        .iter()
        .find(|(_, names)| names.contains(&name.as_str()));
    let own = || {
        let ways = [name.clone(), name.replace('-', "_"), name.replace('_', "-")];
        ways.into_iter().find(|name| vocabulary.has_facet(name))
    };
    common.map(|(facet, _)| (*facet).to_owned()).or_else(own)
}

/// The values of a facet that are meant.
fn values(facet: &str, typed: &str, vocabulary: &Vocabulary<'_>) -> Result<Vec<String>, Error> {
    let folded = fold(typed);
    let language = LANGUAGES
        .iter()
        .find(|(name, _)| facet == "language" && *name == folded);
    vocabulary.values_saying(facet, language.map_or(&folded, |(_, tag)| tag))
}
