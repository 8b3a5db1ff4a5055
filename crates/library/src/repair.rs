//! Mending what a check found: what to do for which fault, and bringing files back from a backup.

use crate::backup::{Backup, files_of};
use crate::{CheckReport, Error, FaultKind, Library, Progress};
use bytes::Bytes;
use model::{Seq, Sha256};
use sha2::{Digest, Sha256 as Hasher};
use std::collections::BTreeSet;
use std::io::Read;

/// How many changes are read at once.
const PAGE: usize = 100;
/// How many bytes of a file are brought back at once.
const CHUNK_BYTES: usize = 256 * 1024;

/// What would mend the faults of a check.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RepairPlan {
    /// Building the records index anew from the journal: [`storage::Embedded::rebuild_index`].
    pub index: bool,
    /// Building the search index anew: [`Library::reindex`].
    pub search: bool,
    /// Bringing changes back from a backup: [`storage::Embedded::mend`].
    pub journal: bool,
    /// Bringing files back from a backup: [`Library::mend_files`].
    pub files: bool,
}

impl RepairPlan {
    /// Whether a backup is needed for it.
    #[must_use]
    pub fn needs_backup(&self) -> bool {
        self.journal || self.files
    }
}

/// What would mend the faults of a report. A damaged draft and an unknown kind are in no plan: the first is lost, the
/// second is mended by importing the kind.
#[must_use]
pub fn repair_plan(report: &CheckReport) -> RepairPlan {
    let mut plan = RepairPlan::default();
    for fault in &report.faults {
        match fault.kind {
            FaultKind::Journal => plan.journal = true,
            FaultKind::RecordsIndex => plan.index = true,
            FaultKind::SearchIndex => plan.search = true,
            FaultKind::File => plan.files = true,
            FaultKind::Revision | FaultKind::Draft => {}
        }
    }
    plan
}

impl Library {
    /// Brings back from a backup every file that a revision names and that is missing or damaged here; gives how many.
    /// Each is stored only when its bytes have its hash. What the backup has not, or has damaged, stays as it is:
    /// check again to be told.
    ///
    /// Reads the backup on the thread of the caller: for a command, not for a server.
    ///
    /// # Errors
    /// When the store cannot be read or written.
    pub async fn mend_files(
        &self,
        backup: &mut Backup,
        progress: &dyn Progress,
    ) -> Result<u64, Error> {
        let there: BTreeSet<Sha256> = backup.files().into_iter().collect();
        let named = self.named_files().await?;
        let total = named.len() as u64;
        let mut mended = 0;
        for (index, sha256) in named.iter().enumerate() {
            let whole = self.parts.files.verify(*sha256).await?.is_none();
            if !whole && there.contains(sha256) && self.bring_back(backup, *sha256).await? {
                mended += 1;
            }
            progress.step(index as u64 + 1, Some(total), "files");
        }
        Ok(mended)
    }

    /// The files that revisions name, as far as their changes can be read.
    async fn named_files(&self) -> Result<BTreeSet<Sha256>, Error> {
        let mut named = BTreeSet::new();
        self.walk(
            Seq(0),
            self.parts.records.position().await?,
            PAGE,
            |change| {
                named.extend(files_of(&change).iter().map(|file| file.sha256));
            },
        )
        .await?;
        Ok(named)
    }

    /// False when the backup has not these bytes.
    async fn bring_back(&self, backup: &mut Backup, sha256: Sha256) -> Result<bool, Error> {
        let mut file = match backup.file(sha256) {
            Ok(file) => file,
            Err(error) => {
                tracing::error!(%error, "a file cannot be brought back");
                return Ok(false);
            }
        };
        let mut incoming = self.parts.files.create().await?;
        let mut hasher = Hasher::new();
        let mut chunk = vec![0; CHUNK_BYTES];
        loop {
            match file.read(&mut chunk) {
                Ok(0) => break,
                Ok(length) => {
                    hasher.update(&chunk[..length]);
                    incoming
                        .write(Bytes::copy_from_slice(&chunk[..length]))
                        .await?;
                }
                Err(error) => {
                    tracing::error!(%sha256, %error, "the backup has this file damaged");
                    return Ok(false);
                }
            }
        }
        if Sha256(hasher.finalize().into()) != sha256 {
            return Ok(false);
        }
        incoming.finish().await?;
        Ok(true)
    }
}
