//! The index itself: opened, fed, closed. What it answers is in the rooms beside.

mod contents;
mod feed;
mod folder;
mod payload;
mod reached;
mod sealed;
#[cfg(test)]
mod tests;
mod view;
mod writer;

use crate::lexicon::Lexicon;
use crate::schema::{Fields, schema_fingerprint};
use crate::{Error, Update};
use model::Seq;
use payload::Payload;
pub use reached::{Places, Reached};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use tantivy::{IndexReader, IndexSettings, IndexWriter, ReloadPolicy, TantivyError};
pub use view::View;
use writer::Writer;

/// The search index of a library.
///
/// It follows the change log and is never the truth: it may be deleted at any moment and written again. All methods
/// block; share it by [`Arc`]. Searching never waits for writing.
pub struct Index {
    pub(crate) fields: Fields,
    fingerprint: u64,
    reader: IndexReader,
    view: RwLock<Arc<View>>,
    writer: Mutex<Writer>,
    reached: RwLock<Reached>,
    lexicon: RwLock<Arc<Lexicon>>,
    default_lexicon: RwLock<Arc<Lexicon>>,
}

impl Index {
    /// Opens the index in a folder, or begins one. An index that is damaged (every file is checked, and the engine may
    /// panic), or that another version of the program wrote, is deleted and begun anew: [`Index::position`] is 0 then.
    ///
    /// # Errors
    /// [`Error::InUse`], [`Error::ForeignFile`] when something else than an index would have to be deleted, or
    /// [`Error::Io`] and [`Error::Engine`] when the folder cannot be written.
    pub fn open(path: &Path) -> Result<Self, Error> {
        std::fs::create_dir_all(path)?;
        // what the engine left half done when it panicked is deleted with the rest
        let kept = catch_unwind(AssertUnwindSafe(|| Self::open_kept(path)));
        let panicked = |_| {
            let reason = "the engine panicked at what it read".to_owned();
            Err(Error::Engine(TantivyError::InternalError(reason)))
        };
        match kept.unwrap_or_else(panicked) {
            Err(Error::Engine(reason)) => {
                // an empty folder is no loss
                if path.read_dir()?.next().is_some() {
                    tracing::warn!(%reason, "the search index is begun anew");
                }
                folder::clear(path)?;
                let (fields, schema) = Fields::new();
                let directory = folder::directory(path)?;
                let index = tantivy::Index::create(directory, schema, IndexSettings::default())?;
                Self::with(&index, path.to_owned(), fields)
            }
            other => other,
        }
    }

    /// An index that lives as long as the value; for tests and trials.
    ///
    /// # Errors
    /// [`Error::Engine`].
    pub fn in_memory() -> Result<Self, Error> {
        let (fields, schema) = Fields::new();
        let index = tantivy::Index::create_in_ram(schema);
        Self::with(&index, PathBuf::new(), fields)
    }

    fn open_kept(path: &Path) -> Result<Self, Error> {
        let (fields, schema) = Fields::new();
        let index = tantivy::Index::open(folder::directory(path)?)?;
        // locked before it is checked: an index that another one writes to would look damaged
        let writer = Writer::open(&index, path.to_owned())?;
        folder::check(&index, path, schema_fingerprint(&schema))?;
        let opened = Self::of(&index, writer, fields)?;
        if opened.holds_each_once()? {
            Ok(opened)
        } else {
            let reason = "it holds a resource twice".to_owned();
            Err(Error::Engine(TantivyError::InvalidArgument(reason)))
        }
    }

    fn with(index: &tantivy::Index, folder: PathBuf, fields: Fields) -> Result<Self, Error> {
        Self::of(index, Writer::open(index, folder)?, fields)
    }

    fn of(index: &tantivy::Index, writer: Writer, fields: Fields) -> Result<Self, Error> {
        let reader: IndexReader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        let view = View::new(reader.searcher(), &fields, None)?;
        let kept = Payload::of(index)?;
        let new = kept.is_none();
        let opened = Self {
            fields,
            fingerprint: schema_fingerprint(&index.schema()),
            reader,
            view: RwLock::new(Arc::new(view)),
            writer: Mutex::new(writer),
            reached: RwLock::new(kept.map_or_else(Reached::default, |payload| payload.reached)),
            lexicon: RwLock::default(),
            default_lexicon: RwLock::default(),
        };
        if new {
            // so that the fingerprint is there from the first moment
            opened.apply(&[], Seq(0))?;
        }
        Ok(opened)
    }

