//! A whole store as plain maps.

use crate::rules::{Effect, Verdict, View, files_named, follow, judge, revision_written};
use crate::{Error, Outcome, Proposal};
use model::{
    Change, Event, Head, Kind, KindId, ResourceId, Revision, RevisionNumber, Seq, Sha256, Slug,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The log, and what follows from it.
#[derive(Debug, Default)]
pub(super) struct State {
    pub changes: BTreeMap<Seq, Change>,
    /// Place of the latest change, or of the last one that is lost.
    position: Seq,
    pub heads: HashMap<ResourceId, Head>,
    /// Every address that ever led somewhere.
    pub slugs: BTreeMap<Slug, ResourceId>,
    pub kinds: HashMap<KindId, Kind>,
    revisions: HashMap<(ResourceId, RevisionNumber), Seq>,
    /// Files, each with the resources of which some revision names it.
    pub holders: BTreeSet<(Sha256, ResourceId)>,
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
    /// Place of the latest change, lost ones included.
    pub fn position(&self) -> Seq {
        self.position
    }

    /// Leaves the places up to there without a change.
    pub fn leave_gap(&mut self, to: Seq) -> Result<(), Error> {
        if to.next() == to {
            return Err(Error::damaged(
                format!("change {to}"),
                "no change can follow it",
            ));
        }
        self.position = self.position.max(to);
        Ok(())
    }

    /// The change at a place that was reached.
    pub fn change(&self, seq: Seq) -> Result<Change, Error> {
        let found = self.changes.get(&seq).cloned();
        found.ok_or_else(|| Error::Damaged {
            place: format!("change {seq}"),
            detail: "it is lost".to_owned(),
            seq: Some(seq),
        })
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

    /// Takes in a change that must follow, and tells which rules it breaks: behind a gap it may.
    pub fn take(&mut self, change: Change) -> Result<Vec<String>, Error> {
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
        let mut effect = follow(self, &change)?;
        let breaches = std::mem::take(&mut effect.breaches);
        let gap = (self.changes.len() as u64) < self.position.0;
        if !gap && !breaches.is_empty() {
            return Err(refuse(breaches.join("; ")));
        }
        self.apply(change, effect);
        Ok(breaches)
    }

    fn apply(&mut self, change: Change, effect: Effect) {
        if let Some(resource) = change.event.resource()
            && let Some(number) = revision_written(&change.event)
        {
            self.revisions.insert((resource, number), change.seq);
            let files = files_named(&change.event).iter();
            let held = files.map(|file| (file.sha256, resource));
            self.holders.extend(held);
        }
        if let Some(head) = effect.head {
            for slug in effect.slugs {
                self.slugs.insert(slug, head.resource);
            }
            self.heads.insert(head.resource, head);
        }
        if let Event::KindDefined { kind } = &change.event {
            self.kinds.insert(kind.id().clone(), Kind::clone(kind));
        }
        self.position = change.seq;
        self.changes.insert(change.seq, change);
    }

    /// A revision in full.
    pub fn revision(
        &self,
        resource: ResourceId,
        number: RevisionNumber,
    ) -> Result<Option<Revision>, Error> {
        let latest = self.heads.get(&resource).map(|head| head.number);
        match self.revisions.get(&(resource, number)) {
            Some(seq) => Ok(crate::records::revision(self.change(*seq)?)),
            // numbers have no gap: there was one
            None if latest
                .is_some_and(|latest| (RevisionNumber::FIRST..=latest).contains(&number)) =>
            {
                let place = format!("revision {number} of resource {resource}");
                Err(Error::damaged(place, "it is lost"))
            }
            None => Ok(None),
        }
    }
}
