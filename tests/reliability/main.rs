//! Stories of faults: killed, cut off, full, damaged. Each has a short form and a long one; `README.md` says what each proves.

mod backup_under_load;
mod contents;
mod damage;
mod disk_full;
mod editors;
mod faults;
mod harness;
mod kill_loop;
mod ledger;
mod load;
mod power_cut;
mod report;
mod system_calls;

use clap::Parser;
use harness::Place;
use report::{Row, Told};
use std::process::ExitCode;
use std::time::Instant;

/// Runs stories of faults against the real program. With RELIABILITY_REQUIRE=1 a story that cannot run here is a failure.
#[derive(Debug, Parser)]
struct Arguments {
    /// Stories to run; all when none is named
    stories: Vec<String>,
    #[command(flatten)]
    form: Form,
}

/// How a story is told.
#[derive(Debug, Clone, clap::Args)]
pub struct Form {
    /// How often; each story has its own short form
    #[arg(long)]
    pub times: Option<u64>,
    /// Where chance begins; drawn when it is not given, and printed when a story fails
    #[arg(long)]
    pub seed: Option<u64>,
    /// How many clients write at once
    #[arg(long)]
    pub clients: Option<usize>,
    /// Only that fault of `system-calls`, by its name
    #[arg(long)]
    pub order: Option<String>,
    /// Keep the data folders of stories that passed, too
    #[arg(long)]
    pub keep: bool,
}

impl Form {
    /// Where chance begins.
    pub fn seed(&self) -> u64 {
        self.seed.unwrap_or_default()
    }
}

/// A story: its name and what it does in a folder of its own.
type Story = (&'static str, fn(&Form, &Place) -> anyhow::Result<Told>);

/// Every story, in the order in which they are run.
const STORIES: &[Story] = &[
    ("kill-loop", kill_loop::tell),
    ("power-cut", power_cut::tell),
    ("editors", editors::tell),
    ("backup-under-load", backup_under_load::tell),
    ("system-calls", system_calls::tell),
    ("disk-full", disk_full::tell),
    ("damage", damage::tell),
];

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let form = Form {
        seed: Some(arguments.form.seed.unwrap_or_else(|| fastrand::u64(..))),
        ..arguments.form
    };
    let named = |name: &str| arguments.stories.iter().any(|story| story == name);
    for story in &arguments.stories {
        if !STORIES.iter().any(|(name, _)| name == story) {
            let known: Vec<&str> = STORIES.iter().map(|(name, _)| *name).collect();
            println!("there is no story {story}; there are: {}", known.join(", "));
            return ExitCode::from(2);
        }
    }
    let wanted = STORIES
        .iter()
        .filter(|(name, _)| arguments.stories.is_empty() || named(name));
    let rows: Vec<Row> = wanted.map(|story| tell(story, &form)).collect();
    report::print(&rows);
    if rows.iter().all(Row::passed) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn tell((name, story): &Story, form: &Form) -> Row {
    println!("{name} …");
    let begun = Instant::now();
    let told = Place::new(name).and_then(|place| {
        let told = story(form, &place);
        match &told {
            Ok(_) if !form.keep => place.remove()?,
            Ok(_) => println!("{name}: kept in {}", place.path().display()),
            Err(_) => println!(
                "{name}: failed with --seed {}; its data is in {}",
                form.seed(),
                place.path().display()
            ),
        }
        told
    });
    let required = std::env::var_os(report::REQUIRE).is_some_and(|value| value == "1");
    Row::new(name, told, begun.elapsed(), required)
}
