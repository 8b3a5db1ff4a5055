//! The library as its server gives it, compared with what it must be.

use super::{Model, Sheet, Token, text};
use crate::harness::Client;
use anyhow::{Context, ensure};
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::Mutex;

/// How many ask at once.
const ASKING: usize = 4;
/// After how many faults everything is compared.
const WHOLE: u64 = 10;
/// Older revisions that are compared after the others.
const SAMPLE: usize = 30;

/// How much is compared.
#[derive(Debug, Clone, Copy)]
pub enum Scope {
    /// What changed since the last comparison, and so many older revisions drawn by that seed.
    New {
        /// how many older revisions
        sample: usize,
        /// where chance begins
        seed: u64,
    },
    /// Everything.
    All,
}

impl Scope {
    /// After one of so many faults: everything after every tenth and the last, else what is new and some of the rest.
    pub fn after(time: u64, times: u64, chance: &mut fastrand::Rng) -> Self {
        if time.is_multiple_of(WHOLE) || time == times {
            return Self::All;
        }
        Self::some(chance)
    }

    /// What is new and some of the rest.
    pub fn some(chance: &mut fastrand::Rng) -> Self {
        Self::New {
            sample: SAMPLE,
            seed: chance.u64(..),
        }
    }
}

/// Something to look at.
enum Look<'a> {
    /// A sheet by its address, and what search finds of it.
    Sheet(&'a Sheet),
    /// A revision, from 1, with its files.
    Revision(&'a Sheet, usize),
}

/// Compares, and gives how many sheets and revisions were looked at; the first difference is the error.
pub(super) fn compare(model: &Model, client: &Client, scope: Scope) -> anyhow::Result<u64> {
    let looks = looks(model, scope);
    let compared = looks.len() as u64;
    let looks = Mutex::new(looks);
    let downloaded = Mutex::new(BTreeSet::new());
    let next = || super::held(&looks).pop();
    std::thread::scope(|scope| {
        let asking: Vec<_> = (0..ASKING)
            .map(|_| {
                scope.spawn(|| {
                    while let Some(look) = next() {
                        look.at(client, &downloaded)?;
                    }
                    anyhow::Ok(())
                })
            })
            .collect();
        asking.into_iter().try_for_each(|thread| {
            thread
                .join()
                .unwrap_or_else(|_| anyhow::bail!("a comparison panicked"))
        })
    })?;
    let standing = model
        .sheets
        .values()
        .filter(|sheet| !sheet.withdrawn)
        .count();
    let found = client
        .get("/api/v1/resources?limit=1")?
        .expect(200)?
        .json()?;
    ensure!(
        found["total"] == standing,
        "search finds {} sheets, {standing} stand",
        found["total"]
    );
    Ok(compared)
}

fn looks(model: &Model, scope: Scope) -> Vec<Look<'_>> {
    let revisions = |sheet: &Sheet| 1..=sheet.revisions.len();
    let (mut sheets, mut numbered) = (BTreeSet::new(), BTreeSet::new());
    match scope {
        Scope::All => {
            for (id, sheet) in &model.sheets {
                sheets.insert(id.clone());
                numbered.extend(revisions(sheet).map(|number| (id.clone(), number)));
            }
        }
        Scope::New { sample, seed } => {
            let mut chance = fastrand::Rng::with_seed(seed);
            numbered.extend(model.touched.iter().cloned());
            let older = chance.choose_multiple(model.sheets.values(), sample);
            numbered.extend(
                older
                    .into_iter()
                    .map(|sheet| (sheet.id.clone(), chance.usize(revisions(sheet)))),
            );
            sheets.extend(numbered.iter().map(|(id, _)| id.clone()));
        }
    }
    let sheets = sheets
        .iter()
        .filter_map(|id| Some(Look::Sheet(model.sheets.get(id)?)));
    let numbered = numbered.iter().filter(|(_, number)| *number > 0);
    let numbered =
        numbered.filter_map(|(id, number)| Some(Look::Revision(model.sheets.get(id)?, *number)));
    sheets.chain(numbered).collect()
}

