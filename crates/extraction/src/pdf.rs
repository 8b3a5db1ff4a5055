//! Text of a PDF, page by page.
//!
//! Everything that knows the library which reads PDF is in this module: another
//! one could take its place.

mod about;
mod words;

use std::fs::File;
use std::ops::ControlFlow;

use unpdf::{
    ErrorKind, ErrorMode, ExtractionQuality, Page, PageSelection, PageStreamOptions, ParseEvent,
    ParseOptions, PdfParser,
};

use crate::text::Findings;
use crate::whole::read_whole;
use crate::{Limits, Note};
use words::whole_words;

pub(crate) fn read(file: File, findings: &mut Findings, limits: &Limits) -> Result<(), Note> {
    let bytes = read_whole(file, limits.pdf_bytes)?;
    about::read(&bytes, findings)?;
    let options = ParseOptions::new().sequential();
    let parser =
        PdfParser::from_bytes_with_options(&bytes, options).map_err(|error| note(&error))?;
    drop(bytes);
    read_pages(&parser, findings)
}

fn read_pages(parser: &PdfParser, findings: &mut Findings) -> Result<(), Note> {
    let mut shown = Ok(());
    let mut is_whole = true;
    let quality = parser.for_each_page(one_by_one(), |event| {
        match event {
            ParseEvent::PageParsed(page) => shown = show(&page, findings),
            ParseEvent::PageFailed { .. } => is_whole = false,
            _ => {}
        }
        match shown {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    });
    shown?;
    let quality = quality.map_err(|error| note(&error))?;
    if is_whole && !has_lost_pages(&quality) {
        Ok(())
    } else {
        Err(Note::Damaged)
    }
}

/// One page after the other, in this thread: the next is not begun when there
/// is no room or no time for it.
fn one_by_one() -> PageStreamOptions {
    PageStreamOptions {
        error_mode: ErrorMode::Lenient,
        extract_text: true,
        extract_resources: false,
        min_image_dimension: 0,
        pages: PageSelection::All,
        password: None,
        parallel: false,
        suppress_low_confidence_ocr: true,
        window_size: 1,
        emit_progress_every: u32::MAX,
    }
}

fn show(page: &Page, findings: &mut Findings) -> Result<(), Note> {
    findings.start_page(Some(page.number))?;
    findings.push(&whole_words(&page.plain_text()))
}

/// Whether something of the text is known to be missing.
fn has_lost_pages(quality: &ExtractionQuality) -> bool {
    quality.pages_incomplete || quality.undecodable_content_streams > 0
}

/// What a failure says of the file. One that needs no password to be opened is
/// read, though it may ask for one to be printed or changed.
fn note(error: &unpdf::Error) -> Note {
    match error.kind() {
        ErrorKind::Encrypted | ErrorKind::InvalidPassword => Note::Encrypted,
        _ => Note::Damaged,
    }
}
