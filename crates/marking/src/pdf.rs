//! PDF: an update behind the file's own bytes, which stay as they are.
//!
//! Source: ISO 32000-1, sections 7.5.6 (incremental updates) and 14.3.2 (metadata streams).

use crate::error::damaged;
use crate::{Error, Mark, xmp};
use lopdf::{
    DecompressError, Dictionary, Document, IncrementalDocument, LoadOptions, Object, Stream,
};

/// The most bytes that one stream may become that holds objects or says where they are.
const MAX_STREAM_BYTES: usize = 64 * 1024 * 1024;

/// Marks a PDF.
pub fn mark(file: &[u8], mark: &Mark) -> Result<Vec<u8>, Error> {
    let options = LoadOptions {
        max_decompressed_size: Some(MAX_STREAM_BYTES),
        ..LoadOptions::default()
    };
    let document = Document::load_mem_with_options(file, options).map_err(unreadable)?;
    if document.is_encrypted() || document.was_encrypted() {
        return Err(Error::Encrypted);
    }
    let catalog = document
        .trailer
        .get(b"Root")
        .and_then(Object::as_reference)
        .map_err(damaged)?;
    let packet = xmp::packet(existing(&document)?.as_deref(), mark);
    let mut update = IncrementalDocument::create_from(file.to_vec(), document);
    let metadata = update
        .new_document
        .try_add_object(stream(packet))
        .map_err(damaged)?;
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

/// What keeps a file from being read.
fn unreadable(error: lopdf::Error) -> Error {
    match error {
        lopdf::Error::InvalidPassword
        | lopdf::Error::Decryption(_)
        | lopdf::Error::UnsupportedSecurityHandler(_) => Error::Encrypted,
        lopdf::Error::Decompress(DecompressError::MemoryLimitExceeded { .. }) => {
            Error::TooLarge(error.to_string())
        }
        other => damaged(other),
    }
}

/// The packet that the file has. One that cannot be inflated is none.
fn existing(document: &Document) -> Result<Option<Vec<u8>>, Error> {
    let stream = || {
        let place = document.catalog().ok()?.get(b"Metadata").ok()?;
        let (_, object) = document.dereference(place).ok()?;
        object.as_stream().ok()
    };
    let Some(stream) = stream() else {
        return Ok(None);
    };
    match stream.decompressed_content_with_limit(xmp::MAX_BYTES) {
        Ok(packet) => Ok(Some(packet)),
        Err(lopdf::Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => {
            Err(xmp::too_large())
        }
        Err(_) => Ok(None),
    }
}

/// Not compressed, so that programs that know no PDF find it too (section 14.3.2).
fn stream(packet: String) -> Stream {
    let mut dictionary = Dictionary::new();
    dictionary.set("Type", Object::Name(b"Metadata".to_vec()));
    dictionary.set("Subtype", Object::Name(b"XML".to_vec()));
    Stream::new(dictionary, packet.into_bytes()).with_compression(false)
}
