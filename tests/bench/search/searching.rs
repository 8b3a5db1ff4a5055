//! How fast questions are answered in this process.

use super::indexing::megabytes;
use super::questions::{LINES, Way, typed};
use super::report::{Report, p99_of};
use super::sheets::Sheets;
use crate::corpus::Chance;
use crate::load::{Figures, measure as load};
use crate::memory;
use search::Index;
use std::iter::Cycle;
use std::time::Duration;
use std::vec::IntoIter;

/// How long each row is measured for.
pub const SPAN: Duration = Duration::from_secs(4);
/// How many threads ask at once.
const THREADS: [usize; 2] = [1, 8];
/// How many questions a person has ready, so that thinking of them is not measured.
pub const QUESTIONS: usize = 500;
/// As the tables call what is proposed while somebody types.
pub const SUGGESTIONS: &str = "suggestions";
/// The most milliseconds that ninety-nine suggestions in a hundred may take.
const SUGGESTIONS_MS: f64 = 30.0;

/// Prints a table.
pub fn measure(index: &Index, sheets: &Sheets, report: &mut Report) {
    println!("\n| question, in process | threads | answers/s | p50, ms | p99, ms |");
    println!("|---|---:|---:|---:|---:|");
    let ((), peak) = memory::of_work(|| {
        for threads in THREADS {
            for way in Way::ALL {
                let figures = load(threads, SPAN, |person| asker(index, sheets, way, person));
                row(way.name(), threads, &figures);
                note(way.name(), threads, &figures, sheets, report);
            }
            let figures = load(threads, SPAN, |person| typist(index, sheets, person));
            row(SUGGESTIONS, threads, &figures);
            note(SUGGESTIONS, threads, &figures, sheets, report);
            if threads == 1 {
                let p99 = milliseconds(figures.p99);
                report.below(&p99_of(SUGGESTIONS), sheets.count, SUGGESTIONS_MS, p99);
            }
        }
    });
    let memory = megabytes(peak);
    println!("\nat most {memory:.0} MB of memory while answering");
    report.cost("memory while answering, MB", sheets.count, memory);
}

/// What one person waits for is what is reported: with eight it depends on the number of cores.
fn note(what: &str, threads: usize, figures: &Figures, sheets: &Sheets, report: &mut Report) {
    if threads == 1 {
        let half = format!("{what}: p50, ms");
        report.cost(&half, sheets.count, milliseconds(figures.p50));
        report.cost(&p99_of(what), sheets.count, milliseconds(figures.p99));
    }
}

/// Asks one way again and again.
pub fn asker<'a>(
    index: &'a Index,
    sheets: &'a Sheets,
    way: Way,
    person: usize,
) -> impl FnMut() -> usize + use<'a> {
    let mut questions = ready(person, |chance| way.ask(sheets, chance));
    move || {
        let question = questions.next().unwrap();
        index.search(&question).unwrap().hits.len()
    }
}

/// Types one beginning after another.
pub fn typist<'a>(
    index: &'a Index,
    sheets: &'a Sheets,
    person: usize,
) -> impl FnMut() -> usize + use<'a> {
    let mut typed = ready(person, |chance| typed(sheets, chance));
    move || index.suggest(&typed.next().unwrap(), LINES).unwrap().len()
}

/// What a person asks, again and again; the same for the same person.
pub fn ready<T: Clone>(person: usize, mut ask: impl FnMut(&mut Chance) -> T) -> Cycle<IntoIter<T>> {
    let mut chance = Chance::seeded(person);
    let asked: Vec<T> = (0..QUESTIONS).map(|_| ask(&mut chance)).collect();
    asked.into_iter().cycle()
}

/// Prints a row of a table.
pub fn row(what: &str, people: usize, figures: &Figures) {
    println!(
        "| {what} | {people} | {:.0} | {:.2} | {:.2} |",
        figures.rate,
        milliseconds(figures.p50),
        milliseconds(figures.p99)
    );
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
