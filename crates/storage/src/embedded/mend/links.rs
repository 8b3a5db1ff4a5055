//! The chain along a journal that is being mended: as it was written, and as it will stand.

use crate::embedded::frame::{CHAIN_START, Chain, Frame, chain};
use model::Seq;

/// Both chains up to a place.
#[derive(Debug)]
pub(super) struct Links {
    /// As the records had it; `None` after one that was lost with its header.
    was: Option<Chain>,
    /// As the records will have it.
    now: Chain,
    /// Something is missing before the next record and stays so: the chain begins again there.
    gap: bool,
    /// The first record that got another link than it had.
    resealed: Option<Seq>,
}

impl Links {
    /// Before everything.
    pub const START: Self = Self {
        was: Some(CHAIN_START),
        now: CHAIN_START,
        gap: false,
        resealed: None,
    };

    /// The chain as it will stand.
    pub fn now(&self) -> Chain {
        self.now
    }

    /// The first record that got another link than it had.
    pub fn resealed(&self) -> Option<Seq> {
        self.resealed
    }

    /// Something is missing here and stays so.
    pub fn break_off(&mut self) {
        self.gap = true;
    }

    /// The link of a record written anew, of which nothing was left.
    pub fn add(&mut self, seq: Seq, payload_hash: &[u8; 32]) -> Chain {
        self.now = chain(&self.now, seq, payload_hash);
        self.was = None;
        self.gap = false;
        self.now
    }

    /// Gives a record that is there the link that it shall have, and tells whether the one that it had was right.
    ///
    /// A wrong link is computed anew when the record is `proven`, by the backup, to hold what it should. Else it stays:
    /// it is the mark of a record that somebody changed.
    pub fn pass(&mut self, frame: &mut Frame, proven: bool) -> bool {
        let link = |before: &Chain| chain(before, frame.seq, &frame.payload_hash);
        let right = proven || self.was.is_none_or(|was| link(&was) == frame.chain);
        let next = if self.gap || !right {
            frame.chain
        } else {
            link(&self.now)
        };
        let holds = self.gap || right;
        if next != frame.chain {
            self.resealed.get_or_insert(frame.seq);
        }
        self.was = Some(frame.chain);
        self.now = next;
        self.gap = false;
        frame.chain = next;
        holds
    }

    /// The same for the head of a segment, which says the chain before it: what it shall say, and whether it was right.
    pub fn pass_head(&mut self, said: Chain, proven: bool) -> (Chain, bool) {
        let goes_on = self.was == Some(said);
        let right = goes_on || (proven && !self.gap);
        let holds = right || self.gap;
        if !right {
            self.now = said;
        }
        self.was = Some(said);
        self.gap = false;
        (self.now, holds)
    }

    /// What a head that cannot be read said; `None` when nobody knows.
    pub fn lost_head(&self) -> Option<Chain> {
        (!self.gap).then_some(self.now)
    }
}
