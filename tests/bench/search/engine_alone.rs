//! The engine alone: the same documents into the same fields, with the tokenizers that the engine brings along.
//!
//! What is compared: every field of the library's index (`crates/search/src/schema.rs`), with the same options, holding as
//! many terms. Texts are cut by the engine's simple tokenizer into exact words (lower case, folded, without the letters of
//! elisions, so that there are as many as with the library) and, once more, into stems by its French stemmer. The vocabulary
//! of a resource, its distinct words and how they are written, is found by the library while it writes the texts; here it is
//! found outside of what is measured ([`Prepared`]), and the engine only takes it in. So the library does more: elision and
//! compounds, definitions of acronyms, the vocabulary, looking after each commit whether everything is there. Both make a
//! commit for as many resources, with as many threads of the engine and as much memory.

mod fields;
mod vocabulary;

use fields::Fields;
use search::Document;
use serde_json::json;
use std::path::Path;
use tantivy::{Index, IndexWriter, TantivyDocument};
pub use vocabulary::Prepared;

/// The most of the engine's threads, and memory of each, as the library gives them.
const MAX_THREADS: usize = 4;
const THREAD_BYTES: usize = 50_000_000;
/// Bytes of one value of a column, as the library cuts them: the engine takes no more than 65,535.
const BLOCK: usize = 16_384;

/// An index of the engine, being written.
pub struct EngineAlone {
    writer: IndexWriter,
    fields: Fields,
}

impl EngineAlone {
    /// An empty index in a folder.
    pub fn create(folder: &Path) -> Self {
        std::fs::create_dir_all(folder).unwrap();
        let (fields, schema) = Fields::new();
        let index = Index::create_in_dir(folder, schema).unwrap();
        fields::register(&index);
        let cores = std::thread::available_parallelism().unwrap().get();
        let threads = cores.min(MAX_THREADS);
        let writer = index.writer_with_num_threads(threads, threads * THREAD_BYTES);
        Self {
            writer: writer.unwrap(),
            fields,
        }
    }

    /// Takes resources in, and waits until they are: otherwise the engine would work on while the next ones are made.
    pub fn take_in(&mut self, resources: &[Prepared]) {
        resources.iter().for_each(|one| self.add(one));
        self.writer.commit().unwrap();
    }

    fn add(&self, prepared: &Prepared) {
        let Prepared { document, .. } = prepared;
        let fields = &self.fields;
        let mut written = TantivyDocument::new();
        let (high, low) = document.resource.0.as_u64_pair();
        written.add_text(fields.id, document.resource.to_string());
        for (field, number) in fields.numbers.into_iter().zip([high, low, document.seq.0]) {
            written.add_u64(field, number);
        }
        for (field, time) in fields
            .times
            .into_iter()
            .zip([document.created_at, document.updated_at])
        {
            written.add_i64(field, time.as_microsecond());
        }
        written.add_bool(fields.aside, document.aside);
        written.add_text(fields.title_key, document.title.to_lowercase());
        self.add_facets(document, &mut written);
        self.add_texts(prepared, &mut written);
        self.add_kept(document, &mut written);
        self.writer.add_document(written).unwrap();
    }

    fn add_texts(&self, prepared: &Prepared, written: &mut TantivyDocument) {
        for (streams, text) in self.fields.texts.iter().zip(texts(&prepared.document)) {
            for field in streams.iter().filter(|_| !text.is_empty()) {
                written.add_text(*field, &text);
            }
        }
        written.add_text(self.fields.words, &prepared.words);
        written.add_text(self.fields.spellings, &prepared.spellings);
    }

    fn add_facets(&self, document: &Document, written: &mut TantivyDocument) {
        let year = document.year.to_string();
        let single = [
            ("kind", &document.kind),
            ("licence", &document.licence),
            ("year", &year),
            ("language", &document.language),
        ];
        let tags = document.tags.iter().map(|tag| ("tag", tag));
        let authors = document.authors.iter().map(|author| ("author", author));
        let own = document
            .facets
            .iter()
            .map(|(name, value)| (name.as_str(), value));
        for (name, value) in single.into_iter().chain(tags).chain(authors).chain(own) {
            written.add_text(self.fields.facets, format!("{name}\0{value}"));
        }
    }

    /// What is kept to be shown.
    fn add_kept(&self, document: &Document, written: &mut TantivyDocument) {
        let card = json!({
            "resource": document.resource, "slug": document.slug, "title": document.title, "kind": document.kind,
            "licence": document.licence, "tags": document.tags, "authors": document.authors,
            "fields": document.fields, "created_at": document.created_at, "updated_at": document.updated_at,
        });
        self.add_blocks(
            document,
            self.fields.cards,
            card.to_string().as_bytes(),
            written,
        );
        written.add_text(self.fields.body, &document.body);
        let Some(file) = document.files.first() else {
            return;
        };
        let mut text = format!(
            "{}\n{}",
            file.title.as_deref().unwrap_or_default(),
            file.name
        );
        let mut pages = vec![json!({ "file": 0, "page": null, "start": 0, "text": 0..text.len() })];
        for (page, of_page) in &file.pages {
            let begin = text.len();
            text.push_str(of_page);
            pages.push(
                json!({ "file": 0, "page": page, "start": begin, "text": begin..text.len() }),
            );
        }
        self.add_blocks(document, self.fields.file_texts, text.as_bytes(), written);
        let files = json!({ "names": [file.name], "pages": pages });
        written.add_text(self.fields.files, files.to_string());
    }

    /// Adds a long value to a column: each block behind the resource and its number, for the engine sorts them.
    fn add_blocks(
        &self,
        document: &Document,
        field: tantivy::schema::Field,
        value: &[u8],
        written: &mut TantivyDocument,
    ) {
        for (number, block) in (0_u32..).zip(value.chunks(BLOCK)) {
            let head = [&document.resource.0.as_bytes()[..], &number.to_be_bytes()].concat();
            written.add_bytes(field, &[&head, block].concat());
        }
    }

    /// Waits for work in the background.
    pub fn finish(self) {
        self.writer.wait_merging_threads().unwrap();
    }
}

/// The texts of a resource, in the order of [`fields::TEXTS`].
fn texts(document: &Document) -> [String; 6] {
    let about = [&document.tags[..], &document.about, &document.authors].concat();
    let of_file = |file: &search::FileText| {
        let title = file.title.clone().unwrap_or_default();
        let pages = file.pages.iter().map(|(_, text)| text.clone());
        [title, file.name.clone()]
            .into_iter()
            .chain(pages)
            .collect::<Vec<_>>()
    };
    let files: Vec<String> = document.files.iter().flat_map(of_file).collect();
    [
        document.title.clone(),
        document.headings.join("\n"),
        about.join("\n"),
        document.kind_labels.join("\n"),
        document.body.clone(),
        files.join("\n"),
    ]
}
