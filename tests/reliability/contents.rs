//! Everything that a server gives out: the log, each revision of each resource, each file.

use super::harness::{Client, problem_code};
use anyhow::{Context, ensure};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

/// How long the search index may take to catch up.
const FOLLOWS_WITHIN: Duration = Duration::from_secs(10);

/// What a library holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Contents {
    /// The log, in order.
    pub changes: Vec<Value>,
    /// Revisions by slug and number, without what a later revision changes of them.
    pub revisions: BTreeMap<(String, u64), Value>,
    /// The current revisions of what stands.
    pub current: BTreeMap<String, Value>,
}

impl Contents {
    /// Reads everything; each file must have the bytes whose hash its revision names.
    pub fn read(client: &Client) -> anyhow::Result<Self> {
        let mut contents = Self {
            changes: changes(client)?,
            ..Self::default()
        };
        for change in &contents.changes {
            if let (Some(slug), Some(number)) =
                (change["slug"].as_str(), change["revision"].as_u64())
            {
                let path = format!("/api/v1/resources/{slug}/revisions/{number}");
                let revision = client.get(&path)?;
                if revision.status != 410 {
                    let key = (slug.to_owned(), number);
                    contents
                        .revisions
                        .insert(key, lasting(revision.expect(200)?.json()?));
                }
            }
        }
        let slugs: BTreeSet<&str> = contents
            .revisions
            .keys()
            .map(|(slug, _)| slug.as_str())
            .collect();
        for slug in slugs {
            let current = client.get(&format!("/api/v1/resources/{slug}"))?;
            if current.status != 410 {
                let current = lasting(current.expect(200)?.json()?);
                files(client, slug, &current)?;
                contents.current.insert(slug.to_owned(), current);
            }
        }
        contents.in_order()?;
        Ok(contents)
    }

    /// The log has no gap, and what stands is the latest revision.
    fn in_order(&self) -> anyhow::Result<()> {
        for (place, change) in self.changes.iter().enumerate() {
            ensure!(
                change["seq"] == place as u64 + 1,
                "the log has a gap before {change}"
            );
        }
        for (slug, current) in &self.current {
            let of_slug = self
                .revisions
                .range((slug.clone(), 0)..=(slug.clone(), u64::MAX));
            let (_, latest) = of_slug.last().context("a resource without a revision")?;
            ensure!(
                current == latest,
                "{slug}: current {current} is not the latest {latest}"
            );
        }
        Ok(())
    }

    /// Everything that was there before is there, unchanged; gives what was added to the log.
    pub fn since<'a>(&'a self, before: &Self) -> anyhow::Result<&'a [Value]> {
        let kept = before.changes.len();
        ensure!(
            self.changes.get(..kept) == Some(&before.changes[..]),
            "the log is not what it was: {:?} and now {:?}",
            before.changes,
            self.changes
        );
        for (key, revision) in &before.revisions {
            let now = self.revisions.get(key);
            ensure!(
                now == Some(revision),
                "{key:?} was {revision} and is {now:?}"
            );
        }
        Ok(&self.changes[kept..])
    }

    /// Search finds exactly what stands, each by the last word of its text, which no other text holds.
    pub fn found(&self, client: &Client) -> anyhow::Result<()> {
        let begun = Instant::now();
        loop {
            match self.found_now(client) {
                Err(error) if begun.elapsed() > FOLLOWS_WITHIN => return Err(error),
                Err(_) => std::thread::sleep(Duration::from_millis(20)),
                Ok(()) => return Ok(()),
            }
        }
    }

    fn found_now(&self, client: &Client) -> anyhow::Result<()> {
        let total = &search(client, "")?["total"];
        ensure!(
            *total == self.current.len(),
            "{total} found of {}",
            self.current.len()
        );
        for (slug, current) in &self.current {
            let words = current["body"]
                .as_str()
                .unwrap_or_default()
                .split_whitespace();
            let word = words.last().context("a sheet without a word")?;
            let hits = search(client, word)?["hits"].clone();
            let slugs: Vec<&str> = hits
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|hit| hit["slug"].as_str())
                .collect();
            ensure!(slugs == [slug], "{word} of {slug} found in {slugs:?}");
        }
        Ok(())
    }
}

fn search(client: &Client, words: &str) -> anyhow::Result<Value> {
    client
        .get(&format!("/api/v1/resources?q={words}"))?
        .expect(200)?
        .json()
}

/// The whole log.
pub fn changes(client: &Client) -> anyhow::Result<Vec<Value>> {
    let (mut changes, mut after) = (Vec::new(), 0);
    loop {
        let path = format!("/api/v1/changes?after={after}&limit=500");
        let part = client.get(&path)?.expect(200)?.json()?;
        let page = part["changes"].as_array().context("no changes")?;
        if page.is_empty() {
            return Ok(changes);
        }
        changes.extend(page.iter().cloned());
        match part["next"].as_u64() {
            Some(next) => after = next,
            None => return Ok(changes),
        }
    }
}

/// A revision without what a later one changes of it.
pub fn lasting(mut revision: Value) -> Value {
    if let Some(members) = revision.as_object_mut() {
        for name in ["latest_revision", "redirects", "url"] {
            members.remove(name);
        }
    }
    revision
}

/// Reads each file of a revision, which must have its bytes.
fn files(client: &Client, slug: &str, revision: &Value) -> anyhow::Result<()> {
    for file in revision["files"].as_array().into_iter().flatten() {
        let name = file["name"].as_str().context("a file without a name")?;
        let path = format!("/ressources/{slug}/fichiers/{name}");
        let answer = client.get(&path)?.expect(200)?;
        ensure!(
            file["sha256"] == hash(&answer.body),
            "{path} has other bytes"
        );
    }
    Ok(())
}

/// SHA-256 in hexadecimal digits.
pub fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// An answer that refuses says so in a problem document with a code and a status for faults of the disk.
pub fn refuses_well(answer: &super::harness::Answer) -> anyhow::Result<String> {
    let code = problem_code(answer);
    let code = code.with_context(|| {
        format!(
            "{} is no problem document: {}",
            answer.status,
            answer.text()
        )
    })?;
    ensure!(
        [500, 503, 507].contains(&answer.status),
        "{code} with {}",
        answer.status
    );
    Ok(code)
}
