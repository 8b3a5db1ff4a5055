//! Text and metadata of a book (EPUB 3.3, and 2 before it), chapter by chapter
//! in the order of reading.

use std::collections::{HashMap, HashSet};

use percent_encoding::percent_decode_str;

use crate::archive::{Archive, resolve};
use crate::html::read_chapter;
use crate::text::Findings;
use crate::xml::{Element, Node, Step, walk};
use crate::{Limits, Note};

pub(crate) fn read(
    archive: &mut Archive,
    findings: &mut Findings,
    limits: &Limits,
) -> Result<(), Note> {
    let name = package_name(archive, limits.depth)?;
    let Some(package) = archive.part(&name)? else {
        return Err(Note::Damaged);
    };
    let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let chapters = read_package(&package, folder, findings, limits.depth)?;
    let locked = locked_parts(archive, limits.depth)?;
    for chapter in chapters {
        if locked.contains(&chapter) {
            return Err(Note::Encrypted);
        }
        findings.start_page(None)?;
        if let Some(html) = archive.part(&chapter)? {
            read_chapter(&html, findings)?;
        }
    }
    Ok(())
}

/// The part that describes the book.
fn package_name(archive: &mut Archive, depth: usize) -> Result<String, Note> {
    let container = archive.part("META-INF/container.xml")?;
    let mut name = None;
    walk(&container.unwrap_or_default(), depth, |node| {
        if let Node::Open(element) = node
            && element.name() == "rootfile"
            && name.is_none()
        {
            name = element.attribute("full-path");
        }
        Ok(Step::Go)
    })?;
    name.ok_or(Note::Damaged)
}

/// The parts that are encrypted: fonts often are, to hinder copying, chapters
/// only where the whole book is sold under lock.
fn locked_parts(archive: &mut Archive, depth: usize) -> Result<HashSet<String>, Note> {
    let mut locked = HashSet::new();
    let Some(list) = archive.part("META-INF/encryption.xml")? else {
        return Ok(locked);
    };
    walk(&list, depth, |node| {
        if let Node::Open(element) = node
            && element.name() == "CipherReference"
        {
            locked.extend(element.attribute("URI").map(|uri| part_name("", &uri)));
        }
        Ok(Step::Go)
    })?;
    Ok(locked)
}

/// Reads metadata, and gives the parts of the chapters in order. One counts
/// once, so that a short file cannot make a long reading.
fn read_package(
    xml: &str,
    folder: &str,
    findings: &mut Findings,
    depth: usize,
) -> Result<Vec<String>, Note> {
    let mut pages: HashMap<String, String> = HashMap::new();
    let mut chapters = Vec::new();
    let mut value = String::new();
    walk(xml, depth, |node| {
        match node {
            Node::Open(element) => {
                value.clear();
                match element.name() {
                    "item" => pages.extend(page(element, folder)),
                    "itemref" => {
                        let id = element.attribute("idref").unwrap_or_default();
                        chapters.extend(pages.remove(&id));
                    }
                    _ => {}
                }
            }
            Node::Text(text) => value.push_str(text),
            Node::Close(name) => {
                about(name, &value, findings);
                value.clear();
            }
        }
        Ok(Step::Go)
    })?;
    Ok(chapters)
}

/// Name and part of an entry of the manifest that is a page of text.
fn page(item: &Element<'_>, folder: &str) -> Option<(String, String)> {
    let is_page = item.attribute("media-type")?.contains("html");
    let page = (
        item.attribute("id")?,
        part_name(folder, &item.attribute("href")?),
    );
    is_page.then_some(page)
}

/// The first title, language and date are those of the book; others are those of
/// a subtitle, a translation, the last change.
fn about(name: &str, value: &str, findings: &mut Findings) {
    match name {
        "title" if findings.title.is_none() => findings.set_title(value),
        "creator" => findings.add_authors(value),
        "language" if findings.language.is_none() => findings.set_language(value),
        "date" if findings.date.is_none() => findings.set_date(value),
        _ => {}
    }
}

/// The name of the part at an address inside the book.
fn part_name(folder: &str, address: &str) -> String {
    let path = address.split('#').next().unwrap_or_default();
    resolve(folder, &percent_decode_str(path).decode_utf8_lossy())
}
