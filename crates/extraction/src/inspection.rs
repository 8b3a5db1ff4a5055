//! Opens a file and answers what is in it.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::media_type::{HEAD_BYTES, identify};
use crate::text::Findings;
use crate::{Limits, archive::Archive, office, plain, rtf};

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
    /// The language in the metadata, as written there (`fr-FR`).
    pub language: Option<String>,
    /// The text, page by page; pages without text are left out.
    pub pages: Vec<PageText>,
    /// Why text is missing or incomplete.
    pub note: Option<Note>,
}

/// The text of one page, or of a file whose format has no pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageText {
    /// The number of the page or slide, from 1; `None` where the format has no
    /// pages.
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
    /// The content needs a password.
    Encrypted,
    /// The content does not follow its format; what could be read before the
    /// fault is given.
    Damaged,
    /// The content is too large to be looked into, above all once inflated.
    TooLarge,
    /// The text is longer than what is kept; its beginning is given.
    Cut,
    /// Text is not read from files of this type.
    NotSupported,
}

/// A file that could not be looked at. What is wrong *in* a file is a [`Note`].
#[derive(Debug, Error)]
pub enum Error {
    /// The file could not be opened or read.
    #[error("the file cannot be read: {0}")]
    Read(#[from] io::Error),
}

/// Tells what is in the file at `path`, which was called `name` by whoever sent
/// it. Blocks while reading.
///
/// # Errors
///
/// [`Error::Read`] when the file cannot be opened or its beginning not be read.
pub fn inspect(path: &Path, name: &str) -> Result<Inspection, Error> {
    inspect_within(path, name, &Limits::PRODUCTION)
}

/// [`inspect`] with other limits.
///
/// # Errors
///
/// As [`inspect`].
pub fn inspect_within(path: &Path, name: &str, limits: &Limits) -> Result<Inspection, Error> {
    let mut file = File::open(path)?;
    let mut head = Vec::with_capacity(HEAD_BYTES);
    (&mut file).take(HEAD_BYTES as u64).read_to_end(&mut head)?;
    file.rewind()?;
    let mut media_type = identify(&head, name);
    let mut findings = Findings::new(limits.text_bytes);
    // The parsers below are written not to panic; those they build on meet
    // bytes made to break them, and one file must not take the program along.
    let result = catch_unwind(AssertUnwindSafe(|| {
        look_into(file, &head, &mut media_type, &mut findings, limits)
    }));
    Ok(findings.into_inspection(media_type, result.unwrap_or(Err(Note::Damaged)).err()))
}

/// Reads what the type allows. `media_type` is made more exact on the way.
fn look_into(
    file: File,
    head: &[u8],
    media_type: &mut &'static str,
    findings: &mut Findings,
    limits: &Limits,
) -> Result<(), Note> {
    if head.is_empty() {
        return Err(Note::Empty);
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        let mut archive = Archive::open(file, limits)?;
        *media_type = office::media_type(&mut archive).unwrap_or("application/zip");
        return office::read(&mut archive, media_type, findings, limits);
    }
    match *media_type {
        "application/x-ole-storage" => Err(office::legacy_note(file)),
        "application/rtf" => rtf::read(file, findings, limits),
        "text/plain" | "text/markdown" | "text/csv" | "text/tab-separated-values" => {
            plain::read(file, media_type, findings, limits)
        }
        _ => Err(Note::NotSupported),
    }
}
