//! The XMP packet: what a file says of itself, in RDF.
//!
//! Sources: XMP specification, part 1 (ISO 16684-1), sections 7 (serialisation) and 8.4–8.5 (`dc`, `xmpRights`); Creative
//! Commons, *XMP* (`cc:license`, `cc:attributionName`, `cc:attributionURL`).

use crate::xml::{MAX_DEPTH, attributes, decoded, escaped};
use crate::{Error, Mark};
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, QName, ResolveResult};
use quick_xml::{NsReader, Writer};

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const DC: &str = "http://purl.org/dc/elements/1.1/";
const RIGHTS: &str = "http://ns.adobe.com/xap/1.0/rights/";
const CC: &str = "http://creativecommons.org/ns#";

/// What is set here. Title and creator only where the file does not name them itself.
const OURS: [(&str, &str); 7] = [
    (DC, "rights"),
    (RIGHTS, "Marked"),
    (RIGHTS, "WebStatement"),
    (RIGHTS, "UsageTerms"),
    (CC, "license"),
    (CC, "attributionName"),
    (CC, "attributionURL"),
];

/// The largest packet that is read, in bytes: real ones have some kilobytes, with a thumbnail in them some hundred.
pub const MAX_BYTES: usize = 4 * 1024 * 1024;

/// What is told of a larger one.
pub fn too_large() -> Error {
    Error::TooLarge("the packet of metadata".to_owned())
}

/// The packet of a file: what it says already, in whatever encoding, with the mark; in UTF-8.
///
/// A packet that cannot be read as XML is replaced: no program could read it either.
pub fn packet(existing: Option<&[u8]>, mark: &Mark) -> String {
    existing
        .and_then(|existing| merged(&decoded(existing), mark))
        .unwrap_or_else(|| {
            let description = description(mark, true, true);
            format!(
                "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
                 <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"{RDF}\">{description}</rdf:RDF></x:xmpmeta>\n\
                 <?xpacket end=\"w\"?>"
            )
        })
}

/// `None` when it is no XML, is nested too deep, or has no RDF in it.
fn merged(text: &str, mark: &Mark) -> Option<String> {
    let mut reader = NsReader::from_str(text);
    let mut writer = Writer::new(Vec::new());
    let (mut title, mut creator, mut found) = (false, false, false);
    let mut depth = 0_usize;
    loop {
        let event = reader.read_event().ok()?;
        match event {
            Event::Start(start) if is_ours(&reader, start.name(), true) => {
                let end = start.to_end().into_owned();
                reader.read_to_end(end.name()).ok()?;
            }
            Event::Empty(empty) if is_ours(&reader, empty.name(), true) => {}
            Event::Start(_) if depth >= MAX_DEPTH => return None,
            Event::Start(start) => {
                depth += 1;
                title |= is(&reader, start.name(), DC, "title");
                creator |= is(&reader, start.name(), DC, "creator");
                let kept = without_ours(&reader, &start);
                writer.write_event(Event::Start(kept)).ok()?;
            }
            Event::Empty(empty) => {
                let kept = without_ours(&reader, &empty);
                writer.write_event(Event::Empty(kept)).ok()?;
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                if !found && is(&reader, end.name(), RDF, "RDF") {
                    found = true;
                    let description = description(mark, !title, !creator);
                    writer.get_mut().extend_from_slice(description.as_bytes());
                }
                writer.write_event(Event::End(end)).ok()?;
            }
            Event::Eof => break,
            other => writer.write_event(other).ok()?,
        }
    }
    let written = String::from_utf8(writer.into_inner()).ok()?;
    found.then_some(written)
}

fn is(reader: &NsReader<&[u8]>, name: QName<'_>, namespace: &str, local: &str) -> bool {
    let (bound, found) = reader.resolver().resolve_element(name);
    bound == ResolveResult::Bound(Namespace(namespace)) && found.as_ref() == local
}

fn is_ours(reader: &NsReader<&[u8]>, name: QName<'_>, element: bool) -> bool {
    let (bound, found) = if element {
        reader.resolver().resolve_element(name)
    } else {
        reader.resolver().resolve_attribute(name)
    };
    OURS.iter().any(|(namespace, local)| {
        bound == ResolveResult::Bound(Namespace(namespace)) && found.as_ref() == *local
    })
}

/// A simple property may also be an attribute of its description (XMP, part 1, section 7.9.2.2).
fn without_ours<'e>(reader: &NsReader<&[u8]>, element: &BytesStart<'e>) -> BytesStart<'e> {
    let kept: Vec<_> = attributes(element)
        .filter(|attribute| !is_ours(reader, attribute.key, false))
        .collect();
    if kept.len() == attributes(element).count() {
        return element.clone();
    }
    let mut copy = BytesStart::new(element.name().as_ref().to_owned());
    copy.extend_attributes(kept);
    copy
}

