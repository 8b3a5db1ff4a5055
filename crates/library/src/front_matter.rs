//! Markdown files with front matter: how a resource is written in a folder.

mod places;
mod read;
mod text;
mod works;
mod write;

pub(crate) use places::Places;
pub(crate) use read::{Parsed, ParsedFile, Trouble, parse};
pub(crate) use write::write;

/// The keys that mean something; others are kept as they are.
const KEYS: [&str; 13] = [
    "title",
    "kind",
    "licence",
    "authors",
    "tags",
    "language",
    "created",
    "redirects",
    "fields",
    "files",
    "derived_from",
    "borrowed",
    "origin",
];

#[cfg(test)]
mod tests;
