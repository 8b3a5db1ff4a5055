//! Whether a mended question is a better one.

use crate::Error;
use crate::analysis::{stem, words};
use crate::matching::{Candidates, Matcher};
use crate::plan::{Group, Plan};

/// The text with its unknown words mended, when each of them is then a word of some resource that was found: to ask so puts
/// those first and leaves out what else may have been meant. Filters and exclusions may have left none.
///
/// # Errors
/// [`Error::Engine`] or [`Error::Io`].
pub fn did_you_mean(
    matcher: &Matcher<'_>,
    plan: &Plan,
    found: &Candidates,
) -> Result<Option<String>, Error> {
    for (_, searched) in &plan.corrected {
        let best = searched.first().map_or("", String::as_str);
        if !is_among(matcher, best, found)? {
            return Ok(None);
        }
    }
    Ok(plan.mended.clone())
}

/// Whether a resource that was found has a word, or one of the parts of a compound.
fn is_among(matcher: &Matcher<'_>, word: &str, found: &Candidates) -> Result<bool, Error> {
    let stems: Vec<String> = words(word).iter().map(|word| stem(&word.folded)).collect();
    let having = matcher.alike(&[Group::of_stems(&stems, 1.0)])?;
    let mut segments = having.iter().zip(found);
    Ok(segments.any(|(having, found)| {
        let is_found = |doc| found.binary_search_by_key(&doc, |found| found.doc).is_ok();
        having.iter().any(|having| is_found(having.doc))
    }))
}
