//! Quotations narrow what is found.

use super::{Matcher, documents_with};
use crate::Error;
use crate::plan::{Phrase, Plan};
use std::collections::HashSet;
use tantivy::DocId;

/// Documents by segment.
pub type Documents = Vec<HashSet<DocId>>;

/// What the quotations of a question come to.
#[derive(Default)]
pub struct Quoted {
    /// The documents that have those that count; `None` when none counts.
    pub documents: Option<Documents>,
    /// Numbers of the quotations that were passed over.
    pub passed_over: Vec<usize>,
}

/// The documents that have every quotation, word by word or else by stems. A quotation that nobody has is passed over,
/// and so are all before one that nobody has together with them.
///
/// # Errors
/// [`Error::Engine`] or [`Error::Io`].
pub fn quoted(matcher: &Matcher<'_>, plan: &Plan) -> Result<Quoted, Error> {
    let mut all: Option<Documents> = None;
    let mut passed_over = Vec::new();
    for (number, quote) in plan.quotes.iter().enumerate() {
        let mut having = with_phrase(matcher, &quote.exact)?;
        if is_empty(&having) {
            having = with_phrase(matcher, &quote.stems)?;
        }
        if is_empty(&having) {
            passed_over.push(number);
            continue;
        }
        let both = all.map(|all| intersection(&all, &having));
        if both.as_ref().is_some_and(is_empty) {
            passed_over = (0..number).collect();
        }
        all = Some(both.filter(|both| !is_empty(both)).unwrap_or(having));
    }
    Ok(Quoted {
        documents: all,
        passed_over,
    })
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
