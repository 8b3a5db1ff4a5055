//! The end of the journal: one writer appends, whole batches at a time.

use super::witness::Witness;
use super::{Cursor, Journal, Place};
use crate::Error;
use crate::embedded::frame::{self, Chain, Frame, chain};
use crate::embedded::segment::{self, Header};
use model::{Change, Seq};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::sync::{Arc, PoisonError};

/// A segment as the writer needs it; tests put one in between that fails.
pub(in crate::embedded) trait Sink: Send {
    /// Writes all bytes from `offset` on.
    fn write(&mut self, bytes: &[u8], offset: u64) -> io::Result<()>;

    /// Brings everything written to the disk.
    fn sync(&mut self) -> io::Result<()>;

    /// Makes the segment end at `length`.
    fn cut(&mut self, length: u64) -> io::Result<()>;
}

impl Sink for Arc<File> {
    fn write(&mut self, bytes: &[u8], offset: u64) -> io::Result<()> {
        self.write_all_at(bytes, offset)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.sync_data()
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.set_len(length)
    }
}

/// Makes the sink of a segment.
pub(in crate::embedded) type SinkOf = Arc<dyn Fn(Arc<File>) -> Box<dyn Sink> + Send + Sync>;

/// Appends to the journal.
pub(in crate::embedded) struct Writer {
    journal: Arc<Journal>,
    sink_of: SinkOf,
    /// The segment being written; `None` until the first append of an empty journal.
    sink: Option<Box<dyn Sink>>,
    /// The end of the journal; all before it is durable.
    end: Cursor,
    witness: Witness,
    /// A new segment is begun once one is that long.
    segment_bytes: u64,
    /// Why nothing can be written any more.
    stopped: Option<String>,
}

/// A batch of changes on its way.
#[derive(Debug)]
pub(in crate::embedded) struct Append {
    bytes: Vec<u8>,
    start: u64,
    synced: Seq,
    end: Cursor,
}

impl Append {
    /// Adds a change, whose place must be the next one, and tells where it will stand.
    pub fn push(&mut self, change: &Change) -> Result<Place, Error> {
        let place = format!("change {}", change.seq);
        let payload = frame::pack(change).map_err(|detail| Error::damaged(&place, detail))?;
        let length = u32::try_from(payload.len()).map_err(|e| Error::damaged(&place, e))?;
        let payload_hash = Sha256::digest(&payload).into();
        let chain: Chain = chain(&self.end.chain, change.seq, &payload_hash);
        let header = Frame {
            length,
            format: frame::FORMAT,
            seq: change.seq,
            synced: self.synced,
            payload_hash,
            chain,
        };
        let place = Place {
            segment: self.end.segment,
            offset: self.end.offset,
            length,
        };
        self.bytes.extend_from_slice(&header.encode());
        self.bytes.extend_from_slice(&payload);
        self.end.offset += header.record_bytes();
        self.end.seq = change.seq;
        self.end.chain = chain;
        Ok(place)
    }

    /// The place of the latest change added.
    pub fn seq(&self) -> Seq {
        self.end.seq
    }

    /// Bytes added.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether nothing was added.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }
}

impl Writer {
    /// A writer at the end of a journal, all of which is durable unless it is told why nothing can be written.
    pub fn new(
        journal: Arc<Journal>,
        end: Cursor,
        sink_of: SinkOf,
        segment_bytes: u64,
        stopped: Option<String>,
    ) -> Self {
        let sink = journal.file(end.segment).map(|file| sink_of(file));
        let mut witness = Witness::open(&journal.folder);
        if stopped.is_none() {
            witness.note(&end);
        }
        Self {
            journal,
            sink_of,
            sink,
            end,
            witness,
            segment_bytes,
            stopped,
        }
    }

    /// Begins a batch, in a new segment when it is time.
    pub fn begin(&mut self) -> Result<Append, Error> {
        if let Some(reason) = &self.stopped {
            return Err(Error::ReadOnly(reason.clone()));
        }
        if self.sink.is_none() || self.end.offset >= self.segment_bytes {
            self.new_segment(self.end.seq)?;
        }
        Ok(Append {
            bytes: Vec::new(),
            start: self.end.offset,
            synced: self.end.seq,
            end: self.end.clone(),
        })
    }

