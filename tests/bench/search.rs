//! Searching, however large the library: how fast it is indexed, asked, typed into and edited, and how all that grows.
//!
//! For each number of resources the same table rows are written, so that growth is read down a column. What is compared is
//! compared in one run: indexing with the engine alone, asking over HTTP with asking in this process. At the end stand the
//! targets and how everything grew from the smallest library to the largest.

mod editing;
mod engine_alone;
mod indexing;
mod over_http;
mod questions;
mod records;
mod report;
mod searching;
mod sheets;
mod twin;
mod vocabulary;

use report::Report;
use search::Index;
use sheets::Sheets;
use std::path::Path;

/// How many resources there are, when nothing else is said.
const RESOURCES: usize = 20_000;

/// What is measured when nothing is named.
const PARTS: [&str; 4] = ["indexing", "searching", "http", "editing"];
/// What is measured only when it is named: the program makes the index a second time.
const REINDEX: &str = "reindex";

/// Measures `[indexing] [searching] [http] [editing] [reindex] [--resources N,N…] [--in DIR]`: those parts, or the first
/// four; for each number of resources. What is in `DIR` from an earlier run is not made again, and stays.
pub fn measure(arguments: &[String]) {
    let after = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1)
    };
    let mut sizes: Vec<usize> = after("--resources").map_or(vec![RESOURCES], |sizes| {
        sizes.split(',').map(|size| size.parse().unwrap()).collect()
    });
    sizes.sort_unstable();
    let named = |part: &str| arguments.iter().any(|argument| argument == part);
    let all = !PARTS.into_iter().chain([REINDEX]).any(named);
    let has = |part: &str| named(part) || all && part != REINDEX;
    let mut report = Report::default();
    for size in sizes {
        let sheets = Sheets::new(size);
        println!("\n## {size} resources\n");
        let found = sheets.vocabulary().found;
        println!("{found} words of the vocabulary were found in texts");
        match after("--in") {
            Some(kept) => {
                let folder = Path::new(kept).join(size.to_string());
                one_size(&sheets, &folder, has, &mut report);
            }
            None => {
                let folder = tempfile::tempdir().unwrap();
                one_size(&sheets, folder.path(), has, &mut report);
            }
        }
    }
    report.print();
}

/// The library is in `data`, its index in `data/search`; what asks it in this process asks a twin of that index, so that
/// the program finds it as it was made.
fn one_size(sheets: &Sheets, folder: &Path, has: impl Fn(&str) -> bool, report: &mut Report) {
    if has("indexing") {
        // before the library is there: both together would need twice the disk
        indexing::the_engine_alone(sheets, &folder.join("engine"), report);
    }
    if !folder.join("data/search").exists() {
        let served = has("http") || has(REINDEX);
        let end = served.then(|| records::write(sheets, &folder.join("data")));
        indexing::the_library(sheets, &folder.join("data/search"), end, report);
    }
    let twin = || twin::of(&folder.join("data/search"), &folder.join("twin"));
    if has("searching") {
        searching::measure(&twin(), sheets, report);
    }
    if has("http") {
        over_http::measure(&twin(), sheets, folder, report);
    }
    if has("editing") {
        editing::measure(&twin(), sheets, report);
    }
    if has(REINDEX) {
        indexing::by_the_program(sheets, folder, report);
    }
}

/// The words of the field, which the program knows too.
fn teach(index: &Index) {
    index.set_lexicon(include_str!("../../content/synonymes.md"));
}
