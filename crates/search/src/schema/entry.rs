//! What the index keeps of a resource, so that a page of results needs nothing else.

use crate::{Document, FileText};
use jiff::Timestamp;
use model::{ResourceId, Slug};
use serde::{Deserialize, Serialize};
use tantivy::TantivyDocument;
use tantivy::schema::{Field, Value};

/// What a list shows.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Card {
    pub resource: ResourceId,
    pub slug: Slug,
    pub title: String,
    pub kind: String,
    pub licence: String,
    pub tags: Vec<String>,
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
            fields: document.fields.clone(),
            created_at: document.created_at,
            updated_at: document.updated_at,
        }
    }
}

/// A page of a file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Page {
    /// Name of the file.
    pub file: String,
    /// Page or slide, where the format has them.
    pub page: Option<u32>,
    /// The position of its first word among the words of all files.
    pub start: u32,
    /// Its text.
    pub text: String,
}

impl Page {
    /// All pages of all files. What a file is called is searched as a page of its own without number.
    pub fn of_files(files: &[FileText]) -> Vec<Self> {
        let page = |file: &FileText, page: Option<u32>, text: &str| Self {
            file: file.name.clone(),
            page,
            start: 0,
            text: text.to_owned(),
        };
        let mut pages = Vec::new();
        for file in files {
            pages.push(page(
                file,
                None,
                file.title.as_deref().unwrap_or(&file.name),
            ));
            pages.extend(
                file.pages
                    .iter()
                    .map(|(number, text)| page(file, *number, text)),
            );
        }
        pages
    }
}

/// The kept text of a field; empty when there is none.
pub fn text(kept: &TantivyDocument, field: Field) -> &str {
    kept.get_first(field)
        .and_then(|value| value.as_str())
        .unwrap_or_default()
}
