//! How fast questions are answered in this process.

use super::memory;
use super::questions::{Way, typed};
use super::sheets::Sheets;
use crate::corpus::Chance;
use crate::load::{Figures, measure as load};
use search::Index;
use std::path::Path;
use std::time::{Duration, Instant};

/// How long each row is measured for.
const SPAN: Duration = Duration::from_secs(3);
/// How many threads ask at once.
const THREADS: [usize; 2] = [1, 8];
/// How many lines are proposed while somebody types.
const LINES: usize = 8;

/// Prints a table.
pub fn measure(sheets: &Sheets, folder: &Path) {
    let begun = Instant::now();
    let index = Index::open(&folder.join("index")).unwrap();
    println!("\nopened in {:.1} s", begun.elapsed().as_secs_f64());
    println!("\n| question | threads | answers/s | p50, ms | p99, ms |");
    println!("|---|---:|---:|---:|---:|");
    let ((), peak) = memory::of_work(|| {
        for threads in THREADS {
            for way in Way::ALL {
                let figures = load(threads, SPAN, |person| asker(&index, sheets, way, person));
                row(way.name(), threads, &figures);
            }
            let figures = load(threads, SPAN, |person| typist(&index, sheets, person));
            row("suggestions", threads, &figures);
        }
    });
    println!(
        "\nat most {:.0} MB of memory while answering",
        peak as f64 / 1e6
    );
}

/// Asks one way again and again.
pub fn asker<'a>(
    index: &'a Index,
    sheets: &'a Sheets,
    way: Way,
    person: usize,
) -> impl FnMut() -> usize + use<'a> {
    let mut chance = Chance::seeded(person);
    let mut questions = (0..QUESTIONS)
        .map(|_| way.ask(sheets, &mut chance))
        .collect::<Vec<_>>()
        .into_iter()
        .cycle();
    move || {
        let question = questions.next().unwrap();
        index.search(&question).unwrap().hits.len()
    }
}

/// How many questions a person has ready, so that thinking of them is not measured.
const QUESTIONS: usize = 500;

fn typist<'a>(
    index: &'a Index,
    sheets: &'a Sheets,
    person: usize,
) -> impl FnMut() -> usize + use<'a> {
    let mut chance = Chance::seeded(person);
    let mut typed = (0..QUESTIONS)
        .map(|_| typed(sheets, &mut chance))
        .collect::<Vec<_>>()
        .into_iter()
        .cycle();
    move || index.suggest(&typed.next().unwrap(), LINES).unwrap().len()
}

/// Prints a row of a table.
pub fn row(what: &str, people: usize, figures: &Figures) {
    println!(
        "| {what} | {people} | {:.0} | {:.2} | {:.2} |",
        figures.rate,
        figures.p50.as_secs_f64() * 1000.0,
        figures.p99.as_secs_f64() * 1000.0
    );
}
