//! Quotations narrow what is found.

use super::{Matcher, documents_with};
use crate::Error;
use crate::plan::{Phrase, Plan};
use std::collections::HashSet;
use tantivy::DocId;

/// Documents by segment.
pub type Documents = Vec<HashSet<DocId>>;

/// The documents that have every quotation, word by word or else by stems. A quotation that nobody has is passed over,
/// and so are all before one that nobody has together with them. `None`: no quotation counts.
///
/// # Errors
/// [`Error::Engine`] or [`Error::Io`].
pub fn quoted(matcher: &Matcher<'_>, plan: &Plan) -> Result<Option<Documents>, Error> {
    let mut all: Option<Documents> = None;
    for quote in &plan.quotes {
        let mut having = with_phrase(matcher, &quote.exact)?;
        if is_empty(&having) {
            having = with_phrase(matcher, &quote.stems)?;
        }
        if is_empty(&having) {
            continue;
        }
        let both = all
            .map(|all| intersection(&all, &having))
            .filter(|both| !is_empty(both));
        all = Some(both.unwrap_or(having));
    }
    Ok(all)
}

fn is_empty(documents: &Documents) -> bool {
    documents.iter().all(HashSet::is_empty)
}

fn intersection(one: &Documents, other: &Documents) -> Documents {
    let pairs = one.iter().zip(other);
    pairs
        .map(|(one, other)| one.intersection(other).copied().collect())
        .collect()
}

fn with_phrase(matcher: &Matcher<'_>, phrase: &Phrase) -> Result<Documents, Error> {
    let mut segments = Documents::new();
    for segment in matcher.searcher.segment_readers() {
        let mut having = HashSet::new();
        for text in &matcher.fields.texts {
            let Some(exact) = text.exact else { continue };
            let field = if phrase.exact { exact } else { text.stems };
            let found = documents_with(segment, field, phrase)?;
            having.extend(found.into_iter().map(|(doc, _)| doc));
        }
        segments.push(having);
    }
    Ok(segments)
}
