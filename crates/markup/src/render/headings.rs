//! Ids for headings: readable, unique, and the same as long as the words are.

use std::collections::{HashMap, HashSet};

/// Longest id made from a heading's words, in bytes; an id is part of addresses people share.
const MAX_SLUG_BYTES: usize = 60;

/// The ids given so far in one text.
#[derive(Default)]
pub(crate) struct Ids {
    taken: HashSet<String>,
    /// Where to go on counting for a slug already given.
    next: HashMap<String, usize>,
}

impl Ids {
    /// An id for a heading: prefix, then its words; `-2`, `-3`… when they come again.
    pub(crate) fn give(&mut self, prefix: &str, text: &str) -> String {
        let slug = heading_slug(text);
        let mut candidate = slug.clone();
        while !self.taken.insert(candidate.clone()) {
            let next = self.next.entry(slug.clone()).or_insert(2);
            candidate = format!("{slug}-{next}");
            *next += 1;
        }
        format!("{prefix}{candidate}")
    }
}

/// The slug of a heading, cut between words. A slug has only `a–z`, `0–9` and `-`: footnotes use
/// `_` in theirs, so the two never meet.
pub(crate) fn heading_slug(text: &str) -> String {
    // a letter can become several; four times the limit is enough to fill it
    let start: String = text.chars().take(4 * MAX_SLUG_BYTES).collect();
    let mut slug = slug::slugify(start);
    if slug.len() > MAX_SLUG_BYTES {
        let cut = slug[..=MAX_SLUG_BYTES].rfind('-');
        slug.truncate(cut.unwrap_or(MAX_SLUG_BYTES));
    }
    if slug.is_empty() {
        slug.push_str("section");
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_words_stay_readable() {
        let mut ids = Ids::default();
        assert_eq!(
            ids.give("", "L’Été à la ferme — œufs & cœur"),
            "l-ete-a-la-ferme-oeufs-coeur"
        );
        assert_eq!(ids.give("", "✻"), "section");
    }

    #[test]
    fn ids_never_repeat() {
        let mut ids = Ids::default();
        let given: Vec<_> = ["A", "A", "A 2", "A", "A-2"]
            .map(|text| ids.give("f-", text))
            .into();
        assert_eq!(given, ["f-a", "f-a-2", "f-a-2-2", "f-a-3", "f-a-2-3"]);
    }

    #[test]
    fn long_headings_are_cut_between_words() {
        let id = Ids::default().give("", &"mot ".repeat(100));
        assert!(id.len() <= MAX_SLUG_BYTES && id.ends_with("-mot"), "{id}");
        assert!(Ids::default().give("", &"a".repeat(100)).len() <= MAX_SLUG_BYTES);
    }
}
