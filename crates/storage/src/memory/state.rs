//! A whole store as plain maps.

use crate::rules::{Effect, Verdict, View, follow, judge, revision_written};
use crate::{Error, Outcome, Proposal};
use model::{Change, Event, Head, Kind, KindId, ResourceId, Revision, RevisionNumber, Seq, Slug};
use std::collections::{BTreeMap, HashMap};

/// The log, and what follows from it.
#[derive(Debug, Default)]
pub(super) struct State {
    /// The change at place `n` is at index `n - 1`.
    pub changes: Vec<Change>,
    pub heads: HashMap<ResourceId, Head>,
    /// Every address that ever led somewhere.
    pub slugs: BTreeMap<Slug, ResourceId>,
    pub kinds: HashMap<KindId, Kind>,
    revisions: HashMap<(ResourceId, RevisionNumber), Seq>,
}

impl View for State {
    fn head(&self, resource: ResourceId) -> Result<Option<Head>, Error> {
        Ok(self.heads.get(&resource).cloned())
    }

    fn owner(&self, slug: &Slug) -> Result<Option<ResourceId>, Error> {
        Ok(self.slugs.get(slug).copied())
    }

    fn defines(&self, kind: &Kind) -> Result<bool, Error> {
        Ok(self.kinds.get(kind.id()) == Some(kind))
    }
}

impl State {
    /// Place of the latest change.
    pub fn position(&self) -> Seq {
        Seq(self.changes.len() as u64)
    }

    /// Judges a proposal and takes in the change that it makes, if any.
    pub fn propose(&mut self, proposal: Proposal) -> Result<Outcome, Error> {
        let event = match judge(self, proposal.act)? {
            Verdict::Refuse(outcome) => return Ok(outcome),
            Verdict::Write(event) => event,
        };
        let revision = revision_written(&event);
        let seq = self.position().next();
        self.take(Change {
            seq,
            at: proposal.at,
            by: proposal.by,
            summary: proposal.summary,
            event,
        })?;
        Ok(Outcome::Committed { seq, revision })
    }

    /// Takes in a change that must follow.
    pub fn take(&mut self, change: Change) -> Result<(), Error> {
        let seq = change.seq;
        let refuse = |detail: String| Error::Damaged {
            place: format!("change {seq}"),
            detail,
            seq: Some(seq),
        };
        if seq != self.position().next() {
            return Err(refuse(format!(
                "it cannot follow change {}",
                self.position()
            )));
        }
        let effect = follow(self, &change)?;
        if !effect.breaches.is_empty() {
            return Err(refuse(effect.breaches.join("; ")));
        }
        self.apply(change, effect);
        Ok(())
    }

    fn apply(&mut self, change: Change, effect: Effect) {
        if let Some(head) = effect.head {
            for slug in effect.slugs {
                self.slugs.insert(slug, head.resource);
            }
            if let Some(number) = revision_written(&change.event) {
                self.revisions.insert((head.resource, number), change.seq);
            }
            self.heads.insert(head.resource, head);
        }
        if let Event::KindDefined { kind } = &change.event {
            self.kinds.insert(kind.id().clone(), Kind::clone(kind));
        }
        self.changes.push(change);
    }

    /// A revision in full.
    pub fn revision(&self, resource: ResourceId, number: RevisionNumber) -> Option<Revision> {
        let seq = self.revisions.get(&(resource, number))?;
        let index = usize::try_from(seq.0).ok()?.checked_sub(1)?;
        crate::records::revision(self.changes.get(index)?.clone())
    }
}
