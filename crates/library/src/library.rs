//! The library itself: its parts, and how a proposal reaches the store.

use crate::find::Neighbours;
use crate::kinds::Kinds;
use crate::standing_licences::Judged;
use crate::turns::Turns;
use crate::{Draft, Error, LibraryParts, Missing, Positions, rights};
use model::{Actor, Content, FileRef, Head, Line, Reason, RevisionNumber, Seq, Slug, Summary};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use storage::{Act, Outcome, Proposal};
use tokio::sync::{Mutex, watch};

/// Everything that one may do with the resources. Shared by all doors; every method may be called at the same time.
pub struct Library {
    pub(crate) parts: LibraryParts,
    pub(crate) kinds: Kinds,
    pub(crate) neighbours: Neighbours,
    /// who asks for the list of doubtful licences waits for who makes it
    pub(crate) judged: Mutex<Judged>,
    /// who saves waits for those who save the same resource
    pub(crate) turns: Turns<model::ResourceId>,
    /// who feeds the index waits for who is at it
    pub(crate) feeding: Mutex<()>,
    /// place up to which the index has followed
    pub(crate) indexed: watch::Sender<Seq>,
    /// set until the index has been at the log's end
    pub(crate) rebuilding: AtomicBool,
    /// set to true when the follower shall stop
    pub(crate) stopping: watch::Sender<bool>,
}

