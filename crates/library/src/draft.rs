//! What somebody sends, before it is known to be right.

mod check;
mod sources;

pub(crate) use check::{optional_licence, optional_line};

use model::{Content, Fields, Source};
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
    /// Works that this one was made from, holds or quotes.
    #[serde(default)]
    pub derived_from: Vec<DraftSource>,
    /// What the sender states of their right to share it: a code of [`model::Origin`], or empty. An empty one keeps that
    /// of the revision that the draft is based on.
    #[serde(default)]
    pub origin: String,
    /// The sender states that they alone wrote all of it, and may so give it another licence.
    #[serde(default)]
    pub sole_author: bool,
    /// The sender states that they are an author of a text whose licence forbids adaptations, or have the authors'
    /// agreement to change it.
    #[serde(default)]
    pub author_agrees: bool,
    /// What the text borrows, as an export wrote it; otherwise it is found in the text.
    #[serde(default, skip)]
    pub borrowed: Vec<model::Borrowed>,
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

/// A work that the draft was made from, holds or quotes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DraftSource {
    /// Slug of a resource of this library.
    #[serde(default)]
    pub resource: String,
    /// Number of the revision of it that was used; when it is saved, empty means the latest.
    #[serde(default)]
    pub revision: String,
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
    /// How it is used: a code of [`licensing::Act`]; adapted when empty.
    #[serde(default, rename = "use")]
    pub act: String,
    /// What was changed in it, in a line.
    #[serde(default)]
    pub changes: String,
    /// When a work from elsewhere was last updated: `2026-01-15`, [`UNKNOWN_DAY`](licensing::UNKNOWN_DAY), or empty.
    #[serde(default)]
    pub updated: String,
    /// Notices that came with a work from elsewhere, word for word.
    #[serde(default)]
    pub notices: String,
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
            derived_from: content.derived_from.iter().map(DraftSource::from).collect(),
            origin: content
                .origin
                .map(model::Origin::code)
                .unwrap_or_default()
                .to_owned(),
            sole_author: false,
            author_agrees: false,
            borrowed: content.borrowed.clone(),
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

impl From<&Source> for DraftSource {
    fn from(source: &Source) -> Self {
        let number = |number: model::RevisionNumber| number.to_string();
        Self {
            resource: source
                .resource
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            revision: source.revision.map(number).unwrap_or_default(),
            url: source.url.clone().unwrap_or_default(),
            title: text(&source.title),
            authors: text(&source.authors),
            licence: source
                .licence
                .map(|licence| licence.to_string())
                .unwrap_or_default(),
            act: match source.act {
                licensing::Act::Adapted => String::new(),
                act => act.code().to_owned(),
            },
            changes: text(&source.changes),
            updated: source
                .updated
                .map(|date| date.to_string())
                .unwrap_or_default(),
            notices: source
                .notices
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
        }
    }
}

fn text(line: &Option<model::Line>) -> String {
    line.as_ref().map(ToString::to_string).unwrap_or_default()
}
