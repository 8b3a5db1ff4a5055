//! Drafts of the embedded backend: a folder with one file for each, `drafts/{identifier}`, its bytes after their SHA-256.

use super::files::blocking;
use super::folder::{Folder, make_folder, sync_folder};
use super::shared::lock;
use crate::drafts::MOST;
use crate::{Drafts, Error, KeptDraft};
use async_trait::async_trait;
use bytes::Bytes;
use jiff::Timestamp;
use model::DraftId;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use uuid::Uuid;

/// Bytes of the hash before those of the draft.
const HASH_BYTES: usize = 32;

/// How the name of a draft on its way ends; what a crash left of it is removed at the next start.
const ASIDE: &str = "new";

/// Drafts in a data folder; see [`Drafts`] for what it does.
#[derive(Debug, Clone)]
pub struct FolderDrafts {
    folder: Arc<Folder>,
    root: PathBuf,
    /// How many are kept. Locked while one is kept or dropped: two that keep the same draft would write the same file
    /// aside.
    count: Arc<Mutex<usize>>,
}

impl FolderDrafts {
    pub(super) fn open(folder: Arc<Folder>) -> Result<Self, Error> {
        let root = folder.part("drafts");
        make_folder(&root)?;
        let mut count = 0;
        for path in entries(&root)? {
            count += usize::from(id_of(&path).is_some());
            let left = path.extension().is_some_and(|extension| extension == ASIDE);
            if left && let Err(error) = std::fs::remove_file(&path) {
                // it is in nobody's way but that draft's
                tracing::warn!(draft = %place(&path), %error, "what was left of a draft on its way cannot be removed");
            }
        }
        Ok(Self {
            folder,
            root,
            count: Arc::new(Mutex::new(count)),
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

    fn path(&self, id: DraftId) -> PathBuf {
        self.root.join(id.0.simple().to_string())
    }

    fn write(&self, id: DraftId, bytes: &[u8]) -> Result<(), Error> {
        self.folder.room()?;
        let mut count = lock(&self.count);
        let path = self.path(id);
        let new = !is_there(&path)?;
        if new && *count >= MOST {
            return Err(Error::TooManyDrafts(MOST));
        }
        let aside = path.with_extension(ASIDE);
        let written = write_aside(&aside, bytes).and_then(|()| std::fs::rename(&aside, &path));
        written.map_err(|error| {
            // the earlier draft is still there; what cannot be removed now is at the next start
            let _ = std::fs::remove_file(&aside);
            Error::io(place(&path), error)
        })?;
        *count += usize::from(new);
        sync_folder(&self.root)
    }

    fn read_whole(&self, id: DraftId) -> Result<Option<Bytes>, Error> {
        let path = self.path(id);
        let bytes = match std::fs::read(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            read => Bytes::from(read.map_err(|error| Error::io(place(&path), error))?),
        };
        let (hash, draft) = bytes.split_at_checked(HASH_BYTES).unwrap_or_default();
        if Sha256::digest(draft)[..] == *hash {
            Ok(Some(bytes.slice(HASH_BYTES..)))
        } else {
            Err(Error::damaged(
                place(&path),
                "the draft does not have the hash written with it",
            ))
        }
    }

    fn remove(&self, id: DraftId) -> Result<bool, Error> {
        let mut count = lock(&self.count);
        let path = self.path(id);
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
            removed => removed.map_err(|error| Error::io(place(&path), error))?,
        }
        *count = count.saturating_sub(1);
        sync_folder(&self.root).map(|()| true)
    }

    fn all(&self) -> Result<Vec<KeptDraft>, Error> {
        let mut kept = Vec::new();
        for path in entries(&self.root)? {
            let Some(id) = id_of(&path) else { continue };
            let failed = |error| Error::io(place(&path), error);
            let metadata = match path.metadata() {
                // dropped meanwhile
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                metadata => metadata.map_err(failed)?,
            };
            let at = metadata.modified().map_err(failed)?;
            kept.push(KeptDraft {
                id,
                at: Timestamp::try_from(at).unwrap_or(Timestamp::UNIX_EPOCH),
                size_bytes: metadata.len().saturating_sub(HASH_BYTES as u64),
            });
        }
        kept.sort_by_key(|draft| draft.id);
        Ok(kept)
    }
}

/// The draft whose file has that path; `None` for other files.
fn id_of(path: &Path) -> Option<DraftId> {
    let name = path.file_name()?.to_str()?;
    let id = Uuid::try_parse(name).ok()?;
    // other ways to write the same identifier are no names of drafts
    (id.simple().to_string() == name).then_some(DraftId(id))
}

fn is_there(path: &Path) -> Result<bool, Error> {
    path.try_exists()
        .map_err(|error| Error::io(path.display(), error))
}

fn write_aside(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(&Sha256::digest(bytes))?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// A draft in messages: the beginning of its name, for whoever knows the whole of it may read the draft.
fn place(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    format!("drafts/{}…", name.chars().take(8).collect::<String>())
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let entries = std::fs::read_dir(folder).and_then(|entries| {
        entries
            .map(|entry| entry.map(|entry| entry.path()))
            .collect()
    });
    entries.map_err(|error| Error::io(folder.display(), error))
}

#[async_trait]
impl Drafts for FolderDrafts {
    async fn keep(&self, id: DraftId, bytes: Bytes) -> Result<(), Error> {
        self.run(move |this| this.write(id, &bytes)).await
    }

    async fn read(&self, id: DraftId) -> Result<Option<Bytes>, Error> {
        self.run(move |this| this.read_whole(id)).await
    }

    async fn discard(&self, id: DraftId) -> Result<bool, Error> {
        self.run(move |this| this.remove(id)).await
    }

    async fn list(&self) -> Result<Vec<KeptDraft>, Error> {
        self.run(Self::all).await
    }
}
