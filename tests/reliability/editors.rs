//! Many editors on few sheets: half of them write into a paragraph of their own, half at the end of one list, where they
//! conflict and try again. Nobody takes a line away, so every acknowledged line must be in the end.

use crate::Form;
use crate::harness::{Client, Launch, Place, kinds_only, sound};
use crate::ledger::changes_after;
use crate::report::{Account, Told};
use anyhow::{Context, bail, ensure};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Editors, unless `--clients` says otherwise.
const EDITORS: usize = 16;
/// Saves of each editor in the short form.
const SHORT: u64 = 30;
/// Sheets that they share.
const SHEETS: usize = 10;
/// How often a save is tried: conflicts are many where all write at the end of one list.
const ATTEMPTS: usize = 500;

/// An acknowledged line: sheet, number of its revision, text.
type Line = (usize, u64, String);

/// Tells it.
pub fn tell(form: &Form, place: &Place) -> anyhow::Result<Told> {
    let (editors, saves) = (form.clients.unwrap_or(EDITORS), form.times.unwrap_or(SHORT));
    let data = place.join("data");
    let server = Launch::new(&data)
        .content(&kinds_only(place.path())?)
        .start()?;
    let client = server.client();
    for sheet in 0..SHEETS {
        let created = client.json("POST", "/api/v1/resources", &empty(sheet, editors))?;
        ensure!(
            created.expect(201)?.json()?["slug"] == slug(sheet),
            "another address"
        );
    }
    let tally = Tally::default();
    let lines = everybody(&client, editors, saves, form.seed(), &tally)?;
    ensure!(
        lines.len() as u64 == editors as u64 * saves,
        "{} saves of {}",
        lines.len(),
        editors as u64 * saves
    );
    let lost = missing(&client, &lines)?;
    server.stop()?;
    sound(&data)?;
    let (conflicts, merged, busy) = (
        tally.conflicts.into_inner(),
        tally.merged.into_inner(),
        tally.busy.into_inner(),
    );
    Ok(Told::Passed(Account {
        times: saves,
        acknowledged: lines.len() as u64,
        lost,
        notes: vec![format!(
            "{editors} editors, {SHEETS} sheets: {merged} saves merged, {conflicts} conflicts and {busy} refusals tried again"
        )],
    }))
}

fn slug(sheet: usize) -> String {
    format!("fiche-commune-{sheet}")
}

/// A sheet with a paragraph for each editor, and a list.
fn empty(sheet: usize, editors: usize) -> Value {
    let corners: Vec<String> = (0..editors)
        .map(|editor| format!("Coin {editor} :"))
        .collect();
    json!({
        "title": format!("Fiche commune {sheet}"), "kind": "fiche-methode", "licence": "CC-BY-SA-4.0",
        "body": format!("{}\n\n## Liste\n\n- début\n", corners.join("\n\n")),
    })
}

/// How it went.
#[derive(Default)]
struct Tally {
    conflicts: AtomicU64,
    merged: AtomicU64,
    busy: AtomicU64,
}

/// Lets all editors save so often; gives every acknowledged line.
fn everybody(
    client: &Client,
    editors: usize,
    saves: u64,
    seed: u64,
    tally: &Tally,
) -> anyhow::Result<Vec<Line>> {
    std::thread::scope(|scope| {
        let at_work: Vec<_> = (0..editors)
            .map(|editor| {
                let mut chance = fastrand::Rng::with_seed(seed ^ (editor as u64) << 32);
                scope.spawn(move || {
                    (0..saves)
                        .map(|save| {
                            let sheet = chance.usize(..SHEETS);
                            add_line(client, sheet, editor, save, tally)
                        })
                        .collect::<anyhow::Result<Vec<Line>>>()
                })
            })
            .collect();
        let mut lines = Vec::new();
        for editor in at_work {
            match editor.join() {
                Ok(theirs) => lines.extend(theirs?),
                Err(_) => bail!("an editor panicked"),
            }
        }
        Ok(lines)
    })
}

