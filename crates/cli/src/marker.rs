//! Marks in a data folder: work that fills it was begun and did not come to its end.

use anyhow::{Context, bail};
use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Name of the mark of a restore.
const RESTORING: &str = "RESTORING";
/// Name of the mark of the loading of the first resources.
const FILLING: &str = "FILLING";

/// What a restore writes: the parts of a data folder.
const PARTS: [&str; 7] = [
    "journal",
    "files",
    "index",
    "search",
    "texts",
    "FORMAT",
    "FORMAT.new",
];

/// A file that stands in a data folder from before some work until after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marker(PathBuf);

impl Marker {
    /// Of a restore. Only another restore may open the folder while it stands.
    pub fn restoring(data: &Path) -> Self {
        Self(data.join(RESTORING))
    }

    /// Of the loading of the first resources, which may be done again.
    pub fn filling(data: &Path) -> Self {
        Self(data.join(FILLING))
    }

    /// Whether the work was begun and did not come to its end.
    pub fn stands(&self) -> bool {
        self.0.exists()
    }

    /// Puts it there, so that it is found after a power cut as well.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn set(&self) -> anyhow::Result<()> {
        let set = || {
            File::create(&self.0)?.sync_all()?;
            self.sync_folder()
        };
        set().with_context(|| self.0.display().to_string())
    }

    /// Takes it away.
    ///
    /// # Errors
    /// When it cannot be removed.
    pub fn remove(&self) -> anyhow::Result<()> {
        let remove = || {
            std::fs::remove_file(&self.0)?;
            self.sync_folder()
        };
        remove().with_context(|| self.0.display().to_string())
    }

    fn sync_folder(&self) -> std::io::Result<()> {
        match self.0.parent() {
            Some(folder) => File::open(folder)?.sync_all(),
            None => Ok(()),
        }
    }
}

/// Removes what an interrupted restore left. The mark stays until the next restore has come to its end.
///
/// # Errors
/// When the restore is still under way, or something cannot be removed.
pub fn start_over(data: &Path) -> anyhow::Result<()> {
    // the file that an open store locks
    let path = data.join("lock");
    let lock = File::options()
        .write(true)
        .create(true)
        .truncate(false)
        .open(&path)
        .with_context(|| path.display().to_string())?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => bail!(
            "the data folder {} is in use by another program (a restore under way?)",
            data.display()
        ),
        Err(TryLockError::Error(error)) => return Err(error).context(path.display().to_string()),
    }
    for part in PARTS {
        let path = data.join(part);
        let removed = if path.is_dir() {
            std::fs::remove_dir_all(&path)
        } else {
            std::fs::remove_file(&path)
        };
        match removed {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(error).context(path.display().to_string());
            }
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_stands_until_it_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let (restoring, filling) = (
            Marker::restoring(folder.path()),
            Marker::filling(folder.path()),
        );
        restoring.set().unwrap();
        restoring.set().unwrap();
        assert!(restoring.stands() && !filling.stands());
        restoring.remove().unwrap();
        assert!(!restoring.stands());
    }

    #[test]
    fn only_the_parts_of_a_library_are_removed() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path();
        std::fs::create_dir(data.join("journal")).unwrap();
        for name in ["journal/1.log", "FORMAT", "notes.txt"] {
            std::fs::write(data.join(name), "1").unwrap();
        }
        start_over(data).unwrap();
        let mut left: Vec<_> = data
            .read_dir()
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        left.sort();
        assert_eq!(left, ["lock", "notes.txt"]);
    }
}
