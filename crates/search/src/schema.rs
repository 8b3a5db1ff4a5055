//! The fields of the index, and how a resource is written into them.
//!
//! Text is indexed twice: by stem, which finds, and by exact folded word, which ranks higher and carries quoted phrases.

mod entry;
mod facet;
mod ready;
mod stems;
mod terms;

pub use entry::{Card, Page};
pub use facet::FacetKey;
pub use ready::{READY, Ready};
pub use stems::Stems;
pub use terms::spelling_prefix;

use crate::analysis::{fingerprint, fnv1a, fold_line};
use crate::{Document, Error};
use tantivy::TantivyDocument;
use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};
use terms::{Stream, TermWriter};

/// Raised when the meaning of a field changes though its name does not.
const VERSION: u8 = 1;

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
    /// The texts, each with its weight.
    pub texts: [Streams; 6],
    title_key: Field,
    card: Field,
    body: Field,
    pages: Field,
    id_high: Field,
    id_low: Field,
    seq: Field,
    created: Field,
    updated: Field,
}

/// Names of the fast fields, by which results are sorted and told apart.
pub mod column {
    /// Upper half of the identifier.
    pub const ID_HIGH: &str = "id_high";
    /// Lower half of the identifier.
    pub const ID_LOW: &str = "id_low";
    /// Place in the log of the latest change.
    pub const SEQ: &str = "seq";
    /// Microseconds since 1970 of the first revision.
    pub const CREATED: &str = "created";
    /// Microseconds since 1970 of the latest revision.
    pub const UPDATED: &str = "updated";
    /// The folded title.
    pub const TITLE: &str = "title_key";
    /// Facet keys.
    pub const FACETS: &str = "facets";
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
            words: builder.add_text_field("words", terms(IndexRecordOption::Basic, false)),
            spellings: builder.add_text_field("spellings", terms(IndexRecordOption::Basic, false)),
            definitions: builder
                .add_text_field("definitions", terms(IndexRecordOption::Basic, false)),
            facets: builder.add_text_field(column::FACETS, raw().set_fast("raw")),
            links: builder.add_text_field("links", raw()),
            texts,
            title_key: builder
                .add_text_field(column::TITLE, TextOptions::default().set_fast("raw")),
            card: builder.add_text_field("card", STORED),
            body: builder.add_text_field("body", STORED),
            pages: builder.add_text_field("pages", STORED),
            id_high: builder.add_u64_field(column::ID_HIGH, FAST),
            id_low: builder.add_u64_field(column::ID_LOW, FAST),
            seq: builder.add_u64_field(column::SEQ, FAST),
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
        written.add_i64(self.created, document.created_at.as_microsecond());
        written.add_i64(self.updated, document.updated_at.as_microsecond());
        written.add_text(self.title_key, fold_line(&document.title));
        for key in facet::keys_of(document) {
            written.add_text(self.facets, key);
        }
        for slug in &document.links {
            written.add_text(self.links, slug.as_str());
        }
        let pages = self.add_terms(document, stems, &mut written);
        written.add_text(self.card, serde_json::to_string(&Card::of(document))?);
        written.add_text(self.body, &document.body);
        written.add_text(self.pages, serde_json::to_string(&pages)?);
        Ok(written)
    }

    /// Adds what is searched; gives the pages of the files with the positions at which they begin.
    fn add_terms(
        &self,
        document: &Document,
        stems: &mut Stems,
        written: &mut TantivyDocument,
    ) -> Vec<Page> {
        let mut writer = TermWriter::new(stems);
        let [title, heading, about, kind, body, file] = self.texts;
        let about_text = [
            &document.tags[..],
            &document.fields[..],
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
        let mut pages = Page::of_files(&document.files);
        let starts = writer.add(file, pages.iter().map(|page| page.text.as_str()), written);
        for (page, start) in pages.iter_mut().zip(starts) {
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
        pages
    }

    /// What the engine kept of a resource to show it in a list.
    ///
    /// # Errors
    /// [`Error::Entry`] when it is damaged.
    pub fn card(&self, kept: &TantivyDocument) -> Result<Card, Error> {
        Ok(serde_json::from_str(entry::text(kept, self.card))?)
    }

    /// The kept plain text of a resource's body.
    pub fn body<'k>(&self, kept: &'k TantivyDocument) -> &'k str {
        entry::text(kept, self.body)
    }

    /// The kept text of a resource's files, page by page.
    ///
    /// # Errors
    /// [`Error::Entry`] when it is damaged.
    pub fn pages(&self, kept: &TantivyDocument) -> Result<Vec<Page>, Error> {
        Ok(serde_json::from_str(entry::text(kept, self.pages))?)
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

/// Whole values as single terms.
fn raw() -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("raw")
        .set_fieldnorms(false)
        .set_index_option(IndexRecordOption::Basic);
    TextOptions::default().set_indexing_options(indexing)
}

/// Terms are given ready made.
fn terms(option: IndexRecordOption, lengths: bool) -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(READY)
        .set_fieldnorms(lengths)
        .set_index_option(option);
    TextOptions::default().set_indexing_options(indexing)
}

fn streams(
    builder: &mut SchemaBuilder,
    name: &str,
    weight: f32,
    place: u8,
    phrases: bool,
) -> Streams {
    let option = if phrases {
        IndexRecordOption::WithFreqsAndPositions
    } else {
        IndexRecordOption::WithFreqs
    };
    let mut field =
        |suffix: &str| builder.add_text_field(&format!("{name}_{suffix}"), terms(option, true));
    Streams {
        stems: field("stems"),
        exact: phrases.then(|| field("exact")),
        weight,
        place,
        phrases,
    }
}
