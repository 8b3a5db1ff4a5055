//! What somebody sends, before it is known to be right.

mod check;

pub(crate) use check::{optional_licence, optional_line};

use model::{Content, Fields};
use serde::{Deserialize, Serialize};

/// A resource as somebody sends it: plain values, nothing checked yet.
///
/// In the JSON API unknown keys are refused, so that a misspelt one is not lost in silence.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// Title.
    #[serde(default)]
    pub title: String,
    /// Identifier of the kind.
    #[serde(default)]
    pub kind: String,
    /// Markdown text.
    #[serde(default)]
    pub body: String,
    /// SPDX identifier of the licence, or one of the usual ways to write it.
    #[serde(default)]
    pub licence: String,
    /// Who is credited.
    #[serde(default)]
    pub authors: Vec<DraftAuthor>,
    /// Themes.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Language tag; French when empty.
    #[serde(default)]
    pub language: String,
    /// Date on which the work was made, `2026-01-15`, or empty.
    #[serde(default)]
    pub created: String,
    /// Values of the kind's fields.
    #[serde(default)]
    pub fields: Fields,
    /// Works that this one was made from.
    #[serde(default)]
    pub derived_from: Vec<DraftSource>,
    /// Files; `None` keeps those of the revision that the draft is based on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub files: Option<Vec<DraftFile>>,
    /// Front matter without meaning here; `None` keeps that of the revision that the draft is based on.
    #[serde(default, skip)]
    pub extra: Option<serde_json::Map<String, serde_json::Value>>,
}

/// Somebody to credit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DraftAuthor {
    /// Name.
    #[serde(default)]
    pub name: String,
    /// What they did.
    #[serde(default)]
    pub role: String,
}

/// A work that the draft was made from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DraftSource {
    /// Slug of a resource of this library.
    #[serde(default)]
    pub resource: String,
    /// Address of a work from elsewhere.
    #[serde(default)]
    pub url: String,
    /// Title of a work from elsewhere.
    #[serde(default)]
    pub title: String,
    /// Authors of a work from elsewhere.
    #[serde(default)]
    pub authors: String,
    /// Licence of a work from elsewhere.
    #[serde(default)]
    pub licence: String,
}

/// A file of the draft; its bytes were received before.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DraftFile {
    /// Name within the resource.
    #[serde(default)]
    pub name: String,
    /// Hash of the bytes, as told when they were received.
    #[serde(default)]
    pub sha256: String,
    /// What it is, in a line.
    #[serde(default)]
    pub title: String,
    /// Its own licence, or empty for that of the resource.
    #[serde(default)]
    pub licence: String,
}

impl From<&Content> for Draft {
    fn from(content: &Content) -> Self {
        let text =
            |line: &Option<model::Line>| line.as_ref().map(ToString::to_string).unwrap_or_default();
        Self {
            title: content.title.to_string(),
            kind: content.kind.to_string(),
            body: content.body.as_str().to_owned(),
            licence: content.licence.to_string(),
            authors: content
                .authors
                .iter()
                .map(|author| DraftAuthor {
                    name: author.name.to_string(),
                    role: text(&author.role),
                })
                .collect(),
            tags: content.tags.iter().map(ToString::to_string).collect(),
            language: content.language.to_string(),
            created: content
                .created
                .map(|date| date.to_string())
                .unwrap_or_default(),
            fields: content.fields.clone(),
            derived_from: content
                .derived_from
                .iter()
                .map(|source| DraftSource {
                    resource: source
                        .resource
                        .as_ref()
                        .map(ToString::to_string)
                        .unwrap_or_default(),
                    url: source.url.clone().unwrap_or_default(),
                    title: text(&source.title),
                    authors: text(&source.authors),
                    licence: source
                        .licence
                        .map(|licence| licence.to_string())
                        .unwrap_or_default(),
                })
                .collect(),
            files: Some(
                content
                    .files
                    .iter()
                    .map(|file| DraftFile {
                        name: file.name.to_string(),
                        sha256: file.sha256.to_string(),
                        title: text(&file.title),
                        licence: file
                            .licence
                            .map(|licence| licence.to_string())
                            .unwrap_or_default(),
                    })
                    .collect(),
            ),
            extra: Some(content.extra.clone()),
        }
    }
}
