//! The engine alone: the same documents into the same schema, with tokenizers that the engine brings along.
//!
//! Exact words are cut by its simple tokenizer, folded and lower case; stems go through its French stemmer besides. That is
//! less than the library's analysis does (no elision, no compounds, no vocabulary of distinct words), and in its own pace:
//! as many threads as there are cores, one commit at the end.

use search::Document;
use std::path::Path;
use tantivy::schema::{FAST, Field, STORED, SchemaBuilder};
use tantivy::schema::{IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer,
    TextAnalyzer,
};
use tantivy::{Index, IndexWriter, TantivyDocument};

/// Memory of each of the engine's threads, as the library gives it.
const THREAD_BYTES: usize = 50_000_000;
/// The longest word that is indexed, in bytes.
const MAX_WORD_BYTES: usize = 64;

/// The texts, each by stems and, where the library does so, by exact words.
const TEXTS: [(&str, bool); 6] = [
    ("title", true),
    ("heading", false),
    ("about", false),
    ("kind", false),
    ("body", true),
    ("file", true),
];

/// An index of the engine, being written.
pub struct EngineAlone {
    writer: IndexWriter,
    texts: [(Field, Option<Field>); 6],
    id: Field,
    words: Field,
    spellings: Field,
    facets: Field,
    title_key: Field,
    stored: [Field; 2],
    numbers: [Field; 4],
}

impl EngineAlone {
    /// An empty index in a folder.
    pub fn create(folder: &Path) -> Self {
        std::fs::create_dir_all(folder).unwrap();
        let mut builder = Schema::builder();
        let texts = TEXTS.map(|(name, exact)| streams(&mut builder, name, exact));
        let fields = |builder: &mut SchemaBuilder| {
            (
                builder.add_text_field("id", text("raw", IndexRecordOption::Basic, false)),
                builder.add_text_field("words", text("exact", IndexRecordOption::Basic, false)),
                builder.add_text_field(
                    "spellings",
                    text("surface", IndexRecordOption::Basic, false),
                ),
                builder.add_text_field(
                    "facets",
                    text("raw", IndexRecordOption::Basic, false).set_fast("raw"),
                ),
                builder.add_text_field("title_key", TextOptions::default().set_fast("raw")),
            )
        };
        let (id, words, spellings, facets, title_key) = fields(&mut builder);
        let stored = ["card", "body"].map(|name| builder.add_text_field(name, STORED));
        let numbers =
            ["id_high", "id_low", "seq", "updated"].map(|name| builder.add_u64_field(name, FAST));
        let index = Index::create_in_dir(folder, builder.build()).unwrap();
        register(&index);
        let threads = std::thread::available_parallelism().unwrap().get();
        Self {
            writer: index
                .writer_with_num_threads(threads, threads * THREAD_BYTES)
                .unwrap(),
            texts,
            id,
            words,
            spellings,
            facets,
            title_key,
            stored,
            numbers,
        }
    }

    /// Adds a resource.
    pub fn add(&self, document: &Document) {
        let mut written = TantivyDocument::new();
        let about = [
            &document.tags[..],
            &document.fields[..],
            &document.authors[..],
        ]
        .concat()
        .join("\n");
        let of_texts = [
            &document.title,
            &document.headings.join("\n"),
            &about,
            &document.kind_labels.join("\n"),
            &document.body,
            "",
        ];
        for ((stems, exact), text) in self.texts.iter().zip(of_texts) {
            for field in std::iter::once(stems).chain(exact) {
                written.add_text(*field, text);
            }
        }
        let (high, low) = document.resource.0.as_u64_pair();
        let updated = document.updated_at.as_microsecond().cast_unsigned();
        for (field, number) in self
            .numbers
            .into_iter()
            .zip([high, low, document.seq.0, updated])
        {
            written.add_u64(field, number);
        }
        written.add_text(self.id, document.resource.to_string());
        written.add_text(self.words, &document.body);
        written.add_text(self.spellings, &document.body);
        written.add_text(self.title_key, document.title.to_lowercase());
        self.add_facets(document, &mut written);
        let card = serde_json::json!({
            "resource": document.resource.to_string(), "slug": document.slug.as_str(), "title": document.title,
            "kind": document.kind, "licence": document.licence, "tags": document.tags, "fields": document.fields,
        });
        written.add_text(self.stored[0], card.to_string());
        written.add_text(self.stored[1], &document.body);
        self.writer.add_document(written).unwrap();
    }

    fn add_facets(&self, document: &Document, written: &mut TantivyDocument) {
        let year = document.year.to_string();
        let single = [
            ("kind", &document.kind),
            ("licence", &document.licence),
            ("year", &year),
        ];
        let tags = document.tags.iter().map(|tag| ("tag", tag));
        let authors = document.authors.iter().map(|author| ("author", author));
        for (name, value) in single.into_iter().chain(tags).chain(authors) {
            written.add_text(self.facets, format!("{name}\0{value}"));
        }
        for (name, value) in &document.facets {
            written.add_text(self.facets, format!("{name}\0{value}"));
        }
    }

    /// Makes it last and waits for work in the background.
    pub fn finish(mut self) {
        self.writer.commit().unwrap();
        self.writer.wait_merging_threads().unwrap();
    }
}

fn streams(builder: &mut SchemaBuilder, name: &str, exact: bool) -> (Field, Option<Field>) {
    let option = if exact {
        IndexRecordOption::WithFreqsAndPositions
    } else {
        IndexRecordOption::WithFreqs
    };
    let stems = builder.add_text_field(&format!("{name}_stems"), text("stems", option, true));
    let exact = exact
        .then(|| builder.add_text_field(&format!("{name}_exact"), text("exact", option, true)));
    (stems, exact)
}

fn text(tokenizer: &str, option: IndexRecordOption, lengths: bool) -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(tokenizer)
        .set_fieldnorms(lengths)
        .set_index_option(option);
    TextOptions::default().set_indexing_options(indexing)
}

fn register(index: &Index) {
    let surface = || {
        TextAnalyzer::builder(SimpleTokenizer::default())
            .filter(RemoveLongFilter::limit(MAX_WORD_BYTES))
            .filter(LowerCaser)
    };
    let exact = || surface().filter(AsciiFoldingFilter);
    let tokenizers = index.tokenizers();
    tokenizers.register("surface", surface().build());
    tokenizers.register("exact", exact().build());
    tokenizers.register(
        "stems",
        exact().filter(Stemmer::new(Language::French)).build(),
    );
}
