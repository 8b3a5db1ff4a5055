//! Somebody edits without pause while others search: how soon is a save found, and what do the searches notice?

use super::questions::Way;
use super::report::Report;
use super::searching::{asker, row};
use super::sheets::Sheets;
use crate::load::measure as load;
use model::Seq;
use search::{Index, Query, Update};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// How long it is measured for.
const SPAN: Duration = Duration::from_secs(10);
/// The most milliseconds from a save to its being found, of ninety-nine saves in a hundred.
const FOUND_MS: f64 = 1_000.0;

/// Prints a table.
pub fn measure(index: &Index, sheets: &Sheets, report: &mut Report) {
    println!(
        "\n| while one resource after the other is saved | threads | a second | p50, ms | p99, ms |"
    );
    println!("|---|---:|---:|---:|---:|");
    let over = AtomicBool::new(false);
    let (searches, mut saves) = std::thread::scope(|scope| {
        let editor = scope.spawn(|| edit(index, sheets, &over));
        let searches = load(1, SPAN, |person| {
            asker(index, sheets, Way::TwoWords, person)
        });
        over.store(true, Ordering::Relaxed);
        (searches, editor.join().unwrap())
    });
    row(Way::TwoWords.name(), 1, &searches);
    saves.sort_unstable();
    let at = |share: usize| saves[(saves.len() - 1) * share / 100].as_secs_f64() * 1000.0;
    let rate = saves.len() as f64 / saves.iter().sum::<Duration>().as_secs_f64();
    let (p50, p99) = (at(50), at(99));
    println!("| from a save to its being found | 1 | {rate:.0} | {p50:.2} | {p99:.2} |");
    report.below(
        "from a save to its being found: p99, ms",
        sheets.count,
        FOUND_MS,
        p99,
    );
    report.cost("from a save to its being found: p50, ms", sheets.count, p50);
}

/// Gives each resource a word that no other has, and looks for it; how long each took until it was found.
fn edit(index: &Index, sheets: &Sheets, over: &AtomicBool) -> Vec<Duration> {
    let mut times = Vec::new();
    let mut number = 0;
    while !over.load(Ordering::Relaxed) {
        let word = format!("z{number}q");
        let mut document = sheets.sheet(number * 7919 % sheets.count).document();
        document.body.push_str(&word);
        let position = Seq(sheets.end().0 + number as u64 + 1);
        let query = Query {
            text: format!("\"{word}\""),
            limit: 1,
            ..Query::default()
        };
        let begun = Instant::now();
        index
            .apply(&[Update::Put(Box::new(document))], position)
            .unwrap();
        assert_eq!(index.search(&query).unwrap().total, 1);
        times.push(begun.elapsed());
        number += 1;
    }
    times
}
