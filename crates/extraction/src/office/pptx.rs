//! Text of a PPTX: slides in the order in which they are shown, each with its
//! diagrams and its speaker notes.

use std::collections::HashMap;

use super::package::{Relationship, main_part, relationships};
use crate::Note;
use crate::archive::Archive;
use crate::text::Findings;
use crate::xml::{Node, Step, walk};

pub(super) fn read(
    archive: &mut Archive,
    findings: &mut Findings,
    depth: usize,
) -> Result<(), Note> {
    let main = main_part(archive, "ppt/presentation.xml")?;
    let Some(presentation) = archive.part(&main)? else {
        return Err(Note::Damaged);
    };
    let links = relationships(archive, &main)?;
    for (number, slide) in (1..).zip(slides(&presentation, links, depth)?) {
        findings.start_page(Some(number))?;
        if let Some(xml) = archive.part(&slide)? {
            read_text(&xml, findings, depth)?;
        }
        let links = relationships(archive, &slide)?;
        for kind in ["diagramData", "notesSlide"] {
            for link in links.iter().filter(|link| link.kind == kind) {
                if let Some(xml) = archive.part(&link.target)? {
                    read_text(&xml, findings, depth)?;
                }
            }
        }
    }
    Ok(())
}

/// The parts of the slides in order. A link counts once, so that a short file
/// cannot make a long reading.
fn slides(presentation: &str, links: Vec<Relationship>, depth: usize) -> Result<Vec<String>, Note> {
    let links = links.into_iter().filter(|link| link.kind == "slide");
    let mut by_id: HashMap<String, String> = links.map(|link| (link.id, link.target)).collect();
    let mut slides = Vec::new();
    walk(presentation, depth, |node| {
        if let Node::Open(element) = node
            && element.name() == "sldId"
            && let Some(id) = element.relationship()
        {
            slides.extend(by_id.remove(&id));
        }
        Ok(Step::Go)
    })?;
    Ok(slides)
}

/// Reads the text of DrawingML, without the fields that only repeat the number
/// of the slide or the date.
fn read_text(xml: &str, findings: &mut Findings, depth: usize) -> Result<(), Note> {
    let mut is_text = false;
    walk(xml, depth, |node| {
        match node {
            Node::Open(element) => match element.name() {
                "fld" | "Fallback" => return Ok(Step::Skip),
                "t" => is_text = true,
                "br" => findings.push("\n")?,
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
