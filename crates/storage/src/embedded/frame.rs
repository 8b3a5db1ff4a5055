//! One record of the journal: a header of 96 bytes, then the payload. The crate's README shows the layout.

use model::{Change, Seq};
use sha2::{Digest, Sha256};

/// A SHA-256 that stands for everything up to a place in the journal.
pub(super) type Chain = [u8; 32];

/// The chain before the first record.
pub(super) const CHAIN_START: Chain = [0; 32];

/// How every record begins, so that the next one can be found after damage. It cannot stand in the JSON of a payload
/// together with the zero bytes that follow it in a header.
pub(super) const MARK: [u8; 4] = *b"RSQ\x01";

/// Bytes of a record before its payload.
pub(super) const HEADER_BYTES: usize = 96;

/// The payload is a [`Change`] as JSON, compressed as an LZ4 block after its uncompressed size (4 bytes).
pub(super) const FORMAT: u32 = 1;

/// The most bytes of a change's JSON: some hundred times what a resource at its limits needs.
pub(super) const MAX_JSON_BYTES: usize = 256 * 1024 * 1024;

/// The header of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Frame {
    /// Bytes of the payload.
    pub length: u32,
    /// What the payload is: [`FORMAT`].
    pub format: u32,
    /// Place in the log.
    pub seq: Seq,
    /// Everything up to this place was durable when the record was written.
    pub synced: Seq,
    /// SHA-256 of the payload.
    pub payload_hash: [u8; 32],
    /// [`chain`] of this record.
    pub chain: Chain,
}

impl Frame {
    /// The header as bytes.
    pub fn encode(&self) -> [u8; HEADER_BYTES] {
        let mut bytes = [0; HEADER_BYTES];
        bytes[0..4].copy_from_slice(&MARK);
        bytes[4..8].copy_from_slice(&self.length.to_le_bytes());
        bytes[8..12].copy_from_slice(&self.format.to_le_bytes());
        bytes[12..20].copy_from_slice(&self.seq.0.to_le_bytes());
        bytes[20..28].copy_from_slice(&self.synced.0.to_le_bytes());
        bytes[28..60].copy_from_slice(&self.payload_hash);
        bytes[60..92].copy_from_slice(&self.chain);
        let checksum = crc32fast::hash(&bytes[0..92]);
        bytes[92..96].copy_from_slice(&checksum.to_le_bytes());
        bytes
    }

    /// Reads the header at the beginning of `bytes`; `None` unless it is whole.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let (header, _) = bytes.split_first_chunk::<HEADER_BYTES>()?;
        let whole =
            header[0..4] == MARK && crc32fast::hash(&header[0..92]).to_le_bytes() == header[92..96];
        whole.then_some(Self {
            length: u32::from_le_bytes(part(header, 4)),
            format: u32::from_le_bytes(part(header, 8)),
            seq: Seq(u64::from_le_bytes(part(header, 12))),
            synced: Seq(u64::from_le_bytes(part(header, 20))),
            payload_hash: part(header, 28),
            chain: part(header, 60),
        })
    }

    /// Bytes of the whole record.
    pub fn record_bytes(&self) -> u64 {
        HEADER_BYTES as u64 + u64::from(self.length)
    }

    /// Whether a payload is the one that was written.
    pub fn is_whole(&self, payload: &[u8]) -> bool {
        Sha256::digest(payload)[..] == self.payload_hash
    }

    /// Reads the change in the payload, once it was proved to be the one written.
    pub fn change(&self, payload: &[u8]) -> Result<Change, String> {
        if !self.is_whole(payload) {
            return Err("the content does not have the hash written with it".to_owned());
        }
        if self.format != FORMAT {
            return Err(format!(
                "the content has format {}, this program reads format {FORMAT}",
                self.format
            ));
        }
        let change: Change = unpack(payload)?;
        if change.seq == self.seq {
            Ok(change)
        } else {
            Err(format!(
                "change {} stands at place {}",
                change.seq, self.seq
            ))
        }
    }
}

/// `N` bytes of a slice from a place. Both are constants within the slice; a mistake shows as zeros in every test.
pub(super) fn part<const N: usize>(bytes: &[u8], from: usize) -> [u8; N] {
    bytes
        .get(from..)
        .and_then(<[u8]>::first_chunk)
        .copied()
        .unwrap_or([0; N])
}

/// SHA-256 of the chain so far, the place (8 bytes, little-endian) and the payload's hash. The payload itself is not in
/// it: it can be erased, and the chain still holds.
pub(super) fn chain(before: &Chain, seq: Seq, payload_hash: &[u8; 32]) -> Chain {
    let mut hasher = Sha256::new();
    hasher.update(before);
    hasher.update(seq.0.to_le_bytes());
    hasher.update(payload_hash);
    hasher.finalize().into()
}

/// The payload of a change.
pub(super) fn pack(change: &Change) -> Result<Vec<u8>, String> {
    let json = serde_json::to_vec(change).map_err(|error| error.to_string())?;
    if json.len() > MAX_JSON_BYTES {
        return Err(format!("a change of {} bytes is too long", json.len()));
    }
    Ok(lz4_flex::block::compress_prepend_size(&json))
}

fn unpack(payload: &[u8]) -> Result<Change, String> {
    // the size is checked before it is believed: memory is taken for it
    let size = u32::from_le_bytes(part(payload, 0));
    if size as usize > MAX_JSON_BYTES {
        return Err(format!("the content would have {size} bytes"));
    }
    let json = lz4_flex::block::decompress_size_prepended(payload)
        .map_err(|error| format!("the content cannot be decompressed: {error}"))?;
    serde_json::from_slice(&json).map_err(|error| format!("the content cannot be read: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conformance::samples;

    fn record() -> (Frame, Vec<u8>) {
        let payload = pack(&samples::change(7)).unwrap();
        let payload_hash = Sha256::digest(&payload).into();
        let frame = Frame {
            length: payload.len() as u32,
            format: FORMAT,
            seq: Seq(7),
            synced: Seq(5),
            payload_hash,
            chain: chain(&CHAIN_START, Seq(7), &payload_hash),
        };
        (frame, payload)
    }

    #[test]
    fn a_record_is_read_as_it_was_written() {
        let (frame, payload) = record();
        assert_eq!(Frame::decode(&frame.encode()), Some(frame.clone()));
        assert_eq!(frame.change(&payload).unwrap(), samples::change(7));
    }

    #[test]
    fn every_flipped_bit_is_noticed() {
        let (frame, payload) = record();
        for bit in 0..HEADER_BYTES * 8 {
            let mut bytes = frame.encode();
            bytes[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(Frame::decode(&bytes), None, "bit {bit}");
        }
        for byte in 0..payload.len() {
            let mut wrong = payload.clone();
            wrong[byte] ^= 1;
            assert!(frame.change(&wrong).is_err(), "byte {byte}");
        }
    }

    #[test]
    fn a_size_that_would_fill_the_memory_is_refused() {
        let mut payload = pack(&samples::change(7)).unwrap();
        payload[3] = 0xff;
        assert!(unpack(&payload).unwrap_err().contains("would have"));
    }
}
