//! Words of an HTML page, and of the chapters of a book.
//!
//! The tokenizer of html5ever is all that is used of it: nothing is nested, no
//! tree is built, so that neither depth nor breadth of a page costs memory.

mod words;

use std::fs::File;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tokenizer, TokenizerOpts};

use crate::encoding::decode_text;
use crate::text::Findings;
use crate::whole::read_whole;
use crate::{Limits, Note};
use words::{Metadata, Words};

/// How much is tokenized before the time is looked at.
const STEP_BYTES: usize = 64 * 1024;

/// Reads the text of a page, with what its head says of it.
pub(crate) fn read(file: File, findings: &mut Findings, limits: &Limits) -> Result<(), Note> {
    let bytes = read_whole(file, limits.parsed_bytes)?;
    tokenize(&decode_text(&bytes, false), findings, Metadata::Taken)
}

/// Reads the text of a chapter: its head is not that of the whole book.
pub(crate) fn read_chapter(html: &str, findings: &mut Findings) -> Result<(), Note> {
    tokenize(html, findings, Metadata::Ignored)
}

fn tokenize(html: &str, findings: &mut Findings, metadata: Metadata) -> Result<(), Note> {
    let tokenizer = Tokenizer::new(Words::new(findings, metadata), TokenizerOpts::default());
    let mut rest = html;
    while !rest.is_empty() {
        let (step, after) = rest.split_at(rest.floor_char_boundary(STEP_BYTES));
        rest = after;
        let input = BufferQueue::default();
        input.push_back(StrTendril::from_slice(step));
        // there is no script to stop for
        let _ = tokenizer.feed(&input);
        tokenizer.sink.go_on()?;
    }
    tokenizer.end();
    tokenizer.sink.finish()
}