impl Library {
    /// Puts a library together and reads its kinds and its synonyms.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn new(parts: LibraryParts) -> Result<Self, Error> {
        let kinds = Kinds::read(&*parts.records).await?;
        crate::follow::begin_anew_if_of_another_log(&parts).await?;
        parts.texts.begin(parts.index.position() > Seq(0)).await;
        let position = parts.index.position();
        let behind = position < parts.records.position().await?;
        let library = Self {
            parts,
            kinds,
            neighbours: Neighbours::default(),
            judged: Mutex::default(),
            turns: Turns::default(),
            feeding: Mutex::default(),
            indexed: watch::Sender::new(position),
            rebuilding: AtomicBool::new(behind),
            stopping: watch::Sender::new(false),
        };
        // before the first question, or it would find less than the next one
        library.read_lexicon().await;
        Ok(library)
    }

    /// How far the store and the index are.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn positions(&self) -> Result<Positions, Error> {
        Ok(Positions {
            store: self.parts.records.position().await?,
            index: *self.indexed.borrow(),
            indexed: self.parts.index.count(),
            rebuilding: self.rebuilding.load(Ordering::Relaxed),
        })
    }

    /// Waits until the index holds a change, at most so long. An author then finds what they have just saved.
    pub async fn until_indexed(&self, seq: Seq, at_most: Duration) {
        let mut indexed = self.indexed.subscribe();
        // Late is not wrong: the follower goes on whether or not somebody waits.
        let _ = tokio::time::timeout(at_most, indexed.wait_for(|position| *position >= seq)).await;
    }

    /// Finishes what is under way: the follower stops, the index and the store are closed.
    ///
    /// # Errors
    /// When the store cannot be closed in good order; nothing acknowledged is lost by that.
    pub async fn close(&self) -> Result<(), Error> {
        self.stopping.send_replace(true);
        let index = Arc::clone(&self.parts.index);
        crate::follow::blocking(move || index.close()).await?;
        Ok(self.parts.records.close().await?)
    }

    /// Checks a draft as creating or revising would, without writing: for a preview.
    ///
    /// # Errors
    /// [`Error::Invalid`] with every problem, [`Error::TooLarge`] for the body.
    pub async fn check_draft(
        &self,
        draft: &Draft,
        kept: Option<&Content>,
    ) -> Result<Content, Error> {
        let checked = draft.check(&self.kinds.all(), kept);
        let checked = checked.map_err(|problems| self.invalid(problems))?;
        let mut content = checked.content;
        for index in checked.new_files {
            let file = &mut content.files[index];
            let unknown = || Reason::Unknown {
                given: file.sha256.to_string(),
                known: Vec::new(),
            };
            let found = self.describe_stored(file).await?;
            let problem = unknown();
            *file =
                found.ok_or_else(|| Error::invalid(format!("files[{index}].sha256"), problem))?;
        }
        Ok(content)
    }

    /// A body over its limit is too large, whatever else is wrong; the rest is a list of problems.
    fn invalid(&self, problems: model::Problems) -> Error {
        let too_long = problems.0.iter().find_map(|problem| match problem.reason {
            Reason::TooLong { max, .. } if problem.field == "body" => Some(max as u64),
            _ => None,
        });
        match too_long {
            Some(max_bytes) => Error::TooLarge {
                field: "body",
                max_bytes,
            },
            None => Error::Invalid(problems),
        }
    }

    async fn describe_stored(&self, file: &FileRef) -> Result<Option<FileRef>, Error> {
        let Some(size_bytes) = self.parts.files.size(file.sha256).await? else {
            return Ok(None);
        };
        let media_type = self.media_type(file.sha256, file.name.as_str()).await?;
        Ok(Some(FileRef {
            size_bytes,
            media_type,
            ..file.clone()
        }))
    }

    /// This moment, by the clock that dates what is written.
    #[must_use]
    pub fn now(&self) -> jiff::Timestamp {
        self.parts.clock.now()
    }

    /// Writes one proposal and gives what became of it.
    pub(crate) async fn commit(
        &self,
        actor: &Actor,
        summary: Option<Summary>,
        act: Act,
    ) -> Result<Outcome, Error> {
        let proposal = Proposal {
            at: self.parts.clock.now(),
            by: actor.clone(),
            summary,
            act,
        };
        let outcomes = self.parts.records.commit(vec![proposal]).await?;
        outcomes.into_iter().next().ok_or_else(|| {
            Error::Storage(storage::Error::Index(
                "a store gave no outcome for a proposal".to_owned(),
            ))
        })
    }

    /// The resource at an address, withdrawn or not.
    pub(crate) async fn resolve(&self, slug: &str) -> Result<storage::Resolved, Error> {
        let parsed = Slug::parse(slug).map_err(|_| Error::unknown_resource(slug))?;
        let found = self.parts.records.resolve(&parsed).await?;
        found.ok_or_else(|| Error::unknown_resource(slug))
    }

    /// The resource at an address, which must not be withdrawn.
    pub(crate) async fn standing(&self, slug: &str) -> Result<storage::Resolved, Error> {
        let resolved = self.resolve(slug).await?;
        match &resolved.head.withdrawn {
            Some(tombstone) => Err(Error::Withdrawn {
                slug: resolved.head.slug.clone(),
                tombstone: Box::new(tombstone.clone()),
            }),
            None => Ok(resolved),
        }
    }

    pub(crate) async fn revision_of(
        &self,
        head: &Head,
        number: RevisionNumber,
    ) -> Result<model::Revision, Error> {
        let found = self.parts.records.revision(head.resource, number).await?;
        found.ok_or(Error::NotFound(Missing::Revision(number.0)))
    }

    pub(crate) fn allow(&self, actor: &Actor, act: rights::Act) -> Result<(), Error> {
        rights::require(actor, act)
    }

    /// All kinds, in their order.
    #[must_use]
    pub fn kinds(&self) -> Arc<Vec<Arc<model::Kind>>> {
        self.kinds.all()
    }

    /// The kind of that identifier.
    #[must_use]
    pub fn kind(&self, id: &str) -> Option<Arc<model::Kind>> {
        self.kinds.get(id)
    }
}

/// A summary, or nothing for an empty text.
pub(crate) fn summary(text: &str) -> Result<Option<Summary>, Error> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    Summary::parse(text)
        .map(Some)
        .map_err(|reason| Error::invalid("summary", reason))
}

impl Library {
    /// Who acts, from the name with which they sign; nobody in particular when it is empty.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `by`.
    pub fn actor(&self, name: &str) -> Result<Actor, Error> {
        if name.trim().is_empty() {
            return Ok(Actor::Anonymous);
        }
        Line::parse(name)
            .map(Actor::Signed)
            .map_err(|reason| Error::invalid("by", reason))
    }
}
