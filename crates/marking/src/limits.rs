//! How much a process that marks may take.

use std::time::Duration;

const MIB: u64 = 1024 * 1024;

/// The most that a process may take for one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Time, after which it is killed.
    pub time: Duration,
    /// Address space, in bytes: several times what the largest file has that is to be marked, which is held whole.
    pub memory_bytes: u64,
    /// How much larger than its original a copy may be, in bytes.
    pub growth_bytes: u64,
}

impl Limits {
    /// The limits of the program.
    pub const PRODUCTION: Self = Self {
        time: Duration::from_secs(30),
        memory_bytes: 1024 * MIB,
        growth_bytes: 8 * MIB,
    };
}
