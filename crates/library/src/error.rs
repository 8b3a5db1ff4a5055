//! Why an act of the library did not happen.

use model::{Problem, Problems, Reason, Slug, Tombstone};

/// Something that was asked for and does not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// No resource has, or had, this address.
    Resource(String),
    /// The resource has no revision of this number.
    Revision(u32),
    /// The revision has no file of this name.
    File(String),
    /// There is no kind of this name.
    Kind(String),
    /// There is no such draft: it was used, dropped, or never there.
    Draft,
}

/// Why an act did not happen. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The input is wrong; every problem is listed.
    #[error("the input is not valid: {0:?}")]
    Invalid(Problems),
    /// What was asked for does not exist.
    #[error("not found: {0:?}")]
    NotFound(Missing),
    /// The resource was withdrawn.
    #[error("the resource {slug} was withdrawn")]
    Withdrawn {
        /// its address
        slug: Slug,
        /// when, by whom and why
        tombstone: Box<Tombstone>,
    },
    /// The address leads, or once led, to another resource.
    #[error("the address {0} is taken")]
    SlugTaken(Slug),
    /// A text or a file is over the limit.
    #[error("{field} is larger than {max_bytes} bytes")]
    TooLarge {
        /// `body` or `file`
        field: &'static str,
        /// the limit
        max_bytes: u64,
    },
    /// Somebody else put another file under the same name, or changed what stands beside it, since the base.
    #[error("the resource was changed meanwhile: revision {latest} has another file of this name")]
    FileConflict {
        /// number of the latest revision
        latest: model::RevisionNumber,
    },
    /// The one who acts may not do that.
    #[error("this is not allowed")]
    Forbidden,
    /// The same resource is being changed by many at once; trying again will do.
    #[error("too many changes at once; try again")]
    Busy,
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// As many drafts are kept as may be: this many.
    #[error("{0} drafts are kept, which is the most")]
    TooManyDrafts(usize),
    /// Writing is stopped until a restart.
    #[error("writing is stopped: {0}")]
    ReadOnly(String),
    /// A fault of the store.
    #[error(transparent)]
    Storage(storage::Error),
    /// A fault of the index.
    #[error(transparent)]
    Search(#[from] search::Error),
    /// A fault while reading or writing outside the data folder.
    #[error("{place}: {detail}")]
    Outside {
        /// the file or folder
        place: String,
        /// what is wrong
        detail: String,
    },
}

impl Error {
    /// One problem with one value.
    #[must_use]
    pub fn invalid(field: impl Into<String>, reason: Reason) -> Self {
        Self::Invalid(Problems(vec![Problem {
            field: field.into(),
            reason,
        }]))
    }

    /// Whether something that is stored is damaged, so that trying again is of no use.
    #[must_use]
    pub fn is_damage(&self) -> bool {
        matches!(self, Self::Storage(storage::Error::Damaged { .. }))
    }

    pub(crate) fn unknown_resource(slug: &str) -> Self {
        Self::NotFound(Missing::Resource(slug.chars().take(200).collect()))
    }

    pub(crate) fn outside(place: &std::path::Path, detail: impl ToString) -> Self {
        Self::Outside {
            place: place.display().to_string(),
            detail: detail.to_string(),
        }
    }
}

impl From<storage::Error> for Error {
    fn from(error: storage::Error) -> Self {
        match error {
            storage::Error::DiskFull => Self::DiskFull,
            storage::Error::TooManyDrafts(most) => Self::TooManyDrafts(most),
            storage::Error::ReadOnly(cause) => Self::ReadOnly(cause),
            other => Self::Storage(other),
        }
    }
}
