//! The contract of a store of records.

use crate::Error;
use async_trait::async_trait;
use jiff::Timestamp;
use model::{
    Actor, Cause, Change, Content, Event, Head, Kind, ResourceId, Revision, RevisionNumber, Seq,
    Sha256, Slug, Summary, Tombstone,
};
use tokio::sync::watch;

/// What somebody wants to do. The store judges it against what is there at the moment of writing.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// When, by the caller's clock.
    pub at: Timestamp,
    /// Who.
    pub by: Actor,
    /// What they say of it.
    pub summary: Option<Summary>,
    /// What they want.
    pub act: Act,
}

/// The acts that a store knows.
#[derive(Debug, Clone, PartialEq)]
pub enum Act {
    /// Write the first revision of a new resource.
    Create {
        /// an identifier never used before (otherwise [`Outcome::Stale`]: somebody wrote that resource already)
        resource: ResourceId,
        /// a free address
        slug: Slug,
        /// older addresses that shall lead to it, free as well, oldest first; repeated ones count once
        redirects: Vec<Slug>,
        /// what the revision holds
        content: Box<Content>,
    },
    /// Write a new revision. A withdrawn resource is back by it, but only when the cause is [`Cause::Restore`].
    Revise {
        /// which resource
        resource: ResourceId,
        /// the revision that the author had before their eyes: it must still be the latest
        base: RevisionNumber,
        /// why
        cause: Cause,
        /// what the new revision holds
        content: Box<Content>,
    },
    /// Give another address; the old one leads to it for ever. Back to one of its own older addresses is allowed.
    Rename {
        /// which resource
        resource: ResourceId,
        /// a free address, or an older one of the same resource
        to: Slug,
    },
    /// Leave a tombstone instead of the resource.
    Withdraw {
        /// which resource
        resource: ResourceId,
        /// why
        reason: Summary,
    },
    /// Add a kind or replace its definition.
    DefineKind {
        /// the definition
        kind: Box<Kind>,
    },
}

/// What became of a proposal. None of these is a fault of the store.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It is durable and visible.
    Committed {
        /// place in the log
        seq: Seq,
        /// number of the revision written, for [`Act::Create`] and [`Act::Revise`]
        revision: Option<RevisionNumber>,
    },
    /// Nothing was written: it would change nothing (same address, same kind definition).
    Unchanged,
    /// Nothing was written: somebody else revised the resource since `base`, or it exists already.
    Stale {
        /// the latest revision
        latest: RevisionNumber,
    },
    /// Nothing was written: the address leads, or once led, to another resource.
    SlugTaken {
        /// the address
        slug: Slug,
        /// that other resource
        by: ResourceId,
    },
    /// Nothing was written: there is no such resource.
    Unknown,
    /// Nothing was written: the resource is withdrawn.
    Withdrawn(Tombstone),
}

/// Where an address leads.
#[derive(Debug, Clone, PartialEq)]
pub struct Resolved {
    /// The resource as it stands; its `slug` differs from the one asked for when that one is an older address.
    pub head: Head,
    /// Whether the address asked for is an older one.
    pub redirect: bool,
}

/// Something that [`Records::check`] or [`crate::Files`] found wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where: a segment and a position, a resource and a revision, a file's hash.
    pub place: String,
    /// What is wrong there and what can be done, in English.
    pub detail: String,
}

/// Whether a store takes changes at this moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Writing {
    /// It does.
    Open,
    /// There is no room on the disk; it will again when there is.
    DiskFull,
    /// It does not until a restart, for that reason.
    Stopped(String),
}

/// What [`Records::check`] went through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckReport {
    /// Entries of the log that were read.
    pub changes: u64,
    /// Resources, withdrawn ones included.
    pub resources: u64,
    /// Revisions.
    pub revisions: u64,
    /// The seal of the last change: what [`Records::seal`] answers for it.
    pub seal: Option<Sha256>,
    /// Everything that is wrong, in the order in which it was met.
    pub faults: Vec<Fault>,
}

