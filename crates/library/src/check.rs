//! Reading everything again: the log, what follows from it, and every file.

use crate::{Error, Library, Progress};
use model::{Content, Head, RevisionNumber, Seq, Sha256, Slug};
use std::collections::BTreeSet;
use storage::Fault;

const PAGE: usize = 200;

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
    /// Everything that is wrong.
    pub faults: Vec<Fault>,
}

impl Library {
    /// Verifies every record, every file's hash and every link between them.
    ///
    /// # Errors
    /// When reading stops; what is merely wrong is in the report.
    pub async fn check(&self, progress: &(dyn Progress + Sync)) -> Result<CheckReport, Error> {
        let end = self.parts.records.position().await?;
        let step = |seq: Seq| progress.step(seq.0, Some(end.0), "changes");
        let records = self.parts.records.check(&step).await?;
        let mut report = CheckReport {
            changes: records.changes,
            resources: records.resources,
            revisions: records.revisions,
            faults: records.faults,
            ..CheckReport::default()
        };
        let named = self.check_revisions(&mut report).await?;
        self.check_files(&named, &mut report, progress).await?;
        self.check_index(end, &mut report);
        Ok(report)
    }

    /// Links of every revision; gives the hashes of the files that revisions name.
    async fn check_revisions(&self, report: &mut CheckReport) -> Result<BTreeSet<Sha256>, Error> {
        let (mut named, mut after): (BTreeSet<Sha256>, Option<Slug>) = (BTreeSet::new(), None);
        loop {
            let heads = self.parts.records.heads(after.as_ref(), PAGE).await?;
            let Some(last) = heads.last() else {
                return Ok(named);
            };
            after = Some(last.slug.clone());
            for head in &heads {
                for number in 1..=head.number.0 {
                    self.check_revision(head, RevisionNumber(number), &mut named, report)
                        .await?;
                }
            }
        }
    }

    async fn check_revision(
        &self,
        head: &Head,
        number: RevisionNumber,
        named: &mut BTreeSet<Sha256>,
        report: &mut CheckReport,
    ) -> Result<(), Error> {
        let place = format!("{} revision {number}", head.slug);
        let content = match self.parts.records.revision(head.resource, number).await {
            Ok(Some(revision)) => revision.content,
            Ok(None) => {
                report
                    .faults
                    .push(fault(&place, "the revision is not there; restore a backup"));
                return Ok(());
            }
            Err(error) => {
                report
                    .faults
                    .push(fault(&place, format!("unreadable: {error}")));
                return Ok(());
            }
        };
        self.check_content(&place, &content, named, report).await
    }

    async fn check_content(
        &self,
        place: &str,
        content: &Content,
        named: &mut BTreeSet<Sha256>,
        report: &mut CheckReport,
    ) -> Result<(), Error> {
        if self.kind(content.kind.as_str()).is_none() {
            report.faults.push(fault(
                place,
                format!("its kind {} is not defined; import the kind", content.kind),
            ));
        }
        for file in &content.files {
            if !named.insert(file.sha256) {
                continue;
            }
            let detail = match self.parts.files.size(file.sha256).await? {
                None => format!(
                    "its file {} ({}) is not there; restore a backup",
                    file.name, file.sha256
                ),
                Some(size) if size != file.size_bytes => {
                    format!(
                        "its file {} has {size} bytes instead of {}",
                        file.name, file.size_bytes
                    )
                }
                Some(_) => continue,
            };
            report.faults.push(fault(place, detail));
        }
        Ok(())
    }

    async fn check_files(
        &self,
        named: &BTreeSet<Sha256>,
        report: &mut CheckReport,
        progress: &dyn Progress,
    ) -> Result<(), Error> {
        let mut after = None;
        loop {
            let files = self.parts.files.list(after, PAGE).await?;
            let Some(last) = files.last() else {
                return Ok(());
            };
            after = Some(last.sha256);
            for file in &files {
                report.files += 1;
                report.unnamed_files += u64::from(!named.contains(&file.sha256));
                report
                    .faults
                    .extend(self.parts.files.verify(file.sha256).await?);
                progress.step(report.files, None, "files");
            }
        }
    }

    /// The index is at the log's end, or will be: it follows. Ahead of the log it belongs to another one.
    fn check_index(&self, end: Seq, report: &mut CheckReport) {
        let position = self.parts.index.position();
        if position > end {
            let detail = format!(
                "it is at change {position}, after the end of the log ({end}); run reindex"
            );
            report.faults.push(fault("search index", detail));
        }
    }
}

fn fault(place: &str, detail: impl Into<String>) -> Fault {
    Fault {
        place: place.to_owned(),
        detail: detail.into(),
    }
}
