//! Pictures: the packet in a segment of a JPEG, in a chunk of a PNG. Pixels are not read.
//!
//! Source: XMP specification, part 3 (ISO 16684-3), sections 1.1.3 (JPEG) and 1.1.5 (PNG).

use crate::{Error, Mark, damaged, xmp};
use img_parts::Bytes;
use img_parts::jpeg::{Jpeg, JpegSegment, markers};
use img_parts::png::{Png, PngChunk};

/// What begins a segment that holds XMP.
const JPEG_HEADER: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
/// A segment says its length, which counts itself, in two bytes.
const MAX_SEGMENT_BYTES: usize = 0xFFFF - 2;
/// The keyword of the chunk, then: not compressed, no language, no translated keyword.
const PNG_HEADER: &[u8] = b"XML:com.adobe.xmp\0\0\0\0\0";

/// Marks a JPEG.
pub fn mark_jpeg(file: &[u8], mark: &Mark<'_>) -> Result<Vec<u8>, Error> {
    let mut jpeg = Jpeg::from_bytes(Bytes::copy_from_slice(file)).map_err(damaged)?;
    let is_xmp = |segment: &JpegSegment| {
        segment.marker() == markers::APP1 && segment.contents().starts_with(JPEG_HEADER)
    };
    let existing = jpeg.segments().iter().find(|segment| is_xmp(segment));
    let existing = existing.map(|segment| segment.contents().slice(JPEG_HEADER.len()..));
    let mut packet = xmp::packet(existing.as_deref(), mark);
    if JPEG_HEADER.len() + packet.len() > MAX_SEGMENT_BYTES {
        // what the file says besides fills the segment: the licence comes first
        packet = xmp::packet(None, mark);
    }
    if JPEG_HEADER.len() + packet.len() > MAX_SEGMENT_BYTES {
        return Err(Error::Damaged("no room for so long a credit".to_owned()));
    }
    let contents = [JPEG_HEADER, packet.as_bytes()].concat();
    let segments = jpeg.segments_mut();
    segments.retain(|segment| !is_xmp(segment));
    // behind the segments that readers want first: JFIF and Exif
    let place = segments
        .iter()
        .take_while(|segment| matches!(segment.marker(), markers::APP0 | markers::APP1))
        .count();
    segments.insert(
        place,
        JpegSegment::new_with_contents(markers::APP1, Bytes::from(contents)),
    );
    Ok(jpeg.encoder().bytes().to_vec())
}

/// Marks a PNG.
pub fn mark_png(file: &[u8], mark: &Mark<'_>) -> Result<Vec<u8>, Error> {
    let mut png = Png::from_bytes(Bytes::copy_from_slice(file)).map_err(damaged)?;
    let is_xmp = |chunk: &PngChunk| {
        chunk.kind() == *b"iTXt" && chunk.contents().starts_with(b"XML:com.adobe.xmp\0")
    };
    let existing = png
        .chunks()
        .iter()
        .find(|chunk| is_xmp(chunk))
        .and_then(|chunk| chunk.contents().strip_prefix(PNG_HEADER))
        .map(<[u8]>::to_vec);
    let packet = xmp::packet(existing.as_deref(), mark);
    let contents = [PNG_HEADER, packet.as_bytes()].concat();
    let chunks = png.chunks_mut();
    chunks.retain(|chunk| !is_xmp(chunk));
    // anywhere between the first chunk and the last; before the pixels, so that it is found early
    let place = usize::from(!chunks.is_empty());
    chunks.insert(place, PngChunk::new(*b"iTXt", Bytes::from(contents)));
    Ok(png.encoder().bytes().to_vec())
}
