//! Reading everything again: the log, what follows from it, every file, the search index, the drafts.

mod drafts;
mod files;
mod log;
mod search;

use crate::{Error, Library, Progress};
use model::{Seq, Sha256};
use storage::Fault;

/// What a check went through and found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckReport {
    /// Entries of the log.
    pub changes: u64,
    /// Resources, withdrawn ones included.
    pub resources: u64,
    /// Revisions.
    pub revisions: u64,
    /// Stored files.
    pub files: u64,
    /// Stored files that no revision names: uploads that were not finished into a resource. Not a fault.
    pub unnamed_files: u64,
    /// Drafts that are kept.
    pub drafts: u64,
    /// Place of the log at which the check began.
    pub position: Seq,
    /// Seal of the log up to there: as long as it is the same, nothing before was changed. `None` from a store that does
    /// not seal, and when that change is damaged.
    pub seal: Option<Sha256>,
    /// Everything that is wrong.
    pub faults: Vec<CheckFault>,
    /// What is worth knowing and no fault: a resource says that it was made from another that is withdrawn or not there.
    pub notices: Vec<Fault>,
}

/// Something wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckFault {
    /// What it is a fault of.
    pub kind: FaultKind,
    /// Where: a segment and a position, a resource and a revision, a file's hash.
    pub place: String,
    /// What is wrong there and what can be done, in English.
    pub detail: String,
}

/// What a fault is of, which says what mends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FaultKind {
    /// A record is damaged or missing: a backup has it.
    Journal,
    /// The records index is not what follows from the journal: it can be built anew.
    RecordsIndex,
    /// The search index does not hold exactly the resources that stand: it can be built anew.
    SearchIndex,
    /// A file is damaged or missing: a backup has it.
    File,
    /// A revision can be read and does not hold with the rest, such as one of a kind that is not defined.
    Revision,
    /// A draft is damaged.
    Draft,
}

impl Library {
    /// Verifies every record, every file's hash and every link between them, that the search finds exactly what is
    /// there, and the drafts. Others may write meanwhile: what is new is not a fault.
    ///
    /// # Errors
    /// When reading stops; what is merely wrong is in the report.
    pub async fn check(&self, progress: &dyn Progress) -> Result<CheckReport, Error> {
        let end = self.parts.records.position().await?;
        let step = |seq: Seq| progress.step(seq.0, Some(end.0), "changes");
        let records = self.parts.records.check(&step).await?;
        let mut report = CheckReport {
            changes: records.changes,
            resources: records.resources,
            revisions: records.revisions,
            position: end,
            seal: self.parts.records.seal(end).await?,
            faults: records.faults.into_iter().map(of_records).collect(),
            ..CheckReport::default()
        };
        let log = self.check_log(end, &mut report, progress).await?;
        self.check_files(&log, &mut report, progress).await?;
        self.check_search(&mut report).await?;
        self.check_drafts(&mut report).await?;
        Ok(report)
    }
}

impl CheckReport {
    fn fault(&mut self, kind: FaultKind, place: impl Into<String>, detail: impl Into<String>) {
        self.faults.push(CheckFault {
            kind,
            place: place.into(),
            detail: detail.into(),
        });
    }
}

/// The store tells faults of its index by their place; all others are of the journal.
fn of_records(fault: Fault) -> CheckFault {
    let kind = if fault.place.starts_with("index") {
        FaultKind::RecordsIndex
    } else {
        FaultKind::Journal
    };
    CheckFault {
        kind,
        place: fault.place,
        detail: fault.detail,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_of_the_records_index_are_told_apart_by_their_place() {
        let kind = |place: &str| {
            of_records(Fault {
                place: place.to_owned(),
                detail: String::new(),
            })
            .kind
        };
        assert_eq!(kind("index"), FaultKind::RecordsIndex);
        assert_eq!(kind("index, address une-fiche"), FaultKind::RecordsIndex);
        assert_eq!(
            kind("journal/00000000000000000001.log byte 56"),
            FaultKind::Journal
        );
        assert_eq!(kind("change 7"), FaultKind::Journal);
    }
}
