//! Opens a file and answers what is in it.

use std::fs::File;
use std::io::{Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use crate::archive::Archive;
use crate::media_type::{HEAD_BYTES, identify};
use crate::text::Findings;
use crate::{Error, Inspection, Limits, Note, epub, html, office, pdf, plain, rtf};

/// Tells what is in the file at `path`, which was called `name` by whoever sent
/// it. Blocks while reading.
///
/// In this process: a file made to exhaust stack or memory can end it. Files of
/// strangers go to a [`Worker`](crate::Worker).
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
    let (file, head) = open(path)?;
    let mut media_type = identify(&head, name);
    let mut findings = Findings::new(limits);
    // The parsers below are written not to panic; those they build on meet
    // bytes made to break them, and one file must not take the program along.
    let result = catch_unwind(AssertUnwindSafe(|| {
        look_into(file, &head, &mut media_type, &mut findings, limits)
    }));
    Ok(findings.into_inspection(media_type, result.unwrap_or(Err(Note::Damaged)).err()))
}

/// The file, and its beginning, which names its type.
pub(crate) fn open(path: &Path) -> Result<(File, Vec<u8>), Error> {
    let mut file = File::open(path)?;
    let mut head = Vec::with_capacity(HEAD_BYTES);
    (&mut file).take(HEAD_BYTES as u64).read_to_end(&mut head)?;
    file.rewind()?;
    Ok((file, head))
}

/// Reads what the type allows. `media_type` is made more exact on the way.
fn look_into(
    file: File,
    head: &[u8],
    media_type: &mut &'static str,
    findings: &mut Findings,
    limits: &Limits,
) -> Result<(), Note> {
    if let Some(note) = without_reading(head, media_type) {
        return Err(note);
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        let mut archive = Archive::open(file, limits)?;
        *media_type = office::media_type(&mut archive).unwrap_or("application/zip");
        return match *media_type {
            "application/epub+zip" => epub::read(&mut archive, findings, limits),
            office => office::read(&mut archive, office, findings, limits),
        };
    }
    match *media_type {
        "application/pdf" => pdf::read(file, findings, limits),
        "application/x-ole-storage" => Err(office::legacy_note(file)),
        "application/rtf" => rtf::read(file, findings, limits),
        "text/html" => html::read(file, findings, limits),
        "text/plain" | "text/markdown" | "text/csv" | "text/tab-separated-values" => {
            plain::read(file, media_type, findings, limits)
        }
        _ => Err(Note::NotSupported),
    }
}

/// Why nothing is read of a file, when its beginning is enough to know it.
pub(crate) fn without_reading(head: &[u8], media_type: &str) -> Option<Note> {
    const READ: [&str; 8] = [
        "application/pdf",
        "application/rtf",
        "application/x-ole-storage",
        "text/csv",
        "text/html",
        "text/markdown",
        "text/plain",
        "text/tab-separated-values",
    ];
    if head.is_empty() {
        return Some(Note::Empty);
    }
    let is_read = head.starts_with(b"PK") || READ.contains(&media_type);
    (!is_read).then_some(Note::NotSupported)
}
