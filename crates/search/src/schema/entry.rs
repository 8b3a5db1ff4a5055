//! What the index keeps of a resource, so that a page of results needs nothing else.
//!
//! The card is in a column of its own, for lists touch many resources and need nothing but their cards. The text of the
//! files is in another, page after page, for it may be long and one page of it is shown. The body, and where in the files
//! each page begins, are in the engine's store.

use super::blocks::Blocks;
use super::column;
use crate::{Document, Error, FileText};
use jiff::Timestamp;
use model::{ResourceId, Slug};
use serde::{Deserialize, Serialize};
use std::ops::Range;
use tantivy::schema::{Field, Value};
use tantivy::{DocId, SegmentReader, TantivyDocument, TantivyError};

/// What a list shows.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Card {
    pub resource: ResourceId,
    pub slug: Slug,
    pub title: String,
    pub kind: String,
    pub licence: String,
    pub tags: Vec<String>,
    pub authors: Vec<String>,
    pub fields: Vec<String>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

impl Card {
    /// The card of a resource.
    pub fn of(document: &Document) -> Self {
        Self {
            resource: document.resource,
            slug: document.slug.clone(),
            title: document.title.clone(),
            kind: document.kind.clone(),
            licence: document.licence.clone(),
            tags: document.tags.clone(),
            authors: document.authors.clone(),
            fields: document.fields.clone(),
            created_at: document.created_at,
            updated_at: document.updated_at,
        }
    }

    /// The short texts in which words are found besides the title and the body.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        let lines = self.fields.iter().chain(&self.tags).chain(&self.authors);
        lines.map(String::as_str)
    }
}

/// The files of a resource, without their text.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Files {
    /// Names of the files.
    pub names: Vec<String>,
    /// All pages of all files. What a file is called is searched as a page of its own without number.
    pub pages: Vec<Page>,
}

/// A page of a file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Page {
    /// Which of the files.
    pub file: usize,
    /// Page or slide, where the format has them.
    pub page: Option<u32>,
    /// The position of its first word among the words of all files.
    pub start: u32,
    /// Where its text stands in that of all files, in bytes.
    pub text: Range<usize>,
}

impl Files {
    /// The files, and the text of their pages one after the other.
    pub fn of(files: &[FileText]) -> (Self, String) {
        let (mut all, mut texts) = (Self::default(), String::new());
        for (number, file) in files.iter().enumerate() {
            all.names.push(file.name.clone());
            all.add(number, None, &called(file), &mut texts);
            for (page, text) in &file.pages {
                all.add(number, *page, text, &mut texts);
            }
        }
        (all, texts)
    }

    fn add(&mut self, file: usize, page: Option<u32>, text: &str, texts: &mut String) {
        let begin = texts.len();
        texts.push_str(text);
        self.pages.push(Page {
            file,
            page,
            start: 0,
            text: begin..texts.len(),
        });
    }
}

/// What a file is called: its title, and its name in brackets.
fn called(file: &FileText) -> String {
    match &file.title {
        Some(title) if *title != file.name => format!("{title} ({})", file.name),
        _ => file.name.clone(),
    }
}

/// What one segment keeps beside the engine's store.
pub struct Kept {
    cards: Blocks,
    texts: Blocks,
}

impl Kept {
    /// What a segment keeps.
    ///
    /// # Errors
    /// When the segment cannot be read.
    pub fn of(segment: &SegmentReader) -> Result<Self, TantivyError> {
        Ok(Self {
            cards: Blocks::of(segment, column::CARDS)?,
            texts: Blocks::of(segment, column::FILE_TEXTS)?,
        })
    }

    /// What a list shows of a document.
    ///
    /// # Errors
    /// [`Error::Io`], or [`Error::Entry`] when it is damaged.
    pub fn card(&self, doc: DocId) -> Result<Card, Error> {
        Ok(serde_json::from_slice(&self.cards.whole(doc)?)?)
    }

    /// A part of the text of a document's files, see [`Page::text`]; in bytes.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn file_text(&self, doc: DocId, range: Range<usize>) -> Result<String, Error> {
        self.texts.text(doc, range)
    }
}

/// The kept text of a field; empty when there is none.
pub fn text(kept: &TantivyDocument, field: Field) -> &str {
    kept.get_first(field)
        .and_then(|value| value.as_str())
        .unwrap_or_default()
}
