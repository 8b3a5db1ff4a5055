//! Segments are looked at side by side where there is much to look at: who asks waits half as long with two cores.

use crate::Error;
use rayon::prelude::*;
use tantivy::{Searcher, SegmentReader};

/// In a library of fewer resources waking another thread costs more than it brings.
const LARGE: u64 = 50_000;

/// Does something with each segment; what comes of it is in the order of the segments.
///
/// # Errors
/// The first that occurs.
pub fn by_segment<T: Send>(
    searcher: &Searcher,
    work: impl Fn(usize, &SegmentReader) -> Result<T, Error> + Sync,
) -> Result<Vec<T>, Error> {
    let segments = searcher.segment_readers();
    let work = |(number, segment)| work(number, segment);
    if searcher.num_docs() < LARGE {
        return segments.iter().enumerate().map(work).collect();
    }
    segments.par_iter().enumerate().map(work).collect()
}
