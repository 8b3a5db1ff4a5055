//! The index itself: opened, fed, closed. What it answers is in the rooms beside.

mod folder;
mod payload;

use crate::lexicon::Lexicon;
use crate::schema::{Fields, schema_fingerprint};
use crate::{Error, Update};
use model::Seq;
use payload::Payload;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use tantivy::{IndexReader, IndexWriter, ReloadPolicy, Searcher, Term};

/// Memory of the one writer, in bytes: what the engine recommends for a single thread.
const WRITER_BYTES: usize = 50_000_000;

/// The search index of a library.
///
/// It follows the change log and is never the truth: it may be deleted at any moment and written again. All methods
/// block; share it by [`Arc`]. Searching never waits for writing.
pub struct Index {
    pub(crate) fields: Fields,
    fingerprint: u64,
    reader: IndexReader,
    writer: Mutex<Option<IndexWriter>>,
    position: AtomicU64,
    lexicon: RwLock<Arc<Lexicon>>,
}

impl Index {
    /// Opens the index in a folder, or begins one. An index that is damaged (every file is checked), or that another
    /// version of the program wrote, is deleted and begun anew: [`Index::position`] is 0 then.
    ///
    /// # Errors
    /// [`Error::InUse`], [`Error::ForeignFile`] when something else than an index would have to be deleted, or
    /// [`Error::Io`] and [`Error::Engine`] when the folder cannot be written.
    pub fn open(path: &Path) -> Result<Self, Error> {
        std::fs::create_dir_all(path)?;
        match Self::open_kept(path) {
            Err(Error::Engine(reason)) => {
                // an empty folder is no loss
                if path.read_dir()?.next().is_some() {
                    tracing::warn!(%reason, "the search index is begun anew");
                }
                folder::clear(path)?;
                let (fields, schema) = Fields::new();
                let index = tantivy::Index::create_in_dir(path, schema)?;
                let writer = folder::lock(&index, path)?;
                Self::with(&index, writer, fields)
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
        let writer = index.writer_with_num_threads(1, WRITER_BYTES)?;
        Self::with(&index, writer, fields)
    }

    fn open_kept(path: &Path) -> Result<Self, Error> {
        let (fields, schema) = Fields::new();
        let index = tantivy::Index::open_in_dir(path)?;
        // locked before it is checked: an index that another one writes to would look damaged
        let writer = folder::lock(&index, path)?;
        folder::check(&index, schema_fingerprint(&schema))?;
        Self::with(&index, writer, fields)
    }

    fn with(index: &tantivy::Index, writer: IndexWriter, fields: Fields) -> Result<Self, Error> {
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        let kept = Payload::of(index)?;
        let opened = Self {
            fields,
            fingerprint: schema_fingerprint(&index.schema()),
            reader,
            writer: Mutex::new(Some(writer)),
            position: AtomicU64::new(kept.map_or(0, |payload| payload.position)),
            lexicon: RwLock::default(),
        };
        if kept.is_none() {
            // so that the fingerprint is there from the first moment
            opened.apply(&[], Seq(0))?;
        }
        Ok(opened)
    }

    /// The place in the log up to which the index has followed; 0 when it is new.
    #[must_use]
    pub fn position(&self) -> Seq {
        Seq(self.position.load(Ordering::Acquire))
    }

    /// Applies updates in order and commits them with the place in the log that they reach. All or nothing; when it
    /// returns, they are on disk and searchable.
    ///
    /// # Errors
    /// [`Error::Engine`], such as a full disk; nothing was applied then. [`Error::Closed`].
    pub fn apply(&self, updates: &[Update], position: Seq) -> Result<(), Error> {
        self.commit(position, |writer| {
            updates
                .iter()
                .try_for_each(|update| self.write(writer, update))
        })
    }

    /// Forgets everything, position included: for writing the index again from the log.
    ///
    /// # Errors
    /// As for [`Index::apply`].
    pub fn clear(&self) -> Result<(), Error> {
        self.commit(Seq(0), |writer| {
            writer.delete_all_documents()?;
            Ok(())
        })
    }

    /// How many resources are in the index.
    #[must_use]
    pub fn count(&self) -> usize {
        usize::try_from(self.searcher().num_docs()).unwrap_or(usize::MAX)
    }

    /// Takes the community's words, lines of Markdown lists; they hold from the next search on. Other lines are passed
    /// over:
    ///
    /// ```text
    /// - ETP = éducation thérapeutique du patient
    /// - brise-glace ~ icebreaker, faire connaissance
    /// ```
    pub fn set_lexicon(&self, text: &str) {
        let lexicon = Arc::new(Lexicon::read(text));
        *self.lexicon.write().unwrap_or_else(PoisonError::into_inner) = lexicon;
    }

    /// Waits for work in the background and gives the folder free. Searching goes on; writing is [`Error::Closed`].
    ///
    /// # Errors
    /// [`Error::Engine`] when the work in the background failed.
    pub fn close(&self) -> Result<(), Error> {
        match self.writer().take() {
            Some(writer) => Ok(writer.wait_merging_threads()?),
            None => Ok(()),
        }
    }

    pub(crate) fn searcher(&self) -> Searcher {
        self.reader.searcher()
    }

    pub(crate) fn lexicon(&self) -> Arc<Lexicon> {
        Arc::clone(&self.lexicon.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// What a thread wrote that panicked is taken back, or it would be committed with the next work.
    fn writer(&self) -> MutexGuard<'_, Option<IndexWriter>> {
        self.writer.lock().unwrap_or_else(|poisoned| {
            self.writer.clear_poison();
            let mut guard = poisoned.into_inner();
            guard.as_mut().into_iter().for_each(take_back);
            guard
        })
    }

    fn commit(
        &self,
        position: Seq,
        work: impl FnOnce(&mut IndexWriter) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut guard = self.writer();
        let writer = guard.as_mut().ok_or(Error::Closed)?;
        let payload = Payload {
            fingerprint: self.fingerprint,
            position: position.0,
        };
        let done = work(writer).and_then(|()| {
            let mut commit = writer.prepare_commit()?;
            commit.set_payload(&payload.to_string());
            commit.commit()?;
            Ok(())
        });
        if let Err(error) = done {
            take_back(writer);
            return Err(error);
        }
        self.reader.reload()?;
        self.position.store(position.0, Ordering::Release);
        Ok(())
    }

    fn write(&self, writer: &IndexWriter, update: &Update) -> Result<(), Error> {
        let resource = match update {
            Update::Put(document) => document.resource,
            Update::Remove(resource) => *resource,
        };
        writer.delete_term(Term::from_field_text(self.fields.id, &resource.to_string()));
        if let Update::Put(document) = update {
            writer.add_document(self.fields.engine_document(document)?)?;
        }
        Ok(())
    }
}

/// Forgets what is not committed. A writer that cannot even do that says so again at the next commit.
fn take_back(writer: &mut IndexWriter) {
    if let Err(error) = writer.rollback() {
        tracing::error!(%error, "the search index cannot take back what was not committed");
    }
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index")
            .field("position", &self.position())
            .finish_non_exhaustive()
    }
}
