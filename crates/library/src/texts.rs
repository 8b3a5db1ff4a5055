//! What is in the files: found once, kept, and given to whoever asks.

mod entry;
mod kept;
mod key;
mod look;

use crate::Error;
use crate::turns::Turns;
use entry::Entry;
use extraction::{Inspection, Worker};
use kept::Kept;
use key::Key;
use look::{Looking, unknown};
use model::{ResourceId, Sha256};
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
/// looked into once, and again when [`extraction::VERSION`] is raised or when what it lacks may be the fault of others
/// ([`extraction::Note::may_pass`]), three times at most. What is kept follows from the files and may be removed whenever the library is
/// closed.
pub struct Texts {
    extractor: Arc<dyn Extractor>,
    kept: Option<Arc<Kept>>,
    /// nobody looks into a file while another does
    turns: Turns<Key>,
    at_once: Arc<Semaphore>,
}

/// A stored file, and whether there is room to keep what is found in it.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub(crate) files: &'a dyn Files,
    pub(crate) sha256: Sha256,
    pub(crate) name: &'a str,
    pub(crate) keep: bool,
}

/// What is known of a file.
pub(crate) struct Known {
    pub(crate) found: Inspection,
    /// whether looking into it again would tell no more
    pub(crate) settled: bool,
}

/// How good an answer has to be when the file is not to be looked into for it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wish {
    /// What this version found.
    Own,
    /// What any version found.
    Soon,
    /// What this version found, when looking into the file again would tell no more.
    Settled,
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

    /// What is in a stored file: what is kept, where that is as good as wished, or what is found now.
    ///
    /// # Errors
    /// When there is no such file or it is damaged, and what was in it is not kept.
    pub(crate) async fn of(&self, asked: Asked<'_>, wish: Wish) -> Result<Known, Error> {
        let key = Key::new(asked.sha256, asked.name);
        let _turn = self.turns.take(key.clone()).await;
        let recalled = self.with_kept({
            let key = key.clone();
            move |kept| recall(kept, &key, wish)
        });
        if let Some(known) = recalled.await.flatten() {
            return Ok(known);
        }
        // it is never closed
        let permit = Arc::clone(&self.at_once).acquire_owned().await.ok();
        let local = match asked.files.local(asked.sha256).await {
            Ok(local) => local,
            Err(error) => return self.without_file(key, error).await,
        };
        let looking = Looking {
            extractor: Arc::clone(&self.extractor),
            kept: self.kept.clone(),
            keep: asked.keep,
            name: asked.name.to_owned(),
            key,
        };
        // it goes on, and counts, when nobody waits for it any more
        let found = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            looking.look(local.path())
        });
        Ok(found.await.unwrap_or_else(|error| {
            tracing::error!(sha256 = %asked.sha256, %error, "looking into a file failed");
            Known {
                found: unknown(),
                settled: true,
            }
        }))
    }

    /// What was found in a file that cannot be read any more: that stands.
    async fn without_file(&self, key: Key, error: storage::Error) -> Result<Known, Error> {
        let gone = matches!(
            error,
            storage::Error::NoSuchFile(_) | storage::Error::Damaged { .. }
        );
        if !gone {
            return Err(error.into());
        }
        let stands = self.with_kept(move |kept| {
            let before = before(kept, &key)?.found;
            kept.put(&key, &Entry::settled(before.clone()));
            Some(before)
        });
        let found = stands.await.flatten().ok_or(error)?;
        Ok(Known {
            found,
            settled: true,
        })
    }

    /// Makes ready to keep what this version finds; `indexed` is whether there is an index by then.
    pub(crate) async fn begin(&self, indexed: bool) {
        self.with_kept(move |kept| kept.begin(indexed)).await;
    }

    /// Notes that a file of a resource is to be looked into again.
    pub(crate) async fn mark(&self, resource: ResourceId) {
        self.with_kept(move |kept| kept.mark(resource)).await;
    }

    /// Notes that it is done.
    pub(crate) async fn unmark(&self, resource: ResourceId) {
        self.with_kept(move |kept| kept.unmark(resource)).await;
    }

    /// The resources files of which are to be looked into again.
    pub(crate) async fn marked(&self) -> Vec<ResourceId> {
        self.with_kept(Kept::marked).await.unwrap_or_default()
    }

    /// Whether every file is to be looked into again, as the index has what another version found.
    pub(crate) async fn is_everything_due(&self) -> bool {
        self.with_kept(Kept::is_everything_due)
            .await
            .unwrap_or_default()
    }

    /// Notes that every file was looked into, or its resource noted.
    pub(crate) async fn everything_was_done(&self) {
        self.with_kept(Kept::everything_was_done).await;
    }

    /// Lets go of what other versions found.
    pub(crate) async fn forget_others(&self) {
        self.with_kept(Kept::forget_others).await;
    }

    async fn with_kept<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Kept) -> T + Send + 'static,
    ) -> Option<T> {
        let kept = Arc::clone(self.kept.as_ref()?);
        tokio::task::spawn_blocking(move || work(&kept)).await.ok()
    }
}

/// What is kept of a file, when it is as good as wished.
fn recall(kept: &Kept, key: &Key, wish: Wish) -> Option<Known> {
    let own = kept.get(key).map(|entry| Known {
        settled: entry.is_settled(),
        found: entry.found,
    });
    match wish {
        Wish::Own => own,
        Wish::Settled => own.filter(|known| known.settled),
        Wish::Soon => own.or_else(|| {
            kept.former(key).map(|found| Known {
                found,
                settled: false,
            })
        }),
    }
}

/// What is known of a file before it is looked into.
fn before(kept: &Kept, key: &Key) -> Option<Entry> {
    let former = || kept.former(key).map(Entry::settled);
    kept.get(key).or_else(former)
}

#[cfg(test)]
mod tests;
