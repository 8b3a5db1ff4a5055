//! Looks at one damaged copy: `check`, a server, everything it answers, `check` again.

use super::Verdict;
use super::library::{Prepared, Reply, answers, searches};
use super::stroke::{Target, strike};
use crate::contents::changes;
use crate::harness::{Client, Launch, Run, copy, ressourcotheque};
use anyhow::{Context, ensure};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long what follows the journal may take to be right again.
const HEALS_WITHIN: Duration = Duration::from_secs(10);
/// Records that a flipped bit, and a zeroed block, may touch.
const TOUCHED: [(&str, usize); 2] = [("bit flipped", 1), ("zeros at", 5)];

/// Damages a copy and looks at it.
pub fn at(
    prepared: &Prepared,
    target: Target,
    mut chance: fastrand::Rng,
    time: u64,
    repairs: bool,
) -> anyhow::Result<Verdict> {
    let data = prepared.scratch.path().join(format!("copy-{time}"));
    let (from, was) = if chance.bool() {
        (&prepared.stopped, "stopped")
    } else {
        (&prepared.killed, "killed")
    };
    copy(from, &data)?;
    let stroke = strike(&data, target, &mut chance)?;
    let check_first = chance.bool();
    let order = if check_first {
        "checked, then served"
    } else {
        "served, then checked"
    };
    let mut look = Look {
        prepared,
        target,
        data,
        told: format!("time {time}: {stroke} ({was}, {order})"),
        stroke,
        verdict: Verdict::default(),
    };
    look.all(check_first).with_context(|| look.told.clone())?;
    if repairs && target.is_truth() {
        look.mend().with_context(|| look.told.clone())?;
    }
    if look.verdict.faults.is_empty() && look.verdict.wrong.is_empty() {
        std::fs::remove_dir_all(&look.data)?;
        let _ = std::fs::remove_file(look.log());
    }
    Ok(look.verdict)
}

struct Look<'a> {
    prepared: &'a Prepared,
    target: Target,
    data: PathBuf,
    told: String,
    stroke: String,
    verdict: Verdict,
}

