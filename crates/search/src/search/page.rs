//! Which page of a resource's files is shown.

use crate::Error;
use crate::excerpt::Highlighter;
use crate::matching::positions;
use crate::plan::{Alternative, Group, Plan, Term};
use crate::schema::Page;
use tantivy::schema::Field;
use tantivy::{DocId, SegmentReader};

/// The text of a resource's files in the index: its segment, field and number there.
pub type Place<'a> = (&'a SegmentReader, Field, DocId);

/// The page on which most of what was asked is found: the word itself before words that are near it.
///
/// # Errors
/// [`Error::Engine`] or [`Error::Io`].
pub fn best<'p>(
    place: Place<'_>,
    plan: &Plan,
    highlighter: &Highlighter<'_>,
    pages: &'p [Page],
) -> Result<Option<&'p Page>, Error> {
    let mut worths = vec![0.0_f32; pages.len()];
    for (number, group) in plan.groups.iter().enumerate() {
        let shares = shares(place, group, pages)?;
        for (worth, share) in worths.iter_mut().zip(shares) {
            *worth += share * highlighter.worth(number);
        }
    }
    let most = worths.iter().copied().fold(0.0, f32::max);
    let mut worths = pages.iter().zip(worths);
    Ok(worths
        .find(|(_, worth)| *worth > 0.0 && *worth >= most)
        .map(|(page, _)| page))
}

/// For each page the weight of the best alternative that is on it.
fn shares(place: Place<'_>, group: &Group, pages: &[Page]) -> Result<Vec<f32>, Error> {
    let mut shares = vec![0.0_f32; pages.len()];
    for Alternative { term, weight, .. } in &group.alternatives {
        for page in having(place, term, pages)? {
            shares[page] = shares[page].max(*weight);
        }
    }
    Ok(shares)
}

/// The pages that have the word, or every word of the expression; ascending.
fn having(place: Place<'_>, term: &Term, pages: &[Page]) -> Result<Vec<usize>, Error> {
    let phrase = match term {
        Term::Word { stem, .. } => return pages_of(place, std::slice::from_ref(stem), pages),
        Term::Phrase(phrase) => phrase,
    };
    let mut all: Option<Vec<usize>> = None;
    for (terms, _) in &phrase.elements {
        let some = pages_of(place, terms, pages)?;
        all = Some(match all {
            None => some,
            Some(mut all) => {
                all.retain(|page| some.binary_search(page).is_ok());
                all
            }
        });
    }
    Ok(all.unwrap_or_default())
}

/// The pages that have any of the stems; ascending.
fn pages_of(
    (segment, field, doc): Place<'_>,
    stems: &[String],
    pages: &[Page],
) -> Result<Vec<usize>, Error> {
    let page_of = |place: u32| {
        pages
            .partition_point(|page| page.start <= place)
            .saturating_sub(1)
    };
    let places = positions(segment, field, stems, doc)?;
    let mut found = places.into_iter().map(page_of).collect::<Vec<_>>();
    found.dedup();
    Ok(found)
}
