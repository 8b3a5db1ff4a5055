//! The same questions over HTTP and in this process, in turns, to the same index.

use super::indexing::megabytes;
use super::questions::{Way, typed};
use super::report::Report;
use super::searching::{SPAN, SUGGESTIONS, asker, ready, row, typist};
use super::sheets::Sheets;
use crate::client::Connection;
use crate::load::{Figures, measure as load};
use crate::memory::memory_of;
use crate::program::Program;
use search::{Index, Query};
use std::fmt::Write;
use std::path::Path;
use std::time::Instant;

/// How many people ask at once.
const PEOPLE: usize = 8;
/// How many answers a second there are over HTTP, beside those in process.
const LEAST: f64 = 0.7;
/// The ways that are compared.
const WAYS: [Way; 8] = [
    Way::Word,
    Way::TwoWords,
    Way::Phrase,
    Way::Theme,
    Way::Without,
    Way::InFile,
    Way::Prefix,
    Way::Filtered,
];

/// Serves the library of a folder, of whose index a twin is asked in process, and prints a table.
pub fn measure(index: &Index, sheets: &Sheets, folder: &Path, report: &mut Report) {
    let begun = Instant::now();
    let program = Program::serve(folder);
    println!(
        "\nthe program was ready after {:.1} s",
        begun.elapsed().as_secs_f64()
    );
    // it serves the index that was made, and did not begin another
    assert_eq!(total(&program.address), sheets.count);
    println!("\n| question | people | answers/s | p50, ms | p99, ms |\n|---|---:|---:|---:|---:|");
    for way in WAYS {
        let asked = |person| asker(index, sheets, way, person);
        let inside = load(PEOPLE, SPAN, asked);
        let outside = load(PEOPLE, SPAN, |person| {
            let paths = ready(person, |chance| path(&way.ask(sheets, chance)));
            visitor(&program.address, paths)
        });
        compare(way.name(), sheets, &inside, &outside, report);
    }
    let inside = load(PEOPLE, SPAN, |person| typist(index, sheets, person));
    let outside = load(PEOPLE, SPAN, |person| {
        let paths = ready(person, |chance| {
            format!("/api/v1/suggest?q={}", escaped(&typed(sheets, chance)))
        });
        visitor(&program.address, paths)
    });
    compare(SUGGESTIONS, sheets, &inside, &outside, report);
    tell_memory(&program, sheets, report);
    program.stop();
}

fn compare(what: &str, sheets: &Sheets, inside: &Figures, outside: &Figures, report: &mut Report) {
    row(&format!("{what}, in process"), PEOPLE, inside);
    row(&format!("{what}, over HTTP"), PEOPLE, outside);
    let ratio = outside.rate / inside.rate;
    let figure = format!("HTTP to in process, {PEOPLE} people: {what}");
    report.at_least(&figure, sheets.count, LEAST, ratio);
}

/// What the program has of its own, and what it has with the pages of files that the system keeps at hand for it.
fn tell_memory(program: &Program, sheets: &Sheets, report: &mut Report) {
    let memory = |line| megabytes(memory_of(program.child.id(), line).unwrap());
    let (own, all) = (memory("RssAnon:"), memory("VmRSS:"));
    println!("\nthe program has {own:.0} MB of memory, {all:.0} MB with pages of its files");
    report.cost("memory of the program, MB", sheets.count, own);
    report.cost(
        "memory of the program with pages of its files, MB",
        sheets.count,
        all,
    );
}

/// How many resources the program finds when nothing is asked.
fn total(address: &str) -> usize {
    let answer = Connection::open(address).ask("GET", "/api/v1/resources?limit=1", "", "");
    let found: serde_json::Value = serde_json::from_slice(answer.body()).unwrap();
    found["total"].as_u64().unwrap().try_into().unwrap()
}

/// Opens one address after another, over a connection of their own.
fn visitor<P: Iterator<Item = String>>(
    address: &str,
    mut paths: P,
) -> impl FnMut() -> usize + use<P> {
    let mut connection = Connection::open(address);
    move || {
        connection
            .ask("GET", &paths.next().unwrap(), "", "")
            .expect_status(200)
    }
}

fn path(query: &Query) -> String {
    let mut path = format!(
        "/api/v1/resources?limit={}&q={}",
        query.limit,
        escaped(&query.text)
    );
    for (name, values) in &query.filters {
        for value in values {
            write!(path, "&{name}={}", escaped(value)).unwrap();
        }
    }
    path
}

fn escaped(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
