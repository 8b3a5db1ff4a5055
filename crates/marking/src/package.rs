//! Archives whose parts are copied as they are, but for a few.

use crate::{Error, damaged};
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The largest part that is read: properties are small.
const MAX_PART_BYTES: u64 = 4 * 1024 * 1024;

/// An archive that is read.
pub struct Package<'f> {
    archive: ZipArchive<Cursor<&'f [u8]>>,
}

impl<'f> Package<'f> {
    /// Opens it.
    pub fn open(file: &'f [u8]) -> Result<Self, Error> {
        let archive = ZipArchive::new(Cursor::new(file)).map_err(damaged)?;
        Ok(Self { archive })
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
            return Err(Error::Damaged(format!("{name} is too large")));
        }
        String::from_utf8(bytes).map(Some).map_err(damaged)
    }

    /// The archive with these parts in place of those of the same name, or behind the others. All others keep their bytes,
    /// their order and their compression (OpenDocument wants `mimetype` first and not compressed).
    pub fn with(mut self, mut parts: BTreeMap<&str, String>) -> Result<Vec<u8>, Error> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for place in 0..self.archive.len() {
            let part = self.archive.by_index_raw(place).map_err(damaged)?;
            let name = part.name().map_err(damaged)?.into_owned();
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
