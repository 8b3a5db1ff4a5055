#![doc = include_str!("../README.md")]
#![cfg_attr(
    test,
    expect(
        clippy::unwrap_used,
        reason = "a test that meets a surprise should stop there"
    )
)]

mod backup;
mod changes;
mod check;
mod compare;
mod document;
mod draft;
mod error;
mod export;
mod file;
mod find;
mod follow;
mod front_matter;
mod import;
mod keep;
mod kinds;
mod library;
mod merge;
mod outcome;
mod parts;
mod read;
mod render;
mod revise;
mod rights;
mod write;

pub use backup::BackupReport;
pub use check::CheckReport;
pub use draft::{Draft, DraftAuthor, DraftFile, DraftSource};
pub use error::{Error, Missing};
pub use export::ExportReport;
pub use file::Upload;
pub use import::{ImportReport, ImportSource, Refusal};
pub use keep::{KeptDraft, Purpose};
pub use library::Library;
pub use markup;
pub use outcome::{
    Attached, ChangeEntry, Comparison, Conflict, Created, FileDifference, History, Positions,
    Received, RenderedSheet, Revised, Section, Sheet, ValueDifference,
};
pub use parts::{Clock, Ids, LibraryParts, Limits, Progress, Silent};
pub use render::Rendering;
pub use rights::Act;
pub use search;
