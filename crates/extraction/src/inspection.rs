//! The answer: what is in a file.

use std::io;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The version of what [`inspect`](crate::inspect) finds, to be kept with it:
/// raised whenever it would find something else in the same file.
pub const VERSION: u32 = 2;

/// What was found in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inspection {
    /// The media type of the content, whatever the name says;
    /// `application/octet-stream` when it is not recognised.
    pub media_type: String,
    /// The title in the metadata, or the first heading of a Markdown file.
    pub title: Option<String>,
    /// The authors in the metadata, at most 20.
    pub authors: Vec<String>,
    /// The language of the text: as it is written in the metadata (`fr-FR`)
    /// unless the text itself is clearly in another, then as in ISO 639-1 (`fr`).
    pub language: Option<String>,
    /// The day on which the content was begun or, of a book, published, as far
    /// as the metadata say: `2026-03-01`, `2026-03` or `2026`. A valid date. An
    /// office file that carries on the day of its program's template has that of
    /// its last change, or none.
    pub date: Option<String>,
    /// The text, page by page; pages without text are left out.
    pub pages: Vec<PageText>,
    /// Why text is missing or incomplete.
    pub note: Option<Note>,
}

impl Inspection {
    /// Nothing but the type, and why.
    #[must_use]
    pub fn without_text(media_type: &str, note: Note) -> Self {
        Self {
            media_type: media_type.to_owned(),
            title: None,
            authors: Vec::new(),
            language: None,
            date: None,
            pages: Vec::new(),
            note: Some(note),
        }
    }
}

/// The text of one page, or of a file whose format has no pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageText {
    /// The number of the page or slide, from 1, as programs that show the file
    /// count it; `None` where the format has no pages.
    pub page: Option<u32>,
    /// Its text: one paragraph a line, without control characters.
    pub text: String,
}

/// Why text is missing or incomplete.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Note {
    /// The file has no content.
    Empty,
    /// The content holds no text: a scan, drawings, pictures alone.
    NoText,
    /// The content needs a password.
    Encrypted,
    /// The content does not follow its format; what could be read before the
    /// fault is given.
    Damaged,
    /// The content is too large to be looked into, above all once inflated.
    TooLarge,
    /// The text is longer than what is kept; its beginning is given.
    Cut,
    /// Reading took too long; what was read until then is given, nothing if
    /// the worker had to be killed.
    TimedOut,
    /// The worker's process died on it, of too much memory or of a fault in
    /// what reads this format, or gave no sensible answer.
    Failed,
    /// The worker's process was ended by somebody else, as by a system that is
    /// short of memory or stops, or it could not begin: nothing of it speaks
    /// against the file.
    Interrupted,
    /// Text is not read from files of this type.
    NotSupported,
}

impl Note {
    /// Whether the cause may lie outside the file, in a busy machine or a
    /// process that somebody ended: another try may find more.
    #[must_use]
    pub fn may_pass(self) -> bool {
        matches!(self, Self::TimedOut | Self::Interrupted)
    }
}

/// A file that could not be looked at. What is wrong *in* a file is a [`Note`].
#[derive(Debug, Error)]
pub enum Error {
    /// The file could not be opened or read.
    #[error("the file cannot be read: {0}")]
    Read(#[from] io::Error),
    /// The worker's process could not be started, limited, or heard.
    #[error("the worker that looks into files fails: {0}")]
    Worker(#[source] io::Error),
}
