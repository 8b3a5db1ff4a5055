//! The fields of the library's index, with the engine's own tokenizers.

use tantivy::Index;
use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer,
    StopWordFilter, TextAnalyzer, WhitespaceTokenizer,
};

/// The longest word that is indexed, in bytes.
const MAX_WORD_BYTES: usize = 64;
/// What elisions leave before an apostrophe.
const ELIDED: [&str; 9] = ["l", "d", "j", "m", "t", "s", "n", "c", "qu"];

/// The texts, each by stems and, where the library does so, by exact words too.
pub const TEXTS: [(&str, bool); 6] = [
    ("title", true),
    ("heading", false),
    ("about", true),
    ("kind", true),
    ("body", true),
    ("file", true),
];

/// All fields.
pub struct Fields {
    pub id: Field,
    pub words: Field,
    pub spellings: Field,
    pub facets: Field,
    /// each in one or two streams
    pub texts: [Vec<Field>; 6],
    pub title_key: Field,
    pub cards: Field,
    pub body: Field,
    pub files: Field,
    pub file_texts: Field,
    /// halves of the identifier, place in the log
    pub numbers: [Field; 3],
    pub aside: Field,
    /// created, updated
    pub times: [Field; 2],
}

impl Fields {
    /// The fields, and the schema of them.
    pub fn new() -> (Self, Schema) {
        let mut builder = Schema::builder();
        let texts = TEXTS.map(|(name, exact)| streams(&mut builder, name, exact));
        let basic = |tokenizer| text(tokenizer, IndexRecordOption::Basic, false);
        let fields = Self {
            id: builder.add_text_field("id", basic("raw")),
            words: builder.add_text_field("words", basic("ready")),
            spellings: builder.add_text_field("spellings", basic("ready")),
            facets: builder.add_text_field("facets", basic("raw").set_fast("raw")),
            texts,
            title_key: builder.add_text_field("title_key", TextOptions::default().set_fast("raw")),
            cards: builder.add_bytes_field("cards", FAST),
            body: builder.add_text_field("body", STORED),
            files: builder.add_text_field("files", STORED),
            file_texts: builder.add_bytes_field("file_texts", FAST),
            numbers: ["id_high", "id_low", "seq"].map(|name| builder.add_u64_field(name, FAST)),
            aside: builder.add_bool_field("aside", FAST),
            times: ["created", "updated"].map(|name| builder.add_i64_field(name, FAST)),
        };
        // nothing of what is generated is in these
        builder.add_text_field("definitions", basic("ready"));
        builder.add_text_field("links", basic("raw"));
        (fields, builder.build())
    }
}

fn streams(builder: &mut SchemaBuilder, name: &str, exact: bool) -> Vec<Field> {
    let option = if exact {
        IndexRecordOption::WithFreqsAndPositions
    } else {
        IndexRecordOption::WithFreqs
    };
    let mut field = |stream: &str| {
        builder.add_text_field(&format!("{name}_{stream}"), text(stream, option, true))
    };
    let mut fields = vec![field("stems")];
    fields.extend(exact.then(|| field("exact")));
    fields
}

fn text(tokenizer: &str, option: IndexRecordOption, lengths: bool) -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(tokenizer)
        .set_fieldnorms(lengths)
        .set_index_option(option);
    TextOptions::default().set_indexing_options(indexing)
}

/// Words as they are written, in lower case.
pub fn surfaces() -> TextAnalyzer {
    let lower = TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(MAX_WORD_BYTES))
        .filter(LowerCaser);
    lower.filter(elided()).build()
}

fn elided() -> StopWordFilter {
    StopWordFilter::remove(ELIDED.map(str::to_owned))
}

/// Tells an index of the tokenizers.
pub fn register(index: &Index) {
    let exact = || {
        TextAnalyzer::builder(SimpleTokenizer::default())
            .filter(RemoveLongFilter::limit(MAX_WORD_BYTES))
            .filter(LowerCaser)
            .filter(elided())
            .filter(AsciiFoldingFilter)
    };
    let stems = exact().filter(Stemmer::new(Language::French));
    let tokenizers = index.tokenizers();
    tokenizers.register("exact", exact().build());
    tokenizers.register("stems", stems.build());
    let ready = TextAnalyzer::builder(WhitespaceTokenizer::default());
    tokenizers.register("ready", ready.build());
}
