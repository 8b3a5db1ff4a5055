//! OpenDocument: user-defined properties in `meta.xml`.
//!
//! Source: OpenDocument 1.3, part 3, section 4.3.2.21 (`meta:user-defined`).

use crate::package::Package;
use crate::xml::{attributes, escaped};
use crate::{Error, Mark};
use quick_xml::events::Event;
use quick_xml::{Reader, Writer};
use std::collections::BTreeMap;

const PART: &str = "meta.xml";
const MANIFEST: &str = "META-INF/manifest.xml";
/// The element of a part that is encrypted, in the manifest (OpenDocument 1.3, part 2, section 4.4).
const ENCRYPTED: &str = "encryption-data";
const EMPTY: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
    <office:document-meta xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
    xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" office:version=\"1.2\"><office:meta></office:meta></office:document-meta>";

/// Marks a text, a presentation or a table.
pub fn mark(file: &[u8], mark: &Mark) -> Result<Vec<u8>, Error> {
    let mut package = Package::open(file)?;
    if package
        .part(MANIFEST)?
        .is_some_and(|text| text.contains(ENCRYPTED))
    {
        return Err(Error::Encrypted);
    }
    let meta = package.part(PART)?.unwrap_or_else(|| EMPTY.to_owned());
    let marked = with_properties(&meta, mark)
        .ok_or_else(|| Error::Damaged(format!("{PART} is no meta of a document")))?;
    package.with(BTreeMap::from([(PART, marked)]))
}

/// Names and values of the properties that are set.
pub fn properties(mark: &Mark) -> [(&'static str, &str); 4] {
    [
        ("License", &mark.licence),
        ("LicenseURL", &mark.licence_url),
        ("Attribution", &mark.attribution),
        ("SourceURL", &mark.page_url),
    ]
}

fn with_properties(meta: &str, mark: &Mark) -> Option<String> {
    let ours = properties(mark);
    let is_ours = |element: &quick_xml::events::BytesStart<'_>| {
        element.local_name().as_ref() == "user-defined"
            && attributes(element).any(|attribute| {
                attribute.key.local_name().as_ref() == "name"
                    && ours
                        .iter()
                        .any(|(name, _)| attribute.value.as_ref() == *name)
            })
    };
    let written: String = ours
        .iter()
        .map(|(name, value)| {
            format!(
                "<meta:user-defined xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" meta:name=\"{name}\" meta:value-type=\"string\">{}</meta:user-defined>",
                escaped(value)
            )
        })
        .collect();
    let mut reader = Reader::from_str(meta);
    let mut writer = Writer::new(Vec::new());
    let mut found = false;
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) if is_ours(&start) => {
                let end = start.to_end().into_owned();
                reader.read_to_end(end.name()).ok()?;
            }
            Event::Empty(empty) if is_ours(&empty) => {}
            Event::Empty(empty) if empty.local_name().as_ref() == "meta" => {
                found = true;
                writer.write_event(Event::Start(empty.clone())).ok()?;
                writer.get_mut().extend_from_slice(written.as_bytes());
                writer.write_event(Event::End(empty.to_end())).ok()?;
            }
            Event::End(end) if end.local_name().as_ref() == "meta" => {
                found = true;
                writer.get_mut().extend_from_slice(written.as_bytes());
                writer.write_event(Event::End(end)).ok()?;
            }
            Event::Eof => break,
            other => writer.write_event(other).ok()?,
        }
    }
    let text = String::from_utf8(writer.into_inner()).ok()?;
    found.then_some(text)
}
