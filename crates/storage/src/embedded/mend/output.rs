//! Segments as they will be; those that change are written aside.

use super::aside::Aside;
use crate::Error;
use crate::embedded::frame::{self, Chain, Frame};
use crate::embedded::segment::{self, Header};
use model::{Change, Seq};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// One segment after the other.
pub(super) struct Output<'a> {
    aside: &'a Aside<'a>,
    /// What may go into a new segment does when one is that long.
    segment_bytes: u64,
    open: Option<Segment>,
    written: Vec<Seq>,
}

struct Segment {
    first: Seq,
    bytes: Vec<u8>,
    /// As it is; `None` when there is none.
    former: Option<Arc<Vec<u8>>>,
}

impl<'a> Output<'a> {
    pub fn new(aside: &'a Aside<'a>, segment_bytes: u64) -> Self {
        Self {
            aside,
            segment_bytes,
            open: None,
            written: Vec::new(),
        }
    }

    /// Goes on with a segment that is there, from its head on.
    pub fn go_on(&mut self, first: Seq, head: Vec<u8>, former: &Arc<Vec<u8>>) {
        self.open = Some(Segment {
            first,
            bytes: head,
            former: Some(Arc::clone(former)),
        });
    }

    /// Begins a segment that is not there, unless one is open that has room.
    pub fn make_room(&mut self, first: Seq, chain_before: Chain, apart: bool) -> Result<(), Error> {
        let full = |open: &Segment| apart && open.bytes.len() as u64 >= self.segment_bytes;
        if self.open.as_ref().is_none_or(full) {
            self.flush()?;
            self.open = Some(Segment {
                first,
                bytes: head(first, chain_before),
                former: None,
            });
        }
        Ok(())
    }

    /// Adds a record.
    pub fn push(&mut self, frame: &Frame, payload: &[u8]) {
        self.push_as_is(&frame.encode());
        self.push_as_is(payload);
    }

    /// Adds bytes, whatever they are.
    pub fn push_as_is(&mut self, bytes: &[u8]) {
        if let Some(open) = &mut self.open {
            open.bytes.extend_from_slice(bytes);
        }
    }

    /// Where the open segment ends.
    pub fn end(&self) -> (Seq, u64) {
        let open = self.open.as_ref();
        open.map_or((Seq(0), 0), |open| (open.first, open.bytes.len() as u64))
    }

    /// Lets the open segment stand as it is, or writes it aside as it shall be.
    pub fn flush(&mut self) -> Result<(), Error> {
        let Some(done) = self.open.take() else {
            return Ok(());
        };
        if done.former.is_none_or(|former| *former != done.bytes) {
            self.aside.write(done.first, &done.bytes)?;
            self.written.push(done.first);
        }
        Ok(())
    }

    /// The segments that were written aside, in order.
    pub fn finish(mut self) -> Result<Vec<Seq>, Error> {
        self.flush()?;
        Ok(self.written)
    }
}

/// The head of a segment as bytes.
pub(super) fn head(first: Seq, chain_before: Chain) -> Vec<u8> {
    let header = Header {
        format: segment::FORMAT,
        first,
        chain_before,
    };
    header.encode().to_vec()
}

/// A change of the backup as a payload, with its length and its hash.
pub(super) fn pack(change: &Change) -> Result<(Vec<u8>, u32, [u8; 32]), Error> {
    let place = format!("backup, change {}", change.seq);
    let payload = frame::pack(change).map_err(|detail| Error::damaged(&place, detail))?;
    let length = u32::try_from(payload.len()).map_err(|error| Error::damaged(&place, error))?;
    let hash = Sha256::digest(&payload).into();
    Ok((payload, length, hash))
}
