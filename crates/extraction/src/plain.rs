//! Plain text in the encodings people still send.

use std::fs::File;
use std::io::Read;

use crate::encoding::decode_text;
use crate::text::Findings;
use crate::{Limits, Note};

pub(crate) fn read(
    file: File,
    media_type: &str,
    findings: &mut Findings,
    limits: &Limits,
) -> Result<(), Note> {
    let mut bytes = Vec::new();
    let mut file = file.take(limits.text_bytes as u64);
    file.read_to_end(&mut bytes).map_err(|_| Note::Damaged)?;
    let is_cut = file.into_inner().read(&mut [0]).unwrap_or(0) > 0;
    let text = decode_text(&bytes, is_cut);
    if media_type == "text/markdown" {
        set_title(&text, findings);
    }
    findings.push(&text)?;
    if is_cut { Err(Note::Cut) } else { Ok(()) }
}

/// The first heading of the first level.
fn set_title(markdown: &str, findings: &mut Findings) {
    if let Some(heading) = markdown.lines().find_map(|line| line.strip_prefix("# ")) {
        findings.set_title(heading.trim_end_matches('#'));
    }
}
