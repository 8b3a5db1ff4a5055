//! Durable saves beside what the disk can do: as many threads that write as many bytes and flush, in the same run.

use crate::client::Connection;
use crate::load::{Figures, measure};
use crate::{SPAN, corpus, writer};
use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

/// How many people save at once.
const PEOPLE: [usize; 3] = [1, 8, 64];

/// Measures and prints a table.
pub fn compare(address: &str, folder: &Path) {
    println!("\n| people | saves /s | p50 ms | p99 ms | flushes of the bare disk /s | ratio |");
    println!("|---:|---:|---:|---:|---:|---:|");
    for people in PEOPLE {
        let saves = measure(people, SPAN, |person| writer(address, person));
        let bare = measure(people, SPAN, |person| flusher(folder, person));
        println!(
            "| {people} | {:.0} | {:.1} | {:.1} | {:.0} | {:.2} |",
            saves.rate,
            milliseconds(&saves, |figures| figures.p50),
            milliseconds(&saves, |figures| figures.p99),
            bare.rate,
            saves.rate / bare.rate,
        );
    }
    // what was saved last can be read: nobody measured refusals
    let sheet = format!("/ressources/{}", corpus::slug(0));
    Connection::open(address)
        .ask("GET", &sheet, "", "")
        .expect_status(200);
}

/// Appends four kilobytes to a file of its own and flushes, again and again.
fn flusher(folder: &Path, person: usize) -> impl FnMut() -> usize + use<> {
    let mut file = File::create(folder.join(format!("probe-{person}"))).unwrap();
    move || {
        file.write_all(&[0; 4096]).unwrap();
        file.sync_data().unwrap();
        4096
    }
}

fn milliseconds(figures: &Figures, of: impl Fn(&Figures) -> Duration) -> f64 {
    of(figures).as_secs_f64() * 1000.0
}

/// How long this disk takes to keep four kilobytes: no durable save is faster, unless several share a flush.
pub fn flush_time(folder: &Path) -> Duration {
    let mut flush = flusher(folder, 0);
    let mut times: Vec<Duration> = (0..50)
        .map(|_| {
            let begun = Instant::now();
            flush();
            begun.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[times.len() / 2]
}
