//! The files of mending: new segments are written aside, former ones kept, then each new one is put in its place.

use crate::Error;
use crate::embedded::folder::{Folder, make_folder, sync_folder};
use crate::embedded::segment;
use model::Seq;
use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// How the name of a segment on its way ends, in the place of `log`.
const NEW: &str = "new";

/// The journal's folder and what is put beside it.
#[derive(Debug)]
pub(super) struct Aside<'a> {
    folder: &'a Folder,
    journal: PathBuf,
}

impl<'a> Aside<'a> {
    pub fn new(folder: &'a Folder) -> Self {
        let journal = folder.part("journal");
        Self { folder, journal }
    }

    /// Removes the segments on their way that an interrupted mending left: it begins anew, from what it began with.
    pub fn clear(&self) -> Result<(), Error> {
        let failed = |error| Error::io(self.journal.display(), error);
        for entry in std::fs::read_dir(&self.journal).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            let log = path.with_extension("log");
            let name = log.file_name().and_then(|name| name.to_str());
            let ours = name.and_then(segment::first_of).is_some();
            if ours && path.extension().is_some_and(|ending| ending == NEW) {
                std::fs::remove_file(&path).map_err(|error| Error::io(path.display(), error))?;
            }
        }
        Ok(())
    }

    /// Writes a segment aside, durably.
    pub fn write(&self, first: Seq, bytes: &[u8]) -> Result<(), Error> {
        self.folder.room()?;
        let path = self.path(first).with_extension(NEW);
        let write = || {
            let mut file = File::create(&path)?;
            file.write_all(bytes)?;
            file.sync_all()
        };
        write().map_err(|error| Error::io(path.display(), error))
    }

    /// A new folder for the former segments: `journal.aside-1`, or the next number that is free.
    pub fn shelf(&self) -> Result<PathBuf, Error> {
        let mut numbers = 1_u32..;
        let mut shelves = numbers
            .by_ref()
            .map(|number| self.folder.part(&format!("journal.aside-{number}")));
        // numbers do not come to an end before folders do
        let free = shelves.find(|shelf| !shelf.exists());
        let shelf = free.unwrap_or_else(|| self.folder.part("journal.aside"));
        make_folder(&shelf)?;
        Ok(shelf)
    }

    /// Keeps a segment as it is on a shelf, if there is one.
    pub fn keep(&self, first: Seq, shelf: &Path) -> Result<(), Error> {
        let (path, kept) = (self.path(first), shelf.join(segment::name(first)));
        let failed = |error| Error::io(kept.display(), error);
        match std::fs::hard_link(&path, &kept) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            // not every file system has links
            Err(_) => copy(&path, &kept).map_err(failed)?,
        }
        sync_folder(shelf)
    }

    /// Puts a segment that was written aside in its place.
    pub fn settle(&self, first: Seq) -> Result<(), Error> {
        let path = self.path(first);
        std::fs::rename(path.with_extension(NEW), &path)
            .map_err(|error| Error::io(path.display(), error))?;
        sync_folder(&self.journal)
    }

    fn path(&self, first: Seq) -> PathBuf {
        self.journal.join(segment::name(first))
    }
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::copy(from, to)?;
    File::open(to)?.sync_all()
}
