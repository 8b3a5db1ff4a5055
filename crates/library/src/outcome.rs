//! What acts and questions give.

use markup::{Block, Heading};
use model::{Change, Content, FileRef, Head, Kind, Revision, RevisionNumber, Seq, Slug};
use std::sync::Arc;

/// A resource that came to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Created {
    /// Its identifier.
    pub resource: model::ResourceId,
    /// Its address.
    pub slug: Slug,
    /// Number of its first revision.
    pub revision: RevisionNumber,
    /// Place in the log.
    pub seq: Seq,
}

/// What became of a revision that somebody wanted to write.
#[derive(Debug, Clone, PartialEq)]
pub enum Revised {
    /// It was written as it was sent.
    Saved {
        /// its number
        revision: RevisionNumber,
        /// place in the log
        seq: Seq,
    },
    /// Others had changed other parts meanwhile; both changes are in the new revision.
    Merged {
        /// its number
        revision: RevisionNumber,
        /// place in the log
        seq: Seq,
    },
    /// It says nothing that the latest revision does not say; nothing was written.
    Unchanged {
        /// number of the latest revision
        revision: RevisionNumber,
    },
    /// Others had changed the same words meanwhile; nothing was written and nothing is lost.
    Conflict(Box<Conflict>),
}

/// Two changes of the same words.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// The revision from which the person had started.
    pub base: Revision,
    /// The latest revision.
    pub latest: Revision,
    /// What the person wanted.
    pub mine: Content,
    /// What could be merged, with the person's words where both changed the same ones.
    pub merged: Content,
    /// The parts that both changed: `title`, `body`, `fields.duree`, `files`…
    pub parts: Vec<String>,
    /// The body from `latest` to what the person wanted, word by word.
    pub body: Vec<Block>,
}

/// A revision of a resource with all that is needed to show it.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Where the resource stands.
    pub head: Head,
    /// The revision asked for.
    pub revision: Revision,
    /// The kind, as it is defined now; `None` when it is not known any more.
    pub kind: Option<Arc<Kind>>,
    /// Whether the address asked for is an older one.
    pub moved: bool,
}

impl Sheet {
    /// What the revision holds.
    #[must_use]
    pub fn content(&self) -> &Content {
        &self.revision.content
    }

    /// Whether the revision is the latest.
    #[must_use]
    pub fn is_latest(&self) -> bool {
        self.revision.number == self.head.number
    }
}

/// A revision as HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderedSheet {
    /// The body, sanitised.
    pub body: String,
    /// Its headings and those of the sections.
    pub outline: Vec<Heading>,
    /// Long fields, by field name in the order of the kind, sanitised.
    pub sections: Vec<Section>,
    /// Passages that its text includes by a heading which is not there.
    pub missing_parts: Vec<crate::NotLent>,
}

/// A long field as HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Name of the field.
    pub field: String,
    /// Identifier in the page.
    pub id: String,
    /// The text, sanitised.
    pub html: String,
}

/// The changes of a resource.
#[derive(Debug, Clone)]
pub struct History {
    /// Where the resource stands.
    pub head: Head,
    /// Title of the latest revision that can be read; the address when none of the list can.
    pub title: String,
    /// Changes, latest first.
    pub changes: Vec<Listed<Change>>,
    /// Where the older ones go on: the place of the last change given, if there are more.
    pub next: Option<Seq>,
}

/// What differs between two revisions.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// Where the resource stands.
    pub head: Head,
    /// The kind of the newer one.
    pub kind: Option<Arc<Kind>>,
    /// The older one.
    pub from: Revision,
    /// The newer one.
    pub to: Revision,
    /// Differences of everything but the body: title, kind, licence, authors, tags, language, fields, sources.
    pub values: Vec<ValueDifference>,
    /// Files that were added, removed or replaced.
    pub files: Vec<FileDifference>,
    /// The body, word by word.
    pub body: Vec<Block>,
}

/// A value that differs.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueDifference {
    /// `title`, `kind`, `licence`, `authors`, `tags`, `language`, `created`, `derived_from` or `fields.{name}`.
    pub part: String,
    /// Word by word, from the text of the older value to that of the newer one.
    pub blocks: Vec<Block>,
}

/// A file that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileDifference {
    /// As it was; `None` when it is new.
    pub from: Option<FileRef>,
    /// As it became; `None` when it was removed.
    pub to: Option<FileRef>,
}

/// A change with the words needed to show it in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangeEntry {
    /// The change; its content is left out of lists by the doors.
    pub change: Change,
    /// Address of the resource as it is now; `None` for a kind.
    pub slug: Option<Slug>,
    /// Title at that time, or the present one where the change has none; the kind's label for a kind.
    pub title: String,
    /// Number of the revision written, if one was.
    pub revision: Option<RevisionNumber>,
}

/// What stands at a place of a list of changes. A damaged change costs its own line and no other.
#[derive(Debug, Clone, PartialEq)]
pub enum Listed<T> {
    /// The change, whole.
    Whole(T),
    /// The change at this place of the log is damaged and cannot be read; `check` names it.
    Damaged(Seq),
}

impl<T> Listed<T> {
    /// What can be read.
    #[must_use]
    pub fn whole(&self) -> Option<&T> {
        match self {
            Self::Whole(whole) => Some(whole),
            Self::Damaged(_) => None,
        }
    }

    /// The place of a change that cannot be read.
    #[must_use]
    pub fn damaged(&self) -> Option<Seq> {
        match self {
            Self::Whole(_) => None,
            Self::Damaged(seq) => Some(*seq),
        }
    }
}

impl Listed<Change> {
    /// Its place in the log.
    #[must_use]
    pub fn seq(&self) -> Seq {
        match self {
            Self::Whole(change) => change.seq,
            Self::Damaged(seq) => *seq,
        }
    }
}

impl Listed<ChangeEntry> {
    /// Its place in the log.
    #[must_use]
    pub fn seq(&self) -> Seq {
        match self {
            Self::Whole(entry) => entry.change.seq,
            Self::Damaged(seq) => *seq,
        }
    }
}

/// A file that was received and stored, not yet part of a resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// A right name made from the one that was sent.
    pub name: model::FileName,
    /// Hash of its bytes.
    pub sha256: model::Sha256,
    /// Its size in bytes.
    pub size_bytes: u64,
    /// Media type found in the bytes.
    pub media_type: String,
    /// Title found in it.
    pub title: Option<String>,
    /// Authors found in it.
    pub authors: Vec<String>,
    /// Language found in it.
    pub language: Option<String>,
    /// When it was made, as found in it: `2026-03-01`, `2026-03` or `2026`.
    pub date: Option<String>,
}

/// A file that became part of a resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    /// The file.
    pub file: FileRef,
    /// The revision that brought it.
    pub revision: RevisionNumber,
    /// Place in the log.
    pub seq: Seq,
}

/// How far the store and its followers are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Positions {
    /// Place of the latest change.
    pub store: Seq,
    /// Place up to which the index follows.
    pub index: Seq,
    /// Resources that can be found.
    pub indexed: usize,
    /// Whether the index has not been at the log's end yet since it was opened or begun anew: what was published long ago
    /// may be missing, and not only what was saved a moment ago.
    pub rebuilding: bool,
}
