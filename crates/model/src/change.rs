//! The log of all that happened, and what follows from it.

use crate::{Actor, Content, Kind, ResourceId, RevisionNumber, Seq, Slug, Summary};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Why a revision was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// Somebody changed the resource.
    Edit,
    /// Somebody changed an older revision than the latest; both changes were merged.
    Merge {
        /// the revision that the person had started from
        base: RevisionNumber,
    },
    /// An older revision was brought back.
    Restore {
        /// the revision brought back
        of: RevisionNumber,
    },
    /// A file was added or replaced.
    File,
    /// An import brought another text.
    Import,
}

/// What a change did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A resource came to be; its first revision is number 1.
    Created {
        /// identifier of the new resource
        resource: ResourceId,
        /// its address
        slug: Slug,
        /// older addresses that lead to it (known from an import)
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        redirects: Vec<Slug>,
        /// what its first revision holds
        content: Box<Content>,
    },
    /// A resource got a new revision. A withdrawn one is back by it.
    Revised {
        /// which resource
        resource: ResourceId,
        /// number of the new revision
        number: RevisionNumber,
        /// why it was written
        cause: Cause,
        /// what it holds
        content: Box<Content>,
    },
    /// A resource got another address; the old one leads to it for ever.
    Renamed {
        /// which resource
        resource: ResourceId,
        /// the address until now
        from: Slug,
        /// the address from now on
        to: Slug,
    },
    /// A resource was withdrawn; its address tells when and why.
    Withdrawn {
        /// which resource
        resource: ResourceId,
        /// why
        reason: Summary,
    },
    /// A kind was added or changed.
    KindDefined {
        /// the kind as it is from now on
        kind: Box<Kind>,
    },
}

impl Event {
    /// The resource that the event is about; `None` for a kind.
    #[must_use]
    pub fn resource(&self) -> Option<ResourceId> {
        match self {
            Self::Created { resource, .. }
            | Self::Revised { resource, .. }
            | Self::Renamed { resource, .. }
            | Self::Withdrawn { resource, .. } => Some(*resource),
            Self::KindDefined { .. } => None,
        }
    }

    /// What was done, as a stable word of the API.
    #[must_use]
    pub fn action(&self) -> &'static str {
        match self {
            Self::Created { .. } => "created",
            Self::Revised { cause, .. } => match cause {
                Cause::Edit => "revised",
                Cause::Merge { .. } => "merged",
                Cause::Restore { .. } => "restored",
                Cause::File => "file_attached",
                Cause::Import => "imported",
            },
            Self::Renamed { .. } => "renamed",
            Self::Withdrawn { .. } => "withdrawn",
            Self::KindDefined { .. } => "kind_defined",
        }
    }
}

/// One entry of the log: who did what, when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Place in the log.
    pub seq: Seq,
    /// When, by the clock of the server.
    pub at: Timestamp,
    /// Who.
    pub by: Actor,
    /// What the person says of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<Summary>,
    /// What was done.
    pub event: Event,
}

/// A revision with its circumstances. It never changes once written.
#[derive(Debug, Clone, PartialEq)]
pub struct Revision {
    /// Which resource.
    pub resource: ResourceId,
    /// Its number within the resource.
    pub number: RevisionNumber,
    /// Place in the log of the change that wrote it.
    pub seq: Seq,
    /// When it was written.
    pub at: Timestamp,
    /// Who wrote it.
    pub by: Actor,
    /// What they say of it.
    pub summary: Option<Summary>,
    /// Why it was written; the first revision has no cause.
    pub cause: Option<Cause>,
    /// What it holds.
    pub content: Content,
}

/// What is left of a withdrawn resource.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tombstone {
    /// When it was withdrawn.
    pub at: Timestamp,
    /// By whom.
    pub by: Actor,
    /// Why.
    pub reason: Summary,
}

/// Where a resource stands now; follows from the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Which resource.
    pub resource: ResourceId,
    /// Its address.
    pub slug: Slug,
    /// Older addresses that lead to it, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub redirects: Vec<Slug>,
    /// Number of the latest revision.
    pub number: RevisionNumber,
    /// Place in the log of the latest change to it.
    pub seq: Seq,
    /// When its first revision was written.
    pub created_at: Timestamp,
    /// When its latest change happened.
    pub updated_at: Timestamp,
    /// Set while it is withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Tombstone>,
}
