//! Reading the file of a backup. Nothing of it is believed: names, sizes and order are checked as it is read.

use super::manifest::{CHANGES, Gap, MANIFEST, Manifest, file_entry, file_of};
use crate::Error;
use model::{Change, Seq, Sha256};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use zip::ZipArchive;

/// The most bytes of the manifest, which names every file: they are enough for a million, and bound the memory.
const MANIFEST_BYTES: u64 = 256 * 1024 * 1024;

/// The most bytes of one change: far over the limits of a content, escaped as JSON.
const CHANGE_BYTES: u64 = 32 * 1024 * 1024;

/// A backup to read from. [`verify`](Self::verify) it before anything is taken from it.
#[derive(Debug)]
pub struct Backup {
    path: PathBuf,
    zip: ZipArchive<BufReader<File>>,
    pub(super) manifest: Manifest,
    /// size of the archive
    pub(super) size_bytes: u64,
}

/// The bytes of an entry.
pub(super) type Entry<'a> = Box<dyn Read + Send + 'a>;

impl Backup {
    /// Opens a backup and reads what it says of itself.
    ///
    /// # Errors
    /// [`Error::Outside`] when it cannot be read, is no backup, or is one of a newer program.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let outside = |error| Error::outside(path, error);
        let file = open_file(path)?;
        let size_bytes = file.metadata().map_err(outside)?.len();
        let zip = ZipArchive::new(BufReader::new(file)).map_err(|error| {
            Error::outside(
                path,
                format!("this is no backup, or its end is damaged or missing ({error})"),
            )
        })?;
        let mut backup = Self {
            path: path.to_owned(),
            zip,
            manifest: Manifest::default(),
            size_bytes,
        };
        backup.manifest = backup.read_manifest()?;
        Ok(backup)
    }

    fn read_manifest(&mut self) -> Result<Manifest, Error> {
        let mut text = Vec::new();
        let read = self
            .entry(MANIFEST)?
            .take(MANIFEST_BYTES)
            .read_to_end(&mut text);
        read.map_err(|error| self.damaged(MANIFEST, error))?;
        let manifest: Manifest =
            serde_json::from_slice(&text).map_err(|error| self.damaged(MANIFEST, error))?;
        let known = Manifest::WHOLE..=Manifest::WITH_GAPS;
        if !known.contains(&manifest.format) {
            return Err(Error::outside(
                &self.path,
                format!(
                    "this backup has format {}; this program reads formats up to {}: use the program that wrote it, or a newer one",
                    manifest.format,
                    Manifest::WITH_GAPS
                ),
            ));
        }
        if !manifest.has_good_gaps() {
            let detail = "the changes that it says are missing are no places of its log";
            return Err(self.damaged(MANIFEST, detail));
        }
        Ok(manifest)
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The changes, in the order of the log, without those that the manifest says are missing. The first fault ends
    /// them: a change that is unreadable, too long, or not in its place.
    pub fn changes(&mut self) -> impl Iterator<Item = Result<Change, Error>> + Send + '_ {
        let path = self.path.clone();
        let gaps = self.manifest.missing_changes.clone();
        let changes: Box<dyn Iterator<Item = Result<Change, Error>> + Send + '_> =
            match self.entry(CHANGES) {
                Ok(entry) => Box::new(Changes::of(entry, path, gaps)),
                Err(error) => Box::new(std::iter::once(Err(error))),
            };
        changes
    }

    /// Hashes of the files that are in it.
    #[must_use]
    pub fn files(&self) -> Vec<Sha256> {
        let names = self.zip.file_names().filter_map(Result::ok);
        names.filter_map(|name| file_of(&name)).collect()
    }

    /// The bytes of a file. That they have its hash is for the reader to prove, at their end.
    ///
    /// # Errors
    /// [`Error::Outside`] when it is not in the backup.
    pub fn file(&mut self, sha256: Sha256) -> Result<impl Read + Send + '_, Error> {
        self.entry(&file_entry(sha256))
    }

    pub(super) fn damaged(&self, entry: &str, detail: impl ToString) -> Error {
        damaged(&self.path, entry, detail)
    }

    pub(super) fn entry(&mut self, name: &str) -> Result<Entry<'_>, Error> {
        match self.zip.by_name(name) {
            Ok(entry) => Ok(Box::new(entry)),
            Err(error) => Err(damaged(&self.path, name, error)),
        }
    }

    /// Every entry has a name that a backup knows, once, and nothing is twice in the archive under two names.
    pub(super) fn known_entries(&mut self) -> Result<Vec<String>, Error> {
        let overlap = self.zip.has_overlapping_files();
        if self.zip.has_duplicate_names() || !matches!(overlap, Ok(false)) {
            return Err(self.damaged("its list of entries", "entries are there twice"));
        }
        let mut names = Vec::with_capacity(self.zip.len());
        for name in self.zip.file_names() {
            let name = name.map_err(|error| self.damaged("its list of entries", error))?;
            if name != CHANGES && name != MANIFEST && file_of(&name).is_none() {
                let shown: String = name.chars().take(200).collect();
                return Err(self.damaged(&format!("{shown:?}"), "a backup has no such entry"));
            }
            names.push(name.into_owned());
        }
        Ok(names)
    }
}

