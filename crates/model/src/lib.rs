#![doc = include_str!("../README.md")]
#![cfg_attr(
    test,
    expect(
        clippy::unwrap_used,
        reason = "a test that meets a surprise should stop there"
    )
)]

mod author;
mod change;
mod content;
mod field;
mod file;
mod id;
mod kind;
mod problem;
mod slug;
mod source;
mod text;

pub use author::{Actor, Author};
pub use change::{Cause, Change, Event, Head, Revision, Tombstone};
pub use content::{Body, Content};
pub use field::{FieldDefinition, FieldType, FieldValue, Fields, Value, web_address};
pub use file::{FileName, FileRef, Sha256};
pub use id::{DraftId, ResourceId, RevisionNumber, Seq};
pub use kind::{Choice, Kind, KindId, Label};
pub use problem::{Holder, Problem, Problems, Reason};
pub use slug::Slug;
pub use source::{Borrowed, Origin, Source, Updated};
pub use text::{Language, Line, Notices, Summary, Tag, Title};
