//! Three contents become one: the base, mine, and what others wrote meanwhile.

mod lists;
#[cfg(test)]
mod tests;

use crate::sources::key;
use lists::{merged_list, order};
use markup::{Merge, Region};
use model::{Author, Body, Content, Fields, FileRef, Kind, Source, Value};
use std::collections::BTreeSet;

/// What tells a source apart.
type Key<'a> = (
    licensing::Act,
    Option<&'a str>,
    Option<&'a str>,
    Option<&'a str>,
);

type Extra = serde_json::Map<String, serde_json::Value>;

/// Two changes of one base put together.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Merged {
    /// Both changes; where both changed the same thing, mine.
    pub(crate) content: Content,
    /// What both changed in different ways; empty when the merge is clean.
    pub(crate) conflicts: Vec<String>,
}

/// Merges part by part: texts by paragraphs and words, lists as sets in the order of whoever changed it, everything else
/// whole. What one side alone changed is taken whole from that side.
pub(crate) fn merge(
    base: &Content,
    mine: &Content,
    theirs: &Content,
    kind: Option<&Kind>,
) -> Merged {
    let mut merger = Merger {
        conflicts: Vec::new(),
    };
    let body = merger.text(
        "body",
        base.body.as_str(),
        mine.body.as_str(),
        theirs.body.as_str(),
    );
    let content = Content {
        title: merger.whole("title", &base.title, &mine.title, &theirs.title),
        kind: merger.whole("kind", &base.kind, &mine.kind, &theirs.kind),
        licence: merger.whole("licence", &base.licence, &mine.licence, &theirs.licence),
        authors: merger.authors(&base.authors, &mine.authors, &theirs.authors),
        tags: merged_list(&base.tags, &mine.tags, &theirs.tags),
        language: merger.whole("language", &base.language, &mine.language, &theirs.language),
        created: merger.whole("created", &base.created, &mine.created, &theirs.created),
        fields: merger.fields(&base.fields, &mine.fields, &theirs.fields, kind),
        files: merger.files(&base.files, &mine.files, &theirs.files),
        derived_from: merger.sources(&base.derived_from, &mine.derived_from, &theirs.derived_from),
        borrowed: merged_list(&base.borrowed, &mine.borrowed, &theirs.borrowed),
        origin: merger.whole("origin", &base.origin, &mine.origin, &theirs.origin),
        extra: merger.extra(&base.extra, &mine.extra, &theirs.extra),
        body: merger.body(&body, mine),
    };
    Merged {
        content,
        conflicts: merger.conflicts,
    }
}

struct Merger {
    conflicts: Vec<String>,
}

impl Merger {
    /// Notes a part once, however often it is met.
    fn conflict(&mut self, part: &str) {
        if !self.conflicts.iter().any(|noted| noted == part) {
            self.conflicts.push(part.to_owned());
        }
    }

