//! A zip file of a stranger, read within limits.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::rc::Rc;

use zip::ZipArchive;
use zip::result::ZipError;

use crate::encoding::decode_xml;
use crate::{Limits, Note};

/// A zip file whose parts are read one by one by name. Nothing is ever written
/// out, so names that climb out of a folder are only names that nobody asks for.
pub(crate) struct Archive {
    zip: ZipArchive<Metered>,
    allowance: Allowance,
    inflated_left: u64,
}

/// How many bytes may still be read from disk.
type Allowance = Rc<Cell<u64>>;

impl Archive {
    pub(crate) fn open(file: File, limits: &Limits) -> Result<Self, Note> {
        let allowance = Allowance::new(Cell::new(limits.directory_bytes));
        let reader = Metered {
            inner: BufReader::new(file),
            allowance: allowance.clone(),
        };
        let zip = ZipArchive::new(reader).map_err(|error| note(&error, &allowance))?;
        allowance.set(limits.read_bytes);
        Ok(Self {
            zip,
            allowance,
            inflated_left: limits.parsed_bytes,
        })
    }

    /// Whether there is a part of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// The text of a part; `None` when there is no such part.
    ///
    /// # Errors
    ///
    /// A part that says it is too large is not inflated at all; one that says
    /// less than it holds is inflated up to the limit.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<String>, Note> {
        let left = self.inflated_left;
        let part = match self.zip.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(note(&error, &self.allowance)),
        };
        if part.size() > left {
            return Err(Note::TooLarge);
        }
        let mut bytes = Vec::new();
        let result = part.take(left + 1).read_to_end(&mut bytes);
        self.inflated_left = left.saturating_sub(bytes.len() as u64);
        if bytes.len() as u64 > left || self.allowance.get() == 0 {
            return Err(Note::TooLarge);
        }
        result.map_err(|_| Note::Damaged)?;
        Ok(Some(decode_xml(bytes)))
    }
}

fn note(error: &ZipError, allowance: &Allowance) -> Note {
    match error {
        _ if allowance.get() == 0 => Note::TooLarge,
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Note::Encrypted,
        _ => Note::Damaged,
    }
}

/// A file that may be read only so much: a directory of millions of entries, or
/// a long search for one, ends here.
struct Metered {
    inner: BufReader<File>,
    allowance: Allowance,
}

impl Read for Metered {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.allowance.get()).unwrap_or(usize::MAX);
        if left == 0 {
            return Err(io::Error::other("more than may be read of one file"));
        }
        let length = buffer.len().min(left);
        let read = self.inner.read(&mut buffer[..length])?;
        self.allowance
            .set(self.allowance.get().saturating_sub(read as u64));
        Ok(read)
    }
}

impl Seek for Metered {
    fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        self.inner.seek(position)
    }
}

/// The name of a part, from the folder in which the link to it stands.
pub(crate) fn resolve(folder: &str, target: &str) -> String {
    let absolute = target.starts_with('/');
    let mut path: Vec<&str> = if absolute || folder.is_empty() {
        Vec::new()
    } else {
        folder.split('/').collect()
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            name => path.push(name),
        }
    }
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn links_are_relative_to_their_part() {
        assert_eq!(
            resolve("ppt/slides", "../notesSlides/n1.xml"),
            "ppt/notesSlides/n1.xml"
        );
        assert_eq!(resolve("ppt", "slides/s1.xml"), "ppt/slides/s1.xml");
        assert_eq!(resolve("ppt", "/ppt/slides/s1.xml"), "ppt/slides/s1.xml");
        assert_eq!(resolve("", "word/document.xml"), "word/document.xml");
        assert_eq!(resolve("a", "../../../etc/passwd"), "etc/passwd");
    }
}
