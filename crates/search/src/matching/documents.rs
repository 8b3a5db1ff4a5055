//! Documents of one segment, a bit for each.

use tantivy::DocId;

/// Documents for one number.
const BITS: u32 = u64::BITS;

/// Some of the documents of a segment.
pub struct Documents(Vec<u64>);

impl Documents {
    /// None of so many documents.
    pub fn up_to(count: u32) -> Self {
        Self(vec![0; count.div_ceil(BITS) as usize])
    }

    /// Adds one, which must be among so many.
    pub fn add(&mut self, doc: DocId) {
        self.0[(doc / BITS) as usize] |= 1 << (doc % BITS);
    }

    /// Whether the document is among them.
    pub fn has(&self, doc: DocId) -> bool {
        let bits = self.0.get((doc / BITS) as usize);
        bits.is_some_and(|bits| bits >> (doc % BITS) & 1 == 1)
    }

    /// All of them, ascending.
    pub fn iter(&self) -> impl Iterator<Item = DocId> {
        (0..).zip(&self.0).flat_map(|(at, bits)| ones(at, *bits))
    }
}

/// The places of the bits that are set, in a list of numbers of which this is the one at `at`; ascending.
pub fn ones(at: u32, mut bits: u64) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let bit = (bits != 0).then(|| bits.trailing_zeros())?;
        bits &= bits - 1;
        Some(at * BITS + bit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_added_is_there_in_order() {
        let mut documents = Documents::up_to(130);
        for doc in [129, 0, 64, 63, 0] {
            documents.add(doc);
        }
        assert_eq!(documents.iter().collect::<Vec<_>>(), [0, 63, 64, 129]);
        assert!(documents.has(64) && !documents.has(65) && !documents.has(9_999));
    }
}
