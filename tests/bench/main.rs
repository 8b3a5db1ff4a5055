//! How fast the library is beside a bare actix-web handler that serves as many bytes.
//!
//! `cargo bench` writes 2,000 resources of seeded French text, imports them, starts the program and asks it for sheets,
//! searches and durable saves, over one connection and over eight. The bare handler runs in this process, in the same
//! run, so that the ratio says more than the figures, which depend on the machine.
#![expect(
    clippy::unwrap_used,
    reason = "a measurement that meets a surprise should stop there"
)]

mod bare;
mod client;
mod corpus;
mod load;
mod program;
mod report;

use client::Connection;
use load::{Figures, measure};
use report::Table;
use std::time::Duration;

/// How many resources the library has.
const RESOURCES: usize = 2_000;
/// How long each figure is measured for.
const SPAN: Duration = Duration::from_secs(3);
/// How many connections ask at once.
const CONNECTIONS: [usize; 2] = [1, 8];

fn main() {
    // `cargo test --all-targets` runs this too, without the flag: a debug build would measure nothing
    if !std::env::args().any(|argument| argument == "--bench") {
        println!("measured by `cargo bench`");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    corpus::write(&folder.path().join("source"), RESOURCES);
    let program = program::Program::start(folder.path());
    let bare = bare::start();
    let mut table = Table::default();
    for connections in CONNECTIONS {
        let view = measure(connections, SPAN, |person| viewer(&program.address, person));
        table.add(
            "sheet",
            connections,
            &view,
            &plain(&bare, connections, &view),
        );
        let search = measure(connections, SPAN, |person| {
            searcher(&program.address, person)
        });
        table.add(
            "search",
            connections,
            &search,
            &plain(&bare, connections, &search),
        );
        let save = measure(connections, SPAN, |person| writer(&program.address, person));
        table.add(
            "save",
            connections,
            &save,
            &plain(&bare, connections, &save),
        );
    }
    table.print(RESOURCES, &program::sync_time(folder.path()));
    program.stop();
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
