//! Text of a DOCX: body, tables, text boxes, footnotes and endnotes.

use super::package::{main_part, relationships};
use crate::Note;
use crate::archive::Archive;
use crate::text::Findings;
use crate::xml::{Node, Step, walk};

pub(super) fn read(
    archive: &mut Archive,
    findings: &mut Findings,
    depth: usize,
) -> Result<(), Note> {
    let main = main_part(archive, "word/document.xml")?;
    let Some(body) = archive.part(&main)? else {
        return Err(Note::Damaged);
    };
    read_text(&body, findings, depth)?;
    let links = relationships(archive, &main)?;
    for kind in ["footnotes", "endnotes"] {
        if let Some(link) = links.iter().find(|link| link.kind == kind)
            && let Some(notes) = archive.part(&link.target)?
        {
            read_text(&notes, findings, depth)?;
        }
    }
    Ok(())
}

/// Reads the text of WordprocessingML. Deleted text (`delText`) and field codes
/// (`instrText`) are under other names than text, and so stay out.
fn read_text(xml: &str, findings: &mut Findings, depth: usize) -> Result<(), Note> {
    let mut is_text = false;
    walk(xml, depth, |node| {
        match node {
            // the same content again for programs that know less
            Node::Open(element) if element.name() == "Fallback" => return Ok(Step::Skip),
            // tab stops of the layout, not tabs in the text
            Node::Open(element) if element.name() == "pPr" => return Ok(Step::Skip),
            Node::Open(element) => match element.name() {
                "t" => is_text = true,
                "tab" => findings.push("\t")?,
                "br" | "cr" => findings.push("\n")?,
                "noBreakHyphen" => findings.push("-")?,
                _ => {}
            },
            Node::Close("t") => is_text = false,
            Node::Close("p") => findings.end_line()?,
            Node::Text(text) if is_text => findings.push(text)?,
            Node::Close(_) | Node::Text(_) => {}
        }
        Ok(Step::Go)
    })
}
