//! What whoever mends the journal needs of it: whole segments as bytes, and a witness of the mended end.

use super::witness::Witness;
use super::{Cursor, Journal};
use crate::Error;
use model::Seq;
use std::fs::File;
use std::os::unix::fs::FileExt;

/// Where a disk cannot be read, bytes are given up in blocks of that size, the smallest that disks use now.
const BLOCK_BYTES: usize = 4096;

impl Journal {
    /// All bytes of a segment. Where the disk gives none there are zeros, which are no record.
    pub fn segment_as_is(&self, first: Seq) -> Result<Vec<u8>, Error> {
        let length = usize::try_from(self.segment_bytes(first)?).unwrap_or(usize::MAX);
        match self.bytes(first, 0, length) {
            Ok(bytes) => Ok(bytes.unwrap_or_default()),
            Err(error) => {
                let place = self.describe(first, 0);
                tracing::warn!(%place, %error, "a segment is read block by block");
                Ok(self
                    .file(first)
                    .map_or_else(Vec::new, |file| blocks(&file, length)))
            }
        }
    }

    /// Notes an end of the journal that is durable, unless more was known to be.
    pub fn note_end(&self, end: &Cursor) -> Result<(), Error> {
        let known = self.witness()?;
        if known.is_none_or(|known| known.seq <= end.seq) {
            Witness::note_durably(&self.folder, end)?;
        }
        Ok(())
    }

    /// A place in a segment, for people.
    pub fn place(&self, first: Seq, offset: u64) -> String {
        self.describe(first, offset)
    }
}

fn blocks(file: &File, length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    for (number, block) in bytes.chunks_mut(BLOCK_BYTES).enumerate() {
        if file
            .read_exact_at(block, (number * BLOCK_BYTES) as u64)
            .is_err()
        {
            block.fill(0);
        }
    }
    bytes
}
