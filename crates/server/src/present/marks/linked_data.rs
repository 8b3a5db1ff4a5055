//! A sheet in the words of schema.org.
//!
//! Source: schema.org, `CreativeWork`, `LearningResource` and `Collection`; `Role` for what an author did. A work that was
//! adapted is `isBasedOn`, one that is held unmodified is `hasPart`, one that is quoted is `citation`; each tells what it is
//! made from in its turn.

use super::Presenter;
use crate::address;
use library::{Sheet, UsedWork, UsedWorks};
use licensing::Act;
use model::{Author, FileRef, Kind};
use serde_json::{Map, Value, json};

/// The property that says how a work is used.
fn property(act: Act) -> &'static str {
    match act {
        Act::Adapted => "isBasedOn",
        Act::Included => "hasPart",
        Act::Quoted => "citation",
    }
}

impl Presenter<'_> {
    /// A revision as JSON-LD.
    pub(super) fn linked_data(
        self,
        sheet: &Sheet,
        used: &UsedWorks,
        credit: &str,
        url: &str,
    ) -> Value {
        let content = sheet.content();
        let cite = self
            .visit
            .absolute(&address::below(sheet.head.slug.as_str(), "citer"));
        let mut node = json!({
            "@context": "https://schema.org",
            "@type": sort_of(sheet.kind.as_deref()),
            "@id": url,
            "url": url,
            "name": content.title.as_str(),
            "inLanguage": content.language.as_str(),
            "version": sheet.revision.number.0,
            "datePublished": self.moment(sheet.head.created_at),
            "dateModified": self.moment(sheet.revision.at),
            "license": content.licence.licence().url(),
            "creditText": credit,
            "usageInfo": &cite,
            "acquireLicensePage": &cite,
            "isAccessibleForFree": true,
            "publisher": {"@type": "Organization", "name": &self.site.name},
        });
        if let Some(node) = node.as_object_mut() {
            let tags: Vec<_> = content.tags.iter().map(|tag| json!(tag.as_str())).collect();
            put(node, "author", content.authors.iter().map(author).collect());
            put(node, "keywords", tags);
            put(node, "associatedMedia", self.media(sheet));
            node.extend(
                content
                    .created
                    .map(|date| ("dateCreated".to_owned(), json!(date.to_string()))),
            );
            self.put_works(node, used, None);
        }
        node
    }

    /// Adds the works that are used by the one in that place of the list, or by the sheet itself.
    fn put_works(self, node: &mut Map<String, Value>, used: &UsedWorks, by: Option<usize>) {
        for act in Act::ALL {
            let places = used.works.iter().enumerate();
            let its = places.filter(|(_, work)| work.through == by && work.act == act);
            let works = its.map(|(place, work)| self.used_work(used, place, work));
            put(node, property(act), works.collect());
        }
    }

    fn used_work(self, used: &UsedWorks, place: usize, work: &UsedWork) -> Value {
        let mut node = Map::new();
        node.insert("@type".to_owned(), json!("CreativeWork"));
        node.insert("name".to_owned(), json!(work.title));
        let authors = work.authors.iter().map(|name| named(name)).collect();
        put(&mut node, "author", authors);
        let licence = work.licence.map(|id| id.licence().url().to_owned());
        for (name, value) in [("url", self.absolute_place(work)), ("license", licence)] {
            node.extend(value.map(|value| (name.to_owned(), json!(value))));
        }
        self.put_works(&mut node, used, Some(place));
        Value::Object(node)
    }

    fn media(self, sheet: &Sheet) -> Vec<Value> {
        let content = sheet.content();
        let older = (!sheet.is_latest()).then_some(sheet.revision.number.0);
        let view = |file: &FileRef| {
            let path = address::file(sheet.head.slug.as_str(), file.name.as_str(), older);
            let licence = file.licence.unwrap_or(content.licence);
            json!({
                "@type": "MediaObject",
                "name": file.title.as_ref().map_or(file.name.as_str(), |title| title.as_str()),
                "contentUrl": self.visit.absolute(&path),
                "encodingFormat": &file.media_type,
                "contentSize": format!("{} B", file.size_bytes),
                "license": licence.licence().url(),
            })
        };
        content.files.iter().map(view).collect()
    }
}

/// What sort of work it is; what is about the library itself teaches nobody.
fn sort_of(kind: Option<&Kind>) -> &'static str {
    match kind {
        Some(kind) if kind.collection().is_some() => "Collection",
        Some(kind) if kind.listed() => "LearningResource",
        _ => "CreativeWork",
    }
}

/// Adds a list that is not empty.
fn put(node: &mut Map<String, Value>, name: &str, values: Vec<Value>) {
    if !values.is_empty() {
        node.insert(name.to_owned(), Value::Array(values));
    }
}

/// Somebody who is credited; what they did stands in a role around them.
fn author(author: &Author) -> Value {
    let person = named(author.name.as_str());
    match &author.role {
        Some(role) => json!({"@type": "Role", "roleName": role.as_str(), "author": person}),
        None => person,
    }
}

/// Nothing tells a person from a team but `Family, Given`: of any other name no type is said.
fn named(name: &str) -> Value {
    if (citation::Author { name }).is_person() {
        json!({"@type": "Person", "name": name})
    } else {
        json!({"name": name})
    }
}
