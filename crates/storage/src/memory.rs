//! The memory backend: forgets everything when it is dropped. For tests, and the plain model of what a store does.

mod files;
mod records;
mod state;

pub use files::MemoryFiles;
pub use records::MemoryRecords;
