#![doc = include_str!("../README.md")]

mod image;
mod office;
mod opendocument;
mod package;
mod pdf;
mod xml;
mod xmp;

use thiserror::Error;

/// What is written into a copy of a file.
#[derive(Clone, Copy, Debug)]
pub struct Mark<'a> {
    /// The title of the work.
    pub title: &'a str,
    /// Who is credited, in order.
    pub authors: &'a [&'a str],
    /// The whole credit, as one paragraph.
    pub attribution: &'a str,
    /// The short name of its licence: `CC BY-SA 4.0`.
    pub licence: &'a str,
    /// The address of the licence.
    pub licence_url: &'a str,
    /// The page where the work is found and its licence explained.
    pub page_url: &'a str,
    /// `false` for the public domain (`xmpRights:Marked`, XMP specification part 1, section 8.5).
    pub copyrighted: bool,
}

/// Why a copy cannot be marked.
#[derive(Debug, Error)]
pub enum Error {
    /// There is no place for a licence in files of this type, or none that is known here.
    #[error("files of type {0} have no place for a licence")]
    Unsupported(String),
    /// The file is locked against changes.
    #[error("the file is encrypted")]
    Encrypted,
    /// The file is not what its type says.
    #[error("the file cannot be read: {0}")]
    Damaged(String),
}

/// Whether files of this media type can be marked.
#[must_use]
pub fn can_mark(media_type: &str) -> bool {
    sort(media_type).is_some()
}

/// A copy of the file that says whose it is and under which licence. Marks of an earlier [`mark`], and what others wrote in
/// the same places, are replaced; title and authors that the file names itself are kept.
///
/// # Errors
/// [`Error::Unsupported`], [`Error::Encrypted`], [`Error::Damaged`].
pub fn mark(media_type: &str, file: &[u8], mark: &Mark<'_>) -> Result<Vec<u8>, Error> {
    match sort(media_type) {
        Some(Sort::Pdf) => pdf::mark(file, mark),
        Some(Sort::Jpeg) => image::mark_jpeg(file, mark),
        Some(Sort::Png) => image::mark_png(file, mark),
        Some(Sort::Office) => office::mark(file, mark),
        Some(Sort::OpenDocument) => opendocument::mark(file, mark),
        None => Err(Error::Unsupported(media_type.to_owned())),
    }
}

enum Sort {
    Pdf,
    Jpeg,
    Png,
    Office,
    OpenDocument,
}

fn sort(media_type: &str) -> Option<Sort> {
    match media_type {
        "application/pdf" => Some(Sort::Pdf),
        "image/jpeg" => Some(Sort::Jpeg),
        "image/png" => Some(Sort::Png),
        other => {
            let format = other.strip_prefix("application/vnd.")?;
            if format.starts_with("openxmlformats-officedocument.") {
                Some(Sort::Office)
            } else if format.starts_with("oasis.opendocument.") {
                Some(Sort::OpenDocument)
            } else {
                None
            }
        }
    }
}

/// What cannot be read.
fn damaged(error: impl std::fmt::Display) -> Error {
    Error::Damaged(error.to_string())
}
