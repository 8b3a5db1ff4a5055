//! What of a text was understood as more than words, so that a page can show it and take it away.

use crate::plan::{Asked, Narrowing};
use crate::{Asks, Typed};
use std::ops::Range;

/// The operators understood and the quotations found, in the order in which they were typed. `unquoted` are the numbers of
/// the quotations that nothing has. And the text without them all.
pub fn typed(asked: &Asked, narrowing: &Narrowing, unquoted: &[usize]) -> (Vec<Typed>, String) {
    let operators = narrowing.understood.iter().cloned();
    let found = (0..asked.quotes.len()).filter(|number| !unquoted.contains(number));
    let quotations = found.filter_map(|number| {
        let words = asked.quotation(number);
        Some((asked.between_marks(number)?, Asks::SideBySide { words }))
    });
    let mut all: Vec<(Range<usize>, Asks)> = operators.chain(quotations).collect();
    all.sort_by_key(|(range, _)| range.start);
    let away = |(range, _): &(Range<usize>, Asks)| (range.clone(), String::new());
    let bare = asked.with(&all.iter().map(away).collect::<Vec<_>>());
    let told = |(range, asks): (Range<usize>, Asks)| Typed {
        without: asked.with(&[(range, String::new())]),
        asks,
    };
    (all.into_iter().map(told).collect(), bare)
}
