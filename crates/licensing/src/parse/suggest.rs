//! Which licences look like what was typed.

use super::{text, words};
use crate::{Lang, Licence, LicenceId, catalogue};

/// How many licences are proposed at most.
const MAX_SUGGESTIONS: usize = 5;

/// The least likeness that is worth a proposal, from 0 to 1.
const LEAST_LIKENESS: f32 = 0.5;

/// The licences that look most like what was typed, most alike first.
pub(super) fn suggestions(given: &str) -> Vec<LicenceId> {
    let (_, rest) = text::split_addresses(given);
    if words::is_creative_commons(&rest) {
        return catalogue()
            .iter()
            .take(MAX_SUGGESTIONS)
            .map(Licence::id)
            .collect();
    }
    let given: String = given.chars().take(super::MAX_CHARS).collect();
    let given = pairs(&given);
    let mut ranked: Vec<(f32, LicenceId)> = catalogue()
        .iter()
        .map(|licence| (best_likeness(&given, licence), licence.id()))
        .filter(|(likeness, _)| *likeness >= LEAST_LIKENESS)
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    ranked
        .into_iter()
        .take(MAX_SUGGESTIONS)
        .map(|(_, id)| id)
        .collect()
}

fn best_likeness(given: &[(char, char)], licence: &Licence) -> f32 {
    let id = licence.id().as_str().trim_start_matches("LicenseRef-");
    [
        id,
        licence.short_name(),
        licence.name(Lang::Fr),
        licence.name(Lang::En),
        licence.url(),
    ]
    .into_iter()
    .map(|name| likeness(given, &pairs(name)))
    .fold(0.0, f32::max)
}

/// The pairs of neighbouring characters of a text, sorted. Words are separated
/// by one space, so that a whole word counts for more than its letters.
fn pairs(text: &str) -> Vec<(char, char)> {
    let text = format!(" {} ", text::tokens(text).join(" "));
    let mut pairs: Vec<_> = text.chars().zip(text.chars().skip(1)).collect();
    pairs.sort_unstable();
    pairs
}

/// Dice's coefficient: twice the pairs in common over all pairs.
fn likeness(a: &[(char, char)], b: &[(char, char)]) -> f32 {
    let (mut left, mut right) = (a.iter().peekable(), b.iter().peekable());
    let mut common = 0_u16;
    while let (Some(x), Some(y)) = (left.peek(), right.peek()) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => drop(left.next()),
            std::cmp::Ordering::Greater => drop(right.next()),
            std::cmp::Ordering::Equal => {
                common += 1;
                left.next();
                right.next();
            }
        }
    }
    let all = u16::try_from(a.len() + b.len()).unwrap_or(u16::MAX);
    2.0 * f32::from(common) / f32::from(all.max(1))
}
