//! Files in memory.

use crate::files::cut;
use crate::{Error, Fault, Files, Incoming, LocalFile, Stored};
use async_trait::async_trait;
use bytes::Bytes;
use model::Sha256;
use sha2::Digest;
use std::collections::BTreeMap;
use std::ops::{Bound, Range};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

/// Tells apart the copies of one file.
static NEXT: AtomicU64 = AtomicU64::new(1);

type Shelf = Arc<RwLock<BTreeMap<Sha256, Bytes>>>;

/// Files in memory; see [`Files`] for what it does. [`Files::local`] writes a copy to the system's temporary folder.
#[derive(Debug, Clone, Default)]
pub struct MemoryFiles {
    shelf: Shelf,
}

impl MemoryFiles {
    /// An empty store.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn get(&self, sha256: Sha256) -> Option<Bytes> {
        let shelf = self.shelf.read().unwrap_or_else(PoisonError::into_inner);
        shelf.get(&sha256).cloned()
    }
}

struct MemoryIncoming {
    shelf: Shelf,
    bytes: Vec<u8>,
}

#[async_trait]
impl Incoming for MemoryIncoming {
    async fn write(&mut self, chunk: Bytes) -> Result<(), Error> {
        self.bytes.extend_from_slice(&chunk);
        Ok(())
    }

    fn size_bytes(&self) -> u64 {
        self.bytes.len() as u64
    }

    async fn finish(self: Box<Self>) -> Result<Stored, Error> {
        let sha256 = Sha256(sha2::Sha256::digest(&self.bytes).into());
        let size_bytes = self.bytes.len() as u64;
        let mut shelf = self.shelf.write().unwrap_or_else(PoisonError::into_inner);
        shelf.insert(sha256, self.bytes.into());
        Ok(Stored { sha256, size_bytes })
    }
}

#[async_trait]
impl Files for MemoryFiles {
    async fn create(&self) -> Result<Box<dyn Incoming>, Error> {
        Ok(Box::new(MemoryIncoming {
            shelf: Arc::clone(&self.shelf),
            bytes: Vec::new(),
        }))
    }

    async fn size(&self, sha256: Sha256) -> Result<Option<u64>, Error> {
        Ok(self.get(sha256).map(|bytes| bytes.len() as u64))
    }

    async fn read(&self, sha256: Sha256, range: Range<u64>) -> Result<Bytes, Error> {
        let bytes = self.get(sha256).ok_or(Error::NoSuchFile(sha256))?;
        let (start, length) = cut(&range, bytes.len() as u64);
        // `cut` keeps both within the bytes, so that they fit
        let start = usize::try_from(start).unwrap_or(bytes.len());
        Ok(bytes.slice(start..start + length))
    }

    async fn local(&self, sha256: Sha256) -> Result<LocalFile, Error> {
        let bytes = self.get(sha256).ok_or(Error::NoSuchFile(sha256))?;
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("{sha256}-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        let place = path.display().to_string();
        let copy = LocalFile::copy(path);
        tokio::fs::write(copy.path(), bytes)
            .await
            .map_err(|error| Error::io(place, error))?;
        Ok(copy)
    }

    async fn list(&self, after: Option<Sha256>, limit: usize) -> Result<Vec<Stored>, Error> {
        let shelf = self.shelf.read().unwrap_or_else(PoisonError::into_inner);
        let start = after.map_or(Bound::Unbounded, Bound::Excluded);
        let later = shelf.range((start, Bound::Unbounded));
        let stored = later.map(|(sha256, bytes)| Stored {
            sha256: *sha256,
            size_bytes: bytes.len() as u64,
        });
        Ok(stored.take(limit).collect())
    }

    async fn verify(&self, sha256: Sha256) -> Result<Option<Fault>, Error> {
        // memory does not rot: only absence is a fault
        Ok(match self.get(sha256) {
            Some(_) => None,
            None => Some(crate::files::missing(sha256)),
        })
    }
}
