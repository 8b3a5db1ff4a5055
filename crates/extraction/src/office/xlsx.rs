//! Words of an XLSX, sheet by sheet. Numbers are left out: dates and durations
//! are numbers too, and nobody looks for 45231.

use std::collections::HashMap;

use super::package::{Relationship, main_part, relationships};
use crate::Note;
use crate::archive::Archive;
use crate::text::Findings;
use crate::xml::{Element, Node, Step, walk};

pub(super) fn read(
    archive: &mut Archive,
    findings: &mut Findings,
    depth: usize,
) -> Result<(), Note> {
    let main = main_part(archive, "xl/workbook.xml")?;
    let Some(workbook) = archive.part(&main)? else {
        return Err(Note::Damaged);
    };
    let links = relationships(archive, &main)?;
    let shared = match links.iter().find(|link| link.kind == "sharedStrings") {
        Some(link) => archive.part(&link.target)?.unwrap_or_default(),
        None => String::new(),
    };
    let shared = SharedStrings::read(&shared, depth)?;
    for (name, part) in sheets(&workbook, links, depth)? {
        let Some(sheet) = archive.part(&part)? else {
            continue;
        };
        findings.start_page(None)?;
        findings.push(&name)?;
        findings.end_line()?;
        read_sheet(&sheet, &shared, findings, depth)?;
    }
    Ok(())
}

/// Names and parts of the sheets, in order. A link counts once, so that a short
/// file cannot make a long reading.
fn sheets(
    workbook: &str,
    links: Vec<Relationship>,
    depth: usize,
) -> Result<Vec<(String, String)>, Note> {
    let links = links.into_iter().filter(|link| link.kind == "worksheet");
    let mut by_id: HashMap<String, String> = links.map(|link| (link.id, link.target)).collect();
    let mut sheets = Vec::new();
    walk(workbook, depth, |node| {
        if let Node::Open(element) = node
            && element.name() == "sheet"
            && let Some(part) = element.relationship().and_then(|id| by_id.remove(&id))
        {
            sheets.push((element.attribute("name").unwrap_or_default(), part));
        }
        Ok(Step::Go)
    })?;
    Ok(sheets)
}

/// The strings that cells refer to by number, end to end: millions of empty
/// ones, which are cheap to write, then cost four bytes each.
#[derive(Default)]
struct SharedStrings {
    text: String,
    starts: Vec<u32>,
}

impl SharedStrings {
    /// Reads them without their phonetic readings.
    fn read(xml: &str, depth: usize) -> Result<Self, Note> {
        let mut strings = Self::default();
        if xml.is_empty() {
            return Ok(strings);
        }
        let mut is_text = false;
        walk(xml, depth, |node| {
            match node {
                Node::Open(element) => match element.name() {
                    "rPh" => return Ok(Step::Skip),
                    "si" => {
                        let start = u32::try_from(strings.text.len());
                        strings.starts.push(start.map_err(|_| Note::TooLarge)?);
                    }
                    "t" => is_text = true,
                    _ => {}
                },
                Node::Close("t") => is_text = false,
                Node::Text(text) if is_text => strings.text.push_str(text),
                Node::Close(_) | Node::Text(_) => {}
            }
            Ok(Step::Go)
        })?;
        Ok(strings)
    }

    fn get(&self, number: usize) -> Option<&str> {
        let start = *self.starts.get(number)? as usize;
        let end = self
            .starts
            .get(number + 1)
            .map_or(self.text.len(), |&end| end as usize);
        self.text.get(start..end)
    }
}

/// What a cell holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cell {
    /// The number of a shared string.
    Shared,
    /// The text itself.
    Text,
    /// A number, a truth value or an error.
    Other,
}

impl Cell {
    fn of(element: &Element<'_>) -> Self {
        match element.attribute("t").as_deref() {
            Some("s") => Self::Shared,
            Some("inlineStr" | "str") => Self::Text,
            _ => Self::Other,
        }
    }
}

fn read_sheet(
    xml: &str,
    shared: &SharedStrings,
    findings: &mut Findings,
    depth: usize,
) -> Result<(), Note> {
    let mut cell = Cell::Other;
    let mut value = String::new();
    walk(xml, depth, |node| {
        match node {
            Node::Open(element) => match element.name() {
                // formulas; phonetic readings; what print and screen repeat
                "f" | "rPh" | "headerFooter" => return Ok(Step::Skip),
                "c" => {
                    cell = Cell::of(element);
                    value.clear();
                }
                _ => {}
            },
            Node::Text(text) if cell != Cell::Other => value.push_str(text),
            Node::Close("c") => {
                show_cell(cell, &value, shared, findings)?;
                cell = Cell::Other;
            }
            Node::Close("row") => findings.end_line()?,
            Node::Close(_) | Node::Text(_) => {}
        }
        Ok(Step::Go)
    })
}

fn show_cell(
    cell: Cell,
    value: &str,
    shared: &SharedStrings,
    findings: &mut Findings,
) -> Result<(), Note> {
    let text = match cell {
        Cell::Other => return Ok(()),
        Cell::Text => value,
        Cell::Shared => {
            let number = value.trim().parse::<usize>().ok();
            number
                .and_then(|number| shared.get(number))
                .unwrap_or_default()
        }
    };
    if text.is_empty() {
        return Ok(());
    }
    findings.push(text)?;
    findings.push("\t")
}