    /// Writes a batch and brings it to the disk: all of it is durable then, and the new end is told.
    ///
    /// A write that fails leaves nothing behind. After a flush that failed nobody can know what is on the disk, and a
    /// second flush would say nothing about it: writing stops for good.
    pub fn write(&mut self, append: Append) -> Result<Cursor, Error> {
        let Some(sink) = self.sink.as_mut() else {
            return Err(Error::Closed);
        };
        if let Err(error) = sink.write(&append.bytes, append.start) {
            let cut = sink.cut(append.start);
            return Err(match cut {
                Ok(()) => self.failed(append.start, error),
                Err(cut) => self.stop(format!("{error}, then {cut}")),
            });
        }
        if let Err(error) = sink.sync() {
            return Err(self.stop(error.to_string()));
        }
        self.end = append.end;
        self.witness.note(&self.end);
        Ok(self.end.clone())
    }

    /// Goes on behind a place, in a new segment, and tells the new end: the places up to there are durably missing, for
    /// whoever goes through the journal. The chain goes on from what is here.
    pub fn leave_gap(&mut self, to: Seq) -> Result<Cursor, Error> {
        if let Some(reason) = &self.stopped {
            return Err(Error::ReadOnly(reason.clone()));
        }
        if to > self.end.seq {
            self.new_segment(to)?;
            self.witness.note(&self.end);
        }
        Ok(self.end.clone())
    }

    /// Lets nothing be written any more.
    pub fn stop(&mut self, reason: String) -> Error {
        tracing::error!(%reason, "the journal takes no more changes until a restart");
        self.stopped = Some(reason.clone());
        Error::ReadOnly(reason)
    }

    fn failed(&self, offset: u64, error: io::Error) -> Error {
        Error::io(self.journal.describe(self.end.segment, offset), error)
    }

    /// Begins the segment of what comes behind a place.
    fn new_segment(&mut self, before: Seq) -> Result<(), Error> {
        let header = Header {
            format: segment::FORMAT,
            first: before.next(),
            chain_before: self.end.chain,
        };
        let begun = self.journal.create(&header)?;
        let file = match self.journal.settle(header.first, begun) {
            Ok(file) => file,
            Err(error) => return Err(self.stop(error.to_string())),
        };
        self.sink = Some((self.sink_of)(file));
        self.end.seq = before;
        self.end.segment = header.first;
        self.end.offset = segment::HEADER_BYTES as u64;
        Ok(())
    }
}

/// A segment that has only a head, and the folder it is in.
struct Begun {
    file: File,
    folder: File,
}

impl Journal {
    /// Begins a segment behind places that were acknowledged and are lost, durably: whoever goes through the journal
    /// afterwards is told which are missing. The chain goes on from what was lost, so that it holds once they are
    /// brought back.
    pub fn skip_to(&self, promised: &Cursor) -> Result<(), Error> {
        let header = Header {
            format: segment::FORMAT,
            first: promised.seq.next(),
            chain_before: promised.chain,
        };
        let begun = self.create(&header)?;
        self.settle(header.first, begun).map(drop)
    }

    /// Makes a segment that has only a head, or nothing.
    fn create(&self, header: &Header) -> Result<Begun, Error> {
        let path = self.path(header.first);
        let failed = |error| Error::io(path.display(), error);
        // first of all: it can fail too, and then there is nothing to take back
        let folder = File::open(&self.folder).map_err(failed)?;
        let mut options = File::options();
        let options = options.read(true).write(true).create_new(true);
        let file = options.open(&path).map_err(failed)?;
        if let Err(error) = file.write_all_at(&header.encode(), 0) {
            // without records, so nothing is lost; what cannot be removed now is at the next start
            let _ = std::fs::remove_file(&path);
            return Err(failed(error));
        }
        Ok(Begun { file, folder })
    }

    /// Makes a new segment durable, before any record can follow, and readable.
    fn settle(&self, first: Seq, begun: Begun) -> Result<Arc<File>, Error> {
        let Begun { file, folder } = begun;
        file.sync_all()
            .and_then(|()| folder.sync_all())
            .map_err(|error| Error::io(self.path(first).display(), error))?;
        let file = Arc::new(file);
        let mut segments = self
            .segments
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        segments.insert(first, Arc::clone(&file));
        Ok(file)
    }
}
