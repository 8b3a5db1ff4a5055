//! The same questions over HTTP and in this process, over the same index.

use super::questions::Way;
use super::searching::{asker, row};
use super::sheets::Sheets;
use crate::client::Connection;
use crate::corpus::Chance;
use crate::load::measure as load;
use crate::program::Program;
use search::{Index, Query};
use std::fmt::Write;
use std::path::Path;
use std::time::{Duration, Instant};

/// How long each row is measured for.
const SPAN: Duration = Duration::from_secs(3);
/// How many people ask at once.
const PEOPLE: usize = 8;
/// How many questions a person has ready.
const QUESTIONS: usize = 500;
/// The ways that are compared.
const WAYS: [Way; 5] = [
    Way::Word,
    Way::TwoWords,
    Way::Phrase,
    Way::Prefix,
    Way::Filtered,
];

/// Imports the sheets and prints a table.
pub fn measure(sheets: &Sheets, folder: &Path) {
    sheets.write(&folder.join("source"));
    let begun = Instant::now();
    crate::program::import(folder);
    let seconds = begun.elapsed().as_secs_f64();
    println!(
        "\nimported and indexed in {seconds:.1} s: {:.0} resources/s",
        sheets.count as f64 / seconds
    );
    let begun = Instant::now();
    crate::program::reindex(folder);
    let seconds = begun.elapsed().as_secs_f64();
    println!(
        "indexed anew in {seconds:.1} s: {:.0} resources/s",
        sheets.count as f64 / seconds
    );
    println!("\n| question | people | answers/s | p50, ms | p99, ms |\n|---|---:|---:|---:|---:|");
    let index = Index::open(&folder.join("data/search")).unwrap();
    index.set_lexicon(include_str!("../../../content/synonymes.md"));
    let inside = WAYS.map(|way| {
        let figures = load(PEOPLE, SPAN, |person| asker(&index, sheets, way, person));
        row(&format!("{}, in process", way.name()), PEOPLE, &figures);
        figures.rate
    });
    drop(index);
    let program = Program::serve(folder);
    for (way, inside) in WAYS.into_iter().zip(inside) {
        let figures = load(PEOPLE, SPAN, |person| {
            visitor(&program.address, sheets, way, person)
        });
        row(&format!("{}, over HTTP", way.name()), PEOPLE, &figures);
        println!("| → ratio | | {:.2} | | |", figures.rate / inside);
    }
    program.stop();
}

/// Asks the same as [`asker`] over a connection of their own.
fn visitor(
    address: &str,
    sheets: &Sheets,
    way: Way,
    person: usize,
) -> impl FnMut() -> usize + use<> {
    let mut connection = Connection::open(address);
    let mut chance = Chance::seeded(person);
    let paths: Vec<String> = (0..QUESTIONS)
        .map(|_| path(&way.ask(sheets, &mut chance)))
        .collect();
    let mut paths = paths.into_iter().cycle();
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
