#![doc = include_str!("../README.md")]
#![cfg_attr(
    test,
    expect(
        clippy::unwrap_used,
        clippy::panic,
        reason = "a test that meets a surprise should stop there"
    )
)]

mod drafts;
mod embedded;
mod error;
mod files;
mod memory;
mod records;
mod rules;

#[cfg(test)]
mod conformance;

pub use drafts::{Drafts, KeptDraft};
pub use embedded::{
    Embedded, EmbeddedRecords, FolderDrafts, FolderFiles, Mended, panic_is_an_error,
};
pub use error::Error;
pub use files::{Files, Incoming, LocalFile, Stored};
pub use memory::{MemoryDrafts, MemoryFiles, MemoryRecords};
pub use records::{Act, CheckReport, Fault, Outcome, Proposal, Records, Resolved, Writing};
