#![doc = include_str!("../README.md")]
#![cfg_attr(
    test,
    expect(
        clippy::unwrap_used,
        reason = "a test that meets a surprise should stop there"
    )
)]

mod analysis;
mod document;
mod documents;
mod error;
mod excerpt;
mod facets;
mod index;
mod lexicon;
mod matching;
mod order;
mod plan;
mod query;
mod recipe;
mod relations;
mod schema;
mod search;
mod suggest;
mod vocabulary;

pub use analysis::fold;
pub use document::{Document, FileText, Update};
pub use error::Error;
pub use index::{Index, Places, Reached};
pub use query::{
    Asks, Entry, FacetCount, Hit, MatchedFile, Query, Relaxed, Results, Sort, Suggestion, Typed,
};
pub use recipe::{Ingredient, Recipe};
