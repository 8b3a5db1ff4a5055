//! What became of each story.

use std::time::Duration;

/// The variable that makes a story that cannot run a failure: for machines that are meant to run them all.
pub const REQUIRE: &str = "RELIABILITY_REQUIRE";

/// What a story that found no fault tells.
#[derive(Debug)]
pub enum Told {
    /// It ran.
    Passed(Account),
    /// It cannot run here, and why.
    Skipped(String),
}

/// What a story did.
#[derive(Debug, Default)]
pub struct Account {
    /// How often.
    pub times: u64,
    /// Writes that were acknowledged.
    pub acknowledged: u64,
    /// Acknowledged writes that were not there afterwards.
    pub lost: u64,
    /// Further figures, a line each.
    pub notes: Vec<String>,
}

/// A line of the table.
pub struct Row {
    name: &'static str,
    told: anyhow::Result<Told>,
    took: Duration,
    /// whether a story that cannot run here is a fault
    required: bool,
}

impl Row {
    /// What became of a story; a fault is printed at once. Where stories are `required`, one that cannot run is a fault.
    pub fn new(
        name: &'static str,
        told: anyhow::Result<Told>,
        took: Duration,
        required: bool,
    ) -> Self {
        match &told {
            Ok(Told::Passed(account)) => {
                for note in &account.notes {
                    println!("{name}: {note}");
                }
            }
            Ok(Told::Skipped(reason)) => println!("SKIP {name}: {reason}"),
            Err(error) => println!("{name}: {error:#}"),
        }
        Self {
            name,
            told,
            took,
            required,
        }
    }

    /// Whether it found no fault.
    pub fn passed(&self) -> bool {
        match &self.told {
            Ok(Told::Passed(account)) => account.lost == 0,
            Ok(Told::Skipped(_)) => !self.required,
            Err(_) => false,
        }
    }

    fn line(&self) -> String {
        let Self {
            name, told, took, ..
        } = self;
        let seconds = took.as_secs_f64();
        match told {
            Ok(Told::Passed(account)) => {
                let word = if self.passed() { "passed" } else { "FAILED" };
                let Account {
                    times,
                    acknowledged,
                    lost,
                    ..
                } = account;
                format!(
                    "{name:<18} {word:<8} {times:>6} {acknowledged:>13} {lost:>5} {seconds:>8.1}"
                )
            }
            Ok(Told::Skipped(_)) => format!(
                "{name:<18} {:<8} {:>6} {:>13} {:>5} {seconds:>8.1}",
                if self.required { "FAILED" } else { "SKIP" },
                "-",
                "-",
                "-"
            ),
            Err(_) => format!(
                "{name:<18} {:<8} {:>6} {:>13} {:>5} {seconds:>8.1}",
                "FAILED", "-", "-", "-"
            ),
        }
    }
}

/// Prints the table.
pub fn print(rows: &[Row]) {
    println!(
        "\n{:<18} {:<8} {:>6} {:>13} {:>5} {:>8}",
        "story", "", "times", "acknowledged", "lost", "seconds"
    );
    for row in rows {
        println!("{}", row.line());
    }
    let skipped = |row: &&Row| matches!(row.told, Ok(Told::Skipped(_)));
    let skipped: Vec<&str> = rows.iter().filter(skipped).map(|row| row.name).collect();
    if !skipped.is_empty() {
        println!(
            "\nNOT PROVED here: {}. With {REQUIRE}=1 that is a failure.",
            skipped.join(", ")
        );
    }
}
