//! The contract of a store of drafts.

use crate::Error;
use async_trait::async_trait;
use bytes::Bytes;
use jiff::Timestamp;
use model::DraftId;

/// That many drafts are kept at most: nobody's writing fills the disk. Kept and dropped by people, they are a few hundred
/// in a big library.
pub(crate) const MOST: usize = 10_000;

/// A draft that is kept, without what is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptDraft {
    /// Its identifier.
    pub id: DraftId,
    /// When it was kept the last time.
    pub at: Timestamp,
    /// Its size in bytes.
    pub size_bytes: u64,
}

/// A store of drafts: what somebody wrote and did not publish yet, kept until it is used or dropped.
///
/// Drafts are no part of the log and of no backup: nobody decided yet that others shall read them. When
/// [`keep`](Self::keep) answers, the draft survives a crash of the machine as far as the backend is made for it; the
/// draft that it replaces is there until then.
#[async_trait]
pub trait Drafts: Send + Sync + 'static {
    /// Keeps a draft, in place of an earlier one of the same identifier. At most 10,000 are kept.
    ///
    /// # Errors
    /// [`Error::TooManyDrafts`] when there are that many and this is another one. [`Error::DiskFull`] and other faults of
    /// writing: then the earlier one is still there, or this one whole, but it is not certain that it survives a crash.
    async fn keep(&self, id: DraftId, bytes: Bytes) -> Result<(), Error>;

    /// A draft as it was kept the last time.
    ///
    /// # Errors
    /// [`Error::Damaged`] when its bytes are not those that were kept.
    async fn read(&self, id: DraftId) -> Result<Option<Bytes>, Error>;

    /// Drops a draft; whether it was there.
    async fn discard(&self, id: DraftId) -> Result<bool, Error>;

    /// All drafts, in the order of their identifiers.
    async fn list(&self) -> Result<Vec<KeptDraft>, Error>;
}
