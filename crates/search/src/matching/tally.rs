//! Strengths by document, gathered while postings are read.

use crate::documents::ones;
use std::mem::take;
use tantivy::DocId;

/// Flag beside those of [`crate::schema::place`]: found by an alternative that is the word itself, not only near it.
pub const SAME: u8 = 128;
/// Rows for one number of [`Tally::used`].
const BITS: usize = u64::BITS as usize;

/// How well one document has one word.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark {
    pub doc: DocId,
    pub strength: f32,
    /// Where; flags.
    pub places: u8,
}

/// A dense table of one segment, and which of its rows are used.
#[derive(Default)]
pub struct Tally {
    rows: Vec<(f32, u8)>,
    /// a bit for each row: so the rows are found again in their order without sorting
    used: Vec<u64>,
    /// a bit for each number of `used`: so nothing is looked at in vain where few rows are used
    busy: Vec<u64>,
}

impl Tally {
    /// Makes room for so many documents; the table is empty, or was drained.
    pub fn fit(&mut self, documents: u32) {
        let rows = documents as usize;
        if self.rows.is_empty() {
            // the system gives memory that is zero already, which costs nothing where it is not used
            self.rows = vec![(0.0, 0); rows];
        } else if self.rows.len() < rows {
            self.rows.resize(rows, (0.0, 0));
        }
        let used = self.rows.len().div_ceil(BITS);
        self.used.resize(used, 0);
        self.busy.resize(used.div_ceil(BITS), 0);
    }

    /// Adds to a document's strength.
    pub fn add(&mut self, doc: DocId, strength: f32, place: u8) {
        let row = self.row(doc);
        row.0 += strength;
        row.1 |= place;
    }

    /// Takes the strength if it is greater than the document's.
    pub fn raise(&mut self, doc: DocId, strength: f32, places: u8) {
        let row = self.row(doc);
        row.0 = row.0.max(strength);
        row.1 |= places;
    }

    fn row(&mut self, doc: DocId) -> &mut (f32, u8) {
        let doc = doc as usize;
        self.used[doc / BITS] |= 1 << (doc % BITS);
        self.busy[doc / BITS / BITS] |= 1 << (doc / BITS % BITS);
        &mut self.rows[doc]
    }

    /// Empties the table; gives what it held, by document.
    pub fn drain(&mut self) -> Vec<Mark> {
        let busy = (0..).zip(&mut self.busy);
        let busy: Vec<u32> = busy.flat_map(|(at, bits)| ones(at, take(bits))).collect();
        let count = busy.iter().map(|at| self.used[*at as usize].count_ones());
        let mut marks = Vec::with_capacity(count.sum::<u32>() as usize);
        for at in busy {
            for doc in ones(at, take(&mut self.used[at as usize])) {
                let (strength, places) = take(&mut self.rows[doc as usize]);
                marks.push(Mark {
                    doc,
                    strength,
                    places,
                });
            }
        }
        marks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_gathered_comes_out_by_document_and_once() {
        let mut tally = Tally::default();
        tally.fit(9_000);
        tally.add(8_130, 1.0, 1);
        tally.add(3, 0.5, 2);
        tally.add(8_130, 0.25, 4);
        tally.raise(64, 2.0, 1);
        tally.raise(64, 1.0, 2);
        let mark = |doc, strength, places| Mark {
            doc,
            strength,
            places,
        };
        let expected = [mark(3, 0.5, 2), mark(64, 2.0, 3), mark(8_130, 1.25, 5)];
        assert_eq!(tally.drain(), expected);
        assert_eq!(tally.drain(), []);
        tally.fit(10);
        tally.add(8_999, 1.0, 1);
        assert_eq!(tally.drain(), [mark(8_999, 1.0, 1)]);
    }
}
