//! The library as somebody sees it who opens every sheet.

use super::question::Filters;
use library::{Error, Library, Listed, Sheet};
use model::{FieldDefinition, FieldType, Head, ResourceId, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Every resource that stands, read from the store.
pub struct Shelf(BTreeMap<ResourceId, Entry>);

/// A resource, with what can be counted of it.
#[derive(Debug)]
pub struct Entry {
    pub head: Head,
    pub title: String,
    body: String,
    /// Its different values by name of the facet.
    pub facets: BTreeMap<String, BTreeSet<String>>,
}

impl Shelf {
    /// Reads the addresses in the log, then every sheet.
    pub async fn read(library: &Library) -> Self {
        let mut slugs = BTreeSet::new();
        let mut place = 0;
        loop {
            let changes = library.changes_after(place, 500).await.unwrap();
            let Some(last) = changes.last() else { break };
            place = last.seq().0;
            let entries = changes.iter().filter_map(Listed::whole);
            slugs.extend(entries.filter_map(|entry| entry.slug.clone()));
        }
        let mut shelf = BTreeMap::new();
        for slug in slugs {
            match library.read(slug.as_str()).await {
                Ok(sheet) => {
                    shelf.insert(sheet.head.resource, Entry::of(&sheet));
                }
                Err(Error::Withdrawn { .. }) => {}
                Err(error) => panic!("{slug}: {error}"),
            }
        }
        Self(shelf)
    }

    pub fn get(&self, resource: ResourceId) -> Option<&Entry> {
        self.0.get(&resource)
    }

    /// The resources of which something holds.
    pub fn those(&self, holds: impl Fn(&Entry) -> bool) -> BTreeSet<ResourceId> {
        let holding = self.0.iter().filter(|(_, entry)| holds(entry));
        holding.map(|(resource, _)| *resource).collect()
    }
}

impl Entry {
    fn of(sheet: &Sheet) -> Self {
        Self {
            head: sheet.head.clone(),
            title: sheet.content().title.to_string(),
            body: sheet.content().body.as_str().to_owned(),
            facets: facets(sheet),
        }
    }

    /// Whether title or body have the word.
    pub fn says(&self, word: &str) -> bool {
        self.texts().any(|text| words(text).contains(&word))
    }

    /// Whether title or body have the words side by side.
    pub fn says_both(&self, first: &str, second: &str) -> bool {
        let pair = [first, second];
        self.texts()
            .any(|text| words(text).windows(2).any(|two| two == pair))
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        [self.title.as_str(), self.body.as_str()].into_iter()
    }

    /// Whether it has the value of that facet; the case of themes does not count.
    pub fn has(&self, name: &str, value: &str) -> bool {
        let value = match name {
            "tag" => value.to_lowercase(),
            _ => value.to_owned(),
        };
        let own = self.facets.get(name);
        own.is_some_and(|own| own.contains(&value))
    }

    /// Whether it has one of the values of every filter, one filter left aside.
    pub fn passes(&self, filters: &Filters, but: Option<&str>) -> bool {
        filters.iter().all(|(name, values)| {
            but == Some(name.as_str())
                || values.is_empty()
                || values.iter().any(|value| self.has(name, value))
        })
    }
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

/// The rule of facets, told by a sheet alone: what every resource has, and the fields that its kind calls facets now.
fn facets(sheet: &Sheet) -> BTreeMap<String, BTreeSet<String>> {
    let content = sheet.content();
    let made = content.created.map(|date| date.year());
    let put_here = sheet
        .head
        .created_at
        .to_zoned(jiff::tz::TimeZone::UTC)
        .year();
    let language = content.language.to_string();
    let mut facets = BTreeMap::from([
        ("language".to_owned(), BTreeSet::from([language])),
        (
            "kind".to_owned(),
            BTreeSet::from([content.kind.to_string()]),
        ),
        (
            "licence".to_owned(),
            BTreeSet::from([content.licence.to_string()]),
        ),
        (
            "year".to_owned(),
            BTreeSet::from([made.unwrap_or(put_here).to_string()]),
        ),
        (
            "tag".to_owned(),
            content
                .tags
                .iter()
                .map(|tag| tag.to_string().to_lowercase())
                .collect(),
        ),
        (
            "author".to_owned(),
            content
                .authors
                .iter()
                .map(|author| author.name.to_string())
                .collect(),
        ),
    ]);
    let kind = sheet.kind.as_ref().unwrap();
    for field in kind.fields().iter().filter(|field| field.facet) {
        let value = content.fields.get(&field.name);
        let value = value.filter(|value| understands(field, value));
        let texts = value.map(Value::texts).into_iter().flatten();
        facets.insert(field.name.clone(), with_all(field, texts.collect()));
    }
    facets.retain(|_, values| !values.is_empty());
    facets
}

/// Whoever a choice means all for is counted under each: a sheet for everybody is one for adults.
fn with_all(field: &FieldDefinition, chosen: BTreeSet<String>) -> BTreeSet<String> {
    let mut offered = field.choices.iter();
    if offered.any(|choice| choice.all && chosen.contains(&choice.value)) {
        let choices = field.choices.iter();
        return choices.map(|choice| choice.value.clone()).collect();
    }
    chosen
}

/// A choice that the kind does not offer any more is no value of its facet; the sheet keeps it all the same.
fn understands(field: &FieldDefinition, value: &Value) -> bool {
    let offered = |text: &String| field.choices.iter().any(|choice| choice.value == *text);
    match field.field_type {
        FieldType::Choice | FieldType::Choices => value.texts().iter().all(offered),
        _ => true,
    }
}
