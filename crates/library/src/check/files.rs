//! Files: each has its hash, and those that revisions name are there.

use super::log::Log;
use super::{CheckReport, FaultKind};
use crate::{Error, Library, Progress};
use model::Sha256;
use std::collections::BTreeSet;

/// How many files are listed at once.
const PAGE: usize = 200;

impl Library {
    pub(super) async fn check_files(
        &self,
        log: &Log,
        report: &mut CheckReport,
        progress: &dyn Progress,
    ) -> Result<(), Error> {
        let mut after = None;
        let mut there = BTreeSet::new();
        loop {
            let files = self.parts.files.list(after, PAGE).await?;
            let Some(last) = files.last() else {
                break;
            };
            after = Some(last.sha256);
            for file in &files {
                there.insert(file.sha256);
                report.files += 1;
                report.unnamed_files += u64::from(!log.files.contains_key(&file.sha256));
                self.check_file(log, file.sha256, file.size_bytes, report)
                    .await?;
                progress.step(report.files, None, "files");
            }
        }
        for (sha256, (_, place)) in log
            .files
            .iter()
            .filter(|(sha256, _)| !there.contains(*sha256))
        {
            report.fault(
                FaultKind::File,
                format!("file {sha256}"),
                format!("{place} names it and it is not there: bring it back with `check --repair --from BACKUP`"),
            );
        }
        Ok(())
    }

    async fn check_file(
        &self,
        log: &Log,
        sha256: Sha256,
        size: u64,
        report: &mut CheckReport,
    ) -> Result<(), Error> {
        if let Some(fault) = self.parts.files.verify(sha256).await? {
            let named = log.files.get(&sha256);
            let detail = match named {
                Some((_, place)) => format!("{}; {place} names it", fault.detail),
                None => "its bytes are not those of its hash any more; no revision names it, so that nothing needs it: the file may be removed".to_owned(),
            };
            report.fault(FaultKind::File, fault.place, detail);
        } else if let Some((expected, place)) = log.files.get(&sha256)
            && *expected != size
        {
            // its bytes have its hash: then the revision says another size than it had
            let detail = format!("it names a file of {expected} bytes, {sha256}, which has {size}");
            report.fault(FaultKind::Revision, place.clone(), detail);
        }
        Ok(())
    }
}
