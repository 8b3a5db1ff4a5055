//! The data folder: who holds it, and in which format it is.

use crate::Error;
use std::fs::{File, TryLockError};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The format of data folders that this program writes, and the newest that it reads.
pub(super) const FORMAT: u32 = 1;

/// The most room on the disk that is kept free.
const MAX_RESERVE_BYTES: u64 = 64 * 1024 * 1024;

/// A data folder held by this program alone.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    /// The locked file; `None` once released.
    lock: Mutex<Option<File>>,
    /// Nothing is taken in that would leave less room on the disk.
    reserve_bytes: u64,
}

impl Folder {
    /// Takes hold of a data folder, made when there is none. It keeps a reserve of the disk free; by default a twentieth,
    /// at most [`MAX_RESERVE_BYTES`].
    pub fn open(path: &Path, reserve_bytes: Option<u64>) -> Result<Self, Error> {
        make_folder(path)?;
        let lock = lock(path)?;
        let folder = Self {
            path: path.to_owned(),
            lock: Mutex::new(Some(lock)),
            reserve_bytes: reserve_bytes.unwrap_or_else(|| reserve(path)),
        };
        for part in ["journal", "files"] {
            make_folder(&path.join(part))?;
        }
        folder.check_format()?;
        Ok(folder)
    }

    /// A part of the folder.
    pub fn part(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Lets go of the folder.
    pub fn release(&self) {
        // closing the file gives the lock back
        drop(self.guard().take());
    }

    /// An error once the folder was let go.
    pub fn held(&self) -> Result<(), Error> {
        match *self.guard() {
            Some(_) => Ok(()),
            None => Err(Error::Closed),
        }
    }

    /// [`Error::DiskFull`] when the disk is down to the reserve. sled does not survive a full disk while it runs: it never
    /// gets to see one, as far as that is up to this program.
    pub fn room(&self) -> Result<(), Error> {
        match fs4::available_space(&self.path) {
            Ok(available) if available < self.reserve_bytes => Err(Error::DiskFull),
            _ => Ok(()),
        }
    }

    fn guard(&self) -> std::sync::MutexGuard<'_, Option<File>> {
        self.lock.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn check_format(&self) -> Result<(), Error> {
        let path = self.part("FORMAT");
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            // a new folder, or one whose every segment still tells its own format
            Err(error) if error.kind() == ErrorKind::NotFound => return self.write_format(),
            Err(error) => return Err(Error::io(path.display(), error)),
        };
        match text.trim().parse::<u32>() {
            Ok(found) if found > FORMAT => Err(Error::NewerFormat {
                folder: self.path.clone(),
                found,
                known: FORMAT,
            }),
            Ok(1..) => Ok(()),
            _ => Err(Error::damaged(
                path.display(),
                format!("it should hold a number such as {FORMAT}"),
            )),
        }
    }

    fn write_format(&self) -> Result<(), Error> {
        let (aside, path) = (self.part("FORMAT.new"), self.part("FORMAT"));
        let write = || {
            let mut file = File::create(&aside)?;
            writeln!(file, "{FORMAT}")?;
            file.sync_all()?;
            std::fs::rename(&aside, &path)
        };
        write().map_err(|error| Error::io(path.display(), error))?;
        sync_folder(&self.path)
    }
}

/// A file system that does not tell its size gets no reserve.
fn reserve(folder: &Path) -> u64 {
    let total = fs4::total_space(folder).unwrap_or(0);
    (total / 20).min(MAX_RESERVE_BYTES)
}

fn lock(folder: &Path) -> Result<File, Error> {
    let path = folder.join("lock");
    let failed = |error| Error::io(path.display(), error);
    let mut options = File::options();
    let options = options.write(true).create(true).truncate(false);
    let file = options.open(&path).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Error::Locked(folder.to_owned())),
        Err(TryLockError::Error(error)) => Err(failed(error)),
    }
}

/// Makes a folder, and those above it, that are still there after a power cut.
pub(super) fn make_folder(path: &Path) -> Result<(), Error> {
    if path.is_dir() {
        return Ok(());
    }
    let parent = path.parent().filter(|parent| *parent != Path::new(""));
    if let Some(parent) = parent {
        make_folder(parent)?;
    }
    match std::fs::create_dir(path) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            return Err(Error::io(path.display(), error));
        }
        _ => {}
    }
    sync_folder(parent.unwrap_or(Path::new(".")))
}

/// Brings the names in a folder to the disk: a new or renamed file is only then sure to be found after a power cut.
pub(super) fn sync_folder(path: &Path) -> Result<(), Error> {
    File::open(path)
        .and_then(|folder| folder.sync_all())
        .map_err(|error| Error::io(path.display(), error))
}
