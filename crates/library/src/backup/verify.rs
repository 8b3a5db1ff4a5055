//! Proving that a backup is whole, before anything is taken from it.

use super::archive::{Backup, Changes};
use super::files_of;
use super::manifest::{CHANGES, MANIFEST, file_entry, file_of};
use crate::{Error, Progress};
use jiff::Timestamp;
use model::{Seq, Sha256};
use sha2::{Digest, Sha256 as Hasher};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

/// What a backup that is whole holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupSummary {
    /// Entries of the log.
    pub changes: u64,
    /// Files.
    pub files: u64,
    /// Files that revisions name and that were damaged or missing when the backup was made.
    pub missing: Vec<Sha256>,
    /// Size of the backup in bytes.
    pub size_bytes: u64,
    /// Place in the log as which the library is in it.
    pub position: Seq,
    /// Seal of the log up to there; `None` from a store that does not seal, or an older program.
    pub seal: Option<Sha256>,
    /// Places of the log of which it has no change: they could not be read when it was made.
    pub missing_changes: u64,
    /// When it was made; `None` from an older program.
    pub taken_at: Option<Timestamp>,
}

/// Told how many entries of how many are done; stops the work by an error.
pub(super) type Tell<'a> = dyn FnMut(u64, u64) -> Result<(), Error> + 'a;

impl Backup {
    /// Reads everything and compares it with the manifest: no entry is missing, none too many, each has its hash; the
    /// changes are readable and without gap, but for those that the manifest names; every file that they name is there with its size. Blocks.
    ///
    /// # Errors
    /// [`Error::Outside`] that names the first fault.
    pub fn verify(&mut self, progress: &dyn Progress) -> Result<BackupSummary, Error> {
        self.verify_telling(&mut |done, total| {
            progress.step(done, Some(total), "verify");
            Ok(())
        })
    }

    pub(super) fn verify_telling(&mut self, tell: &mut Tell<'_>) -> Result<BackupSummary, Error> {
        self.verify_entries()?;
        let (changes, end, named) = self.verify_changes(tell)?;
        let files = self.verify_files(&named, tell)?;
        let manifest = &self.manifest;
        let position = manifest.position.unwrap_or(end);
        if (manifest.changes, manifest.files, position) != (changes, files, end) {
            return Err(self.damaged(
                MANIFEST,
                format!(
                    "its counts are not those of the backup ({changes} changes, {files} files)"
                ),
            ));
        }
        Ok(BackupSummary {
            changes,
            files,
            missing: manifest.missing.clone(),
            missing_changes: manifest
                .missing_changes
                .iter()
                .map(|gap| gap.places())
                .sum(),
            size_bytes: self.size_bytes,
            position,
            seal: manifest.seal,
            taken_at: manifest.taken_at,
        })
    }

    /// The entries are those of the manifest.
    fn verify_entries(&mut self) -> Result<(), Error> {
        let there: BTreeSet<String> = self.known_entries()?.into_iter().collect();
        for name in there.iter().filter(|name| *name != MANIFEST) {
            if !self.manifest.sha256.contains_key(name) {
                return Err(self.damaged(name, "the manifest does not know it"));
            }
        }
        let mut expected = self.manifest.sha256.keys().map(String::as_str);
        let lost = expected.find(|name| !there.contains(*name));
        match lost.or((!there.contains(CHANGES)).then_some(CHANGES)) {
            Some(name) => Err(self.damaged(name, "it is missing from the archive")),
            None => Ok(()),
        }
    }

    /// How many changes there are, the latest place, and the files that they name with their sizes.
    fn verify_changes(
        &mut self,
        tell: &mut Tell<'_>,
    ) -> Result<(u64, Seq, BTreeMap<Sha256, u64>), Error> {
        let total = self.manifest.sha256.len() as u64;
        let (path, mut named) = (self.path().to_owned(), BTreeMap::new());
        let gaps = self.manifest.missing_changes.clone();
        let mut changes = Changes::of(Hashing::of(self.entry(CHANGES)?), path, gaps);
        let mut count = 0;
        for change in changes.by_ref() {
            let change = change?;
            count += 1;
            named.extend(
                files_of(&change)
                    .iter()
                    .map(|file| (file.sha256, file.size_bytes)),
            );
            tell(0, total)?;
        }
        let end = changes.at();
        let found = changes.into_entry().finish();
        self.expect(CHANGES, found)?;
        Ok((count, end, named))
    }

    /// How many files there are.
    fn verify_files(
        &mut self,
        named: &BTreeMap<Sha256, u64>,
        tell: &mut Tell<'_>,
    ) -> Result<u64, Error> {
        let names: Vec<String> = self.manifest.sha256.keys().cloned().collect();
        let total = names.len() as u64;
        let mut files = BTreeSet::new();
        for (index, name) in names.iter().enumerate() {
            let Some(sha256) = file_of(name) else {
                continue;
            };
            files.insert(sha256);
            let Some(size) = named.get(&sha256) else {
                return Err(self.damaged(name, "no change names it"));
            };
            self.verify_file(name, sha256, *size, &mut || tell(index as u64, total))?;
        }
        let lost = named.keys().find(|sha256| !files.contains(sha256));
        if let Some(sha256) = lost.filter(|sha256| !self.manifest.missing.contains(sha256)) {
            return Err(self.damaged(&file_entry(*sha256), "a change names it and it is missing"));
        }
        Ok(files.len() as u64)
    }

    fn verify_file(
        &mut self,
        name: &str,
        sha256: Sha256,
        size: u64,
        tell: &mut dyn FnMut() -> Result<(), Error>,
    ) -> Result<(), Error> {
        // what goes on after its size is not unpacked: one byte more is proof enough
        let mut entry = Hashing::of(self.entry(name)?.take(size.saturating_add(1)));
        let mut buffer = vec![0; 256 * 1024];
        let mut length = 0;
        loop {
            match entry.read(&mut buffer) {
                Ok(0) => break,
                Ok(read) => length += read as u64,
                Err(error) => {
                    drop(entry);
                    return Err(self.damaged(name, error));
                }
            }
            tell()?;
        }
        let found = entry.finish();
        if size != length {
            return Err(self.damaged(name, "it has not the size that the change names"));
        }
        if found != sha256 {
            return Err(self.damaged(name, "its bytes do not have the hash that is its name"));
        }
        self.expect(name, found)
    }

    fn expect(&self, name: &str, found: Sha256) -> Result<(), Error> {
        if self.manifest.sha256.get(name) == Some(&found) {
            Ok(())
        } else {
            Err(self.damaged(name, "its bytes do not have the hash in the manifest"))
        }
    }
}

/// A reader that hashes what goes through it.
struct Hashing<R> {
    reader: R,
    hasher: Hasher,
}

impl<R: Read> Hashing<R> {
    fn of(reader: R) -> Self {
        Self {
            reader,
            hasher: Hasher::new(),
        }
    }

    fn finish(self) -> Sha256 {
        Sha256(self.hasher.finalize().into())
    }
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let length = self.reader.read(buffer)?;
        self.hasher.update(&buffer[..length]);
        Ok(length)
    }
}
