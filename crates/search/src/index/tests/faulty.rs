//! A directory of which the n-th operation that changes something fails.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, DirectoryLock, FileHandle, Lock, RamDirectory, TerminatingWrite, WatchCallback,
    WatchHandle, WritePtr,
};

/// When operations fail.
#[derive(Debug, Clone, Default)]
pub struct Faults(Arc<State>);

#[derive(Debug, Default)]
struct State {
    armed: AtomicBool,
    lasts: AtomicBool,
    left: AtomicI64,
    failed: AtomicBool,
}

impl Faults {
    /// From now on the n-th operation fails, and with `lasts` every later one too.
    pub fn arm(&self, nth: u64, lasts: bool) {
        self.0
            .left
            .store(i64::try_from(nth).unwrap(), Ordering::SeqCst);
        self.0.lasts.store(lasts, Ordering::SeqCst);
        self.0.failed.store(false, Ordering::SeqCst);
        self.0.armed.store(true, Ordering::SeqCst);
    }

    /// Nothing fails any more; says whether something did.
    pub fn disarm(&self) -> bool {
        self.0.armed.store(false, Ordering::SeqCst);
        self.0.failed.load(Ordering::SeqCst)
    }

    fn operation(&self) -> io::Result<()> {
        if !self.0.armed.load(Ordering::SeqCst) {
            return Ok(());
        }
        let left = self.0.left.fetch_sub(1, Ordering::SeqCst);
        if left == 0 || (left < 0 && self.0.lasts.load(Ordering::SeqCst)) {
            self.0.failed.store(true, Ordering::SeqCst);
            return Err(io::ErrorKind::StorageFull.into());
        }
        Ok(())
    }
}

#[derive(Debug, Clone)]
pub struct Faulty {
    directory: RamDirectory,
    faults: Faults,
}

impl Faulty {
    pub fn new(directory: RamDirectory, faults: Faults) -> Self {
        Self { directory, faults }
    }
}

impl Directory for Faulty {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.directory.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        let failed = |error| DeleteError::IoError {
            io_error: Arc::new(error),
            filepath: path.to_owned(),
        };
        self.faults.operation().map_err(failed)?;
        self.directory.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.directory.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let failed = |error| OpenWriteError::wrap_io_error(error, path.to_owned());
        self.faults.operation().map_err(failed)?;
        let inner = self.directory.open_write(path)?;
        let faults = self.faults.clone();
        Ok(io::BufWriter::new(Box::new(FaultyFile { inner, faults })))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.directory.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.faults.operation()?;
        self.directory.atomic_write(path, data)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.faults.operation()?;
        self.directory.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.directory.acquire_lock(lock)
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.directory.watch(callback)
    }
}

struct FaultyFile {
    inner: WritePtr,
    faults: Faults,
}

impl io::Write for FaultyFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.faults.operation()?;
        self.inner.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.faults.operation()?;
        self.inner.flush()
    }
}

impl TerminatingWrite for FaultyFile {
    fn terminate_ref(&mut self, token: AntiCallToken) -> io::Result<()> {
        self.faults.operation()?;
        self.inner.terminate_ref(token)
    }
}
