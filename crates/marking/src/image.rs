//! Pictures: the packet in a segment of a JPEG, in a chunk of a PNG. Pixels are not read.
//!
//! Source: XMP specification, part 3 (ISO 16684-3), sections 1.1.3 (JPEG) and 1.1.5 (PNG).

use crate::error::damaged;
use crate::{Error, Mark, xmp};
use flate2::read::ZlibDecoder;
use img_parts::Bytes;
use img_parts::jpeg::{Jpeg, JpegSegment, markers};
use img_parts::png::{Png, PngChunk};
use std::io::Read;

/// What begins a segment that holds XMP.
const JPEG_HEADER: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
/// A segment says its length, which counts itself, in two bytes.
const MAX_SEGMENT_BYTES: usize = 0xFFFF - 2;
/// The keyword of the chunk.
const PNG_KEYWORD: &[u8] = b"XML:com.adobe.xmp\0";
/// What stands between the keyword and the packet: not compressed, no language, no translated keyword.
const PNG_PLAIN: &[u8] = b"\0\0\0\0";

/// Marks a JPEG.
pub fn mark_jpeg(file: &[u8], mark: &Mark) -> Result<Vec<u8>, Error> {
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
        return Err(Error::TooLarge("the credit, for a JPEG".to_owned()));
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
pub fn mark_png(file: &[u8], mark: &Mark) -> Result<Vec<u8>, Error> {
    let mut png = Png::from_bytes(Bytes::copy_from_slice(file)).map_err(damaged)?;
    let is_xmp =
        |chunk: &PngChunk| chunk.kind() == *b"iTXt" && chunk.contents().starts_with(PNG_KEYWORD);
    let existing = match png.chunks().iter().find(|chunk| is_xmp(chunk)) {
        Some(chunk) => packet_of(chunk.contents())?,
        None => None,
    };
    let packet = xmp::packet(existing.as_deref(), mark);
    let contents = [PNG_KEYWORD, PNG_PLAIN, packet.as_bytes()].concat();
    let chunks = png.chunks_mut();
    chunks.retain(|chunk| !is_xmp(chunk));
    // anywhere between the first chunk and the last; before the pixels, so that it is found early
    let place = usize::from(!chunks.is_empty());
    chunks.insert(place, PngChunk::new(*b"iTXt", Bytes::from(contents)));
    Ok(png.encoder().bytes().to_vec())
}

/// The packet in a chunk: behind the keyword whether it is compressed, how, and two texts that end with a zero (PNG, third
/// edition, section 11.3.3.4).
fn packet_of(chunk: &[u8]) -> Result<Option<Vec<u8>>, Error> {
    let parts = || {
        let (compressed, rest) = chunk.strip_prefix(PNG_KEYWORD)?.split_first()?;
        let (method, texts) = rest.split_first()?;
        let mut texts = texts.splitn(3, |byte| *byte == 0);
        Some((*compressed, *method, texts.nth(2)?))
    };
    let packet = match parts() {
        Some((0, _, packet)) => packet.to_vec(),
        Some((1, 0, packet)) => inflated(packet),
        _ => return Ok(None),
    };
    if packet.len() > xmp::MAX_BYTES {
        return Err(xmp::too_large());
    }
    Ok(Some(packet))
}

/// What can be inflated, and at most a byte more than is read of a packet.
fn inflated(bytes: &[u8]) -> Vec<u8> {
    let mut packet = Vec::new();
    // what comes before a fault is judged like any packet cut short
    let _ = ZlibDecoder::new(bytes)
        .take(xmp::MAX_BYTES as u64 + 1)
        .read_to_end(&mut packet);
    packet
}

#[cfg(test)]
#[expect(
    clippy::unwrap_used,
    reason = "a test that meets a surprise should stop there"
)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use std::io::Write;

    fn compressed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn a_chunk_is_read_compressed_or_not_with_its_texts() {
        let plain = [PNG_KEYWORD, PNG_PLAIN, b"<a/>"].concat();
        let with_texts = [PNG_KEYWORD, b"\0\0fr\0titre\0", b"<a/>"].concat();
        let small = [PNG_KEYWORD, b"\x01\0\0\0", &compressed(b"<a/>")].concat();
        for chunk in [plain, with_texts, small] {
            assert_eq!(packet_of(&chunk).unwrap(), Some(b"<a/>".to_vec()));
        }
        for broken in [
            &b"\0"[..],
            b"",
            b"\0\0",
            b"\x02\0\0\0<a/>",
            b"\x01\x05\0\0<a/>",
        ] {
            assert_eq!(packet_of(&[PNG_KEYWORD, broken].concat()).unwrap(), None);
        }
    }

    #[test]
    fn a_packet_that_would_fill_the_memory_is_refused() {
        let zeros = compressed(&vec![0; 40 * 1024 * 1024]);
        let bomb = [PNG_KEYWORD, b"\x01\0\0\0", &zeros].concat();
        assert!(bomb.len() < 400_000);
        assert!(matches!(packet_of(&bomb), Err(Error::TooLarge(_))));
    }
}
