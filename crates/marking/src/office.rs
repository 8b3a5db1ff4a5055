//! OOXML: custom document properties.
//!
//! Source: ECMA-376, part 1, section 22.3 (custom properties), part 2, sections 9 (relationships) and 10 (content types).

use crate::opendocument::properties;
use crate::package::Package;
use crate::xml::{attributes, escaped};
use crate::{Error, Mark};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer};
use std::collections::BTreeMap;

const PROPERTIES: &str = "docProps/custom.xml";
const RELATIONS: &str = "_rels/.rels";
const TYPES: &str = "[Content_Types].xml";
/// Properties that users define (section 22.3.2.2, `fmtid`).
const FORMAT: &str = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";
/// 0 and 1 are taken by the format (section 22.3.2.2, `pid`).
const FIRST_NUMBER: u32 = 2;
const EMPTY: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" \
    xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\"></Properties>";
const RELATION: &str = "<Relationship Id=\"rIdLicence\" \
    Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties\" Target=\"docProps/custom.xml\"/>";
const TYPE: &str = "<Override PartName=\"/docProps/custom.xml\" \
    ContentType=\"application/vnd.openxmlformats-officedocument.custom-properties+xml\"/>";

/// Marks a text, a presentation or a table.
pub fn mark(file: &[u8], mark: &Mark) -> Result<Vec<u8>, Error> {
    let mut package = Package::open(file)?;
    let mut parts = BTreeMap::new();
    let existing = package.part(PROPERTIES)?;
    let wrong = |part: &str| Error::Damaged(format!("{part} is not what it should be"));
    if existing.is_none() {
        for (part, addition, root) in [
            (RELATIONS, RELATION, "Relationships"),
            (TYPES, TYPE, "Types"),
        ] {
            let text = package.part(part)?.ok_or_else(|| wrong(part))?;
            let text = rewritten(&text, root, |_| false, |_| addition.to_owned());
            parts.insert(part, text.ok_or_else(|| wrong(part))?);
        }
    }
    let text = existing.as_deref().unwrap_or(EMPTY);
    let text = with_properties(text, mark).ok_or_else(|| wrong(PROPERTIES))?;
    parts.insert(PROPERTIES, text);
    package.with(parts)
}

fn with_properties(text: &str, mark: &Mark) -> Option<String> {
    let ours = properties(mark);
    let is_ours = |element: &BytesStart<'_>| {
        element.local_name().as_ref() == "property"
            && value_of(element, "name")
                .is_some_and(|name| ours.iter().any(|(our, _)| name == *our))
    };
    let written = |highest: u32| {
        (highest + 1..)
            .zip(ours)
            .map(|(number, (name, value))| {
                format!(
                    "<property xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" \
                     xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\" \
                     fmtid=\"{FORMAT}\" pid=\"{number}\" name=\"{name}\"><vt:lpwstr>{}</vt:lpwstr></property>",
                    escaped(value)
                )
            })
            .collect()
    };
    rewritten(text, "Properties", is_ours, written)
}

/// The text of a part without the elements that are dropped, and with an addition at the end of its root; the addition is
/// told the highest number (`pid`) that is in use. `None` when it is no XML, or has another root.
fn rewritten(
    text: &str,
    root: &str,
    dropped: impl Fn(&BytesStart<'_>) -> bool,
    addition: impl Fn(u32) -> String,
) -> Option<String> {
    let mut reader = Reader::from_str(text);
    let mut writer = Writer::new(Vec::new());
    let mut highest = FIRST_NUMBER - 1;
    let mut found = false;
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) if dropped(&start) => {
                let end = start.to_end().into_owned();
                reader.read_to_end(end.name()).ok()?;
            }
            Event::Empty(empty) if dropped(&empty) => {}
            Event::Start(start) => {
                highest = highest.max(number_of(&start));
                writer.write_event(Event::Start(start)).ok()?;
            }
            Event::Empty(empty) if empty.local_name().as_ref() == root => {
                found = true;
                writer.write_event(Event::Start(empty.clone())).ok()?;
                writer
                    .get_mut()
                    .extend_from_slice(addition(highest).as_bytes());
                writer.write_event(Event::End(empty.to_end())).ok()?;
            }
            Event::End(end) if end.local_name().as_ref() == root => {
                found = true;
                writer
                    .get_mut()
                    .extend_from_slice(addition(highest).as_bytes());
                writer.write_event(Event::End(end)).ok()?;
            }
            Event::Eof => break,
            other => writer.write_event(other).ok()?,
        }
    }
    let text = String::from_utf8(writer.into_inner()).ok()?;
    found.then_some(text)
}

fn value_of(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = attributes(element).find(|one| one.key.as_ref() == name)?;
    Some(attribute.value.into_owned())
}

fn number_of(element: &BytesStart<'_>) -> u32 {
    let number = value_of(element, "pid").and_then(|number| number.parse().ok());
    number.unwrap_or_default()
}
