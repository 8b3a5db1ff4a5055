//! Words that stand side by side in the question are better side by side.

use super::Matcher;
use super::phrase::documents_among;
use super::worth::Row;
use crate::Error;
use crate::plan::Plan;
use tantivy::{DocId, SegmentReader};

/// So many of a segment's best resources are looked at: reading where words stand costs far more than all else that is
/// known of a resource, and who is not among them by the words themselves does not get to the first pages by their order.
const LOOKED_AT: usize = 1_000;

/// Adds what neighbours are worth to the rows of a segment, which are in the order of documents. `mean` is what a word of
/// the question is worth.
///
/// # Errors
/// [`Error::Engine`] or [`Error::Io`].
pub fn add(
    matcher: &Matcher<'_>,
    segment: &SegmentReader,
    plan: &Plan,
    mean: f32,
    rows: &mut [Row],
) -> Result<(), Error> {
    if plan.neighbours.is_empty() {
        return Ok(());
    }
    let best = best(rows);
    for neighbours in &plan.neighbours {
        for text in matcher.fields.texts.iter().filter(|text| text.phrases) {
            for (doc, count) in documents_among(segment, text.stems, &neighbours.phrase, &best)? {
                let often = count as f32 / (count as f32 + 1.0) * 2.0;
                if let Ok(at) = rows.binary_search_by_key(&doc, |row| row.doc) {
                    rows[at].score += neighbours.weight * mean * text.weight * often;
                }
            }
        }
    }
    Ok(())
}

/// The documents of the best rows; ascending.
fn best(rows: &[Row]) -> Vec<DocId> {
    let worth = |row: &Row| row.score * row.covered;
    let mut best: Vec<&Row> = rows.iter().collect();
    if best.len() > LOOKED_AT {
        best.select_nth_unstable_by(LOOKED_AT, |one, other| worth(other).total_cmp(&worth(one)));
        best.truncate(LOOKED_AT);
    }
    let mut documents: Vec<DocId> = best.into_iter().map(|row| row.doc).collect();
    documents.sort_unstable();
    documents
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_rows_are_looked_at_in_the_order_of_documents() {
        let row = |doc: DocId| Row {
            doc,
            score: (doc % 7) as f32,
            covered: 1.0,
            ..Row::default()
        };
        let few: Vec<Row> = (0..10).map(row).collect();
        assert_eq!(best(&few), (0..10).collect::<Vec<_>>());
        let many: Vec<Row> = (0..7_000).map(row).collect();
        let expected: Vec<DocId> = (0..7_000).filter(|doc| doc % 7 == 6).collect();
        assert_eq!(best(&many), expected);
    }
}
