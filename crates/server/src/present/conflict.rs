//! A part that two people changed, as both have it and as it was before.

use super::Presenter;
use super::comparison::blocks;
use crate::form::{Pairs, pairs_of};
use crate::views::{ConflictPart, ConflictSide};
use library::{Conflict, Draft, markup};
use model::{Content, FileRef, Kind};

impl Presenter<'_> {
    /// The parts of a conflict, each from what both started from to what each of them made of it.
    pub(crate) fn conflict_parts(
        self,
        kind: Option<&Kind>,
        conflict: &Conflict,
    ) -> Vec<ConflictPart> {
        let mut names: Vec<&str> = conflict.parts.iter().map(String::as_str).collect();
        names.dedup_by_key(|name| part_of(name));
        names
            .into_iter()
            .map(|name| self.conflict_part(kind, conflict, name))
            .collect()
    }

    fn conflict_part(self, kind: Option<&Kind>, conflict: &Conflict, name: &str) -> ConflictPart {
        let (part, label) = self.part_name(kind, name);
        let base = value(&conflict.base.content, name);
        let side = |content: &Content| {
            let text = value(content, name);
            ConflictSide {
                blocks: if text == base {
                    Vec::new()
                } else {
                    blocks(&markup::compare(&base, &text))
                },
                inputs: serde_json::to_string(&inputs(content, &conflict.merged, name))
                    .unwrap_or_default(),
                text,
            }
        };
        ConflictPart {
            part,
            label,
            theirs: side(&conflict.latest.content),
            mine: side(&conflict.mine),
            base,
        }
    }
}

/// The part that a conflict is shown under: `tags[2]` belongs to `tags`, a field and a file stand for themselves.
fn part_of(name: &str) -> &str {
    if name.starts_with("fields.") || name.starts_with("files.") {
        return name;
    }
    name.split(['[', '.']).next().unwrap_or(name)
}

/// A part of a content as one text.
fn value(content: &Content, part: &str) -> String {
    let lines = |list: Vec<String>| list.join("\n");
    if let Some(name) = part.strip_prefix("files.") {
        return content.file(name).map(described).unwrap_or_default();
    }
    match part_of(part) {
        "title" => content.title.to_string(),
        "kind" => content.kind.to_string(),
        "licence" => content.licence.to_string(),
        "language" => content.language.to_string(),
        "created" => content
            .created
            .map(|date| date.to_string())
            .unwrap_or_default(),
        "body" => content.body.as_str().to_owned(),
        "tags" => content
            .tags
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(", "),
        "authors" => lines(content.authors.iter().map(author).collect()),
        "files" => lines(content.files.iter().map(described).collect()),
        "derived_from" => lines(content.derived_from.iter().map(source).collect()),
        other => {
            let name = other.strip_prefix("fields.").unwrap_or(other);
            content
                .fields
                .get(name)
                .map(|value| lines(value.texts()))
                .unwrap_or_default()
        }
    }
}

fn author(author: &model::Author) -> String {
    match &author.role {
        Some(role) => format!("{} ({role})", author.name),
        None => author.name.to_string(),
    }
}

fn source(source: &model::Source) -> String {
    let parts = [
        source.title.as_ref().map(ToString::to_string),
        source.resource.as_ref().map(ToString::to_string),
        source.url.clone(),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A file by what tells it from another of the same name: title, licence, the beginning of its hash.
fn described(file: &FileRef) -> String {
    let hash: String = file.sha256.to_string().chars().take(12).collect();
    let title = file.title.as_ref().map(ToString::to_string);
    let licence = file.licence.map(|licence| licence.to_string());
    let parts = [Some(file.name.to_string()), title, licence, Some(hash)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The inputs of the form that hold a part as one side has it. The form itself holds the merged content, so a file
/// stands in the row that it has there, or in a new one.
fn inputs(content: &Content, merged: &Content, part: &str) -> Pairs {
    if let Some(name) = part.strip_prefix("files.") {
        return file_inputs(content, merged, name);
    }
    let part = part_of(part);
    let pairs = pairs_of(&Draft::from(content));
    let mut held: Pairs = pairs
        .into_iter()
        .filter(|(name, _)| part_of(name) == part)
        .collect();
    if held.is_empty() {
        held.push((part.to_owned(), String::new()));
    }
    held
}

fn file_inputs(content: &Content, merged: &Content, name: &str) -> Pairs {
    let place = |file: &FileRef| file.name.as_str() == name;
    let row = merged.files.iter().position(place);
    let row = row.unwrap_or(merged.files.len());
    let input = |what: &str, value: String| (format!("files[{row}].{what}"), value);
    match content.file(name) {
        Some(file) => vec![
            input("name", file.name.to_string()),
            input("sha256", file.sha256.to_string()),
            input(
                "title",
                file.title
                    .as_ref()
                    .map(ToString::to_string)
                    .unwrap_or_default(),
            ),
            input(
                "licence",
                file.licence
                    .map(|licence| licence.to_string())
                    .unwrap_or_default(),
            ),
            input("remove", String::new()),
        ],
        None => vec![input("remove", "1".to_owned())],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_of_single_values_are_told_under_their_part() {
        for (name, part) in [
            ("tags[2]", "tags"),
            ("authors[0].name", "authors"),
            ("fields.duree", "fields.duree"),
            ("files.a[1].pdf", "files.a[1].pdf"),
            ("body", "body"),
        ] {
            assert_eq!(part_of(name), part);
        }
    }
}
