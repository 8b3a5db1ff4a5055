//! What must be so after a fault.

use super::attempt::Try;
use super::bench::{Bench, run_plain};
use crate::contents::Contents;
use crate::harness::Run;
use anyhow::{Context, bail, ensure};
use serde_json::Value;
use std::path::Path;

/// A write that was attempted.
#[derive(Debug)]
pub struct Intent {
    /// The text that it would give the sheet, or the name of the file.
    pub what: &'static str,
    /// Whether the server said that it was done.
    pub acknowledged: bool,
}

/// What was added since is what was attempted, in that order: wholly or not at all, and wholly when it was acknowledged.
pub fn carried_out(
    now: &Contents,
    old: &Contents,
    slug: &str,
    intents: &[Intent],
) -> anyhow::Result<()> {
    let mut intents = intents.iter();
    for change in now.since(old)? {
        ensure!(
            change["slug"] == slug,
            "something else was written: {change}"
        );
        let number = change["revision"].as_u64().context("no revision")?;
        let revision = &now.revisions[&(slug.to_owned(), number)];
        loop {
            let intent = intents
                .next()
                .with_context(|| format!("nobody wrote {revision}"))?;
            if holds(revision, intent.what) {
                break;
            }
            ensure!(!intent.acknowledged, "{intent:?} is lost");
        }
    }
    match intents.find(|intent| intent.acknowledged) {
        Some(lost) => bail!("{lost:?} is lost"),
        None => Ok(()),
    }
}

fn holds(revision: &Value, what: &str) -> bool {
    let files = revision["files"].as_array().into_iter().flatten();
    revision["body"] == what || files.into_iter().any(|file| file["name"] == what)
}

/// Judges one point.
pub struct Judge<'a> {
    /// Where it is tried.
    pub bench: &'a Bench,
    /// The point.
    pub attempt: &'a Try,
}

