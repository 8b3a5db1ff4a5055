//! Files of the embedded backend: a folder of files named by the hash of their bytes.

mod proved;

use super::folder::{Folder, make_folder};
use super::incoming::FolderIncoming;
use crate::files::{cut, missing};
use crate::{Error, Fault, Files, Incoming, LocalFile, Stored};
use async_trait::async_trait;
use bytes::Bytes;
use model::Sha256;
use proved::{MEND, Mark, Proved};
use std::fs::File;
use std::io::ErrorKind;
use std::ops::Range;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::task::spawn_blocking;

/// A file that is written to all the time while it is read is given up after so many readings.
const TRIES: usize = 3;

/// Files in a data folder: the file of hash `abcdef…` is `files/ab/cdef…`. See [`Files`] for what it does.
///
/// The first [`read`](Files::read) or [`local`](Files::local) of a file after a start reads it whole, to prove that its
/// bytes are those that were stored; so does the first one after its size or its times changed.
#[derive(Debug, Clone)]
pub struct FolderFiles {
    folder: Arc<Folder>,
    root: PathBuf,
    proved: Arc<Proved>,
}

impl FolderFiles {
    pub(super) fn open(folder: Arc<Folder>) -> Result<Self, Error> {
        let root = folder.part("files");
        let incoming = root.join("incoming");
        make_folder(&incoming)?;
        remove_leftovers(&incoming)?;
        Ok(Self {
            folder,
            root,
            proved: Arc::new(Proved::new(proved::MOST)),
        })
    }

    async fn run<T: Send + 'static>(
        &self,
        act: impl FnOnce(&Self) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let this = self.clone();
        blocking(move || {
            this.folder.held()?;
            act(&this)
        })
        .await
    }

    fn open_file(&self, sha256: Sha256) -> Result<(File, u64), Error> {
        let path = path(&self.root, sha256);
        let opened = File::open(&path).and_then(|file| {
            let size = file.metadata()?.len();
            Ok((file, size))
        });
        opened.map_err(|error| match error.kind() {
            ErrorKind::NotFound => Error::NoSuchFile(sha256),
            _ => Error::io(path.display(), error),
        })
    }

    #[cfg(test)]
    pub(super) fn readings(&self) -> usize {
        self.proved.readings()
    }

    /// A file whose bytes are proved to be those that were stored, and the mark that it had then.
    fn open_proved(&self, sha256: Sha256) -> Result<(File, Mark), Error> {
        let (file, _) = self.open_file(sha256)?;
        match self.proved.prove(sha256, &file) {
            Ok(mark) => Ok((file, mark)),
            Err(unproved) => Err(unproved.into_error(sha256)),
        }
    }

    fn read_range(&self, sha256: Sha256, range: &Range<u64>) -> Result<Bytes, Error> {
        let failed = |error| Error::io(path(&self.root, sha256).display(), error);
        for _ in 0..TRIES {
            let (file, mark) = self.open_proved(sha256)?;
            let (start, length) = cut(range, mark.size_bytes());
            let mut bytes = vec![0; length];
            let read = file.read_exact_at(&mut bytes, start);
            // what was written to meanwhile is proved again
            if Mark::of_file(&file).map_err(failed)? == mark {
                return read.map(|()| bytes.into()).map_err(failed);
            }
        }
        let place = format!("file {sha256}");
        Err(Error::damaged(place, "it changes while it is read"))
    }

    fn list_after(&self, after: Option<Sha256>, limit: usize) -> Result<Vec<Stored>, Error> {
        let first = after.map_or(0, |after| after.0[0]);
        let mut stored = Vec::new();
        for shard in first..=u8::MAX {
            let later = self.shard(shard)?.into_iter();
            let later = later.filter(|file| Some(file.sha256) > after);
            stored.extend(later.take(limit - stored.len()));
            if stored.len() == limit {
                break;
            }
        }
        Ok(stored)
    }

    /// The files whose hashes begin with a byte, in order.
    fn shard(&self, byte: u8) -> Result<Vec<Stored>, Error> {
        let name = format!("{byte:02x}");
        let folder = self.root.join(&name);
        let failed = |error| Error::io(folder.display(), error);
        let entries = match std::fs::read_dir(&folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.map_err(failed)?,
        };
        let mut stored = Vec::new();
        for entry in entries {
            let entry = entry.map_err(failed)?;
            let rest = entry.file_name().into_string().unwrap_or_default();
            if let Ok(sha256) = Sha256::parse(&format!("{name}{rest}")) {
                let size_bytes = entry.metadata().map_err(failed)?.len();
                stored.push(Stored { sha256, size_bytes });
            }
        }
        stored.sort_by_key(|file| file.sha256);
        Ok(stored)
    }

    fn examine(&self, sha256: Sha256) -> Result<Option<Fault>, Error> {
        let (file, _) = match self.open_file(sha256) {
            Err(Error::NoSuchFile(_)) => return Ok(Some(missing(sha256))),
            opened => opened?,
        };
        self.proved.forget(sha256);
        let unproved = self.proved.prove(sha256, &file).err();
        Ok(unproved.map(|unproved| Fault {
            place: format!("file {sha256}"),
            detail: format!("{}: {MEND}", unproved.detail()),
        }))
    }
}

