//! What a text takes from other resources by naming them: passages (`![[slug]]`, `![[slug#heading]]`) and pictures (by
//! their address).
//!
//! A revision shows what its author saw: with it stands which revision of each lender it shows ([`Borrowed`]), found in
//! the text when it is saved. What was borrowed before stays at its revision for as long as the text names it;
//! [`Library::newer_borrowed`] tells which lenders say something else by now, [`Library::borrow_again`] takes that.

mod address;
mod gather;
mod newer;
mod passage;
mod pins;

pub use newer::NewerBorrowed;
pub(crate) use passage::has_part;
pub use passage::{Lent, NotLent, WhyNot};

use crate::render::long_fields;
use crate::{Error, Library};
use gather::Gathering;
use markup::Inclusion;
use model::{Borrowed, Content, FileName, RevisionNumber, Slug};
use std::collections::HashMap;

/// The language of labels where nobody reads them.
const ANY_LANGUAGE: &str = "fr";

/// All that the texts of one page borrow.
#[derive(Debug, Default)]
pub(crate) struct Loans {
    /// The revisions that are shown.
    pub(crate) pins: Vec<Borrowed>,
    pub(crate) passages: HashMap<Inclusion, Passage>,
    /// By address, as the text has it.
    pub(crate) pictures: HashMap<String, Picture>,
}

/// What stands where a text includes a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Passage {
    Lent(Lent),
    NotLent(NotLent),
}

/// What stands where a text shows a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Picture {
    /// One of the text's own resource, or of the site.
    Own,
    Lent {
        slug: Slug,
        file: FileName,
        revision: RevisionNumber,
        sha256: model::Sha256,
        /// Whose it is.
        lent: Box<Lent>,
    },
    NotLent(NotLent),
}

/// Who borrows.
#[derive(Clone, Copy, Default)]
pub(crate) struct Borrower<'a> {
    /// What is written; `None` for a text of nobody's yet.
    pub(crate) content: Option<&'a Content>,
    /// What it was made from, with the revisions that it showed.
    pub(crate) base: Option<&'a Content>,
    /// Of whom the latest revision is wanted, whatever the base showed.
    pub(crate) anew: Anew<'a>,
}

/// Lenders of whom the latest revision is wanted.
#[derive(Clone, Copy, Default)]
pub(crate) enum Anew<'a> {
    #[default]
    None,
    Of(&'a Slug),
    All,
}

impl Library {
    /// What a content borrows, each once, with the revision that it shows: that of `base` where it had been borrowed
    /// before, otherwise the latest.
    ///
    /// # Errors
    /// Faults of the store.
    pub(crate) async fn borrowed(
        &self,
        content: &Content,
        base: Option<&Content>,
    ) -> Result<Vec<Borrowed>, Error> {
        let borrower = Borrower {
            content: Some(content),
            base,
            anew: Anew::None,
        };
        Ok(self.loans_of(content, borrower).await?.pins)
    }

    async fn loans_of(&self, content: &Content, who: Borrower<'_>) -> Result<Loans, Error> {
        let kind = self.kind(content.kind.as_str());
        let long = kind
            .map(|kind| long_fields(&kind, content))
            .unwrap_or_default();
        let long = long.iter().map(|(_, text)| text.as_str());
        let texts: Vec<&str> = std::iter::once(content.body.as_str()).chain(long).collect();
        self.loans(&texts, who, ANY_LANGUAGE).await
    }

    /// All that some texts of one page borrow. `language` is that of the labels of long fields.
    pub(crate) async fn loans(
        &self,
        texts: &[&str],
        who: Borrower<'_>,
        language: &str,
    ) -> Result<Loans, Error> {
        let mut gathering = Gathering::new(self, who, language);
        // most texts borrow nothing, and need not be read for that
        for text in texts.iter().filter(|text| text.contains("![")) {
            gathering.text(text).await?;
        }
        Ok(gathering.loans)
    }
}

impl Loans {
    /// The passages whose heading is not there, by what the text names.
    pub(crate) fn missing_parts(&self) -> Vec<NotLent> {
        let missing = self.passages.values().filter_map(|passage| match passage {
            Passage::NotLent(one) if one.why == WhyNot::NoPart => Some(one.clone()),
            _ => None,
        });
        let mut missing: Vec<NotLent> = missing.collect();
        missing.sort_by(|a, b| (&a.target, &a.part).cmp(&(&b.target, &b.part)));
        missing
    }

    /// The texts of the passages that are shown.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        let lent = self.passages.values().filter_map(|passage| match passage {
            Passage::Lent(lent) => Some(&lent.parts),
            Passage::NotLent(_) => None,
        });
        lent.flatten().map(|part| part.text.as_str())
    }
}
