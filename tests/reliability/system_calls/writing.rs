//! A save or an upload through a running server, with a fault at one call.

use super::attempt::Try;
use super::bench::Bench;
use super::judge::{Intent, carried_out};
use super::operation::Operation;
use crate::contents::{Contents, refuses_well};
use crate::faults::which;
use crate::harness::{Answer, Client, Multipart, Server};
use anyhow::{Context, ensure};
use serde_json::json;
use std::time::{Duration, Instant};

/// How long the followers of the journal may go on with their calls after an answer.
const SETTLES_WITHIN: Duration = Duration::from_secs(10);
/// The sheet that is revised.
const SHEET: &str = "la-source";
/// What is saved.
pub const NEW_TEXT: &str = "Un nouveau texte, entier ou absent, et son mot : neufmot\n";
/// What is saved after that.
const LATER_TEXT: &str = "Un texte d'après la panne, et son mot : apresmot\n";

/// A write through a running server.
pub fn write(
    bench: &Bench,
    old: &Contents,
    operation: Operation,
    attempt: &Try,
) -> anyhow::Result<u64> {
    let server = attempt.launch().start()?;
    let client = server.client();
    attempt.control.arm(attempt.order, attempt.n)?;
    let (answer, what) = match operation {
        Operation::Upload => (attach(&client, SHEET, 2, "nouveau.txt"), "nouveau.txt"),
        _ => (revise(&client, 2, NEW_TEXT), NEW_TEXT),
    };
    settle(&client, attempt)?;
    if !attempt.kills() {
        attempt.control.disarm()?;
    }
    let mut intents = Vec::new();
    match answer {
        // whether it was carried out is unknown
        Err(_) => {
            ensure!(attempt.kills(), "the connection broke: {}", server.log());
            intents.push(Intent {
                what,
                acknowledged: false,
            });
            server.kill()?;
        }
        Ok(answer) => {
            intents.push(Intent {
                what,
                acknowledged: answer.done(),
            });
            let refused = (!answer.done())
                .then(|| refuses_well(&answer))
                .transpose()?;
            if attempt.kills() {
                // it is killed by now, or while it stops, or not at all
                let _ = server.stop();
            } else {
                go_on(old, attempt, server, refused.as_deref(), &mut intents)?;
            }
        }
    }
    attempt.control.disarm()?;
    let now = bench.contents_of(&attempt.data)?;
    carried_out(&now, old, SHEET, &intents)?;
    Ok(intents.iter().filter(|intent| intent.acknowledged).count() as u64)
}

/// After a failed call the same server reads everything, and writes again unless the failed call was a sync.
fn go_on(
    old: &Contents,
    attempt: &Try,
    server: Server,
    refused: Option<&str>,
    intents: &mut Vec<Intent>,
) -> anyhow::Result<()> {
    let client = server.client();
    let now = Contents::read(&client).context("reading after the fault")?;
    now.since(old)?;
    let base = now.current[SHEET]["revision"]
        .as_u64()
        .context("no revision")?;
    let next = revise(&client, base, LATER_TEXT).context("the next save")?;
    intents.push(Intent {
        what: LATER_TEXT,
        acknowledged: next.done(),
    });
    if !next.done() {
        let code = refuses_well(&next)?;
        let on_sync = attempt.order.which == which::SYNCS;
        ensure!(
            on_sync && code == "read_only",
            "the next save is refused ({code}) after {refused:?}: {}",
            next.text()
        );
    }
    attempt.no_panic()?;
    // after a fault it may end as it can
    let _ = server.stop();
    Ok(())
}

/// Waits until the search index has followed, or the fault was hit and nothing more comes of it.
fn settle(client: &Client, attempt: &Try) -> anyhow::Result<()> {
    let begun = Instant::now();
    while begun.elapsed() < SETTLES_WITHIN {
        let Ok(health) = client.get("/healthz") else {
            return Ok(());
        };
        let hit = attempt.control.hit()?.is_some();
        if health.json()?["index"]["behind"] == 0
            || hit && begun.elapsed() > Duration::from_millis(200)
        {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    Ok(())
}

/// Revises the sheet.
pub fn revise(client: &Client, base: u64, body: &str) -> anyhow::Result<Answer> {
    let sheet = json!({
        "title": "La source", "kind": "page", "licence": "CC-BY-SA-4.0", "body": body, "base_revision": base,
    });
    Ok(client.json("PUT", &format!("/api/v1/resources/{SHEET}"), &sheet)?)
}

/// Attaches a file, whose bytes follow from its name.
pub fn attach(client: &Client, slug: &str, base: u64, name: &str) -> anyhow::Result<Answer> {
    let bytes = name.repeat(3000);
    let form = Multipart::default()
        .text("base_revision", &base.to_string())
        .file("file", name, "text/plain", bytes.as_bytes());
    Ok(client.multipart(&format!("/api/v1/resources/{slug}/files"), form)?)
}
