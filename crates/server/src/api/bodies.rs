//! What the API gives.

use crate::address;
use library::{ChangeEntry, Sheet};
use licensing::{Act, LicenceId};
use model::{Actor, Borrowed, Content, Event, FileRef, Revision, Slug, Source, Value};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Somebody who is credited.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct AuthorBody {
    /// Name.
    name: String,
    /// What they did.
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<String>,
}

/// A file of a resource.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct FileBody {
    /// Name within the resource.
    name: String,
    /// What it is, in a line.
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    /// SHA-256 of its bytes.
    sha256: String,
    /// Size in bytes.
    size_bytes: u64,
    /// Media type.
    media_type: String,
    /// Identifier of the licence under which it is: its own, or that of the resource.
    licence: String,
    /// Path at which it is downloaded, as it is in this revision.
    url: String,
}

/// A work that a resource was made from.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct SourceBody {
    /// Slug of a resource of this library.
    #[serde(skip_serializing_if = "Option::is_none")]
    resource: Option<String>,
    /// Address of a work from elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    /// Its authors.
    #[serde(skip_serializing_if = "Option::is_none")]
    authors: Option<String>,
    /// Its licence.
    #[serde(skip_serializing_if = "Option::is_none")]
    licence: Option<String>,
    /// Number of the revision of a resource of this library that was used.
    #[serde(skip_serializing_if = "Option::is_none")]
    revision: Option<u32>,
    /// How it is used: `included` or `quoted`; adapted when it is left out.
    #[serde(rename = "use", skip_serializing_if = "Option::is_none")]
    act: Option<String>,
    /// What was changed in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<String>,
    /// When it was last updated, or `unknown`.
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<String>,
    /// Notices that came with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    notices: Option<String>,
}

/// A passage or a file of another resource that the text shows.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct BorrowedBody {
    /// Slug of that resource.
    resource: String,
    /// Number of its revision that is shown.
    revision: u32,
    /// Name of its file, when it is a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    /// Headings of the passages of its text that are shown; left out when it is the whole, or a file.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sections: Vec<String>,
}

/// A revision of a resource in full.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct ResourceBody {
    /// Identifier of the resource, for ever (a UUID).
    id: String,
    /// Its present address within the library.
    slug: String,
    /// Older addresses that lead to it.
    redirects: Vec<String>,
    /// Path of its page.
    url: String,
    /// Number of this revision.
    revision: u32,
    /// Number of the latest revision.
    latest_revision: u32,
    /// Title.
    title: String,
    /// Identifier of its kind.
    kind: String,
    /// Identifier of its licence.
    licence: String,
    /// Address of the licence's text.
    licence_url: String,
    /// Who is credited.
    authors: Vec<AuthorBody>,
    /// Themes.
    tags: Vec<String>,
    /// Language tag of the text.
    language: String,
    /// Date on which the work was made, if that is known.
    created: Option<String>,
    /// Values of the kind's fields.
    #[schema(value_type = BTreeMap<String, serde_json::Value>)]
    fields: BTreeMap<String, Value>,
    /// Works that it was made from.
    derived_from: Vec<SourceBody>,
    /// What its text shows of other resources.
    borrowed: Vec<BorrowedBody>,
    /// What whoever deposited it stated of their right to share it: `own`, `with_others` or `permitted`.
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<String>,
    /// Files.
    files: Vec<FileBody>,
    /// Markdown text.
    body: String,
    /// When the resource was put here.
    created_at: String,
    /// When this revision was written.
    updated_at: String,
    /// Signature of whoever wrote this revision.
    by: Option<String>,
    /// What they say of it.
    summary: Option<String>,
}

impl ResourceBody {
    /// The revision that a sheet shows.
    pub(crate) fn of(sheet: &Sheet) -> Self {
        let head = &sheet.head;
        Self {
            redirects: head.redirects.iter().map(ToString::to_string).collect(),
            latest_revision: head.number.0,
            created_at: head.created_at.to_string(),
            ..Self::of_revision(&sheet.revision, &head.slug)
        }
    }

