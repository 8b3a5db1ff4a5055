//! What differs between two revisions.

use crate::{Comparison, Error, FileDifference, Library, ValueDifference};
use model::{Content, Head, Revision, RevisionNumber, Source};
use std::collections::BTreeSet;

impl Library {
    /// Compares two revisions of a resource, everything in them.
    ///
    /// # Errors
    /// [`Error::NotFound`] for the resource or a revision, [`Error::Withdrawn`].
    pub async fn compare(&self, slug: &str, from: u32, to: u32) -> Result<Comparison, Error> {
        let head = self.standing(slug).await?.head;
        let from = self.revision_of(&head, RevisionNumber(from)).await?;
        let to = self.revision_of(&head, RevisionNumber(to)).await?;
        Ok(self.compared(head, from, to))
    }

    /// Two revisions, of which the newer one is of that resource.
    pub(crate) fn compared(&self, head: Head, from: Revision, to: Revision) -> Comparison {
        Comparison {
            head,
            kind: self.kind(to.content.kind.as_str()),
            values: values(&from.content, &to.content),
            files: files(&from.content, &to.content),
            body: markup::compare(from.content.body.as_str(), to.content.body.as_str()),
            from,
            to,
        }
    }
}

/// The parts of a content that are short texts, in the order in which they are shown.
fn texts(content: &Content) -> Vec<(String, String)> {
    let authors = content.authors.iter().map(|author| match &author.role {
        Some(role) => format!("{} ({role})", author.name),
        None => author.name.to_string(),
    });
    let tags = content.tags.iter().map(ToString::to_string);
    let fixed = [
        ("title", content.title.to_string()),
        ("kind", content.kind.to_string()),
        ("licence", content.licence.to_string()),
        ("authors", authors.collect::<Vec<_>>().join("\n")),
        ("tags", tags.collect::<Vec<_>>().join(", ")),
        ("language", content.language.to_string()),
        (
            "created",
            content
                .created
                .map(|date| date.to_string())
                .unwrap_or_default(),
        ),
        (
            "derived_from",
            content
                .derived_from
                .iter()
                .map(source)
                .collect::<Vec<_>>()
                .join("\n"),
        ),
    ];
    let fields = content
        .fields
        .iter()
        .map(|(name, value)| (format!("fields.{name}"), value.texts().join("\n")));
    fixed
        .map(|(part, text)| (part.to_owned(), text))
        .into_iter()
        .chain(fields)
        .collect()
}

fn source(source: &Source) -> String {
    let parts = [
        source.title.as_ref().map(ToString::to_string),
        source.resource.as_ref().map(ToString::to_string),
        source.revision.map(|revision| format!("v{revision}")),
        source.authors.as_ref().map(ToString::to_string),
        source.licence.map(|licence| licence.to_string()),
        source.url.clone(),
        source.changes.as_ref().map(ToString::to_string),
        source.updated.map(|date| date.to_string()),
        source.notices.as_ref().map(ToString::to_string),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn values(from: &Content, to: &Content) -> Vec<ValueDifference> {
    let (old, new) = (texts(from), texts(to));
    let of = |texts: &[(String, String)], part: &str| {
        texts
            .iter()
            .find(|(name, _)| name == part)
            .map(|(_, text)| text.clone())
            .unwrap_or_default()
    };
    let mut parts: Vec<&String> = Vec::new();
    for (part, _) in new.iter().chain(&old) {
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    let differing = parts
        .into_iter()
        .filter(|part| of(&old, part) != of(&new, part));
    differing
        .map(|part| ValueDifference {
            part: part.clone(),
            blocks: markup::compare(&of(&old, part), &of(&new, part)),
        })
        .collect()
}

fn files(from: &Content, to: &Content) -> Vec<FileDifference> {
    let names: BTreeSet<&str> = from
        .files
        .iter()
        .chain(&to.files)
        .map(|file| file.name.as_str())
        .collect();
    let pair = |name: &str| (from.file(name).cloned(), to.file(name).cloned());
    let differing = names.into_iter().map(pair).filter(|(from, to)| from != to);
    differing
        .map(|(from, to)| FileDifference { from, to })
        .collect()
}