/// Where the file of a hash is.
pub(super) fn path(root: &Path, sha256: Sha256) -> PathBuf {
    let name = sha256.to_string();
    let (shard, rest) = name.split_at(2);
    root.join(shard).join(rest)
}

/// What was on its way when the program was stopped was promised to nobody. What cannot be removed is in nobody's way.
fn remove_leftovers(incoming: &Path) -> Result<(), Error> {
    let failed = |error| Error::io(incoming.display(), error);
    for entry in std::fs::read_dir(incoming).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if let Err(error) = std::fs::remove_file(&path) {
            tracing::warn!(path = %path.display(), %error, "what was left of a file on its way cannot be removed");
        }
    }
    Ok(())
}

/// Runs what waits for the disk where it keeps nobody else waiting.
pub(super) async fn blocking<T: Send + 'static>(
    act: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    spawn_blocking(act).await.unwrap_or_else(|error| {
        Err(Error::Io {
            place: "files".to_owned(),
            source: std::io::Error::other(error),
        })
    })
}

#[async_trait]
impl Files for FolderFiles {
    async fn create(&self) -> Result<Box<dyn Incoming>, Error> {
        let folder = Arc::clone(&self.folder);
        self.run(move |this| {
            let incoming = FolderIncoming::create(folder, &this.root)?;
            Ok(Box::new(incoming) as Box<dyn Incoming>)
        })
        .await
    }

    async fn size(&self, sha256: Sha256) -> Result<Option<u64>, Error> {
        self.run(move |this| match this.open_file(sha256) {
            Ok((_, size)) => Ok(Some(size)),
            Err(Error::NoSuchFile(_)) => Ok(None),
            Err(error) => Err(error),
        })
        .await
    }

    async fn read(&self, sha256: Sha256, range: Range<u64>) -> Result<Bytes, Error> {
        self.run(move |this| this.read_range(sha256, &range)).await
    }

    async fn local(&self, sha256: Sha256) -> Result<LocalFile, Error> {
        self.run(move |this| {
            this.open_proved(sha256)?;
            Ok(LocalFile::lasting(path(&this.root, sha256)))
        })
        .await
    }

    async fn list(&self, after: Option<Sha256>, limit: usize) -> Result<Vec<Stored>, Error> {
        self.run(move |this| this.list_after(after, limit)).await
    }

    async fn verify(&self, sha256: Sha256) -> Result<Option<Fault>, Error> {
        self.run(move |this| this.examine(sha256)).await
    }
}
