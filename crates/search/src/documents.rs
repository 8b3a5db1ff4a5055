//! Documents of one segment, a bit for each.

use std::iter::repeat;
use tantivy::DocId;

/// Documents for one number.
const BITS: u32 = u64::BITS;
/// One number in so many is enough for going through all of them: side by side they are counted several at a time.
const MOST: usize = 8;

/// Some of the documents of a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Documents(Vec<u64>);

/// Documents, ready to be compared with many other sets.
pub enum Busy<'a> {
    /// the numbers of [`Documents`], when many of them are not zero
    Most(&'a [u64]),
    /// those that are not zero, and where they are
    Few(Vec<(usize, u64)>),
}

impl Documents {
    /// None of so many documents.
    pub fn up_to(count: u32) -> Self {
        Self(vec![0; count.div_ceil(BITS) as usize])
    }

    /// None, with as much room as others have.
    pub fn none_of(others: &Self) -> Self {
        Self(vec![0; others.0.len()])
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

    /// Adds those of others, which are of the same segment; what goes beyond its room is left out.
    pub fn add_all(&mut self, others: &Self) {
        for (bits, others) in self.0.iter_mut().zip(&others.0) {
            *bits |= others;
        }
    }

    /// Keeps those that are among others too, which are of the same segment.
    pub fn keep(&mut self, others: &Self) {
        let others = others.0.iter().copied().chain(repeat(0));
        for (bits, others) in self.0.iter_mut().zip(others) {
            *bits &= others;
        }
    }

    /// The same, ready to be compared with many.
    pub fn busy(&self) -> Busy<'_> {
        let numbers = self.0.iter().copied().enumerate();
        let few: Vec<_> = numbers.filter(|(_, bits)| *bits != 0).collect();
        if few.len() * MOST < self.0.len() {
            Busy::Few(few)
        } else {
            Busy::Most(&self.0)
        }
    }

    /// How many of some documents of the same segment are among them.
    pub fn count(&self, some: &Busy<'_>) -> u32 {
        match some {
            Busy::Most(others) => {
                let both = self.0.iter().zip(*others);
                both.map(|(bits, others)| (bits & others).count_ones())
                    .sum()
            }
            Busy::Few(few) => {
                let both = few.iter().map(|(at, bits)| self.0[*at] & bits);
                both.map(u64::count_ones).sum()
            }
        }
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

    #[test]
    fn sets_are_put_together() {
        let of = |docs: &[DocId]| {
            let mut documents = Documents::up_to(200);
            docs.iter().for_each(|doc| documents.add(*doc));
            documents
        };
        let (one, other) = (of(&[3, 64, 150]), of(&[3, 65, 150, 199]));
        assert_eq!(one.count(&other.busy()), 2);
        let mut few = Documents::up_to(5_000);
        for doc in [3, 150, 4_999] {
            few.add(doc);
        }
        assert!(matches!(few.busy(), Busy::Few(_)));
        assert_eq!(few.count(&one.busy()), 2);
        let mut many = Documents::up_to(5_000);
        (0..5_000).for_each(|doc| many.add(doc));
        assert!(matches!(many.busy(), Busy::Most(_)));
        assert_eq!(few.count(&many.busy()), 3);
        assert_eq!(many.count(&few.busy()), 3);
        let with = |change: fn(&mut Documents, &Documents)| {
            let mut changed = one.clone();
            change(&mut changed, &other);
            changed
        };
        assert_eq!(with(Documents::add_all), of(&[3, 64, 65, 150, 199]));
        assert_eq!(with(Documents::keep), of(&[3, 150]));
        assert_eq!(Documents::none_of(&one), of(&[]));
    }
}
