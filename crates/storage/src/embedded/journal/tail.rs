//! The end of the journal after a crash.
//!
//! A crash in the middle of an append leaves a torn record, or several, that nobody was told of: they are cut off. Damage
//! to a record that was acknowledged looks alike but must never be cut. Three tell them apart: the index, which takes in
//! only what is durable; the witness, written after each flush; and every later record, which says what was durable when
//! it was written.

use super::{Cursor, Journal, Place};
use crate::Error;
use crate::embedded::folder::sync_folder;
use crate::embedded::segment::{self, Header, Item, Items};
use model::Seq;
use std::os::unix::fs::FileExt;
use std::sync::PoisonError;

impl Journal {
    /// Cuts off what an append left that never came to its end. `known` is a place up to which all is durable.
    ///
    /// Tells what was cut.
    pub fn cut_torn_tail(&self, known: &Cursor) -> Result<Option<String>, Error> {
        let Some(last) = self.segments().pop() else {
            return Ok(None);
        };
        let head = segment::HEADER_BYTES as u64;
        let (start, before) = match known.segment == last && known.offset > head {
            true => (known.offset, known.seq),
            false => (head, Seq(last.0.saturating_sub(1))),
        };
        let end = self.segment_bytes(last)?;
        if known.segment != last && !self.has_head(last)? {
            if end > head {
                // records follow only a durable head: this is damage, not what a crash leaves
                return Ok(None);
            }
            self.remove(last)?;
            let name = segment::name(last);
            return Ok(Some(format!("journal/{name}: a segment never begun")));
        }
        let length = usize::try_from(end.saturating_sub(start)).unwrap_or(usize::MAX);
        let bytes = self.bytes(last, start, length)?.unwrap_or_default();
        let items: Vec<Item<'_>> = Items::new(&bytes, start).collect();
        let Some(offset) = torn_at(&items, before, known.seq) else {
            return Ok(None);
        };
        self.truncate(last, offset)?;
        let (place, cut) = (self.describe(last, offset), end - offset);
        Ok(Some(format!("{place}: {cut} bytes of an unfinished write")))
    }

    /// Brings the last segment to the disk. A program that was killed may have left there what it had not flushed.
    ///
    /// What stands behind `known`, up to which all is durable, is written once more before: where a flush had failed, the
    /// system may take its bytes for written, and a second flush alone would say nothing about them.
    pub fn sync_end(&self, known: &Cursor) -> Result<(), Error> {
        let Some(last) = self.segments().pop() else {
            return Ok(());
        };
        let Some(file) = self.file(last) else {
            return Ok(());
        };
        let start = if known.segment == last {
            known.offset
        } else {
            0
        };
        let length = self.segment_bytes(last)?.saturating_sub(start);
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        let bytes = self.bytes(last, start, length)?.unwrap_or_default();
        let written = match bytes.is_empty() {
            true => Ok(()),
            false => file.write_all_at(&bytes, start),
        };
        written
            .and_then(|()| file.sync_all())
            .map_err(|error| Error::io(self.path(last).display(), error))
    }

    /// The latest place that going through the journal comes to.
    pub fn reach(&self) -> Result<Seq, Error> {
        let begun = self.segments().pop().map_or(0, |last| last.0);
        let before = Seq(begun.saturating_sub(1));
        Ok(match self.last_record()? {
            Some((seq, _)) => seq.max(before),
            None => before,
        })
    }

    /// The last record whose header can be read, and where it stands.
    pub fn last_record(&self) -> Result<Option<(Seq, Place)>, Error> {
        let start = segment::HEADER_BYTES as u64;
        for segment in self.segments().into_iter().rev() {
            let length = self.segment_bytes(segment)?.saturating_sub(start);
            let length = usize::try_from(length).unwrap_or(usize::MAX);
            let bytes = self.bytes(segment, start, length)?.unwrap_or_default();
            let record = |item: Item<'_>| match item {
                Item::Record { offset, frame, .. } => {
                    let length = frame.length;
                    let place = Place {
                        segment,
                        offset,
                        length,
                    };
                    Some((frame.seq, place))
                }
                Item::Unreadable { .. } => None,
            };
            let last = Items::new(&bytes, start).filter_map(record).last();
            if last.is_some() {
                return Ok(last);
            }
        }
        Ok(None)
    }

    fn has_head(&self, segment: Seq) -> Result<bool, Error> {
        let head = self.bytes(segment, 0, segment::HEADER_BYTES)?;
        Ok(head.and_then(|bytes| Header::decode(&bytes)).is_some())
    }

    fn truncate(&self, segment: Seq, length: u64) -> Result<(), Error> {
        let Some(file) = self.file(segment) else {
            return Ok(());
        };
        let cut = file.set_len(length).and_then(|()| file.sync_all());
        cut.map_err(|error| Error::io(self.describe(segment, length), error))
    }

    fn remove(&self, segment: Seq) -> Result<(), Error> {
        let path = self.path(segment);
        std::fs::remove_file(&path).map_err(|error| Error::io(path.display(), error))?;
        let mut segments = self
            .segments
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        segments.remove(&segment);
        sync_folder(&self.folder)
    }
}

/// Where the first record begins that is not whole and that nothing proves to have been durable: what stands after
/// `before`, beyond what is `known` to have been.
fn torn_at(items: &[Item<'_>], before: Seq, known: Seq) -> Option<u64> {
    let witnesses = items.iter().filter_map(|item| match item {
        Item::Record { frame, .. } => Some(frame.synced),
        Item::Unreadable { .. } => None,
    });
    let synced = witnesses.fold(known, Seq::max);
    let mut before = before;
    for item in items {
        let (offset, seq, whole) = match item {
            Item::Record {
                offset,
                frame,
                payload,
            } => (offset, frame.seq, frame.is_whole(payload)),
            Item::Unreadable { offset, .. } => (offset, before.next(), false),
        };
        if !whole && seq > synced {
            return Some(*offset);
        }
        before = seq.max(before);
    }
    None
}