    /// Names in one order; two new orders of the same things are a conflict.
    fn order<'a>(&mut self, part: &str, names: [Vec<&'a str>; 3]) -> Vec<&'a str> {
        let [base, mine, theirs] = &names;
        let (names, settled) = order(base, mine, theirs);
        if !settled {
            self.conflict(part);
        }
        names
    }

    fn whole<T: Clone + PartialEq>(&mut self, part: &str, base: &T, mine: &T, theirs: &T) -> T {
        if mine == base {
            return theirs.clone();
        }
        if theirs != base && theirs != mine {
            self.conflict(part);
        }
        mine.clone()
    }

    fn text(&mut self, part: &str, base: &str, mine: &str, theirs: &str) -> String {
        match markup::merge(base, mine, theirs) {
            Merge::Clean(text) => text,
            Merge::Conflict(regions) => {
                self.conflict(part);
                regions.into_iter().map(mine_of).collect()
            }
        }
    }

    /// Two texts that are each within the limit can be over it together: then both stand beside each other.
    fn body(&mut self, merged: &str, mine: &Content) -> Body {
        Body::parse(merged).unwrap_or_else(|_| {
            self.conflict("body");
            mine.body.clone()
        })
    }

    /// By name, so that nobody is credited twice when both change what somebody did.
    fn authors(&mut self, base: &[Author], mine: &[Author], theirs: &[Author]) -> Vec<Author> {
        let once = |authors: &[Author]| {
            let names: BTreeSet<&str> = authors.iter().map(|author| author.name.as_str()).collect();
            names.len() == authors.len()
        };
        if theirs == base || mine == theirs {
            return mine.to_vec();
        }
        if mine == base {
            return theirs.to_vec();
        }
        if !(once(base) && once(mine) && once(theirs)) {
            return merged_list(base, mine, theirs);
        }
        let named = |authors: &[Author], name: &str| {
            authors
                .iter()
                .find(|author| author.name.as_str() == name)
                .cloned()
        };
        fn names(authors: &[Author]) -> Vec<&str> {
            authors.iter().map(|author| author.name.as_str()).collect()
        }
        let names = self.order("authors", [names(base), names(mine), names(theirs)]);
        let of = |name: &&str| {
            self.whole(
                "authors",
                &named(base, name),
                &named(mine, name),
                &named(theirs, name),
            )
        };
        names.iter().filter_map(of).collect()
    }

    /// By work, so that none is listed twice when both say something else of it.
    fn sources(&mut self, base: &[Source], mine: &[Source], theirs: &[Source]) -> Vec<Source> {
        if theirs == base || mine == theirs {
            return mine.to_vec();
        }
        if mine == base {
            return theirs.to_vec();
        }
        fn keys(sources: &[Source]) -> Vec<Key<'_>> {
            sources.iter().map(key).collect()
        }
        let of = |sources: &[Source], name: &Key<'_>| {
            sources.iter().find(|source| key(source) == *name).cloned()
        };
        let part = "derived_from";
        let (works, _) = order(&keys(base), &keys(mine), &keys(theirs));
        let merged = works.iter().filter_map(|name| {
            self.whole(part, &of(base, name), &of(mine, name), &of(theirs, name))
        });
        merged.collect()
    }

    fn extra(&mut self, base: &Extra, mine: &Extra, theirs: &Extra) -> Extra {
        if mine == base {
            return theirs.clone();
        }
        if theirs == base {
            return mine.clone();
        }
        let names: BTreeSet<&String> = base
            .keys()
            .chain(mine.keys())
            .chain(theirs.keys())
            .collect();
        let of = |name: &String| {
            let value = self.whole(name, &base.get(name), &mine.get(name), &theirs.get(name));
            value.map(|value| (name.clone(), value.clone()))
        };
        names.into_iter().filter_map(of).collect()
    }

    fn fields(
        &mut self,
        base: &Fields,
        mine: &Fields,
        theirs: &Fields,
        kind: Option<&Kind>,
    ) -> Fields {
        let names: BTreeSet<&String> = base
            .keys()
            .chain(mine.keys())
            .chain(theirs.keys())
            .collect();
        let mut merged = Fields::new();
        for name in names {
            let part = format!("fields.{name}");
            let long = kind
                .and_then(|kind| kind.field(name))
                .is_some_and(|field| field.field_type == model::FieldType::Markdown);
            let value = match (base.get(name), mine.get(name), theirs.get(name)) {
                (Some(Value::Text(base)), Some(Value::Text(mine)), Some(Value::Text(theirs)))
                    if long =>
                {
                    Some(Value::Text(self.text(&part, base, mine, theirs)))
                }
                values if several(values) => {
                    let [base, mine, theirs] = [values.0, values.1, values.2].map(items);
                    let list = merged_list(base, mine, theirs);
                    (!list.is_empty()).then_some(Value::List(list))
                }
                (base, mine, theirs) => self.whole(&part, &base, &mine, &theirs).cloned(),
            };
            merged.extend(value.map(|value| (name.clone(), value)));
        }
        merged
    }

    fn files(&mut self, base: &[FileRef], mine: &[FileRef], theirs: &[FileRef]) -> Vec<FileRef> {
        let named = |files: &[FileRef], name: &str| {
            files
                .iter()
                .find(|file| file.name.as_str() == name)
                .cloned()
        };
        fn names(files: &[FileRef]) -> Vec<&str> {
            files.iter().map(|file| file.name.as_str()).collect()
        }
        if theirs == base || mine == theirs {
            return mine.to_vec();
        }
        if mine == base {
            return theirs.to_vec();
        }
        let names = self.order("files", [names(base), names(mine), names(theirs)]);
        let of = |name: &&str| {
            let part = format!("files.{name}");
            self.whole(
                &part,
                &named(base, name),
                &named(mine, name),
                &named(theirs, name),
            )
        };
        names.iter().filter_map(of).collect()
    }
}

fn mine_of(region: Region) -> String {
    match region {
        Region::Clean(text) => text,
        Region::Conflict { mine, .. } => mine,
    }
}

/// Whether a field holds several values wherever it is filled in.
fn several(values: (Option<&Value>, Option<&Value>, Option<&Value>)) -> bool {
    let mut filled = [values.0, values.1, values.2]
        .into_iter()
        .flatten()
        .peekable();
    filled.peek().is_some() && filled.all(|value| matches!(value, Value::List(_)))
}

fn items(value: Option<&Value>) -> &[String] {
    match value {
        Some(Value::List(list)) => list,
        _ => &[],
    }
}
