//! The facet values of all resources, each with a number.

use super::said::{Said, said};
use crate::analysis::fold_line;
use crate::schema::FacetKey;
use std::collections::HashMap;
use std::sync::Arc;

/// The facet of themes.
const THEME: &str = "tag";

/// Every value that was ever seen since the index was opened, numbered from 0. One that no resource has any more keeps its
/// number: it costs some bytes, and no table has to be written again.
#[derive(Default)]
pub struct Values {
    numbers: HashMap<Arc<str>, u32>,
    keys: Vec<Arc<str>>,
    /// number of the facet of each value
    facets: Vec<u32>,
    names: Vec<String>,
    themes: Vec<Theme>,
    said: Said,
}

/// A theme, ready to be compared with what somebody types.
pub struct Theme {
    /// Number of the value.
    pub number: u32,
    /// Its words, folded, parted by single spaces.
    pub folded: String,
}

impl Values {
    /// The number of a value, a new one if need be.
    pub fn learn(&mut self, key: &str) -> u32 {
        if let Some(number) = self.numbers.get(key) {
            return *number;
        }
        let number = u32::try_from(self.keys.len()).unwrap_or(u32::MAX);
        let (name, value) = FacetKey::split(key);
        let facet = self.learn_name(name);
        if name == THEME {
            let folded = fold_line(value);
            self.themes.push(Theme { number, folded });
        }
        self.said.learn(number, value);
        let key: Arc<str> = key.into();
        self.numbers.insert(Arc::clone(&key), number);
        self.keys.push(key);
        self.facets.push(facet);
        number
    }

    fn learn_name(&mut self, name: &str) -> u32 {
        let known = self.names.iter().position(|known| known == name);
        let at = known.unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        });
        u32::try_from(at).unwrap_or(u32::MAX)
    }

    /// How many values there are.
    pub fn count(&self) -> usize {
        self.keys.len()
    }

    /// The number of a value; `None` when no resource ever had it.
    pub fn number(&self, name: &str, value: &str) -> Option<u32> {
        let key = FacetKey::new(name, value);
        self.numbers.get(key.as_str()).copied()
    }

    /// The value of that number.
    pub fn value(&self, number: u32) -> &str {
        let key = self.keys.get(number as usize);
        key.map_or("", |key| FacetKey::split(key).1)
    }

    /// The term of the index that stands for a value.
    pub fn key(&self, number: u32) -> &str {
        self.keys.get(number as usize).map_or("", |key| key)
    }

    /// The values of a facet that have the words side by side, as [`said`] gives them; ascending.
    pub fn saying(&self, name: &str, wanted: &[String]) -> Vec<u32> {
        let Some(facet) = self.facet_named(name).filter(|_| !wanted.is_empty()) else {
            return Vec::new();
        };
        let has_all = |value: &u32| {
            let said = said(self.value(*value));
            said.windows(wanted.len()).any(|part| part == wanted)
        };
        let rarest = self.said.rarest(wanted).iter().copied();
        let of_facet = rarest.filter(|value| self.facet(*value) == facet);
        of_facet.filter(has_all).collect()
    }

    /// The number of the facet of a value.
    pub fn facet(&self, number: u32) -> u32 {
        self.facets[number as usize]
    }

    /// The number of the facet of that name; `None` when no resource ever had it.
    pub fn facet_named(&self, name: &str) -> Option<u32> {
        let at = self.names.iter().position(|known| known == name)?;
        u32::try_from(at).ok()
    }

    /// The names of all facets, by number.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// All themes.
    pub fn themes(&self) -> &[Theme] {
        &self.themes
    }
}
