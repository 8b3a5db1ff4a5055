//! Somebody who reads: sheets, older revisions, pages, searches. What is read must have been written.

use super::{Load, Seen};
use crate::harness::{Answer, Client};
use crate::ledger::{Ledger, Sheet, text};
use std::sync::atomic::Ordering;

/// A reader.
pub struct Reader<'a> {
    expected: &'static [u16],
    chance: fastrand::Rng,
    client: Client,
    ledger: &'a Ledger,
    sheets: Vec<Sheet>,
}

impl<'a> Reader<'a> {
    /// One of a load, who knows the sheets that stand.
    pub fn new(
        load: &Load,
        number: usize,
        client: Client,
        ledger: &'a Ledger,
        standing: &[Sheet],
    ) -> Self {
        Self {
            expected: load.expected,
            chance: fastrand::Rng::with_seed(!load.seed ^ (number as u64) << 32),
            client,
            ledger,
            sheets: standing.to_vec(),
        }
    }

    /// Reads until it is over or the connection breaks.
    pub fn work(mut self, seen: &Seen) {
        while !seen.is_over() && self.step(seen).is_some() {}
    }

    /// One reading; nothing when the connection broke.
    fn step(&mut self, seen: &Seen) -> Option<()> {
        let sheet = self.chance.choice(self.sheets.iter())?;
        let number = self.chance.usize(1..=sheet.revisions.len());
        let (slug, way) = (&sheet.slug, self.chance.u8(..4));
        let path = match way {
            0 => format!("/api/v1/resources/{slug}"),
            1 => format!("/api/v1/resources/{slug}/revisions/{number}"),
            2 => format!("/ressources/{slug}"),
            _ => format!(
                "/api/v1/resources?q={}",
                text::word(sheet.revisions[number - 1].0)
            ),
        };
        let answer = self.client.get(&path).ok()?;
        seen.readings.fetch_add(1, Ordering::Relaxed);
        if let Err(error) = self.judge(&answer, way < 2) {
            seen.surprise(format!("GET {path}: {error:#}"));
        }
        Some(())
    }

    fn judge(&self, answer: &Answer, sheet: bool) -> anyhow::Result<()> {
        match answer.status {
            200 if sheet => self.ledger.recognise(&answer.json()?),
            // renamed or withdrawn since the reader learnt of it
            200 | 301 | 308 | 410 => Ok(()),
            status if self.expected.contains(&status) => Ok(()),
            status => anyhow::bail!("{status} {}", answer.text()),
        }
    }
}