impl Judge<'_> {
    /// A start gives out what is there or says in one sentence why not; the next start gives it out.
    pub fn start(&self, expected: &Contents) -> anyhow::Result<u64> {
        self.begin(&[])?;
        self.holds_exactly(expected)?;
        Ok(0)
    }

    /// A first start loads whole sheets; the next start loads those that are missing.
    pub fn fill(&self, expected: &Contents, content: &Path) -> anyhow::Result<u64> {
        self.begin(&[content])?;
        let now = self.bench.contents_of(&self.attempt.data)?;
        same_sheets(&now, expected)?;
        Ok(0)
    }

    /// Starts a server with the fault armed from its first call.
    fn begin(&self, content: &[&Path]) -> anyhow::Result<()> {
        let Try {
            control, order, n, ..
        } = self.attempt;
        let launch = content
            .iter()
            .fold(self.attempt.launch(), |launch, path| launch.content(path));
        control.arm(*order, *n)?;
        match launch.start() {
            Ok(server) => {
                // what follows the journal goes on for a while, and writes once more when it stops
                std::thread::sleep(std::time::Duration::from_millis(50));
                if !self.attempt.kills() {
                    Contents::read(&server.client()).context("reading after the fault")?;
                }
                // after a fault it may end as it can
                let _ = server.stop();
                control.disarm()?;
                self.attempt.no_panic()?;
            }
            Err(error) => {
                let why = format!("{error:#}");
                control.disarm()?;
                ensure!(control.hit()?.is_some(), "it does not start: {why}");
                ensure!(!why.contains("panicked at"), "it panicked: {why}");
                ensure!(
                    self.attempt.kills() || why.contains("exit status: 1"),
                    "it ended badly: {why}"
                );
            }
        }
        Ok(())
    }

    /// A backup is whole or not there, and the next one is made.
    pub fn backup(&self, expected: &Contents) -> anyhow::Result<u64> {
        let target = self.attempt.case.join("kept/library.zip");
        std::fs::create_dir(self.attempt.case.join("kept"))?;
        let run = self.attempt.run(&["backup".as_ref(), target.as_os_str()])?;
        self.ended_well(&run)?;
        if run.code == Some(1) {
            let left: Vec<_> = self.attempt.case.join("kept").read_dir()?.collect();
            ensure!(left.is_empty(), "a failed backup left {left:?}");
        }
        if target.exists() {
            ensure!(run.code != Some(1), "a failed backup left one");
            self.restores(&target, expected)?;
            std::fs::remove_file(&target)?;
        } else {
            ensure!(run.code != Some(0), "there is no backup: {}", run.said());
        }
        run_plain(&self.attempt.data, &["backup".as_ref(), target.as_os_str()])
            .context("the next backup")?;
        self.restores(&target, expected)?;
        self.holds_exactly(expected)?;
        Ok(u64::from(run.code == Some(0)))
    }

    fn restores(&self, backup: &Path, expected: &Contents) -> anyhow::Result<()> {
        let data = self.attempt.case.join("restored");
        run_plain(&data, &["restore".as_ref(), backup.as_os_str()])?;
        let now = self.bench.contents_of(&data)?;
        ensure!(now == *expected, "the backup restores to something else");
        Ok(std::fs::remove_dir_all(&data)?)
    }

    /// A restore that did not come to its end is begun again.
    pub fn restore(&self, expected: &Contents, backup: &Path) -> anyhow::Result<u64> {
        let arguments = ["restore".as_ref(), backup.as_os_str()];
        let run = self.attempt.run(&arguments)?;
        self.ended_well(&run)?;
        if run.code != Some(0) {
            let again = crate::harness::ressourcotheque(&self.attempt.data, arguments)?;
            let whole = again.code == Some(1) && again.said().contains("holds a library already");
            ensure!(
                whole || again.code == Some(0),
                "the next restore: {}",
                again.said()
            );
        }
        self.holds_exactly(expected)?;
        Ok(u64::from(run.code == Some(0)))
    }

    /// A search index half built is built again.
    pub fn reindex(&self, expected: &Contents) -> anyhow::Result<u64> {
        let run = self.attempt.run(&["reindex".as_ref()])?;
        self.ended_well(&run)?;
        self.holds_exactly(expected)?;
        Ok(0)
    }

    /// Sheets are imported wholly or not at all; the next import takes those that are missing.
    pub fn import(
        &self,
        old: &Contents,
        expected: &Contents,
        sheets: &Path,
    ) -> anyhow::Result<u64> {
        let arguments = ["import".as_ref(), sheets.as_os_str()];
        let run = self.attempt.run(&arguments)?;
        self.ended_well(&run)?;
        let now = self.bench.contents_of(&self.attempt.data)?;
        now.since(old)?;
        for (slug, sheet) in &now.current {
            same_sheet(sheet, expected.current.get(slug))?;
        }
        if run.code == Some(0) {
            same_sheets(&now, expected)?;
        }
        run_plain(&self.attempt.data, &arguments).context("the next import")?;
        same_sheets(&self.bench.contents_of(&self.attempt.data)?, expected)?;
        Ok(if run.code == Some(0) { 3 } else { 0 })
    }

    /// A command was done, or failed with a sentence, or was killed.
    fn ended_well(&self, run: &Run) -> anyhow::Result<()> {
        ensure!(
            !run.said().contains("panicked at"),
            "it panicked: {}",
            run.said()
        );
        let hit = self.attempt.control.hit()?.is_some();
        match run.code {
            Some(0) => Ok(()),
            Some(1) if hit && !run.err.trim().is_empty() => Ok(()),
            None if hit && self.attempt.kills() => Ok(()),
            code => bail!("it ended with {code:?}: {}", run.said()),
        }
    }

    fn holds_exactly(&self, expected: &Contents) -> anyhow::Result<()> {
        let now = self.bench.contents_of(&self.attempt.data)?;
        now.since(expected)?;
        ensure!(now == *expected, "something was added: {:?}", now.changes);
        Ok(())
    }
}

/// The same sheets, whatever their identifiers and times.
fn same_sheets(now: &Contents, expected: &Contents) -> anyhow::Result<()> {
    let slugs = |contents: &Contents| contents.current.keys().cloned().collect::<Vec<_>>();
    ensure!(
        slugs(now) == slugs(expected),
        "{:?} instead of {:?}",
        slugs(now),
        slugs(expected)
    );
    for (slug, sheet) in &now.current {
        same_sheet(sheet, expected.current.get(slug))?;
    }
    Ok(())
}

fn same_sheet(sheet: &Value, expected: Option<&Value>) -> anyhow::Result<()> {
    let expected = expected.with_context(|| format!("nobody wrote {sheet}"))?;
    for name in [
        "slug", "revision", "title", "kind", "licence", "tags", "fields", "body",
    ] {
        ensure!(
            sheet[name] == expected[name],
            "{name} of {sheet} is not that of {expected}"
        );
    }
    let hashes = |sheet: &Value| {
        let files = sheet["files"].as_array().into_iter().flatten();
        files.map(|file| file["sha256"].clone()).collect::<Vec<_>>()
    };
    ensure!(
        hashes(sheet) == hashes(expected),
        "the files of {sheet} are not those of {expected}"
    );
    Ok(())
}
