//! Searching, however large the library: how fast it is indexed, asked, typed into and edited, and how all that grows.
//!
//! For each number of resources the same table rows are written, so that growth is read down a column. What is compared is
//! compared in one run: indexing with the engine alone, asking over HTTP with asking in this process.

mod editing;
mod engine_alone;
mod indexing;
mod memory;
mod over_http;
mod questions;
mod searching;
mod sheets;
mod vocabulary;

use sheets::Sheets;

/// How many resources there are, when nothing else is said.
const RESOURCES: usize = 20_000;

/// What is measured.
const PARTS: [&str; 4] = ["indexing", "searching", "editing", "http"];

/// Measures `[indexing] [searching] [editing] [http] [--resources N,N…]`: those parts, or all of them; for each number of
/// resources.
pub fn measure(arguments: &[String]) {
    let after = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1)
    };
    let sizes = after("--resources").map_or(vec![RESOURCES], |sizes| {
        sizes.split(',').map(|size| size.parse().unwrap()).collect()
    });
    let named = |part: &&str| arguments.iter().any(|argument| argument == part);
    let chosen: Vec<&str> = PARTS.into_iter().filter(|part| named(part)).collect();
    let has = |part: &str| chosen.is_empty() || chosen.contains(&part);
    for size in sizes {
        let sheets = Sheets::new(size);
        println!("\n## {size} resources\n");
        println!(
            "{} words of the vocabulary were found in texts",
            sheets.vocabulary().found
        );
        let folder = tempfile::tempdir().unwrap();
        if has("indexing") || has("searching") || has("editing") {
            indexing::measure(&sheets, folder.path(), has("indexing"));
        }
        if has("searching") {
            searching::measure(&sheets, folder.path());
        }
        if has("editing") {
            editing::measure(&sheets, folder.path());
        }
        if has("http") {
            over_http::measure(&sheets, &folder.path().join("library"));
        }
    }
}
