//! The table.

use crate::load::Figures;
use std::time::Duration;

/// Rows of figures.
#[derive(Default)]
pub struct Table {
    rows: Vec<String>,
}

impl Table {
    /// Adds what was asked of the library, and the bare handler beside it.
    pub fn add(&mut self, what: &str, connections: usize, ours: &Figures, bare: &Figures) {
        self.rows.push(format!(
            "| {what:<7} | {connections:>11} | {:>9} | {:>8.0} | {:>8} | {:>8} | {:>9.0} | {:>8} | {:>6.3} |",
            ours.bytes,
            ours.rate,
            milliseconds(ours.p50),
            milliseconds(ours.p99),
            bare.rate,
            milliseconds(bare.p50),
            ours.rate / bare.rate,
        ));
    }

    /// Prints it.
    pub fn print(&self, resources: usize, sync: &Duration) {
        println!(
            "\n{resources} resources; p50 and p99 in milliseconds; ratio = requests a second, ours to bare\n"
        );
        println!(
            "| request | connections | bytes     | ours /s  | p50      | p99      | bare /s   | bare p50 | ratio  |"
        );
        println!(
            "|---------|------------:|----------:|---------:|---------:|---------:|----------:|---------:|-------:|"
        );
        self.rows.iter().for_each(|row| println!("{row}"));
        println!(
            "\na flush of this disk (4 KiB, fdatasync) takes {} ms at p50",
            milliseconds(*sync)
        );
    }
}

fn milliseconds(time: Duration) -> String {
    format!("{:.2}", time.as_secs_f64() * 1000.0)
}
