//! Going through journal and backup in step.

mod fill;

use super::aside::Aside;
use super::backup::Backup;
use super::links::Links;
use super::output::{Output, head, pack};
use super::state::State;
use super::{Mended, Prepared};
use crate::embedded::frame::{self, Frame};
use crate::embedded::journal::{Cursor, Journal};
use crate::embedded::segment::{self, Header, Item, Items};
use crate::{Error, Fault};
use model::{Change, Seq};
use std::fmt::Display;
use std::sync::Arc;

/// Progress is told once in that many changes.
const TELL_EVERY: u64 = 64;

/// How far it is, and what it made so far.
pub(super) struct Rewrite<'a, 'b> {
    journal: &'a Journal,
    backup: Backup<'b>,
    tell: &'a dyn Fn(Seq),
    output: Output<'a>,
    /// What all changes up to here make.
    state: State,
    links: Links,
    /// The latest place passed.
    at: Seq,
    /// Bytes met since the latest record that are no record: the remains of what is missing here, perhaps.
    remains: Vec<u8>,
    /// Whether the last record is the end of the journal.
    ends_whole: bool,
    mended: Mended,
}

impl<'a, 'b> Rewrite<'a, 'b> {
    pub fn new(
        journal: &'a Journal,
        backup: Backup<'b>,
        aside: &'a Aside<'a>,
        tell: &'a dyn Fn(Seq),
        segment_bytes: u64,
    ) -> Self {
        Self {
            journal,
            backup,
            tell,
            output: Output::new(aside, segment_bytes),
            state: State::default(),
            links: Links::START,
            at: Seq(0),
            remains: Vec::new(),
            ends_whole: true,
            mended: Mended::default(),
        }
    }

    /// Goes through everything; the segments that change are written aside.
    pub fn run(mut self) -> Result<Prepared, Error> {
        for first in self.journal.segments() {
            self.fill(Some(first), true)?;
            self.output.flush()?;
            self.segment(first)?;
        }
        self.fill(None, true)?;
        (self.tell)(self.at);
        let (segment, offset) = self.output.end();
        let end = Cursor {
            seq: self.at,
            chain: self.links.now(),
            segment,
            offset,
        };
        let end = self.ends_whole.then_some(end);
        let (mut mended, segments) = (self.mended, self.output.finish()?);
        mended.resealed = self.links.resealed();
        mended.segments = segments.len() as u64;
        Ok(Prepared {
            mended,
            segments,
            end,
        })
    }

    fn segment(&mut self, first: Seq) -> Result<(), Error> {
        let former = Arc::new(self.journal.segment_as_is(first)?);
        let head = self.head(first, &former)?;
        self.output.go_on(first, head, &former);
        let records = former.get(segment::HEADER_BYTES..).unwrap_or_default();
        for item in Items::new(records, segment::HEADER_BYTES as u64) {
            match item {
                Item::Unreadable { offset, length } => {
                    self.remains
                        .extend_from_slice(part(&former, offset, length));
                }
                Item::Record { frame, offset, .. } if frame.seq <= self.at => {
                    let record = part(&former, offset, frame.record_bytes());
                    self.superfluous(&self.journal.place(first, offset), frame.seq, record);
                }
                Item::Record {
                    frame,
                    offset,
                    payload,
                } => self.record(&self.journal.place(first, offset), frame, payload)?,
            }
        }
        Ok(())
    }

    /// The head that a segment will have.
    fn head(&mut self, first: Seq, former: &[u8]) -> Result<Vec<u8>, Error> {
        let place = self.journal.place(first, 0);
        let said = Header::decode(former).filter(|head| head.first == first);
        let chain_before = match said {
            Some(said) if said.format > segment::FORMAT => {
                let detail = format!("it has format {}: use a newer program", said.format);
                return Err(Error::damaged(place, detail));
            }
            Some(said) => {
                let proven = self.backup.has(Seq(first.0.saturating_sub(1)));
                let (chain_before, holds) = self.links.pass_head(said.chain_before, proven);
                if !holds {
                    let detail = "the chain does not go on from the segment before";
                    self.fault(place, detail);
                }
                chain_before
            }
            None => match self.links.lost_head() {
                Some(chain_before) => chain_before,
                None => {
                    let detail = "nobody knows what the damaged head of the segment said";
                    self.fault(place, detail);
                    return Ok(former.iter().copied().take(segment::HEADER_BYTES).collect());
                }
            },
        };
        Ok(head(first, chain_before))
    }

    /// A record whose header is whole.
    fn record(&mut self, place: &str, mut frame: Frame, payload: &[u8]) -> Result<(), Error> {
        let seq = frame.seq;
        self.fill(Some(seq), false)?;
        let theirs = self.backup.take(seq)?;
        let proven = theirs.is_some();
        let mut written = None;
        let change = match (frame.change(payload), theirs) {
            (Ok(ours), Some(theirs)) if ours != theirs => return Err(another_library(seq)),
            (Ok(ours), _) => Some(ours),
            (Err(_), Some(theirs)) if self.fits(&theirs)? => {
                written = Some(rewrite(&mut frame, &theirs)?);
                self.mended.mended += 1;
                Some(theirs)
            }
            (Err(detail), theirs) => {
                let why = theirs.map_or("the backup does not have it", |_| "it stays so");
                self.fault(place, format!("change {seq}: {detail}, and {why}"));
                None
            }
        };
        if !self.links.pass(&mut frame, proven) {
            self.fault(place, format!("the chain does not hold at change {seq}"));
        }
        let payload = written.as_deref().unwrap_or(payload);
        self.output.push(&frame, payload);
        self.passed(seq, change.as_ref())
    }

    /// A record of a place that was passed: left out where the backup proves that everything stands without it.
    fn superfluous(&mut self, place: &str, seq: Seq, record: &[u8]) {
        if !self.backup.has(seq) {
            let detail = format!("change {seq} comes after change {}", self.at);
            self.fault(place, detail);
            self.remains.extend_from_slice(record);
            self.output.push_as_is(&std::mem::take(&mut self.remains));
        }
    }

    /// Notes that a place is passed, and what the change there makes of the state.
    fn passed(&mut self, seq: Seq, change: Option<&Change>) -> Result<(), Error> {
        self.at = seq;
        if seq.0.is_multiple_of(TELL_EVERY) {
            (self.tell)(seq);
        }
        let Some(change) = change else {
            return Ok(());
        };
        for breach in self.state.take(change)? {
            self.fault(format!("change {seq}"), breach);
        }
        Ok(())
    }

    fn fault(&mut self, place: impl Display, detail: impl Display) {
        self.mended.faults.push(Fault {
            place: place.to_string(),
            detail: detail.to_string(),
        });
    }
}

/// The payload of a change, for a record whose header is there.
fn rewrite(frame: &mut Frame, change: &Change) -> Result<Vec<u8>, Error> {
    let (payload, length, payload_hash) = pack(change)?;
    frame.format = frame::FORMAT;
    frame.length = length;
    frame.payload_hash = payload_hash;
    Ok(payload)
}

/// Bytes of a segment, which are there.
fn part(segment: &[u8], offset: u64, length: u64) -> &[u8] {
    let number = |bytes| usize::try_from(bytes).unwrap_or(usize::MAX);
    let range = number(offset)..number(offset.saturating_add(length));
    segment.get(range).unwrap_or_default()
}

fn another_library(seq: Seq) -> Error {
    let detail = "the backup says another thing here than the journal: it is of another library, or of one that went \
                  another way since; nothing was changed";
    Error::Damaged {
        place: format!("change {seq}"),
        detail: detail.to_owned(),
        seq: Some(seq),
    }
}
