//! Archives whose parts are copied as they are, but for a few.

use crate::Error;
use crate::error::damaged;
use crate::xml::decoded;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};
use std::rc::Rc;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The largest part that is read: properties are small.
const MAX_PART_BYTES: u64 = 4 * 1024 * 1024;
/// How much is read to find and list the parts: bounds their number, each of which takes at least 46 bytes.
const MAX_DIRECTORY_BYTES: u64 = 4 * 1024 * 1024;

/// An archive that is read.
pub struct Package<'f> {
    archive: ZipArchive<Metered<'f>>,
    size_bytes: u64,
}

impl<'f> Package<'f> {
    /// Opens it.
    pub fn open(file: &'f [u8]) -> Result<Self, Error> {
        let left = Rc::new(Cell::new(MAX_DIRECTORY_BYTES));
        let reader = Metered {
            inner: Cursor::new(file),
            left: Rc::clone(&left),
        };
        let archive = ZipArchive::new(reader).map_err(|error| match left.get() {
            0 => Error::TooLarge("the directory of the archive".to_owned()),
            _ => damaged(error),
        })?;
        left.set(u64::MAX);
        Ok(Self {
            archive,
            size_bytes: file.len() as u64,
        })
    }

    /// The text of a part; `None` when there is none of that name.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, Error> {
        let part = match self.archive.by_name(name) {
            Ok(part) => part,
            Err(zip::result::ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(damaged(error)),
        };
        let mut bytes = Vec::new();
        part.take(MAX_PART_BYTES + 1)
            .read_to_end(&mut bytes)
            .map_err(damaged)?;
        if bytes.len() as u64 > MAX_PART_BYTES {
            return Err(Error::TooLarge(name.to_owned()));
        }
        Ok(Some(decoded(&bytes)))
    }

    /// The archive with these parts in place of those of the same name, or behind the others. All others keep their bytes,
    /// their order and their compression (OpenDocument wants `mimetype` first and not compressed). Parts that stand on the
    /// same bytes, by which a small archive would become an endless one, are a fault.
    pub fn with(mut self, mut parts: BTreeMap<&str, String>) -> Result<Vec<u8>, Error> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let mut copied_bytes = 0_u64;
        for place in 0..self.archive.len() {
            let part = self.archive.by_index_raw(place).map_err(damaged)?;
            let name = part.name().map_err(damaged)?.into_owned();
            copied_bytes = copied_bytes.saturating_add(part.compressed_size());
            if copied_bytes > self.size_bytes {
                return Err(Error::Damaged("its parts overlap".to_owned()));
            }
            match parts.remove(name.as_str()) {
                Some(text) => {
                    drop(part);
                    write(&mut writer, &name, &text)?;
                }
                None => writer.raw_copy_file(part).map_err(damaged)?,
            }
        }
        for (name, text) in parts {
            write(&mut writer, name, &text)?;
        }
        Ok(writer.finish().map_err(damaged)?.into_inner())
    }
}

fn write(writer: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, text: &str) -> Result<(), Error> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    writer.start_file(name, options).map_err(damaged)?;
    writer.write_all(text.as_bytes()).map_err(damaged)
}

/// Bytes of which only so many may be read: a directory of millions of parts ends here.
struct Metered<'f> {
    inner: Cursor<&'f [u8]>,
    left: Rc<Cell<u64>>,
}

impl Read for Metered<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.left.get()).unwrap_or(usize::MAX);
        if left == 0 {
            return Err(io::Error::other("more than may be read"));
        }
        let length = buffer.len().min(left);
        let read = self.inner.read(&mut buffer[..length])?;
        self.left.set(self.left.get().saturating_sub(read as u64));
        Ok(read)
    }
}

impl Seek for Metered<'_> {
    fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        self.inner.seek(position)
    }
}
