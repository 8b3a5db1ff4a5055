//! Going through the journal record by record, past whatever is damaged.

use super::{Journal, Place};
use crate::embedded::frame::{CHAIN_START, Chain, Frame, chain};
use crate::embedded::segment::{self, Header, Item, Items};
use crate::{Error, Fault};
use model::{Change, Seq};
use std::fmt::Display;

/// What can be done about damage to the journal.
pub(in crate::embedded) const MEND: &str = "mend it with `check --repair --from BACKUP`";

/// How far somebody got in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::embedded) struct Cursor {
    /// The latest place passed.
    pub seq: Seq,
    /// The chain up to there.
    pub chain: Chain,
    /// The segment in which to go on.
    pub segment: Seq,
    /// Where to go on in that segment.
    pub offset: u64,
}

impl Cursor {
    /// Before everything.
    pub const START: Self = Self {
        seq: Seq(0),
        chain: CHAIN_START,
        segment: Seq(0),
        offset: 0,
    };
}

/// What is met on the way.
#[derive(Debug)]
pub(in crate::embedded) enum Step {
    /// A change, proved to be the one that was written.
    Change(Place, Box<Change>),
    /// The record of that change is there but its content is not what was written; a [`Step::Fault`] came before.
    Damaged(Place, Seq),
    /// Something is wrong.
    Fault(Fault),
}

/// Who goes along: gets how far the walk is, the step included.
pub(in crate::embedded) type Visit<'a> = &'a mut dyn FnMut(&Cursor, Step) -> Result<(), Error>;

impl Journal {
    /// Goes through the journal from one place to another, or to the end, and tells how far it got.
    pub fn walk(
        &self,
        from: Cursor,
        until: Option<&Cursor>,
        visit: Visit<'_>,
    ) -> Result<Cursor, Error> {
        let mut walk = Walk {
            journal: self,
            at: from,
            visit,
        };
        for first in self.segments() {
            let end = match until {
                Some(until) if first > until.segment => break,
                Some(until) if first == until.segment => until.offset,
                _ => self.segment_bytes(first)?,
            };
            if first >= walk.at.segment {
                walk.segment(first, end)?;
            }
        }
        Ok(walk.at)
    }
}

struct Walk<'a> {
    journal: &'a Journal,
    at: Cursor,
    visit: Visit<'a>,
}

impl Walk<'_> {
    fn segment(&mut self, first: Seq, end: u64) -> Result<(), Error> {
        if first != self.at.segment || self.at.offset < segment::HEADER_BYTES as u64 {
            self.header(first)?;
        }
        let offset = self.at.offset;
        let length = usize::try_from(end.saturating_sub(offset)).unwrap_or(usize::MAX);
        let bytes = self.journal.bytes(first, offset, length)?;
        for item in Items::new(&bytes.unwrap_or_default(), offset) {
            match item {
                Item::Record {
                    offset,
                    frame,
                    payload,
                } => self.record(offset, &frame, payload)?,
                Item::Unreadable { offset, length } => {
                    self.at.offset = offset + length;
                    self.fault(offset, format!("{length} bytes are not a record"))?;
                }
            }
        }
        Ok(())
    }

    fn header(&mut self, first: Seq) -> Result<(), Error> {
        let bytes = self.journal.bytes(first, 0, segment::HEADER_BYTES)?;
        let header = bytes.and_then(|bytes| Header::decode(&bytes));
        self.at.segment = first;
        self.at.offset = segment::HEADER_BYTES as u64;
        match &header {
            Some(header) if header.format > segment::FORMAT => {
                return Err(Error::NewerFormat {
                    folder: self.journal.folder.clone(),
                    found: header.format,
                    known: segment::FORMAT,
                });
            }
            Some(header) if header.first == first => {}
            _ => self.fault(0, "the head of the segment is damaged")?,
        }
        let gap = self.pass_missing(0, first)?;
        let chain_before = header.map_or(self.at.chain, |header| header.chain_before);
        if !gap && chain_before != self.at.chain && first == self.at.seq.next() {
            self.fault(0, "the chain does not go on from the segment before")?;
        }
        self.at.chain = chain_before;
        Ok(())
    }

    fn record(&mut self, offset: u64, frame: &Frame, payload: &[u8]) -> Result<(), Error> {
        self.at.offset = offset + frame.record_bytes();
        if frame.seq <= self.at.seq {
            let text = format!("change {} comes after change {}", frame.seq, self.at.seq);
            return self.fault(offset, text);
        }
        let gap = self.pass_missing(offset, frame.seq)?;
        if !gap && chain(&self.at.chain, frame.seq, &frame.payload_hash) != frame.chain {
            self.fault(
                offset,
                format!("the chain does not hold at change {}", frame.seq),
            )?;
        }
        self.at.seq = frame.seq;
        self.at.chain = frame.chain;
        let place = Place {
            segment: self.at.segment,
            offset,
            length: frame.length,
        };
        match frame.change(payload) {
            Ok(change) => (self.visit)(&self.at, Step::Change(place, Box::new(change))),
            Err(detail) => {
                self.fault(offset, format!("change {}: {detail}", frame.seq))?;
                (self.visit)(&self.at, Step::Damaged(place, frame.seq))
            }
        }
    }

    /// Notes the changes that are missing before a place in the log.
    fn pass_missing(&mut self, offset: u64, next: Seq) -> Result<bool, Error> {
        let expected = self.at.seq.next();
        let gap = next > expected;
        if gap {
            self.at.seq = Seq(next.0 - 1);
            let last = self.at.seq;
            self.fault(
                offset,
                format!("changes {expected} to {last} are missing before here"),
            )?;
        }
        Ok(gap)
    }

    fn fault(&mut self, offset: u64, detail: impl Display) -> Result<(), Error> {
        let fault = Fault {
            place: self.journal.describe(self.at.segment, offset),
            detail: format!("{detail}: {MEND}"),
        };
        (self.visit)(&self.at, Step::Fault(fault))
    }
}
