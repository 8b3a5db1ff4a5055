//! What searches see: the index as one commit left it, and what was made ready for it.

use crate::Error;
use crate::facets::Tables;
use crate::schema::{Card, Fields, Kept};
use crate::vocabulary::Leading;
use std::ops::Deref;
use tantivy::{DocAddress, Searcher, SegmentReader, TantivyError};

/// The index as it stood at one commit. It is the engine's searcher, and what would be too slow to find out anew with every
/// question; that is worked out once for each segment, when it is new, so that a commit of one resource costs little.
pub struct View {
    searcher: Searcher,
    /// Which resource has which facet values.
    pub facets: Tables,
    /// What each segment keeps of its resources.
    kept: Vec<Kept>,
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
            kept: searcher
                .segment_readers()
                .iter()
                .map(Kept::of)
                .collect::<Result<_, _>>()?,
            searcher,
        })
    }

    /// Whether something in it was withdrawn or replaced that the engine still has in its files.
    pub fn has_deletes(&self) -> bool {
        let mut segments = self.searcher.segment_readers().iter();
        segments.any(SegmentReader::has_deletes)
    }

    /// What the segment of a resource keeps.
    pub fn kept(&self, address: DocAddress) -> &Kept {
        &self.kept[address.segment_ord as usize]
    }

    /// What a list shows of a resource.
    ///
    /// # Errors
    /// [`Error::Io`], or [`Error::Entry`] when it is damaged.
    pub fn card(&self, address: DocAddress) -> Result<Card, Error> {
        self.kept(address).card(address.doc_id)
    }
}

impl Deref for View {
    type Target = Searcher;

    fn deref(&self) -> &Searcher {
        &self.searcher
    }
}
