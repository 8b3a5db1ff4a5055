//! What a segment is sorted by, as numbers: the smaller, the earlier.

use crate::matching::Candidate;
use crate::schema::column;
use crate::{Error, Sort};
use tantivy::SegmentReader;
use tantivy::columnar::{Column, StrColumn};

/// The ranks of a segment's resources. Those of titles hold within the segment, the others everywhere.
pub enum Ranks {
    /// by score
    Score,
    /// by time, the latest first
    Time(Column<i64>),
    /// by the title's place among those of the segment; a segment without a title has no column
    Title(Option<StrColumn>),
}

impl Ranks {
    /// The ranks of one order.
    ///
    /// # Errors
    /// [`Error::Engine`].
    pub fn new(segment: &SegmentReader, sort: Sort) -> Result<Self, Error> {
        let columns = segment.fast_fields();
        Ok(match sort {
            Sort::Relevance => Self::Score,
            Sort::Created => Self::Time(columns.i64(column::CREATED)?),
            Sort::Updated => Self::Time(columns.i64(column::UPDATED)?),
            Sort::Title => Self::Title(columns.str(column::TITLE)?),
        })
    }

    /// The rank of a resource.
    pub fn of(&self, candidate: &Candidate) -> u64 {
        let doc = candidate.doc;
        match self {
            Self::Score => !u64::from(ordered(candidate.score)),
            Self::Time(column) => !column
                .first(doc)
                .unwrap_or(0)
                .wrapping_sub(i64::MIN)
                .cast_unsigned(),
            Self::Title(column) => {
                let ordinal = column.as_ref().and_then(|column| column.ords().first(doc));
                ordinal.unwrap_or(u64::MAX)
            }
        }
    }

    /// The title of that rank; `None` when ranks are those of another order.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn title(&self, rank: u64) -> Result<Option<String>, Error> {
        let Self::Title(column) = self else {
            return Ok(None);
        };
        let mut title = String::new();
        if let Some(column) = column {
            column.ord_to_str(rank, &mut title)?;
        }
        Ok(Some(title))
    }
}

/// A number that is greater when the score is (the order of [`f32::total_cmp`]).
fn ordered(score: f32) -> u32 {
    let bits = score.to_bits();
    if bits >> 31 == 1 {
        !bits
    } else {
        bits | 1 << 31
    }
}

#[cfg(test)]
mod tests {
    use super::ordered;

    #[test]
    fn scores_are_in_order() {
        let scores = [
            f32::NEG_INFINITY,
            -2.5,
            -0.0,
            0.0,
            1e-30,
            0.5,
            2.5,
            f32::INFINITY,
        ];
        let ranks = scores.map(ordered);
        assert!(
            ranks.is_sorted() && ranks.windows(2).all(|pair| pair[0] != pair[1]),
            "{ranks:?}"
        );
    }
}
