//! Where the files of a theme come from: layers, the first that has a file wins.

use crate::Error;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// One layer of a theme: files by path, such as `templates/home.html`.
#[derive(Debug, Clone)]
pub struct Source(Place);

#[derive(Debug, Clone)]
enum Place {
    Folder(PathBuf),
    Embedded(Files),
}

/// Contents by path, `/` between folders.
pub(crate) type Files = BTreeMap<String, Cow<'static, [u8]>>;

/// Path, last change and size of every file: what tells that a folder changed.
pub(crate) type Fingerprint = Vec<(PathBuf, Option<SystemTime>, u64)>;

impl Source {
    /// A folder on disk, read again when a file in it changes. One that does not exist is empty.
    pub fn folder(path: impl Into<PathBuf>) -> Self {
        Self(Place::Folder(path.into()))
    }

    /// Files that are part of the program: (path, bytes).
    pub fn embedded<P: Into<String>, B: Into<Cow<'static, [u8]>>>(
        files: impl IntoIterator<Item = (P, B)>,
    ) -> Self {
        let files = files
            .into_iter()
            .map(|(path, bytes)| (path.into(), bytes.into()))
            .collect();
        Self(Place::Embedded(files))
    }

    pub(crate) fn is_folder(&self) -> bool {
        matches!(self.0, Place::Folder(_))
    }

    pub(crate) fn fingerprint(&self) -> Fingerprint {
        let Place::Folder(folder) = &self.0 else {
            return Fingerprint::new();
        };
        let describe = |path: PathBuf| {
            let metadata = fs::metadata(&path).ok();
            let changed = metadata.as_ref().and_then(|it| it.modified().ok());
            (path, changed, metadata.map_or(0, |it| it.len()))
        };
        // A folder that cannot be listed has no fingerprint; reading it says why.
        let paths = list(folder).unwrap_or_default();
        paths.into_iter().map(describe).collect()
    }

    pub(crate) fn read(&self) -> Result<Files, Error> {
        let folder = match &self.0 {
            Place::Folder(folder) => folder,
            Place::Embedded(files) => return Ok(files.clone()),
        };
        let read = |path: PathBuf| {
            let bytes = fs::read(&path).map_err(|source| unreadable(&path, source))?;
            Ok((name_within(folder, &path), Cow::Owned(bytes)))
        };
        list(folder)?.into_iter().map(read).collect()
    }
}

/// All files under a folder in a stable order; names that begin with a point (editors' and
/// systems' own files) are passed over.
fn list(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(error) => return Err(unreadable(&folder, error)),
        };
        for entry in entries {
            let entry = entry.map_err(|error| unreadable(&folder, error))?;
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            let kind = entry
                .file_type()
                .map_err(|error| unreadable(&entry.path(), error))?;
            if kind.is_dir() {
                open.push(entry.path());
            } else {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    Ok(found)
}

fn unreadable(path: &Path, source: std::io::Error) -> Error {
    Error::Unreadable {
        path: path.display().to_string(),
        source,
    }
}

fn name_within(folder: &Path, path: &Path) -> String {
    let within = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> = within.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// The text of a file.
pub(crate) fn text<'a>(path: &str, bytes: &'a [u8]) -> Result<&'a str, Error> {
    std::str::from_utf8(bytes).map_err(|_| Error::NotText {
        path: path.to_owned(),
    })
}
