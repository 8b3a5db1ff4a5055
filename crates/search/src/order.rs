//! Sorting and paging.

mod rank;

use crate::matching::{Candidate, Candidates, by_segment};
use crate::schema::column;
use crate::{Error, Sort};
use rank::Ranks;
use tantivy::columnar::Column;
use tantivy::{DocAddress, Searcher, SegmentReader};

/// Places beside those wanted, so that they are seldom put in order.
const ROOM: usize = 1_000;

/// A resource in its place of the order.
#[derive(Debug, Clone)]
pub struct Placed {
    /// Where the engine keeps it.
    pub address: DocAddress,
    /// What the search said of it.
    pub candidate: Candidate,
    key: Key,
    /// settles ties, the same way every time
    id: (u64, u64),
}

/// What a resource is sorted by, whatever its segment.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Rank(u64),
    Title(String),
}

/// The hits of one page, in order.
///
/// # Errors
/// [`Error::Engine`] or [`Error::Io`].
pub fn page(
    searcher: &Searcher,
    candidates: &Candidates,
    sort: Sort,
    (offset, limit): (usize, usize),
) -> Result<Vec<Placed>, Error> {
    let wanted = offset.saturating_add(limit);
    let of_segments = by_segment(searcher, |number, segment| {
        first_of_segment(segment, number as u32, &candidates[number], sort, wanted)
    })?;
    let mut placed: Vec<Placed> = of_segments.into_iter().flatten().collect();
    placed.sort_unstable_by(|one, other| (&one.key, one.id).cmp(&(&other.key, other.id)));
    Ok(placed.into_iter().skip(offset).take(limit).collect())
}

/// The first so many of a segment, unsorted. Identifiers are looked up for those only that may be among them.
fn first_of_segment(
    segment: &SegmentReader,
    number: u32,
    candidates: &[Candidate],
    sort: Sort,
    wanted: usize,
) -> Result<Vec<Placed>, Error> {
    let ranks = Ranks::new(segment, sort)?;
    let ranked = candidates
        .iter()
        .map(|candidate| (ranks.of(candidate), *candidate));
    let first = first_of(ranked, wanted, |(rank, _)| *rank);
    let ids = Ids::of(segment)?;
    let mut first: Vec<_> = first
        .into_iter()
        .map(|(rank, candidate)| (rank, ids.get(candidate.doc), candidate))
        .collect();
    keep_first(&mut first, wanted, |(rank, id, _)| (*rank, *id));
    first.truncate(wanted);
    let place = |(rank, id, candidate): (u64, (u64, u64), Candidate)| {
        Ok(Placed {
            address: DocAddress::new(number, candidate.doc),
            candidate,
            key: ranks.title(rank)?.map_or(Key::Rank(rank), Key::Title),
            id,
        })
    };
    first.into_iter().map(place).collect()
}

/// The first so many, and all that are equal to the last of them; in a few places more than these, however many there are.
fn first_of<T: Copy, K: Ord + Copy>(
    all: impl Iterator<Item = T>,
    wanted: usize,
    key: impl Fn(&T) -> K,
) -> Vec<T> {
    let (mut first, mut last) = (Vec::new(), None);
    let mut room = wanted.saturating_mul(2).saturating_add(ROOM);
    for one in all {
        if last.is_some_and(|last| key(&one) > last) {
            continue;
        }
        first.push(one);
        if first.len() >= room {
            keep_first(&mut first, wanted, &key);
            last = first.iter().map(&key).max();
            // where many are equal there is room for as many again
            room = room.max(first.len() * 2);
        }
    }
    keep_first(&mut first, wanted, &key);
    first
}

/// Keeps the first so many, the kept ones in front, and after them all that are equal to the last of them.
fn keep_first<T: Copy, K: Ord>(all: &mut Vec<T>, wanted: usize, key: impl Fn(&T) -> K) {
    let Some(last) = wanted.checked_sub(1).filter(|last| *last < all.len()) else {
        if wanted == 0 {
            all.clear();
        }
        return;
    };
    let (_, last, _) = all.select_nth_unstable_by_key(last, &key);
    let last = key(last);
    let mut at = 0;
    all.retain(|one| {
        at += 1;
        at <= wanted || key(one) == last
    });
}

/// The identifiers of a segment.
struct Ids {
    high: Column<u64>,
    low: Column<u64>,
}

impl Ids {
    fn of(segment: &SegmentReader) -> Result<Self, Error> {
        let columns = segment.fast_fields();
        Ok(Self {
            high: columns.u64(column::ID_HIGH)?,
            low: columns.u64(column::ID_LOW)?,
        })
    }

    fn get(&self, doc: u32) -> (u64, u64) {
        let half = |column: &Column<u64>| column.first(doc).unwrap_or(0);
        (half(&self.high), half(&self.low))
    }
}

#[cfg(test)]
mod tests {
    use super::{first_of, keep_first};

    #[test]
    fn the_first_of_many_are_the_first_of_all() {
        let numbers: Vec<u32> = (0..20_000_u32)
            .map(|at| at.wrapping_mul(2_654_435_761) % 5_000)
            .collect();
        for wanted in [0, 1, 20, 500, 30_000] {
            let mut kept = first_of(numbers.iter().copied(), wanted, |one| *one);
            let mut all = numbers.clone();
            keep_first(&mut all, wanted, |one| *one);
            kept.sort_unstable();
            all.sort_unstable();
            assert_eq!(kept, all, "{wanted}");
        }
        let equal = first_of(std::iter::repeat_n(7, 9_000), 20, |one| *one);
        assert_eq!(equal.len(), 9_000);
    }

    #[test]
    fn the_first_are_kept_with_those_that_tie_with_the_last() {
        for (wanted, kept) in [
            (0, &[][..]),
            (1, &[1]),
            (2, &[1, 2, 2, 2]),
            (4, &[1, 2, 2, 2]),
            (5, &[1, 2, 2, 2, 3]),
            (9, &[1, 2, 2, 2, 3, 4]),
        ] {
            let mut all = vec![2, 4, 2, 1, 3, 2];
            keep_first(&mut all, wanted, |one| *one);
            all.sort_unstable();
            assert_eq!(all, kept, "{wanted}");
        }
    }
}
