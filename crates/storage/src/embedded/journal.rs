//! The journal: the segments of a folder, read at places and written at the end.

mod raw;
mod tail;
mod walk;
mod witness;
mod writer;

pub(super) use walk::{Cursor, MEND, Step};
pub(super) use writer::{Append, Sink, SinkOf, Writer};

use super::frame::{Frame, HEADER_BYTES};
use super::segment;
use crate::Error;
use model::{Change, Seq};
use std::collections::BTreeMap;
use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

/// Where a record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// Its segment, by the place of that one's first record.
    pub segment: Seq,
    /// Where it begins in the segment.
    pub offset: u64,
    /// Bytes of its payload.
    pub length: u32,
}

/// The segments, open for reading. A place once written never moves, so that reading needs no lock.
#[derive(Debug)]
pub(super) struct Journal {
    folder: PathBuf,
    segments: RwLock<BTreeMap<Seq, Arc<File>>>,
}

impl Journal {
    /// Opens the segments of a folder.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let failed = |error| Error::io(folder.display(), error);
        let mut segments = BTreeMap::new();
        for entry in std::fs::read_dir(folder).map_err(failed)? {
            let name = entry.map_err(failed)?.file_name();
            if let Some(first) = name.to_str().and_then(segment::first_of) {
                segments.insert(first, open_segment(&folder.join(name))?);
            }
        }
        Ok(Self {
            folder: folder.to_owned(),
            segments: RwLock::new(segments),
        })
    }

    /// The segments, by the places of their first records.
    pub fn segments(&self) -> Vec<Seq> {
        let segments = self.segments.read().unwrap_or_else(PoisonError::into_inner);
        segments.keys().copied().collect()
    }

    /// Whether nothing was ever written.
    pub fn is_empty(&self) -> bool {
        self.segments().is_empty()
    }

    /// Bytes of a segment; 0 when there is none of that name.
    pub fn segment_bytes(&self, first: Seq) -> Result<u64, Error> {
        let Some(file) = self.file(first) else {
            return Ok(0);
        };
        let metadata = file.metadata();
        metadata
            .map(|metadata| metadata.len())
            .map_err(|error| Error::io(self.path(first).display(), error))
    }

    /// Reads the change at a place.
    pub fn read(&self, seq: Seq, place: &Place) -> Result<Change, Error> {
        let damaged = |detail: String| Error::Damaged {
            place: self.describe(place.segment, place.offset),
            detail,
            seq: Some(seq),
        };
        let length = HEADER_BYTES + place.length as usize;
        let bytes = self
            .bytes(place.segment, place.offset, length)?
            .ok_or_else(|| damaged("the journal ends before it".to_owned()))?;
        let frame = Frame::decode(&bytes)
            .filter(|frame| frame.seq == seq && frame.length == place.length)
            .ok_or_else(|| damaged("there is no readable record".to_owned()))?;
        frame.change(&bytes[HEADER_BYTES..]).map_err(damaged)
    }

    /// The header of the record at a place; `None` when it is not readable.
    pub fn frame(&self, place: &Place) -> Result<Option<Frame>, Error> {
        let bytes = self.bytes(place.segment, place.offset, HEADER_BYTES)?;
        Ok(bytes.and_then(|bytes| Frame::decode(&bytes)))
    }

    /// Bytes of a segment; `None` when it ends before them.
    fn bytes(&self, first: Seq, offset: u64, length: usize) -> Result<Option<Vec<u8>>, Error> {
        if offset.saturating_add(length as u64) > self.segment_bytes(first)? {
            return Ok(None);
        }
        let Some(file) = self.file(first) else {
            return Ok(None);
        };
        let mut bytes = vec![0; length];
        file.read_exact_at(&mut bytes, offset)
            .map_err(|error| Error::io(self.describe(first, offset), error))?;
        Ok(Some(bytes))
    }

    fn file(&self, first: Seq) -> Option<Arc<File>> {
        let segments = self.segments.read().unwrap_or_else(PoisonError::into_inner);
        segments.get(&first).cloned()
    }

    fn path(&self, first: Seq) -> PathBuf {
        self.folder.join(segment::name(first))
    }

    /// A place for people: the segment's file and a position in it.
    fn describe(&self, first: Seq, offset: u64) -> String {
        format!("journal/{}, byte {offset}", segment::name(first))
    }
}

fn open_segment(path: &Path) -> Result<Arc<File>, Error> {
    let file = File::options().read(true).write(true).open(path);
    file.map(Arc::new)
        .map_err(|error| Error::io(path.display(), error))
}
