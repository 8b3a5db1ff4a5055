//! PDF: an update behind the file's own bytes, which stay as they are.
//!
//! Source: ISO 32000-1, sections 7.5.6 (incremental updates) and 14.3.2 (metadata streams).

use crate::{Error, Mark, damaged, xmp};
use lopdf::{Dictionary, Document, IncrementalDocument, Object, Stream};

/// Marks a PDF.
pub fn mark(file: &[u8], mark: &Mark<'_>) -> Result<Vec<u8>, Error> {
    let document = Document::load_mem(file).map_err(damaged)?;
    if document.is_encrypted() || document.was_encrypted() {
        return Err(Error::Encrypted);
    }
    let catalog = document
        .trailer
        .get(b"Root")
        .and_then(Object::as_reference)
        .map_err(damaged)?;
    let packet = xmp::packet(existing(&document).as_deref(), mark);
    let mut update = IncrementalDocument::create_from(file.to_vec(), document);
    let metadata = update.new_document.add_object(stream(packet));
    update
        .opt_clone_object_to_new_document(catalog)
        .map_err(damaged)?;
    update
        .new_document
        .get_object_mut(catalog)
        .and_then(Object::as_dict_mut)
        .map_err(damaged)?
        .set("Metadata", Object::Reference(metadata));
    let mut out = Vec::new();
    update.save_to(&mut out).map_err(damaged)?;
    Ok(out)
}

/// The packet that the file has.
fn existing(document: &Document) -> Option<Vec<u8>> {
    let place = document.catalog().ok()?.get(b"Metadata").ok()?;
    let (_, object) = document.dereference(place).ok()?;
    let stream = object.as_stream().ok()?;
    stream
        .decompressed_content()
        .or_else(|_| Ok::<_, lopdf::Error>(stream.content.clone()))
        .ok()
}

/// Not compressed, so that programs that know no PDF find it too (section 14.3.2).
fn stream(packet: String) -> Stream {
    let mut dictionary = Dictionary::new();
    dictionary.set("Type", Object::Name(b"Metadata".to_vec()));
    dictionary.set("Subtype", Object::Name(b"XML".to_vec()));
    Stream::new(dictionary, packet.into_bytes()).with_compression(false)
}