/// Opens a plain file. To open a pipe would wait for somebody who writes into it.
pub(crate) fn open_file(path: &Path) -> Result<File, Error> {
    let outside = |error| Error::outside(path, error);
    if !path.metadata().map_err(outside)?.is_file() {
        return Err(Error::outside(path, "this is no file"));
    }
    File::open(path).map_err(outside)
}

pub(super) fn damaged(path: &Path, entry: &str, detail: impl ToString) -> Error {
    let detail = detail.to_string();
    Error::outside(path, format!("the backup is damaged at {entry}: {detail}"))
}

/// The lines of the log, each of which must be the change of the next place that is not missing.
pub(super) struct Changes<R> {
    path: PathBuf,
    reader: BufReader<R>,
    /// the most bytes of a line
    most: u64,
    gaps: std::vec::IntoIter<Gap>,
    at: Seq,
    ended: bool,
}

impl<R: Read> Changes<R> {
    pub(super) fn of(entry: R, path: PathBuf, gaps: Vec<Gap>) -> Self {
        Self::bounded(entry, path, gaps, CHANGE_BYTES)
    }

    fn bounded(entry: R, path: PathBuf, gaps: Vec<Gap>, most: u64) -> Self {
        let mut changes = Self {
            path,
            reader: BufReader::new(entry),
            most,
            gaps: gaps.into_iter(),
            at: Seq(0),
            ended: false,
        };
        changes.pass_gap();
        changes
    }

    /// The latest place passed.
    pub(super) fn at(&self) -> Seq {
        self.at
    }

    /// Passes the gap that begins here, if one does.
    fn pass_gap(&mut self) {
        let next = self.gaps.as_slice().first();
        if let Some(gap) = next.filter(|gap| gap.first == self.at.next()).copied() {
            self.gaps.next();
            self.at = gap.last;
        }
    }

    /// The reader below, once the end was reached.
    pub(super) fn into_entry(self) -> R {
        self.reader.into_inner()
    }

    fn read(&mut self) -> Result<Option<Change>, String> {
        let mut line = Vec::new();
        let mut bounded = self.reader.by_ref().take(self.most);
        let read = bounded.read_until(b'\n', &mut line);
        match read.map_err(|error| error.to_string())? {
            0 => return Ok(None),
            length if length as u64 == self.most => {
                return Err(format!("it is longer than {} bytes", self.most));
            }
            _ => {}
        }
        let change: Change =
            serde_json::from_slice(&line).map_err(|error| format!("it is unreadable ({error})"))?;
        if change.seq != self.at.next() {
            return Err(format!("change {} is in its place", change.seq));
        }
        self.at = change.seq;
        self.pass_gap();
        Ok(Some(change))
    }
}

impl<R: Read> Iterator for Changes<R> {
    type Item = Result<Change, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let next = self.read().transpose()?;
        self.ended = next.is_err();
        let place = || format!("{CHANGES}, change {}", self.at.next());
        Some(next.map_err(|detail| damaged(&self.path, &place(), detail)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_without_end_is_not_gathered() {
        let endless = std::io::repeat(b' ');
        let mut changes = Changes::bounded(endless, PathBuf::from("s.zip"), Vec::new(), 1000);
        let error = changes.next().unwrap().unwrap_err().to_string();
        assert!(
            error.contains("change 1: it is longer than 1000 bytes"),
            "{error}"
        );
        assert!(changes.next().is_none(), "the first fault ends them");
    }
}
