//! The ledger: every write that a client attempts is noted before it is sent and settled after the answer, so that what
//! a library holds after a fault can be compared with what was promised.
//!
//! Every write has a number, with which it is signed (`by`); title, paragraphs and files follow from that number alone
//! ([`text`]). So the log of changes says which writes are there, and the ledger knows what each must have made of the
//! library: [`Ledger::read_log`] replays them one by one, [`Ledger::compare`] asks the server for the outcome.

mod act;
mod compare;
mod model;
pub mod text;

pub use act::{Act, Content};
pub use compare::Scope;
pub use model::{Model, Sheet};

use crate::harness::Client;
use anyhow::{Context, bail, ensure};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

/// The number of a write.
pub type Token = u64;

/// What became of a write, as far as its client knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// No answer yet, or the connection broke: it may be there or not.
    Unknown,
    /// It was acknowledged, with the number of the revision where the answer names one.
    Acknowledged(Option<u32>),
    /// It was refused, or found missing by an earlier comparison: it must never be there.
    Refused,
}

/// A write.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The identifier of the resource; none for one that is created.
    pub on: Option<String>,
    /// What was to be done.
    pub act: Act,
    /// What became of it.
    pub outcome: Outcome,
}

/// What the log says of the writes.
#[derive(Debug, Default)]
pub struct Log {
    /// Writes acknowledged since the log was read before.
    pub acknowledged: u64,
    /// Those of them that are not in the log.
    pub lost: Vec<String>,
    /// Sheets and revisions that were compared with it.
    pub compared: u64,
}

/// The ledger. Clients on many threads write into it.
#[derive(Default)]
pub struct Ledger {
    entries: Mutex<BTreeMap<Token, Entry>>,
    model: Mutex<Model>,
    acknowledged: AtomicU64,
}

impl Ledger {
    /// A ledger for a library without sheets.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes a write that is about to be sent, and gives its number.
    pub fn note(&self, on: Option<&str>, act: Act) -> Token {
        let mut entries = held(&self.entries);
        let token = entries.len() as Token;
        let entry = Entry {
            on: on.map(str::to_owned),
            act,
            outcome: Outcome::Unknown,
        };
        entries.insert(token, entry);
        token
    }

    /// Notes what was answered.
    pub fn settle(&self, token: Token, outcome: Outcome) {
        if matches!(outcome, Outcome::Acknowledged(_)) {
            self.acknowledged.fetch_add(1, Ordering::Relaxed);
        }
        if let Some(entry) = held(&self.entries).get_mut(&token) {
            entry.outcome = outcome;
        }
    }

    /// Writes acknowledged in all.
    pub fn acknowledged(&self) -> u64 {
        self.acknowledged.load(Ordering::Relaxed)
    }

