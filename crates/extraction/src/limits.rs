//! How much of a stranger's file is read.

use std::time::Duration;

const MIB: u64 = 1024 * 1024;

/// How much is read of one file. Beyond a limit the reading stops and says so
/// with a [`Note`](crate::Note).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes read to find and list the parts of a zip file: bounds the number
    /// of its entries, each of which takes at least 46.
    pub directory_bytes: u64,
    /// Bytes read from disk for the parts that are looked into.
    pub read_bytes: u64,
    /// Bytes inflated out of a zip file, all parts together, or read of an RTF
    /// or HTML file: bounds the time, as every one of them is parsed.
    pub parsed_bytes: u64,
    /// Bytes of a PDF, which is read whole, pictures and all.
    pub pdf_bytes: u64,
    /// Depth of nested XML elements, or of RTF groups.
    pub depth: usize,
    /// Pages, slides, sheets or chapters looked into.
    pub pages: u32,
    /// Bytes of text kept, in UTF-8, all pages together.
    pub text_bytes: usize,
    /// Time for one file. Reading ends by itself, between two pages, after four
    /// fifths of it; at its end a [`Worker`](crate::Worker)'s process is killed.
    pub time: Duration,
    /// Address space of a worker's process, in bytes; reading in process is not
    /// held to it.
    pub memory_bytes: u64,
}

impl Limits {
    /// The limits of [`inspect`](crate::inspect).
    pub const PRODUCTION: Self = Self {
        directory_bytes: 4 * MIB,
        read_bytes: 64 * MIB,
        parsed_bytes: 32 * MIB,
        pdf_bytes: 256 * MIB,
        depth: 256,
        pages: 3000,
        text_bytes: 2 * 1024 * 1024,
        time: Duration::from_secs(30),
        memory_bytes: 1024 * MIB,
    };

    /// Small limits, which tests reach quickly.
    pub const TEST: Self = Self {
        directory_bytes: 64 * 1024,
        read_bytes: MIB,
        parsed_bytes: MIB,
        pdf_bytes: MIB,
        depth: 32,
        pages: 20,
        text_bytes: 16 * 1024,
        time: Duration::from_secs(10),
        memory_bytes: 512 * MIB,
    };

    /// Bytes of the longest answer that a worker can have to give: in JSON a
    /// character of a text takes at most twice its bytes, as control characters
    /// are taken out; a page has its own few words; the rest is metadata.
    pub(crate) fn answer_bytes(&self) -> u64 {
        const PAGE_BYTES: u64 = 64;
        const METADATA_BYTES: u64 = 128 * 1024;
        2 * self.text_bytes as u64 + u64::from(self.pages) * PAGE_BYTES + METADATA_BYTES
    }
}