    /// The place in the log up to which the index has followed; 0 when it is new.
    #[must_use]
    pub fn position(&self) -> Seq {
        let reached = self.reached.read();
        reached.unwrap_or_else(PoisonError::into_inner).position
    }

    /// How far the index has followed, and which log.
    #[must_use]
    pub fn reached(&self) -> Reached {
        let reached = self.reached.read();
        reached.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Applies updates in order and commits them with the place in the log that they reach, and its seal. All or nothing; when it
    /// returns, they are on disk and searchable. Applying the same updates twice is as good as once.
    ///
    /// # Errors
    /// [`Error::Engine`], such as a full disk: nothing of it is found and the position stands. It may be tried again at any
    /// time, and works when the fault is over. [`Error::Closed`].
    pub fn apply(&self, updates: &[Update], reached: impl Into<Reached>) -> Result<(), Error> {
        self.commit(reached.into(), |writer| self.write(writer, updates))?;
        if self.holds_as_told(updates)? {
            return Ok(());
        }
        // nobody may find what was overtaken: the follower begins at 0 again
        tracing::warn!("the search index did not take in what it was told; it is begun anew");
        self.clear()
    }

    /// Forgets everything, position included: for writing the index again from the log.
    ///
    /// # Errors
    /// As for [`Index::apply`].
    pub fn clear(&self) -> Result<(), Error> {
        self.commit(Reached::default(), |writer| {
            writer.delete_all_documents()?;
            Ok(())
        })
    }

    /// Takes the community's words, lines of Markdown lists; they hold from the next search on. Other lines are passed
    /// over:
    ///
    /// ```text
    /// - ETP = éducation thérapeutique du patient
    /// - brise-glace ~ icebreaker, faire connaissance
    /// ```
    ///
    /// An acronym is the same thing as its meaning. Words of one line are near one another, and found after the words asked.
    pub fn set_lexicon(&self, text: &str) {
        self.use_lexicon(Arc::new(Lexicon::read(text)));
    }

    /// Takes the words that hold while the library has no lexicon of its own.
    pub fn set_default_lexicon(&self, text: &str) {
        let lexicon = Arc::new(Lexicon::read(text));
        let default = self.default_lexicon.write();
        *default.unwrap_or_else(PoisonError::into_inner) = Arc::clone(&lexicon);
        self.use_lexicon(lexicon);
    }

    /// Goes back to the default lexicon.
    pub fn forget_lexicon(&self) {
        let default = self.default_lexicon.read();
        self.use_lexicon(Arc::clone(&default.unwrap_or_else(PoisonError::into_inner)));
    }

    fn use_lexicon(&self, lexicon: Arc<Lexicon>) {
        *self.lexicon.write().unwrap_or_else(PoisonError::into_inner) = lexicon;
    }

    /// Waits for work in the background and gives the folder free. Searching goes on; writing is [`Error::Closed`].
    ///
    /// # Errors
    /// [`Error::Engine`] when the work in the background failed.
    pub fn close(&self) -> Result<(), Error> {
        self.writer().close()
    }

    /// The index as the latest commit left it.
    pub(crate) fn searcher(&self) -> Arc<View> {
        Arc::clone(&self.view.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Lets searches see the latest commit.
    fn show(&self) -> Result<(), Error> {
        self.reader.reload()?;
        let next = View::new(self.reader.searcher(), &self.fields, Some(&self.searcher()))?;
        *self.view.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(next);
        Ok(())
    }

    pub(crate) fn lexicon(&self) -> Arc<Lexicon> {
        Arc::clone(&self.lexicon.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// What a thread wrote that panicked is forgotten, or it would be committed with the next work.
    fn writer(&self) -> MutexGuard<'_, Writer> {
        self.writer.lock().unwrap_or_else(|poisoned| {
            self.writer.clear_poison();
            let mut guard = poisoned.into_inner();
            guard.give_up();
            guard
        })
    }

    fn commit(
        &self,
        reached: Reached,
        work: impl FnOnce(&mut IndexWriter) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut guard = self.writer();
        let writer = guard.ready()?;
        let payload = Payload {
            fingerprint: self.fingerprint,
            reached: reached.clone(),
        };
        let done = work(writer).and_then(|()| {
            let mut commit = writer.prepare_commit()?;
            commit.set_payload(&payload.to_string());
            commit.commit()?;
            self.show()
        });
        if let Err(error) = done {
            guard.give_up();
            return Err(error);
        }
        *self.reached.write().unwrap_or_else(PoisonError::into_inner) = reached;
        Ok(())
    }
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index")
            .field("position", &self.position())
            .finish_non_exhaustive()
    }
}
