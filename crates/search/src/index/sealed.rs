//! A folder whose lists carry a checksum.
//!
//! The engine puts a checksum into every file of a segment, but not into the two small files that say which segments there
//! are (`meta.json`, with our payload) and which files it made (`.managed.json`). A flipped digit there would lie: so both
//! get a last line with the checksum of all before it, and are refused without.

use crate::analysis::fnv1a;
use std::io;
use std::path::Path;
use std::sync::Arc;
use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    DirectoryLock, FileHandle, FileSlice, Lock, WatchCallback, WatchHandle, WritePtr,
};

/// Where FNV-1a begins.
const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
/// Digits of a seal.
const DIGITS: usize = 16;

/// A directory of the engine; only the lists differ.
#[derive(Debug, Clone)]
pub struct Sealed(Box<dyn Directory>);

impl Sealed {
    /// The same directory, with checksums.
    pub fn new(directory: impl Into<Box<dyn Directory>>) -> Self {
        Self(directory.into())
    }
}

impl Directory for Sealed {
    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let bytes = self.0.atomic_read(path)?;
        unseal(bytes).ok_or_else(|| {
            let reason = io::Error::new(io::ErrorKind::InvalidData, "its checksum does not match");
            OpenReadError::wrap_io_error(reason, path.to_owned())
        })
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.0.atomic_write(path, &seal(data))
    }

    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.0.get_file_handle(path)
    }

    fn open_read(&self, path: &Path) -> Result<FileSlice, OpenReadError> {
        self.0.open_read(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.0.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.0.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.0.open_write(path)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.0.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.0.acquire_lock(lock)
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.0.watch(callback)
    }
}

fn seal(data: &[u8]) -> Vec<u8> {
    let mut sealed = data.to_vec();
    sealed.extend_from_slice(format!("{:0DIGITS$x}\n", fnv1a(BASIS, data)).as_bytes());
    sealed
}

/// The data before the seal; `None` when it is not what was sealed.
pub(super) fn unseal(mut sealed: Vec<u8>) -> Option<Vec<u8>> {
    let end = sealed.len().checked_sub(DIGITS + 1)?;
    let whole = seal(sealed.get(..end)?) == sealed;
    sealed.truncate(end);
    whole.then_some(sealed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_sealed_is_read() {
        for data in [&b""[..], b"{}", b"un\ndeux\n"] {
            let sealed = seal(data);
            assert_eq!(unseal(sealed.clone()).as_deref(), Some(data));
            for length in 0..sealed.len() {
                assert_eq!(unseal(sealed[..length].to_vec()), None, "{length}");
            }
            for bit in 0..sealed.len() * 8 {
                let mut flipped = sealed.clone();
                flipped[bit / 8] ^= 1 << (bit % 8);
                assert_eq!(unseal(flipped), None, "{bit}");
            }
        }
    }
}
