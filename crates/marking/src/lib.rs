#![doc = include_str!("../README.md")]

mod error;
mod image;
mod limits;
mod office;
mod opendocument;
mod package;
mod pdf;
mod work;
mod worker;
mod xml;
mod xmp;

pub use error::Error;
pub use limits::Limits;
pub use work::work;
pub use worker::Worker;

use serde::{Deserialize, Serialize};

/// What is written into a copy of a file.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Mark {
    /// The title of the work.
    pub title: String,
    /// Who is credited, in order.
    pub authors: Vec<String>,
    /// The whole credit, as one paragraph.
    pub attribution: String,
    /// The short name of its licence: `CC BY-SA 4.0`.
    pub licence: String,
    /// The address of the licence.
    pub licence_url: String,
    /// The page where the work is found and its licence explained.
    pub page_url: String,
    /// `false` for the public domain (`xmpRights:Marked`, XMP specification part 1, section 8.5).
    pub copyrighted: bool,
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
/// [`Error::Unsupported`], [`Error::Encrypted`], [`Error::Damaged`], [`Error::TooLarge`].
pub fn mark(media_type: &str, file: &[u8], mark: &Mark) -> Result<Vec<u8>, Error> {
    match sort(media_type) {
        Some(Sort::Pdf) => pdf::mark(file, mark),
        Some(Sort::Jpeg) => image::mark_jpeg(file, mark),
        Some(Sort::Png) => image::mark_png(file, mark),
        Some(Sort::Office) => office::mark(file, mark),
        Some(Sort::OpenDocument) => opendocument::mark(file, mark),
        None => Err(Error::Unsupported),
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
