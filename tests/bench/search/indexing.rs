//! How fast resources are indexed, beside the engine alone.

use super::engine_alone::{EngineAlone, Prepared};
use super::report::Report;
use super::sheets::{Sheets, by_all_cores};
use super::twin;
use crate::folder::size;
use crate::{memory, program};
use search::{Index, Reached, Update};
use std::path::Path;
use std::time::{Duration, Instant};

/// How many resources are taken in with one commit: as many as the follower takes when it is far behind.
const BATCH: usize = 8_000;
/// How fast the library indexes, beside the engine alone.
const LEAST: f64 = 0.6;
/// Under these names the figures are reported.
const OURS: &str = "indexing, s";
const ALONE: &str = "indexing by the engine alone, s";

/// Writes the index into a folder, which the other measurements ask. It has followed the log up to `end`, where one was
/// written. What the engine alone took, if it was asked, was noted before.
pub fn the_library(sheets: &Sheets, folder: &Path, end: Option<Reached>, report: &mut Report) {
    head("the library");
    let index = Index::open(folder).unwrap();
    let (ours, peak) = memory::of_work(|| {
        let put = |number| Update::Put(Box::new(sheets.sheet(number).document()));
        let mut first = 0;
        let ours = batches(sheets.count, put, |updates| {
            first += updates.len();
            index.apply(&updates, sheets.end_of(first)).unwrap();
        });
        let closing = timed(|| {
            if let Some(end) = end {
                index.apply(&[], end).unwrap();
            }
            index.close().unwrap();
        });
        ours + closing
    });
    tell(sheets.count, ours, peak, folder);
    let seconds = ours.as_secs_f64();
    if let Some(alone) = report.of(ALONE, sheets.count) {
        report.at_least(
            "indexing, library to engine alone",
            sheets.count,
            LEAST,
            alone / seconds,
        );
    }
    report.cost(OURS, sheets.count, seconds);
    report.cost("memory while indexing, MB", sheets.count, megabytes(peak));
    report.cost("index, MB", sheets.count, megabytes(size(folder)));
}

/// Lets the engine alone take in the same, and takes it away again.
pub fn the_engine_alone(sheets: &Sheets, folder: &Path, report: &mut Report) {
    head("the engine alone");
    let mut engine = EngineAlone::create(folder);
    let (alone, peak) = memory::of_work(|| {
        let prepared = |number| Prepared::of(sheets.sheet(number).document());
        let alone = batches(sheets.count, prepared, |some| engine.take_in(&some));
        alone + timed(|| engine.finish())
    });
    tell(sheets.count, alone, peak, folder);
    report.cost(ALONE, sheets.count, alone.as_secs_f64());
    std::fs::remove_dir_all(folder).unwrap();
}

/// Lets the program index the library in a folder anew: reading the log and what was kept of the files is part of it.
pub fn by_the_program(sheets: &Sheets, folder: &Path, report: &mut Report) {
    let took = timed(|| program::run(folder, &["reindex"])).as_secs_f64();
    let rate = sheets.count as f64 / took;
    println!("\nthe program's `reindex` took {took:.1} s: {rate:.0} resources/s");
    report.cost("reindex, s", sheets.count, took);
}

/// Makes things ready, some at a time and by all cores, and adds up how long it takes to take them in; making them is not
/// counted.
fn batches<T: Send>(
    count: usize,
    make: impl Fn(usize) -> T + Sync,
    mut take: impl FnMut(Vec<T>),
) -> Duration {
    let mut time = Duration::ZERO;
    for first in (0..count).step_by(BATCH) {
        let made = by_all_cores(first..count.min(first + BATCH), &make);
        time += timed(|| take(made));
    }
    time
}

fn timed(work: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    work();
    begun.elapsed()
}

fn head(what: &str) {
    println!("\n| indexing: {what} | per resource |\n|---|---:|");
}

/// Tells the figures of a closed index.
fn tell(count: usize, time: Duration, peak: u64, folder: &Path) {
    let (seconds, bytes, terms) = (time.as_secs_f64(), size(folder), twin::terms(folder));
    let rate = count as f64 / seconds;
    println!("| {seconds:.1} s | {rate:.0} resources/s |");
    println!(
        "| {:.0} MB of memory | {} bytes |",
        megabytes(peak),
        peak / count as u64
    );
    println!(
        "| {:.0} MB of index | {} bytes |",
        megabytes(bytes),
        bytes / count as u64
    );
    println!("| {terms} terms | {} terms |", terms / count as u64);
}

/// A million bytes each.
pub fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
