//! How a resource that was found is shown.

use super::page;
use crate::excerpt::{self, Highlighter};
use crate::index::View;
use crate::order::Placed;
use crate::plan::Plan;
use crate::schema::{Card, Fields, Page};
use crate::{Error, Hit, MatchedFile};
use tantivy::TantivyDocument;

/// Shows what a plan found.
pub struct Presenter<'a> {
    pub view: &'a View,
    pub fields: &'a Fields,
    pub plan: &'a Plan,
    pub highlighter: Highlighter<'a>,
}

impl Presenter<'_> {
    /// The card of a resource, with what was asked marked.
    ///
    /// # Errors
    /// [`Error::Engine`], [`Error::Io`] or [`Error::Entry`] when the index is damaged.
    pub fn hit(&self, placed: &Placed) -> Result<Hit, Error> {
        let card = self.view.card(placed.address)?;
        let marked_title = excerpt::whole(&card.title, &self.highlighter);
        let kept: TantivyDocument = self.view.doc(placed.address)?;
        let body = self.fields.body(&kept);
        let in_file = self.in_file(placed, &kept)?;
        let (matched_file, text) = in_file.unzip();
        let in_page = text.and_then(|text| excerpt::best(&text, &self.highlighter));
        let in_line = || (!excerpt::is_marked(&marked_title)).then(|| self.in_line(&card, body));
        let excerpt = in_page
            .or_else(|| excerpt::best(body, &self.highlighter))
            .or_else(|| in_line().flatten())
            .unwrap_or_else(|| excerpt::beginning(body));
        Ok(Hit {
            resource: card.resource,
            slug: card.slug,
            title: card.title,
            marked_title,
            kind: card.kind,
            licence: card.licence,
            tags: card.tags,
            fields: card.fields,
            updated_at: card.updated_at,
            created_at: card.created_at,
            excerpt,
            score: placed.candidate.score,
            matched_file,
        })
    }

    /// Where in the files the words are that are in no other text, and the text there.
    fn in_file(
        &self,
        placed: &Placed,
        kept: &TantivyDocument,
    ) -> Result<Option<(MatchedFile, String)>, Error> {
        if !placed.candidate.in_file {
            return Ok(None);
        }
        let (address, files) = (placed.address, self.fields.files(kept)?);
        let segment = self.view.segment_reader(address.segment_ord);
        let place = (segment, self.fields.file_stems(), address.doc_id);
        let best = page::best(place, self.plan, &self.highlighter, &files.pages)?;
        let Some(Page {
            file, page, text, ..
        }) = best
        else {
            return Ok(None);
        };
        let name = files.names.get(*file).cloned().unwrap_or_default();
        let read = text.start..text.end.min(text.start + excerpt::MAX_READ);
        let text = self.view.kept(address).file_text(address.doc_id, read)?;
        Ok(Some((MatchedFile { name, page: *page }, text)))
    }

    /// The first of the short texts that has something of what was asked, before the beginning of the body.
    fn in_line(&self, card: &Card, body: &str) -> Option<String> {
        let line = card
            .lines()
            .find_map(|line| excerpt::best(line, &self.highlighter))?;
        Some(match excerpt::beginning(body).as_str() {
            "" => line,
            beginning => format!("{line} · {beginning}"),
        })
    }
}
