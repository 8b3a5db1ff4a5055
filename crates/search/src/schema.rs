//! The fields of the index, and how a resource is written into them.
//!
//! Text is indexed twice: by stem, which finds, and by exact folded word, which ranks higher and carries quoted phrases.

mod blocks;
mod entry;
mod facet;
mod options;
mod ready;
mod stems;
mod terms;

pub use entry::{Card, Files, Kept, Page};
pub use facet::FacetKey;
pub use ready::{READY, Ready};
pub use stems::Stems;
pub use terms::spelling_prefix;

use crate::analysis::{fingerprint, fnv1a, fold_line};
use crate::{Document, Error};
use model::ResourceId;
use options::{raw, ready_terms, streams};
use tantivy::schema::{FAST, Field, IndexRecordOption, STORED, Schema, TextOptions};
use tantivy::{TantivyDocument, Term};
use terms::{Stream, TermWriter};

/// Raised when the meaning of a field changes though its name does not.
const VERSION: u8 = 3;

/// Stands beside the works that a resource uses where its licence is to be judged; no slug is written so.
pub const TO_JUDGE: &str = "*";

/// A text of a resource that is searched, in its two streams.
#[derive(Debug, Clone, Copy)]
pub struct Streams {
    /// Terms are stems.
    pub stems: Field,
    /// Terms are exact folded words; only where the difference is worth its room.
    pub exact: Option<Field>,
    /// How much a word in it counts, against 1 in the body.
    pub weight: f32,
    /// One of the flags of [`place`].
    pub place: u8,
    /// Whether terms have positions, so that phrases are found in it.
    pub phrases: bool,
}

/// Where in a resource a word was found; flags.
pub mod place {
    /// In the title.
    pub const TITLE: u8 = 1;
    /// In headings, themes, fields, authors or the body.
    pub const TEXT: u8 = 2;
    /// In the name of its kind.
    pub const KIND: u8 = 4;
    /// In a file.
    pub const FILE: u8 = 8;
}

/// All fields.
#[derive(Debug, Clone)]
pub struct Fields {
    /// The resource's identifier.
    pub id: Field,
    /// Every folded word of every text: the vocabulary.
    pub words: Field,
    /// `folded` NUL `written` for each word with accents, to show it as people write it.
    pub spellings: Field,
    /// `key` NUL mark `other words` for each meaning of an acronym that a text gives, see [`crate::analysis::definitions`].
    pub definitions: Field,
    /// Facet keys, see [`FacetKey`].
    pub facets: Field,
    /// Slugs that the text links to.
    pub links: Field,
    /// Slugs of the resources that it was made from, and [`TO_JUDGE`].
    pub works: Field,
    /// The texts, each with its weight.
    pub texts: [Streams; 6],
    title_key: Field,
    cards: Field,
    body: Field,
    files: Field,
    file_texts: Field,
    id_high: Field,
    id_low: Field,
    seq: Field,
    aside: Field,
    created: Field,
    updated: Field,
}

/// Names of the fast fields, by which results are sorted and told apart, and from which they are shown.
pub mod column {
    /// Upper half of the identifier.
    pub const ID_HIGH: &str = "id_high";
    /// Lower half of the identifier.
    pub const ID_LOW: &str = "id_low";
    /// Place in the log of the latest change.
    pub const SEQ: &str = "seq";
    /// Whether the resource is about the library itself.
    pub const ASIDE: &str = "aside";
    /// Microseconds since 1970 of the first revision.
    pub const CREATED: &str = "created";
    /// Microseconds since 1970 of the latest revision.
    pub const UPDATED: &str = "updated";
    /// The folded title.
    pub const TITLE: &str = "title_key";
    /// Facet keys.
    pub const FACETS: &str = "facets";
    /// What lists show.
    pub const CARDS: &str = "cards";
    /// The text of the files.
    pub const FILE_TEXTS: &str = "file_texts";
}

impl Fields {
    /// The fields, and the engine's schema of them.
    pub fn new() -> (Self, Schema) {
        let mut builder = Schema::builder();
        let texts = [
            streams(&mut builder, "title", 2.6, place::TITLE, true),
            streams(&mut builder, "heading", 0.6, place::TEXT, false),
            streams(&mut builder, "about", 0.8, place::TEXT, true),
            streams(&mut builder, "kind", 0.3, place::KIND, true),
            streams(&mut builder, "body", 1.0, place::TEXT, true),
            streams(&mut builder, "file", 0.6, place::FILE, true),
        ];
        let fields = Self {
            id: builder.add_text_field("id", raw()),
            words: builder.add_text_field("words", ready_terms(IndexRecordOption::Basic, false)),
            spellings: builder
                .add_text_field("spellings", ready_terms(IndexRecordOption::Basic, false)),
            definitions: builder
                .add_text_field("definitions", ready_terms(IndexRecordOption::Basic, false)),
            facets: builder.add_text_field(column::FACETS, raw().set_fast("raw")),
            links: builder.add_text_field("links", raw()),
            works: builder.add_text_field("works", raw()),
            texts,
            title_key: builder
                .add_text_field(column::TITLE, TextOptions::default().set_fast("raw")),
            cards: builder.add_bytes_field(column::CARDS, FAST),
            body: builder.add_text_field("body", STORED),
            files: builder.add_text_field("files", STORED),
            file_texts: builder.add_bytes_field(column::FILE_TEXTS, FAST),
            id_high: builder.add_u64_field(column::ID_HIGH, FAST),
            id_low: builder.add_u64_field(column::ID_LOW, FAST),
            seq: builder.add_u64_field(column::SEQ, FAST),
            aside: builder.add_bool_field(column::ASIDE, FAST),
            created: builder.add_i64_field(column::CREATED, FAST),
            updated: builder.add_i64_field(column::UPDATED, FAST),
        };
        (fields, builder.build())
    }

