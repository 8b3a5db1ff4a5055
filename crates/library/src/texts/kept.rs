//! The folder in which is kept what was found in files: `{version}/{ab}/{cdef…}` for the file of hash `abcdef…`, with what
//! its name tells as an ending.
//!
//! What is still to be done stands beside it, to be gone on with after a restart: `{version}/again/{resource}` for each
//! resource a file of which may tell more when it is looked into again, and `{version}/everything` while the search index
//! has what other versions found.

use super::entry::Entry;
use super::key::Key;
use extraction::Inspection;
use model::ResourceId;
use std::cmp::Reverse;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

const AGAIN: &str = "again";
const EVERYTHING: &str = "everything";

/// What one version of the extraction found.
#[derive(Debug)]
pub(super) struct Kept {
    /// of all versions
    root: PathBuf,
    version: u32,
}

impl Kept {
    pub(super) fn new(root: &Path, version: u32) -> Self {
        Self {
            root: root.to_owned(),
            version,
        }
    }

    /// Makes the folder of this version, when it is not there. `everything` is whether there is an index by then, which has
    /// what others found.
    pub(super) fn begin(&self, everything: bool) {
        if !self.folder().is_dir() {
            self.tell(self.make(everything));
        }
    }

    /// Under another name until it is whole: a version that has begun knows what it has to do.
    fn make(&self, everything: bool) -> io::Result<()> {
        let new = self.root.join(format!("{}.new", self.version));
        fs::create_dir_all(new.join(AGAIN))?;
        if everything {
            fs::write(new.join(EVERYTHING), "")?;
        }
        fs::rename(new, self.folder())
    }

    /// What this version found, or nothing where that is not known any more.
    pub(super) fn get(&self, key: &Key) -> Option<Entry> {
        self.read(&key.path(&self.folder()))
    }

    /// What another version found, the newest of them first.
    pub(super) fn former(&self, key: &Key) -> Option<Inspection> {
        let mut others = self.others().unwrap_or_default();
        others.sort_by_key(|(version, _)| Reverse(*version));
        let found = others
            .iter()
            .find_map(|(_, folder)| self.read(&key.path(folder)));
        found.map(|entry| entry.found)
    }

    fn read(&self, path: &Path) -> Option<Entry> {
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return None,
            Err(error) => {
                self.tell(Err(error));
                return None;
            }
        };
        let entry = Entry::parse(&bytes);
        if entry.is_none() {
            tracing::warn!(path = %path.display(), "what was found in a file is damaged; the file is looked into again");
        }
        entry
    }

    /// Keeps what was found. Where that fails, the file is looked into again another time.
    pub(super) fn put(&self, key: &Key, entry: &Entry) {
        self.tell(write(&key.path(&self.folder()), entry));
    }

    /// Notes that a file of a resource is to be looked into again.
    pub(super) fn mark(&self, resource: ResourceId) {
        self.tell(fs::write(self.mark_of(resource), ""));
    }

    /// Notes that it is done.
    pub(super) fn unmark(&self, resource: ResourceId) {
        self.tell(missing_is_fine(fs::remove_file(self.mark_of(resource))));
    }

    /// The resources that were noted.
    pub(super) fn marked(&self) -> Vec<ResourceId> {
        let Ok(entries) = self.folder().join(AGAIN).read_dir() else {
            return Vec::new();
        };
        let names = entries.flatten().map(|entry| entry.file_name());
        names
            .filter_map(|name| name.to_str()?.parse().ok().map(ResourceId))
            .collect()
    }

    /// Whether every file is to be looked into again.
    pub(super) fn is_everything_due(&self) -> bool {
        self.folder().join(EVERYTHING).exists()
    }

    /// Notes that every file was.
    pub(super) fn everything_was_done(&self) {
        let done = fs::remove_file(self.folder().join(EVERYTHING));
        self.tell(missing_is_fine(done));
    }

    /// Lets go of what other versions found.
    pub(super) fn forget_others(&self) {
        let forget = || {
            let mut others = self.others()?.into_iter();
            others.try_for_each(|(_, folder)| fs::remove_dir_all(folder))
        };
        self.tell(forget());
    }

    fn folder(&self) -> PathBuf {
        self.root.join(self.version.to_string())
    }

    fn mark_of(&self, resource: ResourceId) -> PathBuf {
        self.folder().join(AGAIN).join(resource.to_string())
    }

    /// The folders of other versions, begun or not.
    fn others(&self) -> io::Result<Vec<(u32, PathBuf)>> {
        let mut others = Vec::new();
        for entry in self.root.read_dir()? {
            let entry = entry?;
            let version = entry.file_name().to_str().and_then(version);
            let version = version.filter(|version| *version != self.version);
            others.extend(version.map(|version| (version, entry.path())));
        }
        Ok(others)
    }

    /// Tells what did not go well; no act fails by it.
    fn tell(&self, done: io::Result<()>) {
        if let Err(error) = done {
            let folder = self.root.display();
            tracing::warn!(%folder, %error, "what is found in files is not kept");
        }
    }
}

/// The version whose folder has that name, begun or not.
fn version(name: &str) -> Option<u32> {
    name.strip_suffix(".new").unwrap_or(name).parse().ok()
}

/// Renamed into its place, without a flush. The folder of the version is not made here: one that was has its notes.
fn write(path: &Path, entry: &Entry) -> io::Result<()> {
    match path.parent().map(fs::create_dir) {
        Some(Err(error)) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    // no ending has a dot: this is nobody's name
    let mut aside = path.to_owned();
    aside.as_mut_os_string().push(".on.its.way");
    fs::write(&aside, entry.bytes()?)?;
    fs::rename(aside, path)
}

fn missing_is_fine(done: io::Result<()>) -> io::Result<()> {
    done.or_else(|error| match error.kind() {
        ErrorKind::NotFound => Ok(()),
        _ => Err(error),
    })
}

#[cfg(test)]
mod tests;
