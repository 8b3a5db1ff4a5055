//! Reading everything again.

use super::draft::Draft;
use super::frame::{CHAIN_START, Chain};
use super::index::Index;
use super::journal::{Cursor, Place, Step};
use super::recovery::breaches;
use super::shared::Shared;
use super::table::{self, Key, Value};
use crate::rules::{follow, revision_written};
use crate::{CheckReport, Error, Fault};
use model::{Change, Event, Seq, Sha256};
use std::collections::BTreeMap;
use tokio::sync::mpsc::UnboundedSender;

/// Progress is told once in that many changes.
const TELL_EVERY: u64 = 64;

/// Walks the journal from its first byte, follows every change from nothing, and compares the index with what came out.
///
/// It may run while others write: the long part reads what was there when it began, the rest is caught up with the
/// index locked against the next batch.
pub(super) fn check(shared: &Shared, tell: &UnboundedSender<Seq>) -> Result<CheckReport, Error> {
    let mut check = Check {
        shared,
        tell,
        draft: Draft::default(),
        settled: 0,
        sealed: (Seq(0), CHAIN_START),
        report: CheckReport::default(),
        index_faults: Vec::new(),
    };
    let first = shared.with_index(|index| Ok(index.applied().clone()))?;
    let reached = check.walk(Cursor::START, &first, None)?;
    shared.with_index(|index| {
        let end = index.applied().clone();
        let reached = check.walk(reached, &end, Some(index))?;
        check.seal(&reached);
        check.compare(index, &reached)
    })?;
    Ok(check.finish())
}

struct Check<'a> {
    shared: &'a Shared,
    tell: &'a UnboundedSender<Seq>,
    draft: Draft,
    /// Entries about the past that were compared.
    settled: u64,
    /// The last change met and the chain up to it.
    sealed: (Seq, Chain),
    report: CheckReport,
    index_faults: Vec<Fault>,
}

impl Check<'_> {
    /// Walks a part of the journal; `held` is the index when the caller has it locked already.
    fn walk(&mut self, from: Cursor, to: &Cursor, held: Option<&Index>) -> Result<Cursor, Error> {
        let shared = self.shared;
        shared.journal().walk(from, Some(to), &mut |at, step| {
            match step {
                Step::Fault(fault) => self.report.faults.push(fault),
                Step::Damaged(place, seq) => {
                    self.report.changes += 1;
                    self.sealed = (seq, at.chain);
                    self.draft.take_place(seq, &place);
                }
                Step::Change(place, change) => {
                    self.sealed = (change.seq, at.chain);
                    self.change(&place, &change)?;
                }
            }
            if at.seq.0 % TELL_EVERY == 0 || at.seq == to.seq {
                // whoever asked may have gone
                let _ = self.tell.send(at.seq);
            }
            let settled = self.draft.take_settled();
            match held {
                Some(index) => self.compare_entries(index, settled),
                None => shared.with_index(|index| self.compare_entries(index, settled)),
            }
        })
    }

    fn change(&mut self, place: &Place, change: &Change) -> Result<(), Error> {
        let effect = follow(&self.draft.over(None), change)?;
        let report = &mut self.report;
        report.changes += 1;
        report.resources += u64::from(matches!(change.event, Event::Created { .. }));
        report.revisions += u64::from(revision_written(&change.event).is_some());
        report.faults.extend(breaches(change.seq, &effect.breaches));
        self.draft.take(change, effect, place)
    }

    /// Notes the seal of the last change, unless that one is missing.
    fn seal(&mut self, reached: &Cursor) {
        let (seq, chain) = self.sealed;
        if seq > Seq(0) && seq == reached.seq {
            self.report.seal = Some(Sha256(chain));
        }
    }

    /// Compares entries about the past, which the index must have as they are.
    fn compare_entries(
        &mut self,
        index: &Index,
        entries: BTreeMap<Key, Value>,
    ) -> Result<(), Error> {
        self.settled += entries.len() as u64;
        for (key, value) in entries {
            if index.get(&key)?.as_ref() != Some(&value) {
                self.index_faults.push(fault(&key));
            }
        }
        Ok(())
    }

    /// Compares the rest, once everything was walked.
    fn compare(&mut self, index: &Index, reached: &Cursor) -> Result<(), Error> {
        let past = self.settled;
        let standing = std::mem::take(&mut self.draft).into_entries();
        let entries = past + standing.len() as u64;
        self.compare_entries(index, standing)?;
        let applied = index.applied();
        let mut wrong = |detail: String| {
            self.index_faults.push(Fault {
                place: "index".to_owned(),
                detail,
            });
        };
        if applied != reached {
            wrong(format!(
                "it is at change {} and the journal at change {}: {MEND}",
                applied.seq, reached.seq
            ));
        }
        if entries != index.entries() {
            wrong(format!(
                "it has {} entries instead of {entries}: {MEND}",
                index.entries()
            ));
        }
        Ok(())
    }

    /// The report. Beside a damaged journal nothing is said of the index: it may know more than what can be read.
    fn finish(self) -> CheckReport {
        let Self {
            shared,
            mut report,
            index_faults,
            ..
        } = self;
        let earlier = shared.found().iter();
        let only_at_opening = earlier.filter(|fault| !report.faults.contains(fault));
        let mut faults: Vec<Fault> = only_at_opening.cloned().collect();
        faults.append(&mut report.faults);
        if faults.is_empty() {
            faults = index_faults;
        }
        report.faults = faults;
        report
    }
}

/// What can be done about the index.
const MEND: &str = "`check --repair` builds it anew";

fn fault(key: &[u8]) -> Fault {
    let what = match key.first() {
        Some(&table::SLUGS) => "address",
        Some(&table::CHANGES) => "change",
        Some(&table::HEADS) => "resource",
        Some(&table::KINDS) => "kind",
        Some(&table::REVISIONS) => "revision",
        _ => "history",
    };
    let place = match (key.first(), key.get(1..)) {
        (Some(&(table::SLUGS | table::KINDS)), Some(name)) => {
            String::from_utf8_lossy(name).into_owned()
        }
        (Some(&table::CHANGES), _) => table::seq_of(key.get(1..).unwrap_or_default()).to_string(),
        (_, Some(rest)) => rest.iter().map(|byte| format!("{byte:02x}")).collect(),
        (_, None) => String::new(),
    };
    Fault {
        place: format!("index, {what} {place}"),
        detail: format!("it is not what follows from the journal: {MEND}"),
    }
}
