//! How the parts of an office file are typed and linked.

use crate::Note;
use crate::archive::{Archive, resolve};
use crate::media_type::{OPEN_DOCUMENT, OPEN_XML};
use crate::xml::{Node, Step, walk};

/// Depth of the XML that only links and types parts.
const INDEX_DEPTH: usize = 16;

/// How many links of one part are kept. A deck of a thousand slides has as many.
const MAX_LINKS: usize = 20_000;

/// The media type of an office file, from what it says of itself, or else from
/// the parts it has. `None` for a plain zip file.
pub(crate) fn media_type(archive: &mut Archive) -> Option<&'static str> {
    open_document(archive)
        .or_else(|| open_xml(archive))
        .or_else(|| by_parts(archive))
}

/// OpenDocument and EPUB write their type in a part of its own.
fn open_document(archive: &mut Archive) -> Option<&'static str> {
    let given = archive.part("mimetype").ok()??;
    OPEN_DOCUMENT
        .into_iter()
        .find(|known| *known == given.trim())
}

/// Office Open XML types every part; the main one gives its type to the file.
fn open_xml(archive: &mut Archive) -> Option<&'static str> {
    let types = archive.part("[Content_Types].xml").ok()??;
    let mut found = None;
    // a fault later in the list does not undo what was found
    let _ = walk(&types, INDEX_DEPTH, |node| {
        if let Node::Open(element) = node
            && found.is_none()
            && let Some(given) = element.attribute("ContentType")
        {
            found = OPEN_XML
                .iter()
                .find(|(main, ..)| *main == given)
                .map(|(_, media, _)| *media);
        }
        Ok(Step::Go)
    });
    found
}

fn by_parts(archive: &Archive) -> Option<&'static str> {
    OPEN_XML
        .iter()
        .find(|(_, _, part)| archive.has(part))
        .map(|(_, media_type, _)| *media_type)
}

/// A link from one part to another.
pub(super) struct Relationship {
    pub(super) id: String,
    /// The last word of its type: `slide`, `notesSlide`, `officeDocument`.
    pub(super) kind: String,
    /// The name of the part it leads to.
    pub(super) target: String,
}

/// The links of a part, or of the whole package for an empty name. Links that
/// lead out of the file are left out.
pub(super) fn relationships(archive: &mut Archive, part: &str) -> Result<Vec<Relationship>, Note> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let mut name = format!("{folder}/_rels/{file}.rels");
    if folder.is_empty() {
        name.remove(0);
    }
    let mut links = Vec::new();
    let Some(xml) = archive.part(&name)? else {
        return Ok(links);
    };
    walk(&xml, INDEX_DEPTH, |node| {
        if let Node::Open(element) = node
            && element.name() == "Relationship"
            && element.attribute("TargetMode").as_deref() != Some("External")
        {
            if links.len() == MAX_LINKS {
                return Err(Note::TooLarge);
            }
            let text = |name| element.attribute(name).unwrap_or_default();
            let kind = text("Type");
            links.push(Relationship {
                id: text("Id"),
                kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                target: resolve(folder, &text("Target")),
            });
        }
        Ok(Step::Go)
    })?;
    Ok(links)
}

/// The main part: the one the package links to, or the usual one.
pub(super) fn main_part(archive: &mut Archive, usual: &str) -> Result<String, Note> {
    linked_part(archive, "officeDocument", usual)
}

/// The part that the package links to as this kind, or the usual one.
pub(super) fn linked_part(archive: &mut Archive, kind: &str, usual: &str) -> Result<String, Note> {
    let links = relationships(archive, "")?;
    let link = links.into_iter().find(|link| link.kind == kind);
    Ok(link.map_or_else(|| usual.to_owned(), |link| link.target))
}
