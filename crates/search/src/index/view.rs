//! What searches see: the index as one commit left it, and what was made ready for it.

use crate::facets::Tables;
use crate::schema::Fields;
use crate::vocabulary::Leading;
use std::ops::Deref;
use tantivy::{Searcher, TantivyError};

/// The index as it stood at one commit. It is the engine's searcher, and what would be too slow to find out anew with every
/// question; that is worked out once for each segment, when it is new, so that a commit of one resource costs little.
pub struct View {
    searcher: Searcher,
    /// Which resource has which facet values.
    pub facets: Tables,
    /// The most frequent words of each beginning.
    pub leading: Leading,
}

impl View {
    /// Makes ready what is new since the view before.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn new(
        searcher: Searcher,
        fields: &Fields,
        before: Option<&Self>,
    ) -> Result<Self, TantivyError> {
        Ok(Self {
            facets: Tables::new(&searcher, before.map(|view| &view.facets))?,
            leading: Leading::new(&searcher, fields.words, before.map(|view| &view.leading))?,
            searcher,
        })
    }
}

impl Deref for View {
    type Target = Searcher;

    fn deref(&self) -> &Searcher {
        &self.searcher
    }
}
