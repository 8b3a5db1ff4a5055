//! Title, authors, date and language of an office file.

use super::package::linked_part;
use crate::Note;
use crate::archive::Archive;
use crate::date::made;
use crate::text::Findings;
use crate::xml::{Node, Step, walk};

/// Depth of the XML that holds metadata.
const METADATA_DEPTH: usize = 16;

/// Reads the core properties of Office Open XML. Whoever saved the file last is
/// not counted as an author.
pub(super) fn read_open_xml(archive: &mut Archive, findings: &mut Findings) -> Result<(), Note> {
    let part = linked_part(archive, "core-properties", "docProps/core.xml")?;
    let Some(xml) = archive.part(&part)? else {
        return Ok(());
    };
    let (mut begun, mut changed) = (String::new(), String::new());
    let read = each_value(&xml, |name, value| match name {
        "title" => findings.set_title(value),
        "creator" => findings.add_authors(value),
        "created" => value.clone_into(&mut begun),
        "modified" => value.clone_into(&mut changed),
        "language" => findings.set_language(value),
        _ => {}
    });
    findings.set_date(made(&begun, &changed));
    read
}

/// Reads `meta.xml` of OpenDocument, where `dc:creator` is whoever saved the
/// file last, and counts only when nobody is said to have begun it.
pub(super) fn read_open_document(
    archive: &mut Archive,
    findings: &mut Findings,
) -> Result<(), Note> {
    let Some(xml) = archive.part("meta.xml")? else {
        return Ok(());
    };
    let mut last_saved_by = String::new();
    let (mut begun, mut changed) = (String::new(), String::new());
    let read = each_value(&xml, |name, value| match name {
        "title" => findings.set_title(value),
        "initial-creator" => findings.add_authors(value),
        "creator" => last_saved_by = value.to_owned(),
        "creation-date" => value.clone_into(&mut begun),
        "date" => value.clone_into(&mut changed),
        "language" => findings.set_language(value),
        _ => {}
    });
    findings.set_date(made(&begun, &changed));
    read?;
    if findings.authors.is_empty() {
        findings.add_authors(&last_saved_by);
    }
    Ok(())
}

/// Shows the text of every element that has some.
fn each_value(xml: &str, mut show: impl FnMut(&str, &str)) -> Result<(), Note> {
    let mut value = String::new();
    walk(xml, METADATA_DEPTH, |node| {
        match node {
            Node::Open(_) => value.clear(),
            Node::Text(text) => value.push_str(text),
            Node::Close(name) => {
                show(name, &value);
                value.clear();
            }
        }
        Ok(Step::Go)
    })
}
