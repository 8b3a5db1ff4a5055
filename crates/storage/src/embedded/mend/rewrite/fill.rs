//! Putting in what the journal has lost, as far as the backup has it.

use super::super::output::pack;
use super::Rewrite;
use crate::Error;
use crate::embedded::frame::{self, Frame};
use model::{Change, Seq};

impl Rewrite<'_, '_> {
    /// Puts in the changes that are missing before a place, or at the end, as far as the backup has them. `apart` lets
    /// them go into new segments.
    pub(super) fn fill(&mut self, until: Option<Seq>, apart: bool) -> Result<(), Error> {
        while until.is_none_or(|until| self.at.next() < until) {
            let Some(change) = self.backup.take(self.at.next())? else {
                match self.backup.next_place()? {
                    Some(next) if until.is_none_or(|until| next < until) => {
                        self.stays_missing(next, "the backup does not have them either");
                        continue;
                    }
                    _ => self.end_of_backup(until),
                }
                break;
            };
            if self.put(&change, apart)? {
                self.mended.mended += 1;
                self.mended.appended += u64::from(until.is_none());
            }
        }
        // all that was here stands again
        self.remains.clear();
        Ok(())
    }

    /// The places before another one are missing in both.
    fn stays_missing(&mut self, until: Seq, why: &str) {
        let remains = std::mem::take(&mut self.remains);
        self.output.push_as_is(&remains);
        let (from, to) = (self.at.next(), Seq(until.0.saturating_sub(1)));
        let place = format!("journal, after change {}", self.at);
        self.fault(
            place,
            format!("changes {from} to {to} are missing, and {why}"),
        );
        self.at = to;
        self.links.break_off();
    }

    /// What the backup has not either stays as it is.
    fn end_of_backup(&mut self, until: Option<Seq>) {
        if let Some(until) = until {
            return self.stays_missing(until, "the backup does not have them");
        }
        let remains = std::mem::take(&mut self.remains);
        self.output.push_as_is(&remains);
        if !remains.is_empty() {
            self.ends_whole = false;
            let place = format!("journal, after change {}", self.at);
            let detail = "bytes are no record (a write that never came to its end, or damage)";
            self.fault(place, format!("{} {detail}", remains.len()));
        }
    }

    /// Writes a change of the backup of which the journal has nothing, when it follows from what stands before it.
    fn put(&mut self, change: &Change, apart: bool) -> Result<bool, Error> {
        let seq = change.seq;
        if !self.fits(change)? {
            self.links.break_off();
            self.passed(seq, None)?;
            return Ok(false);
        }
        let (payload, length, payload_hash) = pack(change)?;
        self.output.make_room(seq, self.links.now(), apart)?;
        let frame = Frame {
            length,
            format: frame::FORMAT,
            seq,
            // all of the mended journal is durable before it is put in its place
            synced: Seq(seq.0.saturating_sub(1)),
            payload_hash,
            chain: self.links.add(seq, &payload_hash),
        };
        self.remains.clear();
        self.output.push(&frame, &payload);
        self.passed(seq, Some(change))?;
        Ok(true)
    }

    /// Whether a change of the backup follows from what stands before it. Behind a gap of the backup it need not: it
    /// followed from what is lost there as well, and which rule it breaks is told when it is passed.
    pub(super) fn fits(&mut self, change: &Change) -> Result<bool, Error> {
        if self.backup.has_gap() {
            return Ok(true);
        }
        let breaches = self.state.breaches(change)?;
        if !breaches.is_empty() {
            let detail = format!("{}: it was not brought back", breaches.join("; "));
            self.fault(format!("backup, change {}", change.seq), detail);
        }
        Ok(breaches.is_empty())
    }
}
