//! Two who watch while others work: a reader to whom everything must be given, a writer who must be answered.

use crate::contents::refuses_well;
use crate::harness::Client;
use crate::ledger::{Act, Ledger, Outcome};
use anyhow::{Context, ensure};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// What the two saw.
#[derive(Debug, Default)]
pub struct Watch {
    /// While the disk is full, as far as is known.
    pub full: AtomicBool,
    over: AtomicBool,
    /// Readings answered with 200 while the disk was full.
    pub read_when_full: AtomicU64,
    /// Milliseconds that the slowest of them took.
    pub slowest: AtomicU64,
    /// Writes refused politely.
    pub refused: AtomicU64,
}

impl Watch {
    /// Tells both to stop.
    pub fn stop(&self) {
        self.over.store(true, Ordering::Relaxed);
    }

    fn goes_on(&self) -> bool {
        !self.over.load(Ordering::Relaxed)
    }

    /// Reads pages and searches, one after the other: each must be answered with 200.
    pub fn read(&self, client: &Client, slug: &str) -> anyhow::Result<()> {
        let paths = [
            "/".to_owned(),
            format!("/ressources/{slug}"),
            format!("/ressources/{slug}/historique"),
            "/recherche?q=".to_owned(),
            format!("/api/v1/resources/{slug}"),
            "/api/v1/resources?q=&limit=5".to_owned(),
            "/changements".to_owned(),
            "/healthz".to_owned(),
        ];
        for path in paths.iter().cycle() {
            if !self.goes_on() {
                break;
            }
            let (full, begun) = (self.full.load(Ordering::Relaxed), Instant::now());
            let answer = client
                .get(path)
                .with_context(|| format!("reading {path}, disk full: {full}"))?;
            ensure!(
                answer.status == 200,
                "GET {path}, disk full: {full}: {} {}",
                answer.status,
                answer.text()
            );
            if full {
                let took = u64::try_from(begun.elapsed().as_millis())?;
                self.read_when_full.fetch_add(1, Ordering::Relaxed);
                self.slowest.fetch_max(took, Ordering::Relaxed);
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        Ok(())
    }

    /// Creates sheets, one after the other: each is taken, or refused in a problem document with 507 or 503.
    pub fn write(&self, client: &Client, ledger: &Ledger) -> anyhow::Result<()> {
        while self.goes_on() {
            let act = Act::Create {
                owner: Some(usize::MAX),
                slots: 3,
            };
            let token = ledger.note(None, act.clone());
            let content = act.apply(token, &[])?.context("nothing to create")?;
            let answer = client
                .json("POST", "/api/v1/resources", &content.to_json(token))
                .context("a write was not answered")?;
            if answer.done() {
                ledger.settle(token, Outcome::Acknowledged(Some(1)));
            } else {
                ledger.settle(token, Outcome::Refused);
                let code = refuses_well(&answer)?;
                ensure!(
                    answer.status != 500,
                    "a write was answered with {} ({code})",
                    answer.status
                );
                self.refused.fetch_add(1, Ordering::Relaxed);
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }
}
