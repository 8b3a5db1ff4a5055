//! Where an import reads from: a folder, a zip archive, files inside the program.

use crate::Error;
use bytes::Bytes;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use zip::ZipArchive;

/// Where an import reads from.
#[derive(Debug)]
pub enum ImportSource {
    /// A folder, a single file, or a zip archive, told apart by what is there.
    Path(PathBuf),
    /// Files inside the program, by path.
    Embedded(Vec<(String, Cow<'static, [u8]>)>),
}

/// The most entries read from one source.
const MAX_ENTRIES: usize = 1_000_000;
/// How deep folders may be nested.
const MAX_DEPTH: usize = 32;

impl ImportSource {
    pub(super) fn open(self) -> Result<Reader, Error> {
        match self {
            Self::Embedded(files) => Ok(Reader::Embedded(files.into_iter().collect())),
            Self::Path(path) if path.is_dir() => {
                let mut files = BTreeMap::new();
                walk(&path, "", 0, &mut files)?;
                Ok(Reader::Disk(files))
            }
            Self::Path(path)
                if path
                    .extension()
                    .is_some_and(|ending| ending.eq_ignore_ascii_case("zip")) =>
            {
                archive(&path)
            }
            Self::Path(path) => {
                let name = path
                    .file_name()
                    .map(|name| name.to_string_lossy().into_owned());
                let is_file = path.is_file();
                match name.filter(|_| is_file) {
                    Some(name) => Ok(Reader::Disk([(name, path)].into())),
                    None => Err(Error::outside(&path, "no such file or folder")),
                }
            }
        }
    }
}

/// Lists a folder by relative path with `/`. Hidden files are passed over, links are not followed.
fn walk(
    folder: &Path,
    prefix: &str,
    depth: usize,
    files: &mut BTreeMap<String, PathBuf>,
) -> Result<(), Error> {
    if depth > MAX_DEPTH || files.len() > MAX_ENTRIES {
        return Err(Error::outside(folder, "nested too deep, or too many files"));
    }
    for entry in folder
        .read_dir()
        .map_err(|error| Error::outside(folder, error))?
    {
        let entry = entry.map_err(|error| Error::outside(folder, error))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let file_type = entry
            .file_type()
            .map_err(|error| Error::outside(&entry.path(), error))?;
        if name.starts_with('.') {
            continue;
        }
        let path = format!("{prefix}{name}");
        if file_type.is_dir() {
            walk(&entry.path(), &format!("{path}/"), depth + 1, files)?;
        } else if file_type.is_file() {
            files.insert(path, entry.path());
        }
    }
    Ok(())
}

fn archive(path: &Path) -> Result<Reader, Error> {
    let file = File::open(path).map_err(|error| Error::outside(path, error))?;
    let mut archive = ZipArchive::new(file).map_err(|error| Error::outside(path, error))?;
    if archive.len() > MAX_ENTRIES {
        return Err(Error::outside(path, "too many files"));
    }
    let mut entries = BTreeMap::new();
    for index in 0..archive.len() {
        let entry = archive
            .by_index(index)
            .map_err(|error| Error::outside(path, error))?;
        if entry.is_dir() {
            continue;
        }
        let inside = entry
            .enclosed_name()
            .and_then(|inside| inside.to_str().map(|s| s.replace('\\', "/")));
        let Some(inside) = inside else {
            let detail = format!(
                "the entry {:?} would leave the folder; nothing was imported",
                entry.name()
            );
            return Err(Error::outside(path, detail));
        };
        if !inside
            .split('/')
            .any(|part| part.starts_with('.') || part == "__MACOSX")
        {
            entries.insert(inside, index);
        }
    }
    Ok(Reader::Zip {
        archive: Box::new(archive),
        entries,
    })
}

/// A source that was opened.
pub(super) enum Reader {
    Disk(BTreeMap<String, PathBuf>),
    Zip {
        archive: Box<ZipArchive<File>>,
        entries: BTreeMap<String, usize>,
    },
    Embedded(BTreeMap<String, Cow<'static, [u8]>>),
}

impl Reader {
    pub(super) fn matching(&self, wanted: impl Fn(&str) -> bool) -> Vec<String> {
        self.paths().filter(|path| wanted(path)).cloned().collect()
    }

    fn paths(&self) -> Box<dyn Iterator<Item = &String> + '_> {
        match self {
            Self::Disk(files) => Box::new(files.keys()),
            Self::Zip { entries, .. } => Box::new(entries.keys()),
            Self::Embedded(files) => Box::new(files.keys()),
        }
    }

    fn has(&self, path: &str) -> bool {
        match self {
            Self::Disk(files) => files.contains_key(path),
            Self::Zip { entries, .. } => entries.contains_key(path),
            Self::Embedded(files) => files.contains_key(path),
        }
    }

    pub(super) fn open(&mut self, path: &str) -> Result<Chunks<'_>, String> {
        let missing = || format!("{path} is not there");
        let reader: Box<dyn Read + Send + '_> = match self {
            Self::Disk(files) => {
                let path = files.get(path).ok_or_else(missing)?;
                Box::new(File::open(path).map_err(|error| error.to_string())?)
            }
            Self::Zip { archive, entries } => {
                let index = *entries.get(path).ok_or_else(missing)?;
                Box::new(archive.by_index(index).map_err(|error| error.to_string())?)
            }
            Self::Embedded(files) => Box::new(&**files.get(path).ok_or_else(missing)?),
        };
        Ok(Chunks(reader))
    }

    /// The whole of a file that should be small.
    pub(super) fn small(&mut self, path: &str, max_bytes: u64) -> Result<Vec<u8>, String> {
        let mut bytes = Vec::new();
        let chunks = self.open(path)?;
        chunks
            .0
            .take(max_bytes + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| error.to_string())?;
        if bytes.len() as u64 > max_bytes {
            return Err(format!("larger than {max_bytes} bytes"));
        }
        Ok(bytes)
    }
}

/// A file, piece by piece.
pub(super) struct Chunks<'a>(Box<dyn Read + Send + 'a>);

impl Chunks<'_> {
    /// The next piece; empty at the end.
    pub(super) fn chunk(&mut self) -> Result<Bytes, String> {
        let mut buffer = vec![0; 64 * 1024];
        let length = self
            .0
            .read(&mut buffer)
            .map_err(|error| error.to_string())?;
        buffer.truncate(length);
        Ok(buffer.into())
    }
}

/// A path that a file names: beside that file, or from the top of the folder. It never leads outside.
pub(super) fn resolve_path(reader: &Reader, from: &str, path: &str) -> Option<String> {
    let inside = |path: &str| {
        !path
            .split('/')
            .any(|part| part.is_empty() || part == "." || part == "..")
    };
    if !inside(path) || path.contains('\\') {
        return None;
    }
    let beside = from
        .rsplit_once('/')
        .map(|(folder, _)| format!("{folder}/{path}"));
    beside
        .into_iter()
        .chain([path.to_owned()])
        .find(|path| reader.has(path))
}