impl Look<'_> {
    fn all(&mut self, check_first: bool) -> anyhow::Result<()> {
        if check_first {
            self.check()?;
        }
        let right = self.serve()?;
        let last = self.check()?;
        let clean = last.code == Some(0);
        self.verdict.healed = right && clean;
        if self.target.is_truth() {
            if !self.verdict.detected || clean {
                self.fault(format!("`check` does not see it: {}", last.said().trim()));
            }
        } else if self.target != Target::Format && !self.verdict.healed {
            self.fault(format!(
                "it does not heal (everything right: {right}): {}",
                last.said().trim()
            ));
        } else if !self.verdict.healed && !self.verdict.detected {
            self.fault(format!("neither healed nor told: {}", last.said().trim()));
        }
        Ok(())
    }

    fn log(&self) -> PathBuf {
        self.data.with_extension("log")
    }

    fn fault(&mut self, what: String) {
        self.verdict.faults.push(format!("{}: {what}", self.told));
    }

    fn check(&mut self) -> anyhow::Result<Run> {
        let run = ressourcotheque(&self.data, ["check"])?;
        ensure!(
            run.code.is_some_and(|code| code < 2),
            "check ended with {:?}: {}",
            run.code,
            run.said()
        );
        self.panics(&run.err, "check");
        self.verdict.detected |= run.code == Some(1);
        Ok(run)
    }

    fn panics(&mut self, said: &str, who: &str) {
        if let Some(line) = said.lines().find(|line| line.contains("panicked at")) {
            self.verdict.panicked = true;
            self.fault(format!("{who} panicked: {line}"));
        }
    }

    /// Starts a server and reads everything; gives whether everything was right.
    fn serve(&mut self) -> anyhow::Result<bool> {
        let log = self.log();
        let server = match Launch::new(&self.data).log(&log).start() {
            Ok(server) => server,
            Err(error) => {
                let why = format!("{error:#}");
                self.panics(&why, "the server");
                if self.target != Target::Format {
                    self.fault(format!("the server does not start: {why}"));
                }
                return Ok(false);
            }
        };
        let right = self.read(&server.client())?;
        let stopped = server.stop();
        self.panics(
            &String::from_utf8_lossy(&std::fs::read(&log)?),
            "the server",
        );
        if let Err(error) = stopped {
            self.fault(format!("the server ends badly: {error:#}"));
        }
        Ok(right)
    }

    fn read(&mut self, client: &Client) -> anyhow::Result<bool> {
        let prepared = self.prepared;
        let paths: Vec<String> = prepared.right.keys().cloned().collect();
        let given = answers(client, &paths)?;
        let (mut failed, mut older) = (Vec::new(), Vec::new());
        for (path, reply) in &given {
            if *reply != prepared.right[path] {
                match reply.status {
                    400.. => failed.push(path.as_str()),
                    _ if self.is_older(path, reply) => older.push(path.as_str()),
                    status => self.verdict.wrong.push(format!(
                        "{}: GET {path} gives something else with {status}",
                        self.told
                    )),
                }
            }
        }
        let revisions = failed
            .iter()
            .filter(|path| path.contains("/revisions/"))
            .count();
        for (stroke, most) in TOUCHED {
            if self.stroke.contains(stroke) && revisions > most {
                self.fault(format!("{revisions} revisions are lost to it"));
            }
        }
        self.log_is_right(client)?;
        let readable = |slug: &String| {
            let path = format!("/api/v1/resources/{slug}");
            !failed.contains(&path.as_str()) && !older.contains(&path.as_str())
        };
        let found = self.search(client, &readable)?;
        Ok(failed.is_empty() && older.is_empty() && found && self.verdict.wrong.is_empty())
    }

    /// Whether it is what was written before, under its own number: where the end of the journal was cut off, or where
    /// nothing but the damaged record told of a revision, for a killed program's index may not have come to it.
    fn is_older(&self, path: &str, reply: &Reply) -> bool {
        let resource = path.split("/revisions/").next().unwrap_or(path);
        let number = reply.revision.unwrap_or_default();
        let written = self
            .prepared
            .right
            .get(&format!("{resource}/revisions/{number}"));
        let cut = self.target == Target::Journal
            && (self.stroke.contains("cut at")
                || self.stroke.contains("zeros at")
                || self.told.contains("(killed,"));
        cut && written
            .is_some_and(|written| written.lasting == reply.lasting && reply.status == 200)
    }

    /// Every change of the log is one that was written.
    fn log_is_right(&mut self, client: &Client) -> anyhow::Result<()> {
        let Ok(log) = changes(client) else {
            if !self.target.is_truth() {
                self.fault("the log is not given out".to_owned());
            }
            return Ok(());
        };
        for change in &log {
            let place = change["seq"]
                .as_u64()
                .and_then(|seq| usize::try_from(seq).ok())
                .unwrap_or_default();
            let written = place
                .checked_sub(1)
                .and_then(|place| self.prepared.changes.get(place));
            if written != Some(change) && change["action"] != "unreadable" {
                self.verdict.wrong.push(format!(
                    "{}: the log has {change} instead of {written:?}",
                    self.told
                ));
            }
        }
        Ok(())
    }

    /// Search finds each resource that can be read, as it stands.
    fn search(
        &mut self,
        client: &Client,
        readable: &dyn Fn(&String) -> bool,
    ) -> anyhow::Result<bool> {
        let begun = Instant::now();
        loop {
            let slugs = self.prepared.found.keys().filter(|slug| readable(slug));
            let found = searches(client, slugs)?;
            let wrong = found
                .iter()
                .find(|(slug, hits)| self.prepared.found[*slug] != **hits);
            let Some((slug, hits)) = wrong else {
                return Ok(true);
            };
            if begun.elapsed() > HEALS_WITHIN {
                self.verdict
                    .faults
                    .push(format!("{}: search for {slug} gives {hits}", self.told));
                return Ok(false);
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Brings back from the backup what is damaged: then everything is as it was.
    fn mend(&mut self) -> anyhow::Result<()> {
        let from: &Path = &self.prepared.backup;
        let run = ressourcotheque(
            &self.data,
            [
                "check".as_ref(),
                "--repair".as_ref(),
                "--from".as_ref(),
                from.as_os_str(),
            ],
        )?;
        self.panics(&run.err, "check --repair");
        let clean = ressourcotheque(&self.data, ["check"])?;
        let right = self.serve()?;
        self.verdict.mended = clean.code == Some(0) && right;
        if !self.verdict.mended {
            self.fault(format!(
                "it is not mended (everything right: {right}): {}{}",
                run.said(),
                clean.said()
            ));
        }
        Ok(())
    }
}