/// Adds a line to a sheet, trying again after a conflict or a refusal for now.
fn add_line(
    client: &Client,
    sheet: usize,
    editor: usize,
    save: u64,
    tally: &Tally,
) -> anyhow::Result<Line> {
    let path = format!("/api/v1/resources/{}", slug(sheet));
    let line = format!("ligne {save} de l’éditeur {editor}.");
    for _ in 0..ATTEMPTS {
        let mut read = client.get(&path)?.expect(200)?.json()?;
        read["body"] = with_line(read["body"].as_str().unwrap_or_default(), editor, &line)?.into();
        read["base_revision"] = read["revision"].clone();
        let answer = client.json("PUT", &path, &read)?;
        match answer.status {
            200 => {
                let saved = answer.json()?;
                if saved["merged"] == true {
                    tally.merged.fetch_add(1, Ordering::Relaxed);
                }
                let number = saved["revision"].as_u64().context("no revision")?;
                return Ok((sheet, number, line));
            }
            409 => tally.conflicts.fetch_add(1, Ordering::Relaxed),
            503 => {
                std::thread::sleep(Duration::from_millis(20));
                tally.busy.fetch_add(1, Ordering::Relaxed)
            }
            _ => bail!("a save was answered {} {}", answer.status, answer.text()),
        };
    }
    bail!("{ATTEMPTS} attempts to save {line:?}")
}

/// The text with a line more: in the editor's own paragraph if the number is even, else at the end of the list.
fn with_line(body: &str, editor: usize, line: &str) -> anyhow::Result<String> {
    if editor % 2 == 1 {
        return Ok(format!("{}\n- {line}\n", body.trim_end()));
    }
    let head = format!("Coin {editor} :");
    let begin = body.find(&head).context("the paragraph is gone")?;
    let end = begin + body[begin..].find("\n\n").context("the list is gone")?;
    Ok(format!("{}\n{line}{}", &body[..end], &body[end..]))
}

/// How many acknowledged lines are not in their revision, or not in the final text. History and log must have no gap.
fn missing(client: &Client, lines: &[Line]) -> anyhow::Result<u64> {
    let mut revisions: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for sheet in 0..SHEETS {
        revisions.insert(sheet, history(client, sheet)?);
    }
    let log = changes_after(client, 0)?;
    let logged = log
        .iter()
        .filter(|change| !change["revision"].is_null())
        .count();
    let written: usize = revisions.values().map(Vec::len).sum();
    ensure!(
        logged == written,
        "the log has {logged} revisions, the histories {written}"
    );
    // every save wrote one revision, and so did each creation
    ensure!(
        written == lines.len() + SHEETS,
        "{written} revisions for {} saves",
        lines.len()
    );
    let lost = lines.iter().filter(|(sheet, number, line)| {
        let bodies = &revisions[sheet];
        let has = |body: Option<&String>| {
            body.is_some_and(|body| {
                body.lines()
                    .filter(|other| other.trim_start_matches("- ") == line)
                    .count()
                    == 1
            })
        };
        let number = usize::try_from(*number).unwrap_or_default();
        !has(bodies.get(number.wrapping_sub(1))) || !has(bodies.last())
    });
    Ok(lost
        .inspect(|(sheet, number, line)| {
            println!("lost: {line:?} of revision {number} of sheet {sheet}")
        })
        .count() as u64)
}

/// The texts of all revisions of a sheet, 1 to the latest.
fn history(client: &Client, sheet: usize) -> anyhow::Result<Vec<String>> {
    let path = format!("/api/v1/resources/{}", slug(sheet));
    let latest = client.get(&path)?.expect(200)?.json()?["revision"]
        .as_u64()
        .context("no revision")?;
    let read = |number: u64| {
        let revision = client
            .get(&format!("{path}/revisions/{number}"))?
            .expect(200)?
            .json()?;
        Ok(revision["body"].as_str().unwrap_or_default().to_owned())
    };
    (1..=latest).map(read).collect()
}
