//! Strengths by document, gathered while postings are read.

use tantivy::DocId;

/// Flag beside those of [`crate::schema::place`]: found by an alternative that is the word itself, not only near it.
pub const SAME: u8 = 128;

/// How well one document has one word.
#[derive(Debug, Clone, Copy)]
pub struct Mark {
    pub doc: DocId,
    pub strength: f32,
    /// Where; flags.
    pub places: u8,
}

/// A dense table of one segment, and which of its rows are used.
#[derive(Default)]
pub struct Tally {
    strengths: Vec<f32>,
    places: Vec<u8>,
    touched: Vec<DocId>,
}

impl Tally {
    /// Makes room for so many documents; the table is empty, or was drained.
    pub fn fit(&mut self, documents: u32) {
        let rows = documents as usize;
        if self.places.is_empty() {
            // the system gives memory that is zero already, which costs nothing where it is not used
            (self.strengths, self.places) = (vec![0.0; rows], vec![0; rows]);
        } else if self.places.len() < rows {
            self.strengths.resize(rows, 0.0);
            self.places.resize(rows, 0);
        }
    }

    /// Adds to a document's strength.
    pub fn add(&mut self, doc: DocId, strength: f32, place: u8) {
        let sum = self.strengths[doc as usize] + strength;
        self.set(doc, sum, place);
    }

    /// Takes the strength if it is greater than the document's.
    pub fn raise(&mut self, doc: DocId, strength: f32, places: u8) {
        let greater = self.strengths[doc as usize].max(strength);
        self.set(doc, greater, places);
    }

    fn set(&mut self, doc: DocId, strength: f32, places: u8) {
        let row = doc as usize;
        if self.places[row] == 0 {
            self.touched.push(doc);
        }
        self.strengths[row] = strength;
        self.places[row] |= places;
    }

    /// Empties the table; gives what it held, by document.
    pub fn drain(&mut self) -> Vec<Mark> {
        let mut touched = std::mem::take(&mut self.touched);
        // the documents of each term are in order already, which this sort makes use of
        touched.sort();
        let mut take = |doc: DocId| Mark {
            doc,
            strength: std::mem::take(&mut self.strengths[doc as usize]),
            places: std::mem::take(&mut self.places[doc as usize]),
        };
        touched.into_iter().map(&mut take).collect()
    }
}
