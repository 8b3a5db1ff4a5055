//! Two texts side by side.

use super::{EditForm, Page, ResourceHeader};
use serde::Serialize;

/// A stretch of text.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ComparedSpan {
    /// The text.
    pub text: String,
    /// Whether the other side does not have it.
    pub changed: bool,
}

/// Some lines of both texts.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ComparedBlock {
    /// `same`, `changed`, `added`, `removed` or `skipped`.
    pub kind: String,
    /// Older side.
    pub old: Vec<ComparedSpan>,
    /// Newer side.
    pub new: Vec<ComparedSpan>,
    /// How many lines are not shown (`skipped`).
    pub lines: usize,
}

/// A part of a resource that differs.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ComparedPart {
    /// `title`, `kind`, `licence`, `authors`, `tags`, `language`, `created`, `derived_from`,
    /// `body`, or `field` for one of the kind's; chooses the heading.
    pub part: String,
    /// Label of the kind's field.
    pub label: Option<String>,
    /// The differences.
    pub blocks: Vec<ComparedBlock>,
}

/// A file that differs.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ComparedFile {
    /// `added`, `removed`, `replaced` (other bytes) or `described` (other title or licence).
    pub change: String,
    /// Name.
    pub name: String,
    /// Size in bytes before.
    pub old_size_bytes: Option<u64>,
    /// Size in bytes after.
    pub new_size_bytes: Option<u64>,
}

/// One of the two revisions.
#[derive(Debug, Clone, Default, Serialize)]
pub struct RevisionMark {
    /// Number.
    pub number: u32,
    /// When it was written.
    pub at: String,
    /// Signature.
    pub by: Option<String>,
    /// `anonymous`, `signed` or `system`.
    pub actor: String,
    /// What it was written for.
    pub summary: Option<String>,
    /// Its page.
    pub url: String,
}

/// Two revisions compared.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ComparisonPage {
    /// Frame.
    pub page: Page,
    /// The resource.
    pub resource: ResourceHeader,
    /// The older one.
    pub from: RevisionMark,
    /// The newer one.
    pub to: RevisionMark,
    /// Title of the resource of which the older one is a revision, when that is the one from which this was made.
    pub source: Option<String>,
    /// Parts that differ; none when the revisions say the same.
    pub parts: Vec<ComparedPart>,
    /// Files that differ.
    pub files: Vec<ComparedFile>,
    /// The comparison one step earlier.
    pub earlier_url: Option<String>,
    /// The comparison one step later.
    pub later_url: Option<String>,
    /// Where a form posts `revision` to bring the older one back; `None` when that is the latest.
    pub restore_url: Option<String>,
}

/// What became of a part in one of two changes.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ConflictSide {
    /// The text; empty when the part has none any more.
    pub text: String,
    /// From what both started from to this text, word by word; none when it is the same.
    pub blocks: Vec<ComparedBlock>,
    /// The inputs that hold it, `[[name, value], …]` as JSON: a script puts them into the form.
    pub inputs: String,
}

/// A part that two people changed.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ConflictPart {
    /// As in [`ComparedPart::part`], and `files`.
    pub part: String,
    /// Label of the kind's field, or name of the file.
    pub label: Option<String>,
    /// What both started from; empty when there was nothing.
    pub base: String,
    /// What the latest revision says.
    pub theirs: ConflictSide,
    /// What the person wrote.
    pub mine: ConflictSide,
}

/// Two people changed the same words: the text both started from, both texts, and the form to finish.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ConflictPage {
    /// Frame.
    pub page: Page,
    /// The resource.
    pub resource: ResourceHeader,
    /// Title of the original when the resource is an adaptation that takes in what became of it: `base` and `latest` are
    /// revisions of the original then.
    pub original: Option<String>,
    /// The revision that both started from.
    pub base: RevisionMark,
    /// The latest revision.
    pub latest: RevisionMark,
    /// The parts that both changed.
    pub parts: Vec<ConflictPart>,
    /// The form with the merged text, the person's words where both changed the same ones; its
    /// base is the latest revision, so that saving again finishes.
    pub form: EditForm,
}
