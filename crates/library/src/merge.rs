//! Three contents become one: the base, mine, and what others wrote meanwhile.

use markup::{Merge, Region};
use model::{Author, Body, Content, Fields, FileRef, Kind, Value};
use std::collections::BTreeSet;

type Extra = serde_json::Map<String, serde_json::Value>;

/// Two changes of one base put together.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Merged {
    /// Both changes; where both changed the same thing, mine.
    pub(crate) content: Content,
    /// What both changed in different ways; empty when the merge is clean.
    pub(crate) conflicts: Vec<String>,
}

/// Merges part by part: texts by paragraphs and words, lists as sets, everything else whole.
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
        tags: set(&base.tags, &mine.tags, &theirs.tags),
        language: merger.whole("language", &base.language, &mine.language, &theirs.language),
        created: merger.whole("created", &base.created, &mine.created, &theirs.created),
        fields: merger.fields(&base.fields, &mine.fields, &theirs.fields, kind),
        files: merger.files(&base.files, &mine.files, &theirs.files),
        derived_from: set(&base.derived_from, &mine.derived_from, &theirs.derived_from),
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
    fn whole<T: Clone + PartialEq>(&mut self, part: &str, base: &T, mine: &T, theirs: &T) -> T {
        if mine == base {
            return theirs.clone();
        }
        if theirs != base && theirs != mine {
            self.conflicts.push(part.to_owned());
        }
        mine.clone()
    }

    fn text(&mut self, part: &str, base: &str, mine: &str, theirs: &str) -> String {
        match markup::merge(base, mine, theirs) {
            Merge::Clean(text) => text,
            Merge::Conflict(regions) => {
                self.conflicts.push(part.to_owned());
                regions.into_iter().map(mine_of).collect()
            }
        }
    }

    /// Two texts that are each within the limit can be over it together: then both stand beside each other.
    fn body(&mut self, merged: &str, mine: &Content) -> Body {
        Body::parse(merged).unwrap_or_else(|_| {
            if !self.conflicts.iter().any(|part| part == "body") {
                self.conflicts.push("body".to_owned());
            }
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
            return set(base, mine, theirs);
        }
        let named = |authors: &[Author], name: &str| {
            authors
                .iter()
                .find(|author| author.name.as_str() == name)
                .cloned()
        };
        let mut names: Vec<&str> = Vec::new();
        for author in theirs.iter().chain(mine) {
            if !names.contains(&author.name.as_str()) {
                names.push(author.name.as_str());
            }
        }
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

    fn extra(&mut self, base: &Extra, mine: &Extra, theirs: &Extra) -> Extra {
        if mine == base {
            return theirs.clone();
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
        let mut names: Vec<&str> = Vec::new();
        for file in theirs.iter().chain(mine) {
            if !names.contains(&file.name.as_str()) {
                names.push(file.name.as_str());
            }
        }
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

/// What others have, less what I took away, plus what I added.
fn set<T: Clone + PartialEq>(base: &[T], mine: &[T], theirs: &[T]) -> Vec<T> {
    if theirs == base {
        return mine.to_vec();
    }
    let kept = theirs
        .iter()
        .filter(|item| mine.contains(item) || !base.contains(item));
    let added = mine
        .iter()
        .filter(|item| !base.contains(item) && !theirs.contains(item));
    kept.chain(added).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use licensing::LicenceId;
    use model::{FileName, KindId, Language, Line, Sha256, Tag, Title};
    use proptest::prelude::*;

    fn content(title: &str, body: &str, tags: &[&str]) -> Content {
        Content {
            title: Title::parse(title).unwrap(),
            kind: KindId::parse("page").unwrap(),
            licence: LicenceId::CC_BY_SA_4_0,
            authors: vec![Author::named("Ada").unwrap()],
            tags: tags.iter().map(|tag| Tag::parse(tag).unwrap()).collect(),
            language: Language::default(),
            created: None,
            fields: Fields::new(),
            files: Vec::new(),
            derived_from: Vec::new(),
            extra: serde_json::Map::new(),
            body: Body::parse(body).unwrap(),
        }
    }

    fn file(name: &str, byte: u8) -> FileRef {
        FileRef {
            name: FileName::parse(name).unwrap(),
            title: None,
            sha256: Sha256([byte; 32]),
            size_bytes: 1,
            media_type: "text/plain".into(),
            licence: None,
        }
    }

    #[test]
    fn different_parts_come_together() {
        let base = content("Sommeil", "Un.\n\nDeux.\n", &["a", "b"]);
        let mine = content("Bien dormir", "Un.\n\nDeux et demi.\n", &["a", "b", "c"]);
        let theirs = content("Sommeil", "Un, donc.\n\nDeux.\n", &["a"]);
        let merged = merge(&base, &mine, &theirs, None);
        assert_eq!(merged.conflicts, Vec::<String>::new());
        assert_eq!(
            merged.content,
            content("Bien dormir", "Un, donc.\n\nDeux et demi.\n", &["a", "c"])
        );
    }

    #[test]
    fn the_same_part_changed_twice_is_a_conflict_in_which_mine_stands() {
        let base = content("Sommeil", "Un.\n", &[]);
        let mine = content("Dormir", "Une.\n", &[]);
        let theirs = content("Nuit", "Deux.\n", &[]);
        let merged = merge(&base, &mine, &theirs, None);
        assert_eq!(merged.conflicts, ["body", "title"]);
        assert_eq!(merged.content.title, mine.title);
        assert_eq!(merged.content.body, mine.body);
    }

    #[test]
    fn files_are_merged_by_name() {
        let mut base = content("A", "", &[]);
        base.files = vec![file("a.pdf", 1), file("b.pdf", 2)];
        let (mut mine, mut theirs) = (base.clone(), base.clone());
        mine.files = vec![file("a.pdf", 9), file("b.pdf", 2), file("c.pdf", 3)];
        theirs.files = vec![file("a.pdf", 1)];
        let merged = merge(&base, &mine, &theirs, None);
        assert!(merged.conflicts.is_empty());
        assert_eq!(merged.content.files, [file("a.pdf", 9), file("c.pdf", 3)]);
        theirs.files[0] = file("a.pdf", 8);
        assert_eq!(
            merge(&base, &mine, &theirs, None).conflicts,
            ["files.a.pdf"]
        );
    }

    #[test]
    fn texts_that_are_too_long_together_are_a_conflict() {
        let base = content("A", "Milieu.\n", &[]);
        let long = "Une ligne. ".repeat(30_000);
        let mine = content("A", &format!("{long}\n\nMilieu.\n"), &[]);
        let theirs = content("A", &format!("Milieu.\n\n{long}\n"), &[]);
        let merged = merge(&base, &mine, &theirs, None);
        assert_eq!(merged.conflicts, ["body"]);
        assert_eq!(merged.content.body, mine.body);
    }

    #[test]
    fn nobody_is_credited_twice() {
        let with = |role: &str| {
            let mut content = content("A", "", &[]);
            content.authors[0].role = Some(Line::parse(role).unwrap());
            content
        };
        let base = content("A", "", &[]);
        let merged = merge(&base, &with("dessin"), &with("texte"), None);
        assert_eq!(merged.conflicts, ["authors"]);
        assert_eq!(merged.content.authors.len(), 1);
    }

    proptest! {
        #[test]
        fn one_sided_changes_are_taken_whole(a in "[ab \n]{0,12}", b in "[ab \n]{0,12}", tags in proptest::collection::vec("[a-d]", 0..4)) {
            let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
            let (base, other) = (content("T", &a, &["a"]), content("U", &b, &tags));
            prop_assert_eq!(merge(&base, &base, &other, None).content, other.clone());
            prop_assert_eq!(merge(&base, &other, &base, None).content, other.clone());
            prop_assert_eq!(merge(&base, &other, &other, None).content, other);
        }
    }
}