/// What is said of the file as a whole (`rdf:about=""`).
fn description(mark: &Mark, title: bool, creator: bool) -> String {
    let mut out = format!(
        "<rdf:Description rdf:about=\"\" xmlns:rdf=\"{RDF}\" xmlns:dc=\"{DC}\" xmlns:xmpRights=\"{RIGHTS}\" xmlns:cc=\"{CC}\">"
    );
    if title {
        out.push_str(&in_any_language("dc:title", &mark.title));
    }
    if creator && !mark.authors.is_empty() {
        let names: String = mark
            .authors
            .iter()
            .map(|name| format!("<rdf:li>{}</rdf:li>", escaped(name)))
            .collect();
        out.push_str(&format!(
            "<dc:creator><rdf:Seq>{names}</rdf:Seq></dc:creator>"
        ));
    }
    let marked = if mark.copyrighted { "True" } else { "False" };
    let (licence, page) = (escaped(&mark.licence_url), escaped(&mark.page_url));
    out.push_str(&in_any_language("dc:rights", &mark.attribution));
    out.push_str(&format!(
        "<xmpRights:Marked>{marked}</xmpRights:Marked><xmpRights:WebStatement>{page}</xmpRights:WebStatement>"
    ));
    let terms = format!("{}, {}", mark.licence, mark.licence_url);
    out.push_str(&in_any_language("xmpRights:UsageTerms", &terms));
    out.push_str(&format!("<cc:license rdf:resource=\"{licence}\"/>"));
    if !mark.authors.is_empty() {
        let names = escaped(&mark.authors.join(", "));
        out.push_str(&format!("<cc:attributionName>{names}</cc:attributionName>"));
    }
    out.push_str(&format!(
        "<cc:attributionURL rdf:resource=\"{page}\"/></rdf:Description>"
    ));
    out
}

/// A language alternative with the one text that is for everybody.
fn in_any_language(name: &str, text: &str) -> String {
    let text = escaped(text);
    format!("<{name}><rdf:Alt><rdf:li xml:lang=\"x-default\">{text}</rdf:li></rdf:Alt></{name}>")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn a_mark() -> Mark {
        Mark {
            title: "Titre <1>".into(),
            authors: vec!["Réseau A".into(), "Awa & cie".into()],
            attribution: "« Titre » par Réseau A".into(),
            licence: "CC BY 4.0".into(),
            licence_url: "https://creativecommons.org/licenses/by/4.0/".into(),
            page_url: "https://exemple.fr/ressources/titre?a&b".into(),
            copyrighted: true,
        }
    }

    const EXISTING: &str = r#"<?xpacket begin="" id="x"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <r:Description r:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:q="http://ns.adobe.com/xap/1.0/rights/" pdfaid:part="2" q:Marked="False"
              xmlns:d="http://purl.org/dc/elements/1.1/"><d:title><r:Alt><r:li xml:lang="x-default">Déjà là</r:li></r:Alt></d:title><d:rights>anciens</d:rights></r:Description>
            </r:RDF></x:xmpmeta><?xpacket end="w"?>"#;

    #[test]
    fn what_a_file_says_besides_is_kept() {
        let once = packet(Some(EXISTING.as_bytes()), &a_mark());
        assert!(
            once.contains("pdfaid:part=\"2\"") && once.contains("Déjà là"),
            "{once}"
        );
        assert!(
            !once.contains("anciens") && !once.contains("\"False\""),
            "{once}"
        );
        assert!(!once.contains("Titre &lt;1&gt;</rdf:li></rdf:Alt></dc:title>"));
        let twice = packet(Some(once.as_bytes()), &a_mark());
        for text in [&once, &twice] {
            assert_eq!(text.matches("<cc:license ").count(), 1);
            assert_eq!(text.matches("WebStatement>").count(), 2);
        }
    }

    #[test]
    fn a_packet_in_another_encoding_is_kept() {
        let expected = packet(Some(EXISTING.as_bytes()), &a_mark());
        let units = || EXISTING.encode_utf16();
        let utf_16_be: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
        let utf_16_le: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
        let utf_32_be = EXISTING.chars().map(u32::from).flat_map(u32::to_be_bytes);
        for bytes in [utf_16_be, utf_16_le, utf_32_be.collect()] {
            assert_eq!(packet(Some(&bytes), &a_mark()), expected);
        }
        assert!(expected.contains("Déjà là") && expected.contains("pdfaid:part"));
    }

    #[test]
    fn a_packet_made_to_take_long_is_replaced() {
        let opened: String = (0..2000)
            .map(|n| format!("<a xmlns:p{n}=\"u{n}\">"))
            .collect();
        let text = packet(Some(opened.as_bytes()), &a_mark());
        assert!(text.contains("Awa &amp; cie") && !text.contains("p1999"));
    }

    #[test]
    fn a_damaged_packet_is_replaced() {
        for damaged in ["<x:xmpmeta><rdf", "", "<a></a>", "\u{0}"] {
            let text = packet(Some(damaged.as_bytes()), &a_mark());
            let mut reader = NsReader::from_str(&text);
            while reader.read_event().unwrap() != Event::Eof {}
            assert!(text.contains("Awa &amp; cie"));
        }
    }
}
