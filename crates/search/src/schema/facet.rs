//! Facets: what a resource is, as (name, value).

use crate::Document;

/// A facet and one value, written `name` NUL `value` so that one field holds all facets.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FacetKey(String);

impl FacetKey {
    /// The key of a value. Values are compared as they are, but for themes, whose case does not count.
    pub fn new(name: &str, value: &str) -> Self {
        let value = value.trim();
        Self(match name {
            "tag" => format!("{name}\0{}", value.to_lowercase()),
            _ => format!("{name}\0{value}"),
        })
    }

    /// The term of the index.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Name and value of a term of the index.
    pub fn split(term: &str) -> (&str, &str) {
        term.split_once('\0').unwrap_or((term, ""))
    }
}

/// The facet keys of a resource, each once.
pub fn keys_of(document: &Document) -> Vec<String> {
    let mut keys = vec![
        FacetKey::new("kind", &document.kind),
        FacetKey::new("licence", &document.licence),
        FacetKey::new("year", &document.year.to_string()),
        FacetKey::new("language", &document.language),
    ];
    keys.extend(document.tags.iter().map(|tag| FacetKey::new("tag", tag)));
    keys.extend(
        document
            .authors
            .iter()
            .map(|author| FacetKey::new("author", author)),
    );
    keys.extend(
        document
            .facets
            .iter()
            .map(|(name, value)| FacetKey::new(name, value)),
    );
    keys.sort();
    keys.dedup();
    keys.into_iter()
        .map(|key| key.0)
        .filter(|key| !FacetKey::split(key).1.is_empty())
        .collect()
}
