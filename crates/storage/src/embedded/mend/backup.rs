//! The backup, gone through in step with the journal.

use crate::Error;
use model::{Change, Seq};

/// Changes 1, 2, 3 … as far as they go. Places that are left out were lost when the backup was made.
pub(super) struct Backup<'a> {
    changes: &'a mut dyn Iterator<Item = Result<Change, Error>>,
    /// Read, and not taken yet.
    waiting: Option<Change>,
    /// The latest that was taken.
    reach: Seq,
    /// Places before it that the backup does not have: first and last of each gap.
    gaps: Vec<(Seq, Seq)>,
    ended: bool,
}

impl<'a> Backup<'a> {
    pub fn new(changes: &'a mut dyn Iterator<Item = Result<Change, Error>>) -> Self {
        Self {
            changes,
            waiting: None,
            gaps: Vec::new(),
            reach: Seq(0),
            ended: false,
        }
    }

    /// The change at a place; `None` when the backup does not have it. Places are asked for in their order.
    pub fn take(&mut self, seq: Seq) -> Result<Option<Change>, Error> {
        if self.next_place()? != Some(seq) {
            return Ok(None);
        }
        let expected = self.reach.next();
        if expected < seq {
            self.gaps.push((expected, Seq(seq.0.saturating_sub(1))));
        }
        self.reach = seq;
        Ok(self.waiting.take())
    }

    /// The place of the next change that it has.
    pub fn next_place(&mut self) -> Result<Option<Seq>, Error> {
        if self.waiting.is_none() && !self.ended {
            self.waiting = self.changes.next().transpose()?;
            self.ended = self.waiting.is_none();
        }
        match self.waiting.as_ref().map(|change| change.seq) {
            Some(seq) if seq <= self.reach => Err(Error::damaged(
                format!("backup, change {seq}"),
                format!("it comes after change {}; nothing was mended", self.reach),
            )),
            next => Ok(next),
        }
    }

    /// Whether the backup has a change that was passed.
    pub fn has(&self, seq: Seq) -> bool {
        let lost = |(first, last): &(Seq, Seq)| (*first..=*last).contains(&seq);
        seq <= self.reach && !self.gaps.iter().any(lost)
    }

    /// Whether it lacks a change before the latest that was taken.
    pub fn has_gap(&self) -> bool {
        !self.gaps.is_empty()
    }
}
