//! What is in the files: found once, kept, and given to whoever asks.

mod kept;

use crate::turns::Turns;
use crate::{Error, LibraryParts};
use extraction::{HEAD_BYTES, Inspection, Note, Worker};
use kept::{Kept, Key};
use model::{Seq, Sha256};
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use storage::Files;
use tokio::sync::Semaphore;

/// How many files are looked into at once; who brings more waits. Two, so that one slow file does not hold up the next.
const AT_ONCE: usize = 2;

/// Looks into a file.
pub trait Extractor: Send + Sync + 'static {
    /// What is in the file at `path`, which was called `name` by whoever sent it. Blocks.
    ///
    /// # Errors
    /// When the file could not be looked at. What is wrong *in* a file is a note in what was found.
    fn inspect(&self, path: &Path, name: &str) -> Result<Inspection, extraction::Error>;
}

/// A program of its own for each file: whatever is in it, this one goes on.
impl Extractor for Worker {
    fn inspect(&self, path: &Path, name: &str) -> Result<Inspection, extraction::Error> {
        Self::inspect(self, path, name)
    }
}

/// Looks into files within this program, where nobody strange sends any.
#[derive(Debug, Clone, Copy, Default)]
pub struct InProcess;

impl Extractor for InProcess {
    fn inspect(&self, path: &Path, name: &str) -> Result<Inspection, extraction::Error> {
        extraction::inspect(path, name)
    }
}

/// Type, title, authors, text… of stored files.
///
/// They are found by an [`Extractor`], few files at a time, and kept in a folder, where it is given one: a file is then
/// looked into once, and again only when [`extraction::VERSION`] is raised. What is kept follows from the files and may be
/// removed whenever the library is closed.
pub struct Texts {
    extractor: Arc<dyn Extractor>,
    kept: Option<Arc<Kept>>,
    /// nobody looks into a file while another does
    turns: Turns<Key>,
    at_once: Arc<Semaphore>,
}

impl Texts {
    /// Texts that are found anew each time.
    pub fn new(extractor: impl Extractor) -> Self {
        Self {
            extractor: Arc::new(extractor),
            kept: None,
            turns: Turns::default(),
            at_once: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }

    /// The same, kept in a folder, which is made when it is needed.
    #[must_use]
    pub fn kept_in(self, folder: &Path) -> Self {
        Self {
            kept: Some(Arc::new(Kept::new(folder, extraction::VERSION))),
            ..self
        }
    }

    /// What is in a stored file that is called `name`. `keep` says whether there is room to keep it.
    ///
    /// # Errors
    /// When there is no such file or it is damaged, and what was in it is not kept.
    pub(crate) async fn of(
        &self,
        files: &dyn Files,
        sha256: Sha256,
        name: &str,
        keep: bool,
    ) -> Result<Inspection, Error> {
        let key = Key::new(sha256, name);
        let _turn = self.turns.take(key.clone()).await;
        if let Some(found) = self.recall(&key).await {
            return Ok(found);
        }
        // it is never closed
        let permit = Arc::clone(&self.at_once).acquire_owned().await.ok();
        let local = files.local(sha256).await?;
        let (extractor, name) = (Arc::clone(&self.extractor), name.to_owned());
        let kept = self.kept.clone().filter(|_| keep);
        // it goes on, and counts, when nobody waits for it any more
        let found = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            match extractor.inspect(local.path(), &name) {
                Ok(found) => {
                    if let Some(kept) = kept {
                        kept.put(&key, &found);
                    }
                    found
                }
                Err(error) => {
                    tracing::error!(%sha256, %error, "a file could not be looked into");
                    type_alone(local.path(), &name)
                }
            }
        });
        Ok(found.await.unwrap_or_else(|error| {
            tracing::error!(%sha256, %error, "looking into a file failed");
            unknown()
        }))
    }

    async fn recall(&self, key: &Key) -> Option<Inspection> {
        let (kept, key) = (Arc::clone(self.kept.as_ref()?), key.clone());
        tokio::task::spawn_blocking(move || kept.get(&key))
            .await
            .ok()?
    }
}

/// An index that was made with what another version found in the files is emptied, so that it is made again with what
/// this one finds.
///
/// # Errors
/// When the index cannot be written.
pub(crate) async fn begin_index_anew_if_of_another_version(
    parts: &LibraryParts,
) -> Result<(), Error> {
    let Some(kept) = parts.texts.kept.clone() else {
        return Ok(());
    };
    let index = Arc::clone(&parts.index);
    crate::follow::blocking(move || {
        if !kept.prepare() {
            return Ok(());
        }
        if index.position() > Seq(0) {
            tracing::warn!(
                "files are looked into anew, and the search index is begun anew with what is found"
            );
            index.clear()?;
        }
        kept.begin();
        Ok::<_, search::Error>(())
    })
    .await
}

/// What the beginning of a file tells, when nobody could be found to look further.
fn type_alone(path: &Path, name: &str) -> Inspection {
    let mut head = Vec::with_capacity(HEAD_BYTES);
    let read =
        File::open(path).and_then(|file| file.take(HEAD_BYTES as u64).read_to_end(&mut head));
    match read {
        Ok(_) => Inspection::without_text(extraction::identify(&head, name), Note::Failed),
        Err(_) => unknown(),
    }
}

/// Of a file that cannot be read nothing is known. It is a file all the same.
fn unknown() -> Inspection {
    Inspection::without_text("application/octet-stream", Note::Failed)
}