impl Look<'_> {
    fn at(&self, client: &Client, downloaded: &Mutex<BTreeSet<Token>>) -> anyhow::Result<()> {
        match self {
            Self::Sheet(sheet) => head(client, sheet)
                .and_then(|()| found(client, sheet))
                .with_context(|| sheet.slug.clone()),
            Self::Revision(sheet, number) => revision(client, sheet, *number, downloaded)
                .with_context(|| format!("{}, revision {number}", sheet.slug)),
        }
    }
}

/// The sheet at its address, its latest revision, and none after it.
fn head(client: &Client, sheet: &Sheet) -> anyhow::Result<()> {
    let path = format!("/api/v1/resources/{}", sheet.slug);
    let answer = client.get(&path)?;
    if sheet.withdrawn {
        answer.expect(410)?;
        return Ok(());
    }
    let read = answer.expect(200)?.json()?;
    let count = sheet.revisions.len();
    ensure!(
        read["id"] == sheet.id.as_str() && read["slug"] == sheet.slug.as_str(),
        "another sheet is there: {read}"
    );
    ensure!(
        read["latest_revision"] == count,
        "it has {} revisions, not {count}",
        read["latest_revision"]
    );
    same(sheet, count, &read)?;
    client
        .get(&format!("{path}/revisions/{}", count + 1))?
        .expect(404)?;
    Ok(())
}

fn same(sheet: &Sheet, number: usize, read: &Value) -> anyhow::Result<()> {
    let (by, content) = &sheet.revisions[number - 1];
    match content.differs(*by, read) {
        Some(difference) => anyhow::bail!(difference),
        None => Ok(()),
    }
}

/// A revision and, unless it was downloaded before, each of its files.
fn revision(
    client: &Client,
    sheet: &Sheet,
    number: usize,
    downloaded: &Mutex<BTreeSet<Token>>,
) -> anyhow::Result<()> {
    let answer = client.get(&format!(
        "/api/v1/resources/{}/revisions/{number}",
        sheet.slug
    ))?;
    if sheet.withdrawn {
        answer.expect(410)?;
        return Ok(());
    }
    let read = answer.expect(200)?.json()?;
    same(sheet, number, &read)?;
    for file in read["files"].as_array().into_iter().flatten() {
        let name = file["name"].as_str().unwrap_or_default();
        let token = sheet.revisions[number - 1]
            .1
            .files
            .iter()
            .find(|token| text::file_name(**token) == name);
        let token = *token.context("no such file was attached")?;
        if super::held(downloaded).insert(token) {
            let bytes = client
                .get(file["url"].as_str().unwrap_or_default())?
                .expect(200)?
                .body;
            ensure!(bytes == text::file(token), "{name} has other bytes");
        }
    }
    Ok(())
}

/// Words of its text lead to it and to it alone; words that it no longer has lead nowhere.
fn found(client: &Client, sheet: &Sheet) -> anyhow::Result<()> {
    let latest = sheet
        .revisions
        .last()
        .filter(|_| !sheet.withdrawn)
        .map(|(_, content)| content);
    let has = |token: Token| {
        latest.is_some_and(|latest| latest.slots.contains(&token) || latest.title == token)
    };
    let now = latest
        .into_iter()
        .flat_map(|latest| latest.slots.iter().max().copied());
    let before = sheet
        .revisions
        .iter()
        .rev()
        .flat_map(|(_, content)| content.slots.clone());
    let gone = before.filter(|token| !has(*token)).take(2);
    for token in now.chain(gone) {
        let path = format!("/api/v1/resources?q={}", text::word(token));
        let answer = client.get(&path)?.expect(200)?.json()?;
        let hits: Vec<&str> = answer["hits"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|hit| hit["id"].as_str())
            .collect();
        let expected = if has(token) {
            vec![sheet.id.as_str()]
        } else {
            Vec::new()
        };
        ensure!(
            hits == expected,
            "search for a word of {token} finds {hits:?}, not {expected:?}"
        );
    }
    Ok(())
}
