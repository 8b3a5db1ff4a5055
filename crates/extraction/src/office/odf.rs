//! Text of OpenDocument files: text, presentations, sheets and drawings.

use super::metadata::read_open_document;
use crate::Note;
use crate::archive::Archive;
use crate::text::Findings;
use crate::xml::{Element, Node, Step, walk};

/// How many spaces one element may stand for.
const MAX_SPACES: usize = 100;

pub(super) fn read(
    archive: &mut Archive,
    findings: &mut Findings,
    depth: usize,
) -> Result<(), Note> {
    let manifest = archive.part("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(Note::Encrypted);
    }
    let Some(content) = archive.part("content.xml")? else {
        return Err(Note::Damaged);
    };
    let text = read_text(&content, findings, depth);
    let metadata = read_open_document(archive, findings);
    text.and(metadata)
}

fn read_text(xml: &str, findings: &mut Findings, depth: usize) -> Result<(), Note> {
    let mut page = 0;
    // how many paragraphs are open: one may hold a note with its own
    let mut paragraphs = 0_usize;
    walk(xml, depth, |node| {
        match node {
            Node::Open(element) => return open(element, &mut page, &mut paragraphs, findings),
            Node::Text(text) if paragraphs > 0 => findings.push(text)?,
            Node::Close("p" | "h") => {
                paragraphs = paragraphs.saturating_sub(1);
                findings.end_line()?;
            }
            Node::Close(_) | Node::Text(_) => {}
        }
        Ok(Step::Go)
    })
}

fn open(
    element: &Element<'_>,
    page: &mut u32,
    paragraphs: &mut usize,
    findings: &mut Findings,
) -> Result<Step, Note> {
    match element.name() {
        // comments, deleted text, the marks of notes, fields that repeat a page
        // number, and styles, which come before the text
        "annotation" | "tracked-changes" | "note-citation" | "page-number" | "automatic-styles"
        | "font-face-decls" | "scripts" => return Ok(Step::Skip),
        "p" | "h" => *paragraphs += 1,
        // a slide or a drawing; not the small picture of one in its notes
        "page" => {
            *page += 1;
            findings.start_page(Some(*page))?;
        }
        "tab" => findings.push("\t")?,
        "line-break" => findings.push("\n")?,
        "s" if *paragraphs > 0 => {
            let spaces = element
                .attribute("c")
                .and_then(|c| c.parse().ok())
                .unwrap_or(1);
            findings.push(&" ".repeat(usize::min(spaces, MAX_SPACES)))?;
        }
        _ => {}
    }
    Ok(Step::Go)
}
