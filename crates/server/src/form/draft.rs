//! The edit form's inputs as a draft, and back.
//!
//! Inputs are named as problems name values: `title`, `fields.duree`, `authors[0].name`, `files[1].licence`.

mod rows;
mod works;

use super::{Pairs, answers};
use library::{Draft, DraftAuthor, DraftFile};
use model::{FieldType, Fields, Kind, Value};
use rows::{Row, part, push, row_name, rows};
use std::collections::BTreeMap;
pub(crate) use works::UNDATED;

/// The unseen input of a form that lists the files of a resource: it does so when there are none left, too.
pub(crate) const FILES_LISTED: &str = "files_listed";

/// What a box sends that is ticked.
pub(crate) const TICKED: &str = "1";

/// A draft of that kind from what a form sent. Inputs with other names are passed over.
pub(crate) fn draft(pairs: &Pairs, kind: Option<&Kind>, kind_id: &str) -> Draft {
    let text = |name: &str| {
        let found = pairs.iter().find(|(other, _)| other == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    Draft {
        title: text("title"),
        kind: kind_id.to_owned(),
        body: text("body"),
        licence: answers::licence(pairs),
        authors: rows(pairs, "authors", author),
        tags: tags(&text("tags")),
        language: text("language"),
        created: text("created"),
        fields: fields(pairs, kind),
        derived_from: rows(pairs, works::LIST, works::read),
        origin: text("origin").trim().to_owned(),
        sole_author: text("sole_author") == TICKED,
        author_agrees: text("author_agrees") == TICKED,
        files: files(pairs),
        ..Draft::default()
    }
}

/// Everything that a draft says as pairs that give the same draft again.
pub(crate) fn pairs_of(draft: &Draft) -> Pairs {
    let mut pairs: Pairs = [
        ("title", &draft.title),
        ("body", &draft.body),
        ("licence", &draft.licence),
        ("language", &draft.language),
        ("created", &draft.created),
        ("origin", &draft.origin),
    ]
    .map(|(name, value)| (name.to_owned(), value.clone()))
    .to_vec();
    pairs.push(("tags".to_owned(), draft.tags.join(", ")));
    for (name, value) in &draft.fields {
        pairs.extend(
            value
                .texts()
                .into_iter()
                .map(|text| (format!("fields.{name}"), text)),
        );
    }
    for (index, author) in draft.authors.iter().enumerate() {
        push(
            &mut pairs,
            "authors",
            index,
            &[("name", &author.name), ("role", &author.role)],
        );
    }
    if draft.sole_author {
        pairs.push(("sole_author".to_owned(), TICKED.to_owned()));
    }
    if draft.author_agrees {
        pairs.push(("author_agrees".to_owned(), TICKED.to_owned()));
    }
    for (index, source) in draft.derived_from.iter().enumerate() {
        push(&mut pairs, works::LIST, index, &works::values(source));
    }
    if draft.files.is_some() {
        pairs.push((FILES_LISTED.to_owned(), "1".to_owned()));
    }
    for (index, file) in draft.files.iter().flatten().enumerate() {
        let values = [
            ("name", &file.name),
            ("sha256", &file.sha256),
            ("title", &file.title),
            ("licence", &file.licence),
        ];
        push(&mut pairs, "files", index, &values);
    }
    pairs
}

fn author(row: &Row) -> Option<DraftAuthor> {
    let author = DraftAuthor {
        name: part(row, "name"),
        role: part(row, "role"),
    };
    (author != DraftAuthor::default()).then_some(author)
}

fn file(row: &Row) -> Option<DraftFile> {
    let removed = row.contains_key("remove");
    let file = DraftFile {
        name: part(row, "name"),
        sha256: part(row, "sha256"),
        title: part(row, "title"),
        licence: part(row, "licence"),
    };
    (!removed && !file.name.is_empty()).then_some(file)
}

/// The files that the form lists, which are none when it only says that it lists them; `None` when it does not speak of
/// files at all, so that those of the resource are kept.
fn files(pairs: &Pairs) -> Option<Vec<DraftFile>> {
    let speaks = |name: &str| name == FILES_LISTED || row_name(name, "files").is_some();
    let listed = pairs.iter().any(|(name, _)| speaks(name));
    listed.then(|| rows(pairs, "files", file))
}

/// Themes are separated by commas, semicolons or lines.
fn tags(text: &str) -> Vec<String> {
    let tags = text.split([',', ';', '\n', '\r']).map(str::trim);
    tags.filter(|tag| !tag.is_empty())
        .map(str::to_owned)
        .collect()
}

fn fields(pairs: &Pairs, kind: Option<&Kind>) -> Fields {
    let mut given: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, value) in pairs {
        if let Some(field) = name.strip_prefix("fields.") {
            given.entry(field).or_default().push(value);
        }
    }
    given
        .into_iter()
        .filter(|(_, values)| values.iter().any(|value| !value.trim().is_empty()))
        .map(|(name, values)| (name.to_owned(), value(kind, name, &values)))
        .collect()
}

/// A list where the kind's field takes several values, a text elsewhere. A list of resources is one a line.
fn value(kind: Option<&Kind>, name: &str, values: &[&str]) -> Value {
    let field = kind.and_then(|kind| kind.field(name));
    let several = field.is_some_and(|field| {
        field.field_type == FieldType::Choices
            || (field.field_type == FieldType::Resource && field.multiple)
    });
    if several || values.len() > 1 {
        let lines = values.iter().flat_map(|value| value.lines()).map(str::trim);
        Value::List(
            lines
                .filter(|line| !line.is_empty())
                .map(str::to_owned)
                .collect(),
        )
    } else {
        Value::Text(values.first().copied().unwrap_or_default().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use library::DraftSource;

    fn pairs(given: &[(&str, &str)]) -> Pairs {
        given
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    fn kind() -> Kind {
        Kind::parse(
            r#"format = 1
id = "fiche"
icon = "fiche"
colour = "teal"
label = { fr = "Fiche", en = "Sheet" }
plural = { fr = "Fiches", en = "Sheets" }
description = { fr = "Une fiche.", en = "A sheet." }
[[fields]]
name = "public"
type = "choices"
label = { fr = "Public", en = "Audience" }
choices = [{ value = "adultes", label = { fr = "Adultes", en = "Adults" } }]
[[fields]]
name = "duree"
type = "duration"
label = { fr = "Durée", en = "Duration" }
"#,
        )
        .unwrap()
    }

    #[test]
    fn inputs_become_a_draft() {
        let sent = pairs(&[
            ("title", "Le débat"),
            ("tags", "débat, animation ;;"),
            ("fields.public", "adultes"),
            ("fields.duree", "45 min"),
            ("fields.seances", " "),
            ("authors[0].name", " Ada "),
            ("authors[2].name", ""),
            ("authors[10].name", "Bo"),
            ("authors[10].role", "dessin"),
            ("files[0].name", "a.pdf"),
            ("files[0].sha256", "00"),
            ("files[1].name", "b.pdf"),
            ("files[1].remove", "1"),
            ("unknown", "x"),
        ]);
        let draft = draft(&sent, Some(&kind()), "fiche");
        assert_eq!(draft.tags, ["débat", "animation"]);
        assert_eq!(
            draft.fields.get("public"),
            Some(&Value::List(vec!["adultes".into()]))
        );
        assert_eq!(
            draft.fields.get("duree"),
            Some(&Value::Text("45 min".into()))
        );
        assert_eq!(draft.fields.len(), 2);
        let names: Vec<&str> = draft
            .authors
            .iter()
            .map(|author| author.name.as_str())
            .collect();
        assert_eq!(names, ["Ada", "Bo"]);
        let files: Vec<&str> = draft
            .files
            .iter()
            .flatten()
            .map(|file| file.name.as_str())
            .collect();
        assert_eq!(files, ["a.pdf"]);
    }

    #[test]
    fn a_form_that_does_not_speak_of_files_keeps_them() {
        let files = |given: &[(&str, &str)]| draft(&pairs(given), None, "page").files;
        assert_eq!(files(&[("title", "T"), ("files", "")]), None);
        assert_eq!(files(&[(FILES_LISTED, "1")]), Some(Vec::new()));
        let removed = [("files[0].name", "a.pdf"), ("files[0].remove", "1")];
        assert_eq!(files(&removed), Some(Vec::new()));
    }

    #[test]
    fn a_draft_survives_the_preview() {
        let mut before = draft(
            &pairs(&[("title", "T"), ("body", "x\n\ny"), ("tags", "a,b")]),
            Some(&kind()),
            "fiche",
        );
        before
            .fields
            .insert("public".into(), Value::List(vec!["adultes".into()]));
        before.origin = "own".into();
        (before.sole_author, before.author_agrees) = (true, true);
        before.derived_from.push(DraftSource {
            url: "https://exemple.fr".into(),
            act: "quoted".into(),
            changes: "abrégé".into(),
            ..DraftSource::default()
        });
        before.files = Some(vec![DraftFile {
            name: "é.pdf".into(),
            sha256: "1".into(),
            ..DraftFile::default()
        }]);
        assert_eq!(draft(&pairs_of(&before), Some(&kind()), "fiche"), before);
    }
}
