//! Everything that a content uses, near and far, with what its credit needs.

mod named;
mod walk;

use crate::{Error, Library};
use jiff::tz::TimeZone;
use licensing::{Act, LicenceId};
use model::{Content, FileName, Revision, RevisionNumber, Slug};
use walk::{Uses, Walk};

/// A work that a content uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedWork {
    /// How it is used.
    pub act: Act,
    /// Its title; the address of a resource that is lost.
    pub title: String,
    /// Who made it.
    pub authors: Vec<String>,
    /// Its licence, if anybody said which.
    pub licence: Option<LicenceId>,
    /// What was changed in it, in the words of who did it.
    pub changes: Option<String>,
    /// The headings of the part of it that is shown, in one line; `None` when it is the whole.
    pub extract: Option<String>,
    /// The day of its last update, `2026-03-01`: for a work from elsewhere what somebody told, perhaps
    /// [`UNKNOWN_DAY`](licensing::UNKNOWN_DAY); for a resource here that of the revision that is used ([`last_update`]),
    /// if its licence wants it told.
    pub updated: Option<String>,
    /// Notices that came with it, word for word.
    pub notices: Option<String>,
    /// Where it is.
    pub place: WorkPlace,
    /// Place in the list of the work by which it is owed; `None` when the content itself uses it.
    pub through: Option<usize>,
}

/// Where a work is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WorkPlace {
    /// A resource of this library.
    Here {
        /// its present address
        slug: Slug,
        /// the revision that is used
        revision: RevisionNumber,
        /// its file that is used; none when it is the whole or a passage
        file: Option<FileName>,
        /// its latest revision
        latest: RevisionNumber,
        /// whether it was withdrawn
        withdrawn: bool,
    },
    /// Somewhere else.
    Elsewhere {
        /// its address
        url: Option<String>,
    },
    /// It should be a resource of this library, and is not here.
    Lost {
        /// the address that it should have
        slug: Slug,
    },
}

/// What a content uses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UsedWorks {
    /// Works, each once: first what the content itself uses, then what those use, and so on.
    pub works: Vec<UsedWork>,
    /// Whether there may be more than are listed.
    pub more: bool,
}

/// The day of a revision (UTC), if the licence of the work wants the day of its last update told in its credit.
#[must_use]
pub fn last_update(licence: LicenceId, revision: &Revision) -> Option<String> {
    let day = || revision.at.to_zoned(TimeZone::UTC).date().to_string();
    licence.licence().asks_for_date().then(day)
}

impl Library {
    /// The works that a content uses: those that it says it was made from, what its text borrows, the members of a
    /// collection with what they hold, and what all those were made from in their turn, for "earlier notices of
    /// modification are kept" (CC 4.0, section 3(a)(1)(B)). At most 100 works, for which at most some 300 records are
    /// read.
    ///
    /// # Errors
    /// Faults of the store; a damaged record is listed as a lost work.
    pub async fn used_works(&self, content: &Content) -> Result<UsedWorks, Error> {
        let first = Uses {
            // looked for in the text, for an import may have brought one that notes nothing
            borrowed: self.borrowed(content, Some(content)).await?,
            ..Uses::of(content, self.members(content))
        };
        Walk::new(self).from(first).await
    }
}