/// A store of records: a log of changes and what follows from it.
///
/// Contract, proved for every backend by the conformance suite of this crate:
///
/// - **Durable before visible.** When [`commit`](Self::commit) answers, everything committed survives a crash of the
///   machine, as far as the backend is made for it (the memory backend is not). Nothing is readable before.
/// - **One order.** Committed proposals get consecutive places in the log, starting at 1. Revisions of a resource get
///   consecutive numbers, starting at 1.
/// - **Compare and set.** A revision is written only on top of the revision it was based on.
/// - **For ever.** A revision never changes once written, an address never leads to another resource than before.
/// - Outcomes are values; an [`Error`] is a fault of the machine or of the data.
/// - Lists of changes never leave out a damaged one: the call fails with [`Error::Damaged`], which names its `seq`, so
///   that the caller can ask for what is before and after it.
#[async_trait]
pub trait Records: Send + Sync + 'static {
    /// Judges and writes proposals, in their order, each on its own: one that is refused does not stop the others, and
    /// each sees what the ones before it wrote. Calls that arrive together share one flush.
    ///
    /// # Errors
    /// When writing fails nothing of the call is visible. [`Error::DiskFull`] when there is no room: nothing was written.
    /// [`Error::ReadOnly`], for this call and every later one, when it is not certain what reached the disk: the changes
    /// may be there after a restart, each whole or not at all.
    async fn commit(&self, proposals: Vec<Proposal>) -> Result<Vec<Outcome>, Error>;

    /// Takes over changes as another store wrote them, to restore a backup: their places must follow on the log.
    ///
    /// In a store that knows of a gap (left, or found when it was opened) a change is taken also when it does not follow
    /// from what is there, a revision whose predecessor is lost for example: what follows from it is the same as at an
    /// opening beside damage, and [`check`](Self::check) tells the broken rule.
    ///
    /// # Errors
    /// [`Error::Damaged`] when a change does not follow from what is there; those before it are taken, nothing from it on
    /// is. Faults of writing as for [`commit`](Self::commit).
    async fn replay(&self, changes: Vec<Change>) -> Result<(), Error>;

    /// Leaves the places of the log up to there without a change, for what stood there is lost: to restore a backup that
    /// lacks it. [`position`](Self::position) moves there, whoever asks for these places gets [`Error::Damaged`] with
    /// their `seq`, and [`check`](Self::check) tells them until they are brought back. A place that was reached already
    /// changes nothing.
    ///
    /// # Errors
    /// [`Error::Damaged`] for the last number that there is, for nothing could follow it. Faults of writing as for
    /// [`commit`](Self::commit).
    async fn leave_gap(&self, to: Seq) -> Result<(), Error>;

    /// Where an address leads, if anywhere. A withdrawn resource is found.
    async fn resolve(&self, slug: &Slug) -> Result<Option<Resolved>, Error>;

    /// A resource as it stands.
    async fn head(&self, resource: ResourceId) -> Result<Option<Head>, Error>;

    /// A revision in full.
    ///
    /// # Errors
    /// [`Error::Damaged`] when its record cannot be read; everything else still can.
    async fn revision(
        &self,
        resource: ResourceId,
        number: RevisionNumber,
    ) -> Result<Option<Revision>, Error>;

    /// The changes of one resource before a place in the log (from the latest when `None`), latest first.
    async fn history(
        &self,
        resource: ResourceId,
        before: Option<Seq>,
        limit: usize,
    ) -> Result<Vec<Change>, Error>;

    /// Resources of which some revision names a file, in the order of their identifiers: those of the same clock come in
    /// the order in which they were made.
    async fn holders(&self, sha256: Sha256, limit: usize) -> Result<Vec<ResourceId>, Error>;

    /// The files that revisions of more than one resource name, each with all of those, in the order of their hashes; the
    /// resources in the order of [`holders`](Self::holders).
    async fn shared_files(&self) -> Result<Vec<(Sha256, Vec<ResourceId>)>, Error>;

    /// Resources in the order of their slugs, withdrawn ones included, after a slug.
    async fn heads(&self, after: Option<&Slug>, limit: usize) -> Result<Vec<Head>, Error>;

    /// Changes in the order of the log, after a place.
    async fn changes_after(&self, after: Seq, limit: usize) -> Result<Vec<Change>, Error>;

    /// Changes against the order of the log, before a place (from the latest when `None`).
    async fn changes_before(&self, before: Option<Seq>, limit: usize)
    -> Result<Vec<Change>, Error>;

    /// The kinds as they are defined now, in the order of their `order`, then of their identifiers.
    async fn kinds(&self) -> Result<Vec<Kind>, Error>;

    /// Place of the latest change; 0 in an empty store.
    async fn position(&self) -> Result<Seq, Error>;

    /// Whether changes are taken at this moment: for pages that say so before somebody writes.
    fn writing(&self) -> Writing;

    /// The seal of the log up to a place: a hash that no other content of the log up to there would have. `None` for
    /// place 0, for a place that is not there or cannot be read, and from a backend that does not seal.
    async fn seal(&self, at: Seq) -> Result<Option<Sha256>, Error>;

    /// The place of the latest change, as it moves on.
    fn follow(&self) -> watch::Receiver<Seq>;

    /// Reads everything again and tells what is wrong. `progress` gets the place in the log reached.
    async fn check(&self, progress: &(dyn Fn(Seq) + Send + Sync)) -> Result<CheckReport, Error>;

    /// Finishes what is under way and frees the data folder; calls after it answer [`Error::Closed`].
    async fn close(&self) -> Result<(), Error>;
}

/// The revision that a change wrote, if it wrote one.
pub(crate) fn revision(change: Change) -> Option<Revision> {
    let (resource, number, cause, content) = match change.event {
        Event::Created {
            resource, content, ..
        } => (resource, RevisionNumber::FIRST, None, content),
        Event::Revised {
            resource,
            number,
            cause,
            content,
        } => (resource, number, Some(cause), content),
        Event::Renamed { .. } | Event::Withdrawn { .. } | Event::KindDefined { .. } => return None,
    };
    Some(Revision {
        resource,
        number,
        seq: change.seq,
        at: change.at,
        by: change.by,
        summary: change.summary,
        cause,
        content: *content,
    })
}

/// Kinds in the order in which [`Records::kinds`] gives them.
pub(crate) fn in_order(mut kinds: Vec<Kind>) -> Vec<Kind> {
    kinds.sort_by(|a, b| a.order().cmp(&b.order()).then_with(|| a.id().cmp(b.id())));
    kinds
}
