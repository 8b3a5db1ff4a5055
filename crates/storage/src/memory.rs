//! The memory backend: forgets everything when it is dropped. For tests, and the plain model of what a store does.

mod drafts;
mod files;
mod records;
mod state;

pub use drafts::MemoryDrafts;
pub use files::MemoryFiles;
pub use records::MemoryRecords;
