//! How fast the library is.
//!
//! - `cargo bench` compares it with a bare actix-web handler that serves as many bytes, and saves with the bare disk;
//! - `cargo bench -- saves` does the latter alone;
//! - `cargo bench -- folder [RESOURCES]` measures import, export, backup, restore, check, reindex and opening;
//! - `cargo bench -- search [indexing] [searching] [http] [editing] [reindex] [--resources N,N…]` measures searching in
//!   libraries of those sizes.
//!
//! The first writes 2,000 resources of seeded French text, imports them, starts the program and asks it for sheets,
//! searches and durable saves, over one connection and over eight. The bare handler runs in this process, in the same
//! run, so that the ratio says more than the figures, which depend on the machine.
#![expect(
    clippy::unwrap_used,
    reason = "a measurement that meets a surprise should stop there"
)]

mod bare;
mod client;
mod corpus;
mod folder;
mod load;
mod memory;
#[path = "../program.rs"]
mod program;
mod report;
mod saves;
mod search;

use client::Connection;
use load::{Figures, measure};
use program::Program;
use report::Table;
use std::path::Path;
use std::time::{Duration, Instant};

/// How many resources the library has.
const RESOURCES: usize = 2_000;
/// How long each figure is measured for.
const SPAN: Duration = Duration::from_secs(3);
/// How many connections ask at once.
const CONNECTIONS: [usize; 2] = [1, 8];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // `cargo test --all-targets` runs this too, without the flag: a debug build would measure nothing
    if !arguments.iter().any(|argument| argument == "--bench") {
        println!("measured by `cargo bench`");
        return;
    }
    let has = |what: &str| arguments.iter().any(|argument| argument == what);
    if has("folder") {
        let given = arguments.iter().find_map(|argument| argument.parse().ok());
        return folder::measure(given.unwrap_or(folder::RESOURCES));
    }
    if has("search") {
        return search::measure(&arguments);
    }
    let folder = tempfile::tempdir().unwrap();
    corpus::write(&folder.path().join("source"), RESOURCES);
    let program = imported(folder.path());
    if !has("saves") {
        beside_a_bare_handler(&program.address, folder.path());
    }
    saves::compare(&program.address, folder.path());
    program.stop();
}

/// Sheets, searches and saves, each beside a handler that does nothing.
fn beside_a_bare_handler(address: &str, folder: &Path) {
    let bare = bare::start();
    let mut table = Table::default();
    for connections in CONNECTIONS {
        let view = measure(connections, SPAN, |person| viewer(address, person));
        let beside = plain(&bare, connections, &view);
        table.add("sheet", connections, &view, &beside);
        let search = measure(connections, SPAN, |person| searcher(address, person));
        let beside = plain(&bare, connections, &search);
        table.add("search", connections, &search, &beside);
        let save = measure(connections, SPAN, |person| writer(address, person));
        let beside = plain(&bare, connections, &save);
        table.add("save", connections, &save, &beside);
    }
    table.print(RESOURCES, &saves::flush_time(folder));
}

/// Imports the folder `source` and serves it.
fn imported(folder: &Path) -> Program {
    let begun = Instant::now();
    program::run(folder, &["import", "source"]);
    println!("imported in {:.1} s", begun.elapsed().as_secs_f64());
    Program::serve(folder)
}

/// Opens one sheet after another.
fn viewer(address: &str, person: usize) -> impl FnMut() -> usize + use<> {
    let mut connection = Connection::open(address);
    let mut chance = corpus::Chance::seeded(person);
    move || {
        let path = format!("/ressources/{}", corpus::slug(chance.below(RESOURCES)));
        connection.ask("GET", &path, "", "").expect_status(200)
    }
}

/// Searches for words of the texts, as a person types them.
fn searcher(address: &str, person: usize) -> impl FnMut() -> usize + use<> {
    let mut connection = Connection::open(address);
    let mut chance = corpus::Chance::seeded(person);
    move || {
        let path = format!("/recherche?q={}", corpus::question(&mut chance));
        connection.ask("GET", &path, "", "").expect_status(200)
    }
}

/// Revises sheets of their own, each save on top of the one before.
fn writer(address: &str, person: usize) -> impl FnMut() -> usize + use<> {
    let mut connection = Connection::open(address);
    let slug = corpus::slug(person);
    let path = format!("/api/v1/resources/{slug}");
    let mut base = connection.revision(&path);
    let mut chance = corpus::Chance::seeded(person + 100);
    move || {
        let body = corpus::revision(person, base, &mut chance);
        let length = connection
            .ask("PUT", &path, "application/json", &body)
            .expect_status(200);
        base += 1;
        length
    }
}

/// The bare handler asked for as many bytes as the library answered with.
fn plain(address: &str, connections: usize, ours: &Figures) -> Figures {
    let path = format!("/{}", ours.bytes);
    measure(connections, SPAN / 2, |_| {
        let (mut connection, path) = (Connection::open(address), path.clone());
        move || connection.ask("GET", &path, "", "").expect_status(200)
    })
}