    /// Stems of the titles.
    pub fn title_stems(&self) -> Field {
        self.texts[0].stems
    }

    /// Stems of the bodies.
    pub fn body_stems(&self) -> Field {
        self.texts[4].stems
    }

    /// Stems of the files.
    pub fn file_stems(&self) -> Field {
        self.texts[5].stems
    }

    /// The term that stands for a resource.
    pub fn term_of(&self, resource: ResourceId) -> Term {
        Term::from_field_text(self.id, &resource.to_string())
    }

    /// A resource as the engine takes it.
    ///
    /// # Errors
    /// [`Error::Entry`] when it cannot be written as JSON.
    pub fn engine_document(
        &self,
        document: &Document,
        stems: &mut Stems,
    ) -> Result<TantivyDocument, Error> {
        let mut written = TantivyDocument::new();
        let (high, low) = document.resource.0.as_u64_pair();
        written.add_text(self.id, document.resource.to_string());
        written.add_u64(self.id_high, high);
        written.add_u64(self.id_low, low);
        written.add_u64(self.seq, document.seq.0);
        written.add_bool(self.aside, document.aside);
        written.add_i64(self.created, document.created_at.as_microsecond());
        written.add_i64(self.updated, document.updated_at.as_microsecond());
        written.add_text(self.title_key, fold_line(&document.title));
        for key in facet::keys_of(document) {
            written.add_text(self.facets, key);
        }
        for slug in &document.links {
            written.add_text(self.links, slug.as_str());
        }
        for slug in &document.made_from {
            written.add_text(self.works, slug.as_str());
        }
        if document.to_judge {
            written.add_text(self.works, TO_JUDGE);
        }
        let (mut files, texts) = Files::of(&document.files);
        self.add_terms(document, (&mut files, &texts), stems, &mut written);
        for block in blocks::cut(document.resource, &serde_json::to_vec(&Card::of(document))?) {
            written.add_bytes(self.cards, &block);
        }
        for block in blocks::cut(document.resource, texts.as_bytes()) {
            written.add_bytes(self.file_texts, &block);
        }
        written.add_text(self.body, &document.body);
        if !files.names.is_empty() {
            written.add_text(self.files, serde_json::to_string(&files)?);
        }
        Ok(written)
    }

    /// Adds what is searched; tells the pages of the files, of which the text is given, at which position they begin.
    fn add_terms(
        &self,
        document: &Document,
        (files, texts): (&mut Files, &str),
        stems: &mut Stems,
        written: &mut TantivyDocument,
    ) {
        let mut writer = TermWriter::new(stems);
        let [title, heading, about, kind, body, file] = self.texts;
        let about_text = [
            &document.tags[..],
            &document.about[..],
            &document.authors[..],
        ]
        .concat();
        writer.add(title, [document.title.as_str()], written);
        writer.add(
            heading,
            document.headings.iter().map(String::as_str),
            written,
        );
        writer.add(about, about_text.iter().map(String::as_str), written);
        writer.add(
            kind,
            document.kind_labels.iter().map(String::as_str),
            written,
        );
        writer.add(body, [document.body.as_str()], written);
        let pages = files.pages.iter().map(|page| &texts[page.text.clone()]);
        let starts = writer.add(file, pages, written);
        for (page, start) in files.pages.iter_mut().zip(starts) {
            page.start = start;
        }
        writer.finish(
            Stream {
                words: self.words,
                spellings: self.spellings,
                definitions: self.definitions,
            },
            written,
        );
    }

    /// The kept plain text of a resource's body.
    pub fn body<'k>(&self, kept: &'k TantivyDocument) -> &'k str {
        entry::text(kept, self.body)
    }

    /// The files of a resource; none when nothing was kept.
    ///
    /// # Errors
    /// [`Error::Entry`] when it is damaged.
    pub fn files(&self, kept: &TantivyDocument) -> Result<Files, Error> {
        match entry::text(kept, self.files) {
            "" => Ok(Files::default()),
            files => Ok(serde_json::from_str(files)?),
        }
    }
}

/// A number that changes when the analysis or the fields change.
pub fn schema_fingerprint(schema: &Schema) -> u64 {
    let fields = schema
        .fields()
        .map(|(_, field)| format!("{field:?}"))
        .collect::<String>();
    fnv1a(fnv1a(fingerprint(), fields.as_bytes()), &[VERSION])
}
