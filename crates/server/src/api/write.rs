//! What programs send to write.

use super::read::Input;
use crate::error::Failure;
use crate::site::Site;
use library::{Draft, DraftAuthor, DraftFile, DraftSource};
use model::{Actor, Content, Seq, Value};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::time::Duration;
use utoipa::ToSchema;

/// How long an answer waits at most for the index, so that whoever saved finds it at once. It takes tens of
/// milliseconds, and longer when a file has to be read first.
const INDEX_WAIT: Duration = Duration::from_secs(1);

/// Somebody to credit.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct AuthorInput {
    /// Name.
    name: String,
    /// What they did.
    role: Option<String>,
}

/// A work that the resource is made from: one of this library, or one from elsewhere.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct SourceInput {
    /// Slug of a resource of this library.
    resource: Option<String>,
    /// Address of a work from elsewhere.
    url: Option<String>,
    /// Its title.
    title: Option<String>,
    /// Its authors.
    authors: Option<String>,
    /// Its licence.
    licence: Option<String>,
    /// Number of the revision of a resource of this library that was used; the latest when it is left out.
    revision: Option<u32>,
    /// How it is used: `adapted` (when it is left out), `included` unchanged, or `quoted`.
    #[serde(rename = "use")]
    act: Option<String>,
    /// What was changed in it, in a line.
    changes: Option<String>,
    /// When a work from elsewhere was last updated, `2026-01-15`; needed where its licence wants it told (`etalab-2.0`); `unknown`
    /// where neither the work nor its site tells it.
    updated: Option<String>,
    /// Notices that came with a work from elsewhere, kept word for word; at most 2000 characters.
    notices: Option<String>,
}

/// A file that was stored before, as a reading of the resource gives it; what is not listed here is passed over.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub(crate) struct FileInput {
    /// Name within the resource.
    name: String,
    /// SHA-256 of its bytes.
    sha256: String,
    /// What it is, in a line.
    title: Option<String>,
    /// Its own licence; that of the resource when there is none.
    licence: Option<String>,
}

/// A resource to write. `title`, `kind` and `licence` are needed, everything else may be left out. What a reading gives
/// beyond these members (`id`, `revision`, `url`…) may be sent back and is passed over.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ResourceInput {
    /// Title, at most 200 characters.
    title: String,
    /// Identifier of the kind.
    kind: String,
    /// Markdown text, at most 512 KiB.
    body: String,
    /// SPDX identifier of the licence, or an unambiguous way to write it.
    licence: String,
    /// Who is credited.
    authors: Vec<AuthorInput>,
    /// Themes.
    tags: Vec<String>,
    /// Language tag of the text; French when it is left out.
    language: Option<String>,
    /// Date on which the work was made, `2026-01-15`.
    created: Option<String>,
    /// Values of the kind's fields.
    #[schema(value_type = BTreeMap<String, serde_json::Value>)]
    fields: BTreeMap<String, Value>,
    /// Works that it is made from, holds or quotes. PUT: left out, they stay.
    derived_from: Option<Vec<SourceInput>>,
    /// What the sender states of their right to share it: `own` for a work that they made alone, `with_others` who agree,
    /// `permitted` by the licence or the consent of those who made it. Left out, sending it states that right all the same.
    origin: Option<String>,
    /// PUT only: the sender, by the name in `by`, states that they alone wrote all of it and may give it any licence.
    sole_author: bool,
    /// PUT only: the sender states that they are an author, or that these agree. Needed where the licence of the resource
    /// forbids adaptations (ND) and its text or files change, unless `by` is the name of a credited author; without it the
    /// answer is `agreement_missing` at `author_agrees`.
    author_agrees: bool,
    /// The files to keep; left out, all are kept. New ones are sent to `…/files`.
    files: Option<Vec<FileInput>>,
    /// What was changed and why, in a line.
    pub(crate) summary: Option<String>,
    /// A name to sign with.
    pub(crate) by: Option<String>,
    /// POST: the address wanted; one is made from the title when it is left out. PUT: an address of the resource.
    pub(crate) slug: Option<String>,
    /// PUT only: number of the revision that the text was made from.
    pub(crate) base_revision: Option<u32>,
}

