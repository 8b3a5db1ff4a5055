//! Drafts: each can be read as it was kept.

use super::{CheckReport, FaultKind};
use crate::{Error, Library};

impl Library {
    pub(super) async fn check_drafts(&self, report: &mut CheckReport) -> Result<(), Error> {
        for draft in self.parts.drafts.list().await? {
            match self.kept_draft(draft.id).await {
                // used or dropped meanwhile
                Err(Error::NotFound(_)) => continue,
                Ok(_) => {}
                Err(Error::Storage(error @ storage::Error::Damaged { .. })) => report.fault(
                    FaultKind::Draft,
                    "drafts",
                    format!("{error}: what was written there and not published is lost, and nothing else; remove the file when nobody asks for it"),
                ),
                Err(error) => return Err(error),
            }
            report.drafts += 1;
        }
        Ok(())
    }
}
