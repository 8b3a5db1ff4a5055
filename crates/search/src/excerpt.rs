//! A passage of the text with the words found in it marked.

mod highlighter;
mod passage;

pub use highlighter::Highlighter;
pub use passage::{MAX_READ, beginning, best, is_marked, whole};
