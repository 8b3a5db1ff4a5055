//! Where the store stands: whether it takes changes, and what its log is sealed with.

use crate::{Error, Library};
use model::{Seq, Sha256};
use storage::Writing;

impl Library {
    /// Whether changes are written at this moment. It is known without asking the disk.
    #[must_use]
    pub fn writing(&self) -> Writing {
        self.parts.records.writing()
    }

    /// How many changes could not be read, because they are damaged or missing: what they said is not shown. It is what
    /// the search index met on its way through the log; only a check reads everything again.
    #[must_use]
    pub fn unread(&self) -> u64 {
        self.parts.index.reached().unread.count()
    }

    /// The seal of the log up to a place; `None` where there is none ([`storage::Records::seal`]).
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn seal(&self, at: Seq) -> Result<Option<Sha256>, Error> {
        Ok(self.parts.records.seal(at).await?)
    }
}