    /// Waits until so many more writes are acknowledged, at most ten seconds.
    pub fn until_acknowledged(&self, more: u64) {
        let enough = self.acknowledged() + more;
        for _ in 0..2000 {
            if self.acknowledged() >= enough {
                return;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// The sheets that stand, as of the last reading of the log.
    pub fn standing(&self) -> Vec<Sheet> {
        let model = held(&self.model);
        model
            .sheets
            .values()
            .filter(|sheet| !sheet.withdrawn)
            .cloned()
            .collect()
    }

    /// The place of the log up to which it was read.
    pub fn position(&self) -> u64 {
        held(&self.model).position()
    }

    /// The log, as far as it was read.
    pub fn log(&self) -> Vec<serde_json::Value> {
        held(&self.model).log.clone()
    }

    /// Whether a revision that was read, as JSON, is made of nothing but what was written.
    pub fn recognise(&self, revision: &serde_json::Value) -> anyhow::Result<()> {
        let attempted = held(&self.entries).len() as Token;
        let by = revision["by"]
            .as_str()
            .and_then(text::token)
            .context("signed by nobody")?;
        ensure!(by < attempted, "signed by {by}, who has written nothing");
        let title = revision["title"].as_str().and_then(text::token_of_title);
        ensure!(
            title.is_some_and(|title| title < attempted),
            "nobody wrote the title of {revision}"
        );
        for paragraph in revision["body"]
            .as_str()
            .unwrap_or_default()
            .trim_end()
            .split("\n\n")
        {
            let (slot, token) = text::token_of_paragraph(paragraph)
                .with_context(|| format!("nobody wrote {paragraph:?}"))?;
            ensure!(
                token < attempted && paragraph == text::paragraph(slot, token),
                "{paragraph:?} is not what {token} wrote"
            );
        }
        Ok(())
    }

    /// Reads what is new in the log and replays it. Afterwards nothing is unknown: what is not there now must never be.
    ///
    /// # Errors
    /// A gap, a write that nobody attempted, that was refused, that is there twice or on the wrong revision.
    pub fn read_log(&self, client: &Client) -> anyhow::Result<Log> {
        let mut model = held(&self.model);
        let mut entries = held(&self.entries);
        let changes = changes_after(client, model.position())?;
        let begun = model.settled;
        for change in &changes {
            model.take(change, &entries)?;
        }
        let mut log = Log::default();
        for (&token, entry) in entries.range_mut(begun..) {
            let there = model.has(token);
            match (&entry.outcome, there) {
                (Outcome::Acknowledged(_), there) => {
                    log.acknowledged += 1;
                    if !there {
                        log.lost
                            .push(format!("{}: {:?}", text::signature(token), entry.act));
                    }
                }
                (Outcome::Unknown, true) => entry.outcome = Outcome::Acknowledged(None),
                (Outcome::Unknown, false) => entry.outcome = Outcome::Refused,
                (Outcome::Refused, _) => {}
            }
        }
        model.settled = entries.len() as Token;
        Ok(log)
    }

    /// Compares what the server gives with what the log, read before, must have made of it; gives how many sheets and
    /// revisions were compared.
    ///
    /// # Errors
    /// The first thing that differs.
    pub fn compare(&self, client: &Client, scope: Scope) -> anyhow::Result<u64> {
        caught_up(client)?;
        let mut model = held(&self.model);
        let compared = compare::compare(&model, client, scope)?;
        model.touched.clear();
        Ok(compared)
    }

    /// Reads the log and compares; a lost write is a fault.
    ///
    /// # Errors
    /// As [`Ledger::read_log`] and [`Ledger::compare`].
    pub fn verify(&self, client: &Client, scope: Scope) -> anyhow::Result<Log> {
        let mut log = self.read_log(client)?;
        ensure!(
            log.lost.is_empty(),
            "{} acknowledged writes are lost: {:?}",
            log.lost.len(),
            log.lost
        );
        log.compared = self.compare(client, scope)?;
        Ok(log)
    }

    /// The ledger as it was when the log had that many changes, for a copy of the library from then.
    pub fn at(&self, position: u64) -> anyhow::Result<Self> {
        let entries = held(&self.entries).clone();
        let mut model = Model::default();
        for change in held(&self.model)
            .log
            .iter()
            .take(usize::try_from(position)?)
        {
            model.take(change, &entries)?;
        }
        model.settled = entries.len() as Token;
        Ok(Self {
            entries: Mutex::new(entries),
            model: Mutex::new(model),
            acknowledged: AtomicU64::default(),
        })
    }
}

/// Every change after a place, which must follow one another without gap.
pub fn changes_after(client: &Client, position: u64) -> anyhow::Result<Vec<serde_json::Value>> {
    let mut changes = Vec::new();
    let mut after = position;
    loop {
        let path = format!("/api/v1/changes?after={after}&limit=500");
        let mut part = client.get(&path)?.expect(200)?.json()?;
        let Some(list) = part["changes"]
            .as_array_mut()
            .filter(|list| !list.is_empty())
        else {
            return Ok(changes);
        };
        for change in list.drain(..) {
            after += 1;
            ensure!(
                change["seq"] == after,
                "the log has {change} where {after} should be"
            );
            changes.push(change);
        }
        ensure!(
            part["next"] == after,
            "the log goes on at {}, not at {after}",
            part["next"]
        );
    }
}

/// Waits until the search index has followed the log to its end, at most ten seconds.
pub fn caught_up(client: &Client) -> anyhow::Result<()> {
    for _ in 0..500 {
        let health = client.get("/healthz")?.expect(200)?.json()?;
        if health["index"]["behind"] == 0 {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    bail!("the search index does not catch up")
}

/// What a mutex guards. A thread that panicked has ended the story anyway.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}
