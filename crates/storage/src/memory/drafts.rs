//! Drafts in memory.

use crate::drafts::MOST;
use crate::{Drafts, Error, KeptDraft};
use async_trait::async_trait;
use bytes::Bytes;
use jiff::Timestamp;
use model::DraftId;
use std::collections::BTreeMap;
use std::sync::{MutexGuard, PoisonError};

/// Drafts in memory; see [`Drafts`] for what it does.
#[derive(Debug, Default)]
pub struct MemoryDrafts {
    kept: std::sync::Mutex<BTreeMap<DraftId, (Timestamp, Bytes)>>,
}

impl MemoryDrafts {
    fn lock(&self) -> MutexGuard<'_, BTreeMap<DraftId, (Timestamp, Bytes)>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Drafts for MemoryDrafts {
    async fn keep(&self, id: DraftId, bytes: Bytes) -> Result<(), Error> {
        let mut kept = self.lock();
        if kept.len() >= MOST && !kept.contains_key(&id) {
            return Err(Error::TooManyDrafts(MOST));
        }
        kept.insert(id, (Timestamp::now(), bytes));
        Ok(())
    }

    async fn read(&self, id: DraftId) -> Result<Option<Bytes>, Error> {
        Ok(self.lock().get(&id).map(|(_, bytes)| bytes.clone()))
    }

    async fn discard(&self, id: DraftId) -> Result<bool, Error> {
        Ok(self.lock().remove(&id).is_some())
    }

    async fn list(&self) -> Result<Vec<KeptDraft>, Error> {
        let kept = self.lock();
        let of = |(id, (at, bytes)): (&DraftId, &(Timestamp, Bytes))| KeptDraft {
            id: *id,
            at: *at,
            size_bytes: bytes.len() as u64,
        };
        Ok(kept.iter().map(of).collect())
    }
}
