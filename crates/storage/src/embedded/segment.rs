//! One file of the journal: a header of 56 bytes, then records.

use super::frame::{Chain, Frame, MARK, part};
use model::Seq;

/// How every segment begins.
const MAGIC: [u8; 8] = *b"RSQTJRNL";

/// The format of segments that this program writes.
pub(super) const FORMAT: u32 = 1;

/// Bytes of a segment before its first record.
pub(super) const HEADER_BYTES: usize = 56;

/// The header of a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    /// The format of the segment.
    pub format: u32,
    /// Place of its first record; also in its name.
    pub first: Seq,
    /// The chain before its first record.
    pub chain_before: Chain,
}

impl Header {
    /// The header as bytes.
    pub fn encode(&self) -> [u8; HEADER_BYTES] {
        let mut bytes = [0; HEADER_BYTES];
        bytes[0..8].copy_from_slice(&MAGIC);
        bytes[8..12].copy_from_slice(&self.format.to_le_bytes());
        bytes[12..20].copy_from_slice(&self.first.0.to_le_bytes());
        bytes[20..52].copy_from_slice(&self.chain_before);
        let checksum = crc32fast::hash(&bytes[0..52]);
        bytes[52..56].copy_from_slice(&checksum.to_le_bytes());
        bytes
    }

    /// Reads the header at the beginning of `bytes`; `None` unless it is whole.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let (header, _) = bytes.split_first_chunk::<HEADER_BYTES>()?;
        let whole = header[0..8] == MAGIC
            && crc32fast::hash(&header[0..52]).to_le_bytes() == header[52..56];
        whole.then_some(Self {
            format: u32::from_le_bytes(part(header, 8)),
            first: Seq(u64::from_le_bytes(part(header, 12))),
            chain_before: part(header, 20),
        })
    }
}

/// The name of the segment whose first record has that place.
pub(super) fn name(first: Seq) -> String {
    format!("{first:020}.log")
}

/// The place of the first record of the segment with that name; `None` for other files.
pub(super) fn first_of(name: &str) -> Option<Seq> {
    let digits = name.strip_suffix(".log")?;
    let right = digits.len() == 20 && digits.bytes().all(|b| b.is_ascii_digit());
    right.then(|| digits.parse().ok().map(Seq))?
}

/// What stands in a segment from some place on.
#[derive(Debug, PartialEq)]
pub(super) enum Item<'a> {
    /// A record whose header is whole.
    Record {
        /// where it begins in the segment
        offset: u64,
        /// its header
        frame: Frame,
        /// its payload, whole or not
        payload: &'a [u8],
    },
    /// Bytes that are no record.
    Unreadable {
        /// where they begin in the segment
        offset: u64,
        /// how many there are up to the next record or the end
        length: u64,
    },
}

/// Goes through the bytes of a segment.
#[derive(Debug)]
pub(super) struct Items<'a> {
    rest: &'a [u8],
    offset: u64,
}

impl<'a> Items<'a> {
    /// From records that begin at `offset` in their segment.
    pub fn new(rest: &'a [u8], offset: u64) -> Self {
        Self { rest, offset }
    }

    fn step(&mut self, length: usize) -> (u64, &'a [u8]) {
        let (taken, rest) = self.rest.split_at(length.min(self.rest.len()));
        let offset = self.offset;
        self.rest = rest;
        self.offset += taken.len() as u64;
        (offset, taken)
    }
}

impl<'a> Iterator for Items<'a> {
    type Item = Item<'a>;

    fn next(&mut self) -> Option<Item<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        if let Some((frame, length)) = whole_record(self.rest) {
            let (offset, record) = self.step(length);
            let payload = record.get(super::frame::HEADER_BYTES..).unwrap_or_default();
            return Some(Item::Record {
                offset,
                frame,
                payload,
            });
        }
        let (offset, skipped) = self.step(next_record(self.rest));
        Some(Item::Unreadable {
            offset,
            length: skipped.len() as u64,
        })
    }
}

/// The record at the beginning of `bytes` and its length, when its header is whole and nothing is cut off.
fn whole_record(bytes: &[u8]) -> Option<(Frame, usize)> {
    let frame = Frame::decode(bytes)?;
    let length = usize::try_from(frame.record_bytes()).ok()?;
    (length <= bytes.len()).then_some((frame, length))
}

/// How far it is to the next record, or to the end; at least one byte.
fn next_record(bytes: &[u8]) -> usize {
    let marks = bytes.windows(MARK.len()).enumerate().skip(1);
    let mut starts = marks.filter_map(|(at, window)| (window == MARK).then_some(at));
    starts
        .find(|at| whole_record(&bytes[*at..]).is_some())
        .unwrap_or(bytes.len())
}
