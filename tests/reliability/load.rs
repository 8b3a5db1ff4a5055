//! People at work: writers and readers without pause, until they are told to stop or the server is gone.

mod reader;
mod writer;

use crate::harness::Client;
use crate::ledger::{Act, Ledger, Outcome};
use anyhow::{Context, bail};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

/// Sheets on which all write.
const SHARED: usize = 4;

/// Who works, and how.
#[derive(Debug, Clone, Copy)]
pub struct Load {
    /// How many write.
    pub writers: usize,
    /// How many read.
    pub readers: usize,
    /// Where chance begins.
    pub seed: u64,
    /// Answers that are no surprise beside 2xx, 303 and 4xx, such as 507 on a full disk.
    pub expected: &'static [u16],
}

/// When the work is broken off: a moment after it began, or after some writes were acknowledged.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    acknowledged: u64,
    pause: Duration,
}

impl Moment {
    /// Any moment, one in eight before any write need have been acknowledged.
    pub fn draw(chance: &mut fastrand::Rng) -> Self {
        Self {
            acknowledged: chance.u64(..8),
            pause: Duration::from_millis(chance.u64(20..400)),
        }
    }

    /// One that leaves something to lose.
    pub fn with_acknowledged(chance: &mut fastrand::Rng) -> Self {
        Self {
            acknowledged: 8,
            ..Self::draw(chance)
        }
    }

    /// Waits for it.
    pub fn wait(self, ledger: &Ledger) {
        ledger.until_acknowledged(self.acknowledged);
        std::thread::sleep(self.pause);
    }
}

/// What happened meanwhile.
#[derive(Debug, Default)]
pub struct Seen {
    /// Readings that were checked.
    pub readings: AtomicU64,
    surprises: Mutex<Vec<String>>,
    over: AtomicBool,
}

impl Seen {
    /// Whether it is time to stop.
    pub fn is_over(&self) -> bool {
        self.over.load(Ordering::Relaxed)
    }

    /// Tells everybody to stop.
    pub fn stop(&self) {
        self.over.store(true, Ordering::Relaxed);
    }

    /// Notes what should not have been answered.
    pub fn surprise(&self, what: String) {
        let mut surprises = self
            .surprises
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        surprises.push(what);
    }

    /// The first surprise, as an error.
    fn first(&self) -> anyhow::Result<()> {
        let surprises = self
            .surprises
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        match surprises.first() {
            Some(first) => bail!("{} surprising answers, such as: {first}", surprises.len()),
            None => Ok(()),
        }
    }
}

impl Load {
    /// Lets everybody work while `meanwhile` runs: it ends the work by killing the server; otherwise all stop after it.
    /// Gives what it gives, and how many readings were checked.
    ///
    /// # Errors
    /// That of `meanwhile`, or an answer that should not have been given.
    pub fn run<T>(
        &self,
        client: &Client,
        ledger: &Ledger,
        meanwhile: impl FnOnce() -> anyhow::Result<T>,
    ) -> anyhow::Result<(T, u64)> {
        let seen = Seen::default();
        let standing = ledger.standing();
        let given = std::thread::scope(|scope| {
            for number in 0..self.writers {
                let writer = writer::Writer::new(self, number, client.clone(), ledger, &standing);
                scope.spawn(|| writer.work(&seen));
            }
            for number in 0..self.readers {
                let reader = reader::Reader::new(self, number, client.clone(), ledger, &standing);
                scope.spawn(|| reader.work(&seen));
            }
            let given = meanwhile();
            seen.stop();
            given
        })?;
        seen.first()?;
        Ok((given, seen.readings.into_inner()))
    }
}

/// Writes the sheets that all share, into a library that has none.
pub fn prepare(client: &Client, ledger: &Ledger, writers: usize) -> anyhow::Result<()> {
    for _ in 0..SHARED {
        let act = Act::Create {
            owner: None,
            slots: writers,
        };
        let token = ledger.note(None, act.clone());
        let content = act.apply(token, &[])?.context("nothing to create")?;
        client
            .json("POST", "/api/v1/resources", &content.to_json(token))?
            .expect(201)?;
        ledger.settle(token, Outcome::Acknowledged(Some(1)));
    }
    ledger.read_log(client)?;
    Ok(())
}
