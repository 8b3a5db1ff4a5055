//! How the engine is to treat a field.

use super::{READY, Streams};
use tantivy::schema::{IndexRecordOption, SchemaBuilder, TextFieldIndexing, TextOptions};

/// Whole values as single terms.
pub fn raw() -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("raw")
        .set_fieldnorms(false)
        .set_index_option(IndexRecordOption::Basic);
    TextOptions::default().set_indexing_options(indexing)
}

/// Terms are given ready made.
pub fn ready_terms(option: IndexRecordOption, lengths: bool) -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(READY)
        .set_fieldnorms(lengths)
        .set_index_option(option);
    TextOptions::default().set_indexing_options(indexing)
}

/// The two streams of a text.
pub fn streams(
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
    let mut field = |suffix: &str| {
        builder.add_text_field(&format!("{name}_{suffix}"), ready_terms(option, true))
    };
    Streams {
        stems: field("stems"),
        exact: phrases.then(|| field("exact")),
        weight,
        place,
        phrases,
    }
}
