//! The witness: how far the journal is durable, beside the index.
//!
//! A damaged last record looks like one that a crash left unfinished. What is rewritten here after each batch tells them
//! apart when the index is lost. It is never flushed: written after the journal's own flush, it may be older than what is
//! durable, and never newer.

use super::{Cursor, Journal};
use crate::Error;
use crate::embedded::folder::sync_folder;
use crate::embedded::frame::part;
use crate::embedded::segment::{self, Item, Items};
use crate::error::is_out_of_reach;
use model::Seq;
use std::fs::File;
use std::io::ErrorKind;
use std::os::unix::fs::FileExt;
use std::path::Path;

/// The name of the file in the journal's folder.
const NAME: &str = "witness";

/// How it begins.
const MAGIC: [u8; 8] = *b"RSQTWTNS";

/// Its length: it fits into one sector, which a disk writes whole or not at all.
const BYTES: usize = 68;

/// The witness, open for writing.
#[derive(Debug)]
pub(super) struct Witness(Option<File>);

impl Witness {
    /// Opens the witness of a journal, made when there is none. Without one the journal is as durable as with it.
    pub fn open(folder: &Path) -> Self {
        let file = open(&folder.join(NAME));
        if let Err(error) = &file {
            tracing::warn!(%error, "the journal has no witness");
        }
        Self(file.ok())
    }

    /// Notes how far all is durable, so that it is still noted after a power cut, or fails.
    pub fn note_durably(folder: &Path, end: &Cursor) -> Result<(), Error> {
        let path = folder.join(NAME);
        let noted = open(&path).and_then(|file| {
            file.write_all_at(&encode(end), 0)?;
            file.sync_all()
        });
        noted.map_err(|error| Error::io(path.display(), error))?;
        sync_folder(folder)
    }

    /// Notes how far all is durable.
    pub fn note(&mut self, end: &Cursor) {
        let Some(file) = &self.0 else { return };
        if let Err(error) = file.write_all_at(&encode(end), 0) {
            tracing::warn!(%error, "the witness of the journal could not be written");
        }
    }
}

impl Journal {
    /// How far all was durable; `None` when there is no witness, when it is damaged (not: when this program may not read
    /// it now), and when the journal has another
    /// record in that place of the log. The position is behind that record, or at the beginning of the segment when the
    /// record cannot be found there.
    pub fn witness(&self) -> Result<Option<Cursor>, Error> {
        let path = self.folder.join(NAME);
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if is_out_of_reach(&error) => return Err(Error::io(path.display(), error)),
            Err(error) => {
                if error.kind() != ErrorKind::NotFound {
                    tracing::warn!(%error, "the witness of the journal cannot be read");
                }
                return Ok(None);
            }
        };
        let Some(seen) = decode(&bytes) else {
            return Ok(None);
        };
        let start = segment::HEADER_BYTES as u64;
        let length = self.segment_bytes(seen.segment)?.saturating_sub(start);
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        let bytes = self.bytes(seen.segment, start, length)?.unwrap_or_default();
        let there = Items::new(&bytes, start).find_map(|item| match item {
            Item::Record { offset, frame, .. } if frame.seq == seen.seq => {
                Some((frame.chain, offset + frame.record_bytes()))
            }
            _ => None,
        });
        Ok(match there {
            Some((chain, _)) if chain != seen.chain => None,
            // a journal that was mended may have it elsewhere in the segment
            Some((_, offset)) => Some(Cursor { offset, ..seen }),
            None => Some(Cursor {
                offset: start,
                ..seen
            }),
        })
    }
}

fn open(path: &Path) -> std::io::Result<File> {
    let mut options = File::options();
    options.write(true).create(true).truncate(false).open(path)
}

fn encode(end: &Cursor) -> [u8; BYTES] {
    let mut bytes = [0; BYTES];
    bytes[0..8].copy_from_slice(&MAGIC);
    bytes[8..16].copy_from_slice(&end.seq.0.to_le_bytes());
    bytes[16..24].copy_from_slice(&end.segment.0.to_le_bytes());
    bytes[24..32].copy_from_slice(&end.offset.to_le_bytes());
    bytes[32..64].copy_from_slice(&end.chain);
    let checksum = crc32fast::hash(&bytes[0..64]);
    bytes[64..68].copy_from_slice(&checksum.to_le_bytes());
    bytes
}

fn decode(bytes: &[u8]) -> Option<Cursor> {
    let bytes: &[u8; BYTES] = bytes.try_into().ok()?;
    let whole =
        bytes[0..8] == MAGIC && crc32fast::hash(&bytes[0..64]).to_le_bytes() == bytes[64..68];
    whole.then_some(Cursor {
        seq: Seq(u64::from_le_bytes(part(bytes, 8))),
        segment: Seq(u64::from_le_bytes(part(bytes, 16))),
        offset: u64::from_le_bytes(part(bytes, 24)),
        chain: part(bytes, 32),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_noted_is_read_and_every_flipped_bit_is_noticed() {
        let end = Cursor {
            seq: Seq(12),
            segment: Seq(7),
            offset: 4096,
            chain: [9; 32],
        };
        let bytes = encode(&end);
        assert_eq!(decode(&bytes), Some(end));
        for bit in 0..BYTES * 8 {
            let mut wrong = bytes;
            wrong[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(decode(&wrong), None, "bit {bit}");
        }
        assert_eq!(decode(&bytes[..BYTES - 1]), None);
    }
}
