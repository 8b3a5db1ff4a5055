//! Copies of files that say whose they are and under which licence.

use crate::texts::InProcess;
use crate::{Error, Library};
use marking::{Mark, Worker};
use model::FileRef;
use std::fs::File;
use std::io::{Seek, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How many copies are made at once; who wants more waits. Two, so that one slow file does not hold up the next.
const AT_ONCE: usize = 2;
/// How many wait for their turn at most: whoever comes behind them would wait longer than people do.
const WAITING: usize = 8;
/// How long somebody waits for their turn; a copy itself may take longer.
const WAIT: Duration = Duration::from_secs(10);

/// Makes marked copies.
pub trait Copier: Send + Sync + 'static {
    /// A copy of the file at `path` that bears the mark, to be read from its beginning, and gone when it is closed. Blocks.
    ///
    /// # Errors
    /// When the file cannot be marked, or nobody could try.
    fn copy(&self, path: &Path, media_type: &str, mark: &Mark) -> Result<File, marking::Error>;
}

/// A program of its own for each file: whatever is in it, this one goes on.
impl Copier for Worker {
    fn copy(&self, path: &Path, media_type: &str, mark: &Mark) -> Result<File, marking::Error> {
        self.mark(path, media_type, mark)
    }
}

impl Copier for InProcess {
    fn copy(&self, path: &Path, media_type: &str, mark: &Mark) -> Result<File, marking::Error> {
        let marked = marking::mark(media_type, &std::fs::read(path)?, mark)?;
        let mut copy = tempfile::tempfile()?;
        copy.write_all(&marked)?;
        copy.rewind()?;
        Ok(copy)
    }
}

/// Marked copies of stored files, made by a [`Copier`] for each who asks, few at a time. None is kept.
///
/// Two are made at once; up to eight more who ask wait for their turn, ten seconds at most.
pub struct Copies {
    copier: Arc<dyn Copier>,
    at_once: Arc<Semaphore>,
    seats: Semaphore,
    wait: Duration,
}

/// What became of the wish for a marked copy.
#[derive(Debug)]
pub enum Copied {
    /// The copy.
    Marked {
        /// its bytes, to be read from the beginning; they are gone when it is closed
        copy: File,
        /// how many they are
        size_bytes: u64,
    },
    /// The file cannot be marked.
    Unmarked(Unmarkable),
}

/// Why a file cannot be marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unmarkable {
    /// Files of this type have no place for a licence.
    Unsupported,
    /// It needs a password.
    Encrypted,
    /// It is not what its type says.
    Damaged,
    /// It, or something in it, is larger than what is read, or takes longer.
    TooLarge,
}

impl Unmarkable {
    /// A stable word for it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Unsupported => "unsupported",
            Self::Encrypted => "encrypted",
            Self::Damaged => "damaged",
            Self::TooLarge => "too_large",
        }
    }
}

impl Copies {
    /// Copies made by that copier.
    pub fn new(copier: impl Copier) -> Self {
        Self {
            copier: Arc::new(copier),
            at_once: Arc::new(Semaphore::new(AT_ONCE)),
            seats: Semaphore::new(WAITING),
            wait: WAIT,
        }
    }

    /// The same where nobody waits for their turn longer than this.
    #[must_use]
    pub fn waiting_at_most(self, wait: Duration) -> Self {
        Self { wait, ..self }
    }

    /// The right to make a copy, when it is one's turn.
    ///
    /// # Errors
    /// [`Error::Busy`] when too many wait already, or it takes too long.
    async fn turn(&self) -> Result<OwnedSemaphorePermit, Error> {
        if let Ok(turn) = Arc::clone(&self.at_once).try_acquire_owned() {
            return Ok(turn);
        }
        let _seat = self.seats.try_acquire().map_err(|_| Error::Busy)?;
        let turn = Arc::clone(&self.at_once).acquire_owned();
        match tokio::time::timeout(self.wait, turn).await {
            Ok(Ok(turn)) => Ok(turn),
            Ok(Err(_)) | Err(_) => Err(Error::Busy),
        }
    }
}

impl Library {
    /// A copy of a stored file that bears the mark. The file itself stays as it is.
    ///
    /// # Errors
    /// When there is no such file, it is damaged, or the library is closed; [`Error::Busy`] when too many copies are wanted
    /// at once, or whoever made this one was ended by somebody else; [`Error::DiskFull`]; [`Error::Outside`] when nobody could make it.
    pub async fn marked_copy(&self, file: &FileRef, mark: Mark) -> Result<Copied, Error> {
        let mut stopping = self.stopping.subscribe();
        tokio::select! {
            biased;
            copied = self.copied(file, mark) => copied,
            _ = stopping.wait_for(|stop| *stop) => Err(Error::Storage(storage::Error::Closed)),
        }
    }

    async fn copied(&self, file: &FileRef, mark: Mark) -> Result<Copied, Error> {
        if !marking::can_mark(&file.media_type) {
            return Ok(Copied::Unmarked(Unmarkable::Unsupported));
        }
        let turn = self.parts.copies.turn().await?;
        let local = self.parts.files.local(file.sha256).await?;
        let copier = Arc::clone(&self.parts.copies.copier);
        let media_type = file.media_type.clone();
        // it goes on, and counts, when nobody waits for it any more
        let copied = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            let copy = copier.copy(local.path(), &media_type, &mark)?;
            let size_bytes = copy.metadata()?.len();
            Ok((copy, size_bytes))
        });
        let place = Path::new(file.name.as_str());
        let copied = copied.await.map_err(|error| Error::outside(place, error))?;
        outcome(copied).map_err(|error| match error {
            marking::Error::Interrupted(_) => Error::Busy,
            error if error.is_disk_full() => Error::DiskFull,
            error => Error::outside(place, error),
        })
    }
}

fn outcome(copied: Result<(File, u64), marking::Error>) -> Result<Copied, marking::Error> {
    let unmarkable = match copied {
        Ok((copy, size_bytes)) => return Ok(Copied::Marked { copy, size_bytes }),
        Err(marking::Error::Unsupported) => Unmarkable::Unsupported,
        Err(marking::Error::Encrypted) => Unmarkable::Encrypted,
        Err(marking::Error::Damaged(_)) => Unmarkable::Damaged,
        Err(marking::Error::TooLarge(_)) => Unmarkable::TooLarge,
        Err(error @ (marking::Error::Interrupted(_) | marking::Error::Failed(_))) => {
            return Err(error);
        }
    };
    Ok(Copied::Unmarked(unmarkable))
}
