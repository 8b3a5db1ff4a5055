//! Files of the embedded backend: a folder of files named by the hash of their bytes.

use super::folder::{Folder, make_folder};
use super::incoming::FolderIncoming;
use crate::files::{cut, missing};
use crate::{Error, Fault, Files, Incoming, LocalFile, Stored};
use async_trait::async_trait;
use bytes::Bytes;
use model::Sha256;
use sha2::Digest;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::ops::Range;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::task::spawn_blocking;

/// Files in a data folder: the file of hash `abcdef…` is `files/ab/cdef…`. See [`Files`] for what it does.
#[derive(Debug, Clone)]
pub struct FolderFiles {
    folder: Arc<Folder>,
    root: PathBuf,
}

impl FolderFiles {
    pub(super) fn open(folder: Arc<Folder>) -> Result<Self, Error> {
        let root = folder.part("files");
        let incoming = root.join("incoming");
        make_folder(&incoming)?;
        remove_leftovers(&incoming)?;
        Ok(Self { folder, root })
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

    fn read_range(&self, sha256: Sha256, range: &Range<u64>) -> Result<Bytes, Error> {
        let (file, size) = self.open_file(sha256)?;
        let (start, length) = cut(range, size);
        let mut bytes = vec![0; length];
        file.read_exact_at(&mut bytes, start)
            .map_err(|error| Error::io(path(&self.root, sha256).display(), error))?;
        Ok(bytes.into())
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
        let fault = |detail: String| Fault {
            place: format!("file {sha256}"),
            detail: format!("{detail}: bring it back from a backup"),
        };
        let (file, _) = match self.open_file(sha256) {
            Err(Error::NoSuchFile(_)) => return Ok(Some(missing(sha256))),
            opened => opened?,
        };
        Ok(match hash(file) {
            Ok(found) if found == sha256 => None,
            Ok(found) => Some(fault(format!("its bytes have the hash {found}"))),
            Err(error) => Some(fault(format!("it cannot be read ({error})"))),
        })
    }
}

/// Where the file of a hash is.
pub(super) fn path(root: &Path, sha256: Sha256) -> PathBuf {
    let name = sha256.to_string();
    let (shard, rest) = name.split_at(2);
    root.join(shard).join(rest)
}

fn hash(mut file: File) -> std::io::Result<Sha256> {
    let mut hasher = sha2::Sha256::new();
    let mut buffer = vec![0; 256 * 1024];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(Sha256(hasher.finalize().into())),
            length => hasher.update(&buffer[..length]),
        }
    }
}

/// What was on its way when the program was stopped was promised to nobody.
fn remove_leftovers(incoming: &Path) -> Result<(), Error> {
    let failed = |error| Error::io(incoming.display(), error);
    for entry in std::fs::read_dir(incoming).map_err(failed)? {
        std::fs::remove_file(entry.map_err(failed)?.path()).map_err(failed)?;
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
            this.open_file(sha256)?;
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
