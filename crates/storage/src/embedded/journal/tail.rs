//! The end of the journal after a crash.
//!
//! A crash in the middle of an append leaves a torn record, or several, that nobody was told of: they are cut off. Damage
//! to a record that was acknowledged looks alike but must never be cut. Two witnesses tell them apart: the index, which
//! takes in only what is durable, and every later record, which says what was durable when it was written.

use super::{Cursor, Journal};
use crate::Error;
use crate::embedded::folder::sync_folder;
use crate::embedded::segment::{self, Header, Item, Items};
use model::Seq;
use std::sync::PoisonError;

impl Journal {
    /// Cuts off what an append left that never came to its end. `known` is a place up to which all is durable.
    ///
    /// Tells what was cut.
    pub fn cut_torn_tail(&self, known: &Cursor) -> Result<Option<String>, Error> {
        let Some(last) = self.segments().pop() else {
            return Ok(None);
        };
        let start = match known.segment == last {
            true => known.offset,
            false => segment::HEADER_BYTES as u64,
        };
        let end = self.segment_bytes(last)?;
        let length = usize::try_from(end.saturating_sub(start)).unwrap_or(usize::MAX);
        let bytes = self.bytes(last, start, length)?.unwrap_or_default();
        let items: Vec<Item<'_>> = Items::new(&bytes, start).collect();
        if known.segment != last && self.is_torn_segment(last, &items)? {
            self.remove(last)?;
            let name = segment::name(last);
            return Ok(Some(format!("journal/{name}: a segment never begun")));
        }
        let before = known.seq.max(Seq(last.0.saturating_sub(1)));
        let Some(offset) = torn_at(&items, before) else {
            return Ok(None);
        };
        self.truncate(last, offset)?;
        let (place, cut) = (self.describe(last, offset), end - offset);
        Ok(Some(format!("{place}: {cut} bytes of an unfinished write")))
    }

    /// A segment gets records only once its head is durable.
    fn is_torn_segment(&self, first: Seq, items: &[Item<'_>]) -> Result<bool, Error> {
        let head = self.bytes(first, 0, segment::HEADER_BYTES)?;
        let damaged = head.and_then(|bytes| Header::decode(&bytes)).is_none();
        let records = items.iter().any(|i| matches!(i, Item::Record { .. }));
        Ok(damaged && !records)
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

/// Where the first record begins that is not whole and that nothing proves to have been durable.
fn torn_at(items: &[Item<'_>], known: Seq) -> Option<u64> {
    let witnesses = items.iter().filter_map(|item| match item {
        Item::Record { frame, .. } => Some(frame.synced),
        Item::Unreadable { .. } => None,
    });
    let synced = witnesses.fold(known, Seq::max);
    let mut before = known;
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