/// Why a resource is withdrawn.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct WithdrawInput {
    /// The reason, shown to whoever follows a link to it.
    pub(crate) reason: String,
    /// A name to sign with.
    pub(crate) by: Option<String>,
}

impl Input for ResourceInput {
    const READ_ONLY: &[&str] = &[
        "id",
        "redirects",
        "url",
        "revision",
        "latest_revision",
        "licence_url",
        "borrowed",
        "created_at",
        "updated_at",
    ];
}

impl Input for WithdrawInput {}

impl ResourceInput {
    /// Takes away licences of files that are not their own but that of the resource, as a reading of it gives them:
    /// sent back, they change nothing.
    pub(crate) fn inherit_licences(&mut self, read: &Content) {
        for given in self.files.iter_mut().flatten() {
            let inherits = read
                .file(&given.name)
                .is_some_and(|file| file.licence.is_none());
            if inherits && given.licence.as_deref() == Some(read.licence.to_string().as_str()) {
                given.licence = None;
            }
        }
    }

    /// The draft that it describes, on top of a revision.
    pub(crate) fn draft_on(self, base: &Content) -> Draft {
        let says_nothing = self.derived_from.is_none();
        let draft = self.draft();
        if !says_nothing {
            return draft;
        }
        Draft {
            derived_from: Draft::from(base).derived_from,
            ..draft
        }
    }

    /// The draft that it describes.
    pub(crate) fn draft(self) -> Draft {
        Draft {
            title: self.title,
            kind: self.kind,
            body: self.body,
            licence: self.licence,
            authors: self.authors.into_iter().map(AuthorInput::draft).collect(),
            tags: self.tags,
            language: self.language.unwrap_or_default(),
            created: self.created.unwrap_or_default(),
            fields: self.fields,
            derived_from: self
                .derived_from
                .into_iter()
                .flatten()
                .map(SourceInput::draft)
                .collect(),
            files: self
                .files
                .map(|files| files.into_iter().map(FileInput::draft).collect()),
            origin: self.origin.unwrap_or_default(),
            sole_author: self.sole_author,
            author_agrees: self.author_agrees,
            borrowed: Vec::new(),
            extra: None,
        }
    }
}

impl AuthorInput {
    fn draft(self) -> DraftAuthor {
        DraftAuthor {
            name: self.name,
            role: self.role.unwrap_or_default(),
        }
    }
}

impl SourceInput {
    fn draft(self) -> DraftSource {
        DraftSource {
            resource: self.resource.unwrap_or_default(),
            url: self.url.unwrap_or_default(),
            title: self.title.unwrap_or_default(),
            authors: self.authors.unwrap_or_default(),
            licence: self.licence.unwrap_or_default(),
            revision: self
                .revision
                .map(|number| number.to_string())
                .unwrap_or_default(),
            act: self.act.unwrap_or_default(),
            changes: self.changes.unwrap_or_default(),
            updated: self.updated.unwrap_or_default(),
            notices: self.notices.unwrap_or_default(),
        }
    }
}

impl FileInput {
    fn draft(self) -> DraftFile {
        DraftFile {
            name: self.name,
            sha256: self.sha256,
            title: self.title.unwrap_or_default(),
            licence: self.licence.unwrap_or_default(),
        }
    }
}

/// Who acts, by the name that was given.
///
/// # Errors
/// When the name cannot be one.
pub(crate) fn actor(site: &Site, name: Option<&str>) -> Result<Actor, Failure> {
    Ok(site.library.actor(name.unwrap_or_default())?)
}

/// Notes a change and waits, shortly, until it can be found.
pub(crate) async fn written(site: &Site, seq: Seq) {
    site.meters.saved();
    site.library.until_indexed(seq, INDEX_WAIT).await;
}

/// The same for an act that does not tell its place in the log: the latest place will do.
///
/// # Errors
/// When the store cannot be read.
pub(crate) async fn written_last(site: &Site) -> Result<(), Failure> {
    let latest = site.library.positions().await?.store;
    written(site, latest).await;
    Ok(())
}
