//! How often what was searched and read: counts by day, and nothing of who.

mod counts;
mod kept;
mod personal;
#[cfg(test)]
mod tests;
mod visitors;

use crate::{Clock, Ids};
use counts::Table;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use model::{ResourceId, Slug};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use visitors::Visitors;

/// Counts what people search for and read, for whoever looks after the library.
///
/// A count is one person on one day: who comes again on the same day is known by a salted hash in memory, which nobody can
/// turn back and which is forgotten with the day. Of time only the day is kept (UTC), of people nothing. What few people
/// search for is in memory only, and shown to nobody; words that look like a person's address or number are never taken. What
/// is kept is derived, bounded, and may be deleted.
pub struct Statistics {
    counted: Mutex<Counted>,
    file: Option<PathBuf>,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn Ids>,
}

/// Everything that is counted.
#[derive(Default)]
struct Counted {
    searched: Table,
    read: Table,
    visitors: Visitors,
    /// whether there is something that the file does not have
    changed: bool,
}

/// What was counted in the last days, the most frequent first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Searches that found nothing, or nothing without leaving out a word, and did so on the last day on which they were
    /// made. `count` is how often they found nothing.
    pub missed: Vec<Count>,
    /// What was searched for, found or not.
    pub searched: Vec<Count>,
    /// Resources that were read; `text` is the address of each when it was last read, its slug.
    pub read: Vec<Count>,
}

/// A line of [`Counts`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// What was searched for, as it was last written; or the slug of a resource.
    pub text: String,
    /// How many people, day by day.
    pub count: u64,
}

impl Statistics {
    /// Days for which counts are kept.
    pub const MAX_DAYS: u16 = counts::KEPT_DAYS;

    /// The most different searches, and the most resources, that are counted; the rarest go first.
    pub const MAX_ROWS: usize = counts::MAX_ROWS;

    /// So many people must have searched for something on one day before it is shown or written: what fewer ask for could
    /// tell who they are.
    pub const MANY: usize = counts::MANY as usize;

    /// Goes on with what the file has; without a file everything is forgotten at the end. A file that cannot be read, or is
    /// of another version, is written anew: nothing depends on it.
    #[must_use]
    pub fn open(file: Option<PathBuf>, clock: Arc<dyn Clock>, ids: Arc<dyn Ids>) -> Self {
        let taken = file.as_deref().and_then(kept::read);
        let replaced = taken.is_none() && file.as_deref().is_some_and(Path::exists);
        let (mut searched, mut read) = taken.unwrap_or_default();
        let today = clock.now().to_zoned(TimeZone::UTC).date();
        // a file may come from anywhere, or from long ago
        searched.bound(today);
        read.bound(today);
        let counted = Counted {
            searched,
            read,
            changed: replaced,
            ..Counted::default()
        };
        Self {
            counted: Mutex::new(counted),
            file,
            clock,
            ids,
        }
    }

    /// Somebody searched; `visitor` is what tells them from others just now, of which only a salted hash is kept, for
    /// the day. `found` is whether what they asked for was found without leaving out words.
    pub fn searched(&self, visitor: &str, text: &str, found: bool) {
        let Some(text) = personal::countable(text) else {
            return;
        };
        let key = search::fold(&text);
        self.count(visitor, &key, &text, !found, |counted| {
            &mut counted.searched
        });
    }

    /// Somebody read a resource.
    pub fn read(&self, visitor: &str, resource: ResourceId, slug: &Slug) {
        let key = resource.to_string();
        self.count(visitor, &key, slug.as_str(), false, |counted| {
            &mut counted.read
        });
    }

    fn count(
        &self,
        visitor: &str,
        key: &str,
        text: &str,
        missed: bool,
        table: impl FnOnce(&mut Counted) -> &mut Table,
    ) {
        let today = self.today();
        let mut counted = self.lock();
        let salt = || self.ids.secret();
        let Some(together) = counted.visitors.comes(today, salt, visitor, key) else {
            return;
        };
        counted.changed = true;
        table(&mut counted).add(key, text, today, missed, together);
    }

    /// What was counted in the last `days`, at most [`Self::MAX_DAYS`], today among them; of each list the first `most`.
    #[must_use]
    pub fn counts(&self, days: u16, most: usize) -> Counts {
        let since = counts::first_of(self.today(), days);
        let counted = self.lock();
        Counts {
            missed: counted.searched.missed(since, most),
            searched: counted.searched.frequent(since, most),
            read: counted.read.all(since, most),
        }
    }

    /// Writes what is not in the file yet. Blocks.
    ///
    /// # Errors
    /// When the file cannot be written; the former one is still there then, and the next call tries again.
    pub fn keep(&self) -> std::io::Result<()> {
        let Some(file) = &self.file else {
            return Ok(());
        };
        let text = {
            let today = self.today();
            let mut counted = self.lock();
            if !counted.changed {
                return Ok(());
            }
            counted.changed = false;
            counted.searched.forget_old(today);
            counted.read.forget_old(today);
            kept::text(&counted.searched, &counted.read)
        };
        let written = text.and_then(|text| kept::write(file, &text));
        written.inspect_err(|_| self.lock().changed = true)
    }

    fn today(&self) -> Date {
        self.clock.now().to_zoned(TimeZone::UTC).date()
    }

    fn lock(&self) -> MutexGuard<'_, Counted> {
        self.counted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