    /// A revision by itself: it is taken for the latest.
    pub(crate) fn of_revision(revision: &Revision, slug: &Slug) -> Self {
        let content = &revision.content;
        Self {
            id: revision.resource.to_string(),
            slug: slug.to_string(),
            redirects: Vec::new(),
            url: address::resource(slug.as_str()),
            revision: revision.number.0,
            latest_revision: revision.number.0,
            title: content.title.to_string(),
            kind: content.kind.to_string(),
            licence: content.licence.to_string(),
            licence_url: content.licence.licence().url().to_owned(),
            authors: authors(content),
            tags: content.tags.iter().map(ToString::to_string).collect(),
            language: content.language.to_string(),
            created: content.created.map(|date| date.to_string()),
            fields: content.fields.clone(),
            derived_from: content.derived_from.iter().map(source).collect(),
            borrowed: content.borrowed.iter().map(borrowed).collect(),
            origin: content.origin.map(|origin| origin.code().to_owned()),
            files: content
                .files
                .iter()
                .map(|file| file_body(file, content.licence, slug, revision.number.0))
                .collect(),
            body: content.body.as_str().to_owned(),
            created_at: revision.at.to_string(),
            updated_at: revision.at.to_string(),
            by: revision.by.name().map(str::to_owned),
            summary: revision.summary.as_ref().map(ToString::to_string),
        }
    }
}

fn authors(content: &Content) -> Vec<AuthorBody> {
    let author = |author: &model::Author| AuthorBody {
        name: author.name.to_string(),
        role: author.role.as_ref().map(ToString::to_string),
    };
    content.authors.iter().map(author).collect()
}

fn source(source: &Source) -> SourceBody {
    SourceBody {
        resource: source.resource.as_ref().map(ToString::to_string),
        url: source.url.clone(),
        title: source.title.as_ref().map(ToString::to_string),
        authors: source.authors.as_ref().map(ToString::to_string),
        licence: source.licence.map(|licence| licence.to_string()),
        revision: source.revision.map(|revision| revision.0),
        act: (source.act != Act::Adapted).then(|| source.act.code().to_owned()),
        changes: source.changes.as_ref().map(ToString::to_string),
        updated: source.updated.map(|date| date.to_string()),
        notices: source.notices.as_ref().map(ToString::to_string),
    }
}

fn borrowed(borrowed: &Borrowed) -> BorrowedBody {
    BorrowedBody {
        resource: borrowed.resource.to_string(),
        revision: borrowed.revision.0,
        file: borrowed.file.as_ref().map(ToString::to_string),
        sections: borrowed.sections.iter().map(ToString::to_string).collect(),
    }
}

fn file_body(file: &FileRef, licence: LicenceId, slug: &Slug, revision: u32) -> FileBody {
    FileBody {
        name: file.name.to_string(),
        title: file.title.as_ref().map(ToString::to_string),
        sha256: file.sha256.to_string(),
        size_bytes: file.size_bytes,
        media_type: file.media_type.clone(),
        licence: file.licence.unwrap_or(licence).to_string(),
        url: address::file(slug.as_str(), file.name.as_str(), Some(revision)),
    }
}

/// An entry of the change log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct ChangeBody {
    /// Place in the log: 1 for the first change, then one more each time.
    pub(crate) seq: u64,
    /// When.
    at: String,
    /// Present address of the resource; null for a kind.
    slug: Option<String>,
    /// Identifier of the resource; null for a kind.
    id: Option<String>,
    /// Identifier of the kind, when a kind was defined.
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    /// Title at that time.
    title: String,
    /// Number of the revision that was written, if one was.
    revision: Option<u32>,
    /// `created`, `revised`, `merged`, `restored`, `file_attached`, `imported`, `renamed`, `withdrawn` or `kind_defined`.
    action: String,
    /// The name with which whoever did it signed; null for nobody in particular.
    author: Option<String>,
    /// `anonymous`, `signed` or `system`.
    actor: String,
    /// What they say of it; the reason of a withdrawal.
    summary: Option<String>,
}

impl ChangeBody {
    /// The entry for a change.
    pub(crate) fn of(entry: &ChangeEntry) -> Self {
        let change = &entry.change;
        let summary = change.summary.as_ref().or(match &change.event {
            Event::Withdrawn { reason, .. } => Some(reason),
            _ => None,
        });
        Self {
            seq: change.seq.0,
            at: change.at.to_string(),
            slug: entry.slug.as_ref().map(ToString::to_string),
            id: change.event.resource().map(|resource| resource.to_string()),
            kind: match &change.event {
                Event::KindDefined { kind } => Some(kind.id().to_string()),
                _ => None,
            },
            title: entry.title.clone(),
            revision: entry.revision.map(|revision| revision.0),
            action: change.event.action().to_owned(),
            author: change.by.name().map(str::to_owned),
            actor: actor_word(&change.by).to_owned(),
            summary: summary.map(ToString::to_string),
        }
    }
}

/// A stable word for the sort of actor.
pub(crate) fn actor_word(actor: &Actor) -> &'static str {
    match actor {
        Actor::Anonymous => "anonymous",
        Actor::Signed(_) => "signed",
        Actor::System => "system",
    }
}
