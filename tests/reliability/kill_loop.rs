//! Killed at random moments under load, and while it recovers, again and again on the same data folder.

use crate::Form;
use crate::harness::{Launch, Place, Server, kinds_only, sound};
use crate::ledger::{Ledger, Scope};
use crate::load::{Load, Moment, prepare};
use crate::report::{Account, Told};
use anyhow::Context;
use std::path::PathBuf;
use std::time::Duration;

/// Kills in the short form.
const SHORT: u64 = 50;
/// Microseconds within which most openings end, and some do not.
const OPENING: u64 = 300_000;

/// Tells it.
pub fn tell(form: &Form, place: &Place) -> anyhow::Result<Told> {
    let times = form.times.unwrap_or(SHORT);
    let mut chance = fastrand::Rng::with_seed(form.seed());
    let mut library = Library {
        data: place.join("data"),
        ledger: Ledger::new(),
        writers: form.clients.unwrap_or(8),
        tally: Tally::default(),
    };
    let mut server = library.fill(place)?;
    for time in 1..=times {
        library.kill_under_load(server, &mut chance)?;
        let scope = Scope::after(time, times, &mut chance);
        server = library
            .reopen(time, scope)
            .with_context(|| format!("after kill {time}"))?;
    }
    server.stop()?;
    sound(&library.data)?;
    Ok(Told::Passed(library.account(times)))
}

/// The library that is killed again and again.
struct Library {
    data: PathBuf,
    ledger: Ledger,
    writers: usize,
    tally: Tally,
}

/// What is told at the end.
#[derive(Default)]
struct Tally {
    readings: u64,
    interrupted: u64,
    compared: u64,
    slowest: Duration,
}

impl Library {
    /// Starts a server on an empty folder and writes the shared sheets.
    fn fill(&self, place: &Place) -> anyhow::Result<Server> {
        let content = kinds_only(place.path())?;
        let server = Launch::new(&self.data).content(&content).start()?;
        self.ledger.read_log(&server.client())?;
        prepare(&server.client(), &self.ledger, self.writers)?;
        Ok(server)
    }

    /// Kills a server while all work, and, one time in three, up to three more while they open what it left.
    fn kill_under_load(
        &mut self,
        server: Server,
        chance: &mut fastrand::Rng,
    ) -> anyhow::Result<()> {
        let load = Load {
            writers: self.writers,
            readers: 4,
            seed: chance.u64(..),
            expected: &[],
        };
        let moment = Moment::draw(chance);
        let ((), readings) = load.run(&server.client(), &self.ledger, || {
            moment.wait(&self.ledger);
            server.kill()
        })?;
        self.tally.readings += readings;
        if chance.u8(..3) > 0 {
            return Ok(());
        }
        for _ in 0..chance.u8(1..=3) {
            let starting = Launch::new(&self.data).begin()?;
            std::thread::sleep(Duration::from_micros(chance.u64(500..OPENING)));
            let was_ready = starting.kill()?;
            self.tally.interrupted += u64::from(!was_ready);
        }
        Ok(())
    }

    /// Starts a server and compares; by turns `check` comes before it, or after it was killed at rest.
    fn reopen(&mut self, time: u64, scope: Scope) -> anyhow::Result<Server> {
        let check_first = time.is_multiple_of(2);
        if check_first {
            sound(&self.data)?;
        }
        let server = self.open()?;
        let log = self.ledger.verify(&server.client(), scope)?;
        self.tally.compared += log.compared;
        if check_first {
            return Ok(server);
        }
        server.kill()?;
        sound(&self.data)?;
        self.open()
    }

    fn open(&mut self) -> anyhow::Result<Server> {
        let server = Server::start(&self.data)?;
        self.tally.slowest = self.tally.slowest.max(server.opened_in);
        Ok(server)
    }

    fn account(self, times: u64) -> Account {
        let Tally {
            readings,
            interrupted,
            compared,
            slowest,
        } = self.tally;
        Account {
            times,
            acknowledged: self.ledger.acknowledged(),
            lost: 0,
            notes: vec![format!(
                "{} changes in the log, {compared} sheets and revisions compared, {readings} readings checked under load, \
                 {interrupted} more kills during recovery, slowest opening {} ms",
                self.ledger.position(),
                slowest.as_millis()
            )],
        }
    }
}
