//! The index follows the journal.

use crate::embedded::draft::Draft;
use crate::embedded::index::Index;
use crate::embedded::journal::{Cursor, Journal, MEND, Step};
use crate::rules::follow;
use crate::{Error, Fault};
use model::Seq;
use std::collections::BTreeMap;

/// The index takes in that many entries at once.
const CHUNK_ENTRIES: usize = 4096;

/// Progress is told once in that many bytes of the journal.
const TELL_BYTES: u64 = 1024 * 1024;

/// Gets bytes of the journal read and bytes in all.
pub(in crate::embedded) type Tell<'a> = &'a dyn Fn(u64, u64);

/// Takes into the index what the journal has more, up to a place or to its end, and tells what is damaged there.
pub(in crate::embedded) fn catch_up(
    index: &mut Index,
    until: Option<&Cursor>,
    tell: Tell<'_>,
) -> Result<Vec<Fault>, Error> {
    let journal = index.journal().clone();
    let mut meter = Meter::new(&journal, tell)?;
    let mut faults = Vec::new();
    let mut draft = Draft::default();
    let end = journal.walk(index.applied().clone(), until, &mut |at, step| {
        match step {
            Step::Fault(fault) => {
                faults.push(fault);
                return Ok(());
            }
            Step::Damaged(place, seq) => draft.take_place(seq, &place),
            Step::Change(place, change) => {
                let effect = follow(&draft.over(Some(index)), &change)?;
                faults.extend(breaches(change.seq, &effect.breaches));
                draft.take(&change, effect, &place)?;
            }
        }
        meter.at(at);
        if draft.len() >= CHUNK_ENTRIES {
            index.apply(&std::mem::take(&mut draft).into_entries(), at.clone())?;
        }
        Ok(())
    })?;
    if end != *index.applied() {
        index.apply(&draft.into_entries(), end)?;
        meter.end();
    }
    Ok(faults)
}

/// Broken rules as faults.
pub(in crate::embedded) fn breaches(seq: Seq, breaches: &[String]) -> impl Iterator<Item = Fault> {
    breaches.iter().map(move |breach| Fault {
        place: format!("change {seq}"),
        detail: format!("{breach}; a change before it is damaged or missing: {MEND}"),
    })
}

/// Tells how far the reading is.
struct Meter<'a> {
    /// Bytes of the journal before each segment.
    before: BTreeMap<Seq, u64>,
    total: u64,
    told: u64,
    tell: Tell<'a>,
}

impl<'a> Meter<'a> {
    fn new(journal: &Journal, tell: Tell<'a>) -> Result<Self, Error> {
        let (mut before, mut total) = (BTreeMap::new(), 0);
        for segment in journal.segments() {
            before.insert(segment, total);
            total += journal.segment_bytes(segment)?;
        }
        Ok(Self {
            before,
            total,
            told: 0,
            tell,
        })
    }

    fn at(&mut self, at: &Cursor) {
        let read = self.before.get(&at.segment).unwrap_or(&0) + at.offset;
        if read >= self.told + TELL_BYTES {
            self.told = read;
            (self.tell)(read, self.total);
        }
    }

    fn end(&self) {
        (self.tell)(self.total, self.total);
    }
}
