//! How much of a stranger's file is read.

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
    /// file: bounds the time, as every one of them is parsed.
    pub parsed_bytes: u64,
    /// Depth of nested XML elements, or of RTF groups.
    pub depth: usize,
    /// Bytes of text kept, in UTF-8, all pages together.
    pub text_bytes: usize,
}

impl Limits {
    /// The limits of [`inspect`](crate::inspect).
    pub const PRODUCTION: Self = Self {
        directory_bytes: 4 * MIB,
        read_bytes: 64 * MIB,
        parsed_bytes: 32 * MIB,
        depth: 256,
        text_bytes: 2 * 1024 * 1024,
    };

    /// Small limits, which tests reach quickly.
    pub const TEST: Self = Self {
        directory_bytes: 64 * 1024,
        read_bytes: MIB,
        parsed_bytes: MIB,
        depth: 32,
        text_bytes: 16 * 1024,
    };
}
