//! Long values in a column, cut into blocks, so that a part of one is read without the rest, and none of them when only
//! something else of the resource is wanted.
//!
//! The engine sorts the values of such a column, so each block begins with the resource and its number: those of one
//! resource stay together and no two are equal.

use crate::Error;
use model::ResourceId;
use std::ops::Range;
use tantivy::columnar::BytesColumn;
use tantivy::{DocId, SegmentReader, TantivyError};

/// Bytes of a block; the engine cuts off what is longer than 65,535.
const BLOCK: usize = 16_384;
/// Bytes before those of the value: 16 of the resource, 4 of the number.
const HEAD: usize = 20;

/// A value as blocks; none when it is empty.
pub fn cut(resource: ResourceId, value: &[u8]) -> impl Iterator<Item = Vec<u8>> + '_ {
    (0_u32..)
        .zip(value.chunks(BLOCK))
        .map(move |(number, chunk)| {
            let head = [&resource.0.as_bytes()[..], &number.to_be_bytes()];
            [&head.concat(), chunk].concat()
        })
}

/// The values of one segment.
pub struct Blocks(Option<BytesColumn>);

impl Blocks {
    /// The column of that name; a segment in which nothing has a value has none.
    ///
    /// # Errors
    /// When the segment cannot be read.
    pub fn of(segment: &SegmentReader, column: &str) -> Result<Self, TantivyError> {
        segment.fast_fields().bytes(column).map(Self)
    }

    /// The whole value of a document; empty when it has none.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn whole(&self, doc: DocId) -> Result<Vec<u8>, Error> {
        self.read(doc, 0..usize::MAX)
    }

    /// Part of a document's text, in bytes, as far as there is so much; a character that is cut off at the end is left out.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn text(&self, doc: DocId, range: Range<usize>) -> Result<String, Error> {
        let bytes = self.read(doc, range)?;
        let whole = bytes.utf8_chunks().next();
        Ok(whole
            .map(|text| text.valid().to_owned())
            .unwrap_or_default())
    }

    fn read(&self, doc: DocId, range: Range<usize>) -> Result<Vec<u8>, Error> {
        let mut value = Vec::new();
        let Some(column) = &self.0 else {
            return Ok(value);
        };
        let first = range.start / BLOCK;
        let last = range.end.div_ceil(BLOCK);
        let blocks = column.term_ords(doc).take(last).skip(first);
        let mut block = Vec::new();
        for block_ordinal in blocks {
            column.ord_to_bytes(block_ordinal, &mut block)?;
            value.extend_from_slice(block.get(HEAD..).unwrap_or_default());
        }
        let before = first * BLOCK;
        value.truncate(range.end - before);
        value.drain(..(range.start - before).min(value.len()));
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tantivy::schema::{FAST, Schema};
    use tantivy::{Index, TantivyDocument};
    use uuid::Uuid;

    /// A text of so many characters of two bytes, each of which tells its place.
    fn text(characters: usize) -> String {
        let letter = |at: usize| char::from_u32(0x400 + (at * 7 % 251) as u32).unwrap();
        (0..characters).map(letter).collect()
    }

    #[test]
    fn any_part_of_a_value_is_read_back() {
        let mut schema = Schema::builder();
        let field = schema.add_bytes_field("texts", FAST);
        let index = Index::create_in_ram(schema.build());
        let mut writer = index.writer_with_num_threads(1, 15_000_000).unwrap();
        let lengths = [30_000, 0, 1, BLOCK / 2, BLOCK, 50_001];
        for (number, length) in lengths.into_iter().enumerate() {
            let mut document = TantivyDocument::new();
            let resource = ResourceId(Uuid::from_u128(99 - number as u128));
            for block in cut(resource, text(length).as_bytes()) {
                document.add_bytes(field, &block);
            }
            writer.add_document(document).unwrap();
        }
        writer.commit().unwrap();
        let searcher = index.reader().unwrap().searcher();
        let blocks = Blocks::of(searcher.segment_reader(0), "texts").unwrap();
        for (doc, length) in (0..).zip(lengths) {
            let text = text(length);
            assert_eq!(blocks.whole(doc).unwrap(), text.as_bytes(), "{length}");
            let ends = [0, 2, BLOCK - 2, BLOCK, BLOCK + 2, 3 * BLOCK, 2 * length];
            for from in ends {
                for to in ends.into_iter().filter(|to| from <= *to) {
                    let bytes = text.len();
                    let part = &text[from.min(bytes)..to.min(bytes)];
                    assert_eq!(blocks.text(doc, from..to).unwrap(), part, "{from}..{to}");
                }
            }
        }
    }
}
