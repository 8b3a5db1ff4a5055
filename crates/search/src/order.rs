//! Sorting and paging.

use crate::matching::{Candidate, Candidates};
use crate::schema::column;
use crate::{Error, Sort};
use std::cmp::{Ordering, Reverse};
use tantivy::columnar::Column;
use tantivy::{DocAddress, Searcher, SegmentReader};

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

/// What a resource is sorted by.
#[derive(Debug, Clone, PartialEq)]
enum Key {
    Score(f32),
    Time(Reverse<i64>),
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
    let mut placed = Vec::new();
    for (number, candidates) in (0..).zip(candidates) {
        let segment = searcher.segment_reader(number);
        placed.extend(first_of_segment(segment, number, candidates, sort, wanted)?);
    }
    placed.sort_by(compare);
    Ok(placed.into_iter().skip(offset).take(limit).collect())
}

/// The first so many of a segment, unsorted.
fn first_of_segment(
    segment: &SegmentReader,
    number: u32,
    candidates: &[Candidate],
    sort: Sort,
    wanted: usize,
) -> Result<Vec<Placed>, Error> {
    let keys = Keys::new(segment, sort)?;
    let mut numbered = candidates
        .iter()
        .map(|candidate| (keys.cheap(candidate), *candidate))
        .collect::<Vec<_>>();
    let order = |a: &((Cheap, (u64, u64)), Candidate), b: &((Cheap, (u64, u64)), Candidate)| {
        a.0.0.compare(&b.0.0).then_with(|| a.0.1.cmp(&b.0.1))
    };
    if wanted < numbered.len() {
        numbered.select_nth_unstable_by(wanted, order);
        numbered.truncate(wanted);
    }
    let place = |((cheap, id), candidate): ((Cheap, (u64, u64)), Candidate)| {
        let address = DocAddress::new(number, candidate.doc);
        Ok(Placed {
            address,
            candidate,
            key: keys.full(cheap)?,
            id,
        })
    };
    numbered.into_iter().map(place).collect()
}

/// A key that is compared quickly, within one segment only.
#[derive(Debug, Clone, Copy)]
enum Cheap {
    Score(f32),
    Time(i64),
    Title(u64),
}

impl Cheap {
    fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Score(one), Self::Score(other)) => other.total_cmp(one),
            (Self::Time(one), Self::Time(other)) => other.cmp(one),
            (Self::Title(one), Self::Title(other)) => one.cmp(other),
            _ => Ordering::Equal,
        }
    }
}

/// The columns of a segment by which it is sorted.
struct Keys {
    sort: Sort,
    id: (Column<u64>, Column<u64>),
    time: Option<Column<i64>>,
    title: Option<tantivy::columnar::StrColumn>,
}

impl Keys {
    fn new(segment: &SegmentReader, sort: Sort) -> Result<Self, Error> {
        let columns = segment.fast_fields();
        let time = match sort {
            Sort::Created => Some(columns.i64(column::CREATED)?),
            Sort::Updated => Some(columns.i64(column::UPDATED)?),
            Sort::Relevance | Sort::Title => None,
        };
        let title = match sort {
            Sort::Title => columns.str(column::TITLE)?,
            _ => None,
        };
        Ok(Self {
            sort,
            id: (columns.u64(column::ID_HIGH)?, columns.u64(column::ID_LOW)?),
            time,
            title,
        })
    }

    fn cheap(&self, candidate: &Candidate) -> (Cheap, (u64, u64)) {
        let doc = candidate.doc;
        let id = (
            self.id.0.first(doc).unwrap_or(0),
            self.id.1.first(doc).unwrap_or(0),
        );
        let cheap = match self.sort {
            Sort::Relevance => Cheap::Score(candidate.score),
            Sort::Created | Sort::Updated => Cheap::Time(
                self.time
                    .as_ref()
                    .and_then(|column| column.first(doc))
                    .unwrap_or(0),
            ),
            Sort::Title => Cheap::Title(
                self.title
                    .as_ref()
                    .and_then(|column| column.ords().first(doc))
                    .unwrap_or(u64::MAX),
            ),
        };
        (cheap, id)
    }

    /// The key that can be compared with those of other segments.
    fn full(&self, cheap: Cheap) -> Result<Key, Error> {
        Ok(match cheap {
            Cheap::Score(score) => Key::Score(score),
            Cheap::Time(time) => Key::Time(Reverse(time)),
            Cheap::Title(ordinal) => {
                let mut title = String::new();
                if let Some(column) = &self.title {
                    column.ord_to_str(ordinal, &mut title)?;
                }
                Key::Title(title)
            }
        })
    }
}

fn compare(one: &Placed, other: &Placed) -> Ordering {
    let keys = match (&one.key, &other.key) {
        (Key::Score(one), Key::Score(other)) => other.total_cmp(one),
        (Key::Time(one), Key::Time(other)) => one.cmp(other),
        (Key::Title(one), Key::Title(other)) => one.cmp(other),
        _ => Ordering::Equal,
    };
    keys.then_with(|| one.id.cmp(&other.id))
}
