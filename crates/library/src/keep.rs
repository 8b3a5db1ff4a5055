//! Keeping what somebody wrote and did not publish yet: a deposit under way, a text that met a conflict.

use crate::{Draft, Error, Library, Missing};
use jiff::Timestamp;
use model::DraftId;
use serde::{Deserialize, Serialize};

/// The most bytes of a kept draft: a body at its limit, and as much again for the rest.
const MAX_BYTES: usize = 2 * 1024 * 1024;

/// What a kept draft was going to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// A new resource.
    Create {
        /// the address that is wished; empty for one made from the title
        #[serde(default)]
        slug: String,
    },
    /// A revision of a resource, made from that one.
    Revise {
        /// the resource
        resource: model::ResourceId,
        /// number of the revision that the author had before their eyes
        base: u32,
    },
}

/// A draft that is kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeptDraft {
    /// What it was going to be.
    pub purpose: Purpose,
    /// What was written.
    pub draft: Draft,
    /// What the author says of the change.
    #[serde(default)]
    pub summary: String,
    /// The name with which they sign.
    #[serde(default)]
    pub signature: String,
    /// When it was kept.
    pub at: Timestamp,
}

impl Library {
    /// Keeps what somebody wrote, until it is used or dropped; under the identifier of an earlier draft it takes the
    /// place of that one. Nothing is checked: it is kept as it is. Whoever knows the identifier may read it.
    ///
    /// # Errors
    /// [`Error::TooLarge`], [`Error::DiskFull`] and other faults of writing.
    pub async fn keep_draft(
        &self,
        id: Option<DraftId>,
        purpose: Purpose,
        draft: Draft,
        summary: &str,
        signature: &str,
    ) -> Result<DraftId, Error> {
        let id = id.unwrap_or_else(|| DraftId(self.parts.ids.secret()));
        let kept = KeptDraft {
            purpose,
            draft,
            summary: summary.to_owned(),
            signature: signature.to_owned(),
            at: self.parts.clock.now(),
        };
        let bytes = serde_json::to_vec(&kept).map_err(|error| unreadable(id, error))?;
        if bytes.len() > MAX_BYTES {
            return Err(Error::TooLarge {
                field: "body",
                max_bytes: MAX_BYTES as u64,
            });
        }
        self.parts.drafts.keep(id, bytes.into()).await?;
        Ok(id)
    }

    /// A draft that is kept.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it was used, dropped, or never there.
    pub async fn kept_draft(&self, id: DraftId) -> Result<KeptDraft, Error> {
        let bytes = self.parts.drafts.read(id).await?;
        let bytes = bytes.ok_or(Error::NotFound(Missing::Draft))?;
        serde_json::from_slice(&bytes).map_err(|error| unreadable(id, error))
    }

    /// Drops a draft, because it was used or is not wanted any more; one that is not there is no fault.
    ///
    /// # Errors
    /// Faults of the store.
    pub async fn discard_draft(&self, id: DraftId) -> Result<(), Error> {
        self.parts.drafts.discard(id).await?;
        Ok(())
    }
}

/// Names no more of the draft than finds its file: whoever reads the log shall not read the draft.
fn unreadable(id: DraftId, error: serde_json::Error) -> Error {
    let begin: String = id.to_string().chars().take(8).collect();
    Error::Storage(storage::Error::Damaged {
        place: format!("draft {begin}…"),
        detail: error.to_string(),
        seq: None,
    })
}
