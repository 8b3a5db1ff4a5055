//! A file on its way into the folder: written aside, brought to the disk, then given its name.

use super::files::{blocking, path};
use super::folder::{Folder, make_folder, sync_folder};
use crate::{Error, Incoming, Stored};
use async_trait::async_trait;
use bytes::Bytes;
use model::Sha256;
use sha2::Digest;
use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes are gathered up to that many before a thread is woken to write them.
const GATHER_BYTES: usize = 256 * 1024;

/// Names of files on their way: the folder is emptied when it is opened, as far as it can be, and nobody else holds it.
static NEXT: AtomicU64 = AtomicU64::new(1);

pub(super) struct FolderIncoming {
    folder: Arc<Folder>,
    root: PathBuf,
    /// `None` after a write that failed or was given up.
    aside: Option<Aside>,
    gathered: Vec<Bytes>,
    gathered_bytes: usize,
    size_bytes: u64,
}

/// The file without a name of its own; removed with the value.
struct Aside {
    file: File,
    path: PathBuf,
    hasher: sha2::Sha256,
}

impl Drop for Aside {
    fn drop(&mut self) {
        // once the file got its name nothing is left here
        let _ = std::fs::remove_file(&self.path);
    }
}

impl FolderIncoming {
    pub fn create(folder: Arc<Folder>, root: &Path) -> Result<Self, Error> {
        Ok(Self {
            folder,
            root: root.to_owned(),
            aside: Some(Aside::create(&root.join("incoming"))?),
            gathered: Vec::new(),
            gathered_bytes: 0,
            size_bytes: 0,
        })
    }

    /// Writes what was gathered.
    async fn put(&mut self) -> Result<(), Error> {
        // taken away first: when the write fails, or is given up half-way, the file goes
        let aside = self.aside.take().ok_or_else(broken)?;
        let gathered = std::mem::take(&mut self.gathered);
        self.gathered_bytes = 0;
        let folder = Arc::clone(&self.folder);
        let put = move || folder.room().and_then(|()| aside.put(&gathered));
        self.aside = Some(blocking(put).await?);
        Ok(())
    }
}

impl Aside {
    /// Makes the file, under a number that is free.
    fn create(incoming: &Path) -> Result<Self, Error> {
        loop {
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let path = incoming.join(number.to_string());
            match File::options().write(true).create_new(true).open(&path) {
                // left by another run, and it could not be removed
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                created => {
                    let file = created.map_err(|error| Error::io(path.display(), error))?;
                    let hasher = sha2::Sha256::new();
                    return Ok(Self { file, path, hasher });
                }
            }
        }
    }

    fn put(mut self, chunks: &[Bytes]) -> Result<Self, Error> {
        for chunk in chunks {
            self.hasher.update(chunk);
            let written = self.file.write_all(chunk);
            written.map_err(|error| Error::io(self.path.display(), error))?;
        }
        Ok(self)
    }

    /// Brings the file to the disk and gives it its name, in place of the same bytes if they are there already: all
    /// that was promised of those is then true of these, and a copy that had rotted is whole again.
    fn settle(mut self, root: &Path) -> Result<Sha256, Error> {
        let sha256 = Sha256(self.hasher.finalize_reset().into());
        let target = path(root, sha256);
        let shard = target.parent().unwrap_or(root);
        make_folder(shard)?;
        let synced = self.file.sync_all();
        synced
            .and_then(|()| std::fs::rename(&self.path, &target))
            .map_err(|error| Error::io(target.display(), error))?;
        sync_folder(shard)?;
        // another file may have made its folder just before and not have come this far
        sync_folder(root)?;
        Ok(sha256)
    }
}

fn broken() -> Error {
    Error::Io {
        place: "files/incoming".to_owned(),
        source: std::io::Error::other("an earlier write of this file failed"),
    }
}

#[async_trait]
impl Incoming for FolderIncoming {
    async fn write(&mut self, chunk: Bytes) -> Result<(), Error> {
        if self.aside.is_none() {
            return Err(broken());
        }
        self.size_bytes += chunk.len() as u64;
        self.gathered_bytes += chunk.len();
        self.gathered.push(chunk);
        if self.gathered_bytes >= GATHER_BYTES {
            self.put().await?;
        }
        Ok(())
    }

    fn size_bytes(&self) -> u64 {
        self.size_bytes
    }

    async fn finish(mut self: Box<Self>) -> Result<Stored, Error> {
        self.put().await?;
        let Self {
            folder,
            root,
            aside,
            size_bytes,
            ..
        } = *self;
        let aside = aside.ok_or_else(broken)?;
        let sha256 = blocking(move || {
            folder.held()?;
            aside.settle(&root)
        })
        .await?;
        Ok(Stored { sha256, size_bytes })
    }
}
