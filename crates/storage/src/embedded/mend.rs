//! Mending a journal with what a backup still has.
//!
//! Journal and backup are gone through in step. What is whole stays byte for byte; what is damaged or missing is written
//! anew from the backup, and since the same change is packed into the same bytes, the chain usually stays as it was. The
//! new segments are written aside first, all of them, so that a backup of another library is noticed while nothing has
//! changed. Then they are put in their places, the last one first: a segment that got another chain before it never stands
//! behind one that still has the old chain, so that whatever was interrupted is mended by mending again.

mod aside;
mod backup;
mod links;
mod output;
mod rewrite;
mod state;
#[cfg(test)]
mod tests;

use super::folder::Folder;
use super::journal::{Cursor, Journal};
use super::{Embedded, SEGMENT_BYTES, recovery};
use crate::{Error, Fault};
use aside::Aside;
use backup::Backup;
use model::{Change, Seq};
use rewrite::Rewrite;
use std::path::Path;

/// What mending did.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Mended {
    /// Changes brought back in their places.
    pub mended: u64,
    /// Of those: changes behind the end of the journal.
    pub appended: u64,
    /// Segments of the journal that were written anew or for the first time.
    pub segments: u64,
    /// The first record that got another link of the chain than it had, for what the backup gave before it is not byte
    /// for byte what had been there (another version of the program packed it, or it is another content). A seal taken
    /// from there on, before, holds no more. `None` when the chain is what it was.
    pub resealed: Option<Seq>,
    /// What could not be mended: it stays as it is.
    pub faults: Vec<Fault>,
}

impl Embedded {
    /// Mends the journal of a data folder that nobody uses with the changes of a backup: 1, 2, 3 … as far as the backup
    /// has them. Places that it leaves out were lost when it was made: where the journal has them they stay, else they
    /// stay missing. It may be older than the journal, or newer: what the journal lost at its end is then put there.
    ///
    /// Damaged or missing records, heads of segments and whole segments are written anew. Nothing is deleted: the former
    /// segments are kept in `journal.aside-1`, `-2` …, the index in `index.aside-1` to `-3`, the first of which goes when a fourth comes; the next opening builds it anew.
    /// It may be interrupted at any moment and begun again. It needs room on the disk for the segments that change.
    ///
    /// `tell` gets the place in the log reached. Blocks, for about as long as a check.
    ///
    /// # Errors
    /// [`Error::Damaged`] when a whole record of the journal and the backup say different things at the same place: the
    /// backup is of another library. [`Error::Locked`], [`Error::NewerFormat`], a fault of the backup or of the file
    /// system. Unless it is a fault of putting the new segments in their places, nothing was changed.
    pub fn mend(
        folder: &Path,
        backup: &mut dyn Iterator<Item = Result<Change, Error>>,
        tell: &dyn Fn(Seq),
    ) -> Result<Mended, Error> {
        mend(&Folder::open(folder, None)?, backup, tell, SEGMENT_BYTES)
    }
}

fn mend(
    folder: &Folder,
    backup: &mut dyn Iterator<Item = Result<Change, Error>>,
    tell: &dyn Fn(Seq),
    segment_bytes: u64,
) -> Result<Mended, Error> {
    prepare(folder, backup, tell, segment_bytes)?.settle(folder, &mut || Ok(()))
}

/// A mended journal, still aside.
#[derive(Debug)]
struct Prepared {
    mended: Mended,
    /// The segments that change, by their first places, in order.
    segments: Vec<Seq>,
    /// Its end, where nothing else stands behind the last record.
    end: Option<Cursor>,
}

fn prepare(
    folder: &Folder,
    backup: &mut dyn Iterator<Item = Result<Change, Error>>,
    tell: &dyn Fn(Seq),
    segment_bytes: u64,
) -> Result<Prepared, Error> {
    let journal = Journal::open(&folder.part("journal"))?;
    let aside = Aside::new(folder);
    aside.clear()?;
    let backup = Backup::new(backup);
    let prepared = Rewrite::new(&journal, backup, &aside, tell, segment_bytes).run();
    if prepared.is_err()
        && let Err(error) = aside.clear()
    {
        tracing::warn!(%error, "segments written aside are left; the next mending removes them");
    }
    prepared
}

impl Prepared {
    /// Puts everything in its place. `step` is called before each step; tests let one fail.
    fn settle(
        self,
        folder: &Folder,
        step: &mut dyn FnMut() -> Result<(), Error>,
    ) -> Result<Mended, Error> {
        if self.segments.is_empty() {
            return Ok(self.mended);
        }
        step()?;
        // before the segments, for it says where in them everything is
        recovery::retire_index(folder, "the journal is mended")?;
        step()?;
        let aside = Aside::new(folder);
        let shelf = aside.shelf()?;
        for first in self.segments.iter().rev() {
            step()?;
            aside.keep(*first, &shelf)?;
            step()?;
            aside.settle(*first)?;
        }
        step()?;
        if let Some(end) = &self.end {
            Journal::open(&folder.part("journal"))?.note_end(end)?;
        }
        Ok(self.mended)
    }
}
