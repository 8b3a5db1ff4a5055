//! How fast resources are indexed, beside the engine alone.

use super::engine_alone::EngineAlone;
use super::memory;
use super::sheets::Sheets;
use crate::folder::size;
use model::Seq;
use search::{Document, Index, Update};
use std::path::Path;
use std::time::{Duration, Instant};

/// How many resources are taken in with one commit: as many as the follower takes when it is far behind.
const BATCH: usize = 8_000;

/// Writes the index into a folder, which the other measurements ask; compares it with the engine alone if need be.
pub fn measure(sheets: &Sheets, folder: &Path, beside_the_engine: bool) {
    println!("\n| indexing | seconds | resources/s | memory, MB | index, MB |");
    println!("|---|---:|---:|---:|---:|");
    let index = Index::open(&folder.join("index")).unwrap();
    let (ours, peak) = memory::of_work(|| {
        let mut end = 0;
        let ours = batches(sheets, |documents| {
            end += documents.len() as u64;
            let updates: Vec<Update> = documents
                .into_iter()
                .map(|document| Update::Put(Box::new(document)))
                .collect();
            timed(|| index.apply(&updates, Seq(end)).unwrap())
        });
        ours + timed(|| index.close().unwrap())
    });
    row("the library", sheets, ours, peak, &folder.join("index"));
    drop(index);
    if beside_the_engine {
        let engine = EngineAlone::create(&folder.join("engine"));
        let (alone, peak) = memory::of_work(|| {
            let alone = batches(sheets, |documents| {
                timed(|| documents.iter().for_each(|one| engine.add(one)))
            });
            alone + timed(|| engine.finish())
        });
        row(
            "the engine alone",
            sheets,
            alone,
            peak,
            &folder.join("engine"),
        );
        println!("\nratio: {:.2}", alone.as_secs_f64() / ours.as_secs_f64());
        std::fs::remove_dir_all(folder.join("engine")).unwrap();
    }
}

/// Makes documents, some at a time, and adds up how long it takes to index them; making them is not counted.
fn batches(sheets: &Sheets, mut index: impl FnMut(Vec<Document>) -> Duration) -> Duration {
    let mut time = Duration::ZERO;
    for first in (0..sheets.count).step_by(BATCH) {
        let numbers = first..sheets.count.min(first + BATCH);
        time += index(
            numbers
                .map(|number| sheets.sheet(number).document())
                .collect(),
        );
    }
    time
}

fn timed(work: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    work();
    begun.elapsed()
}

fn row(what: &str, sheets: &Sheets, time: Duration, peak: u64, folder: &Path) {
    let seconds = time.as_secs_f64();
    println!(
        "| {what} | {seconds:.1} | {:.0} | {:.0} | {:.0} |",
        sheets.count as f64 / seconds,
        peak as f64 / 1e6,
        size(folder) as f64 / 1e6
    );
}
