//! What the library must be, by its log and the ledger.

use super::{Content, Entry, Outcome, Token, act::Act, text};
use anyhow::{Context, ensure};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A sheet as it must be.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Identifier.
    pub id: String,
    /// Present address.
    pub slug: String,
    /// The writer who alone writes on it; none for a shared one.
    pub owner: Option<usize>,
    /// By which write each revision is, and its content.
    pub revisions: Vec<(Token, Content)>,
    /// Whether it was withdrawn.
    pub withdrawn: bool,
}

/// The library as it must be.
#[derive(Default)]
pub struct Model {
    /// By identifier.
    pub sheets: BTreeMap<String, Sheet>,
    /// Every change, from the first.
    pub log: Vec<Value>,
    /// Revisions and sheets that changed since the last comparison: identifier and number, 0 for the sheet alone.
    pub touched: BTreeSet<(String, usize)>,
    /// Writes below this number are known to be there or not.
    pub settled: Token,
    there: BTreeSet<Token>,
}

impl Model {
    /// The place of its latest change.
    pub fn position(&self) -> u64 {
        self.log.len() as u64
    }

    /// Whether that write is in the log.
    pub fn has(&self, token: Token) -> bool {
        self.there.contains(&token)
    }

    /// Takes in the next change of the log.
    ///
    /// # Errors
    /// When nobody attempted it, it was refused, it is there twice, or not on top of what is there.
    pub fn take(&mut self, change: &Value, entries: &BTreeMap<Token, Entry>) -> anyhow::Result<()> {
        if change["action"] != "kind_defined" {
            self.replay(change, entries)
                .with_context(|| format!("change {change}"))?;
        }
        self.log.push(change.clone());
        Ok(())
    }

    fn replay(&mut self, change: &Value, entries: &BTreeMap<Token, Entry>) -> anyhow::Result<()> {
        let token = change["author"]
            .as_str()
            .and_then(text::token)
            .context("signed by nobody")?;
        let entry = entries.get(&token).context("nobody attempted it")?;
        ensure!(
            entry.outcome != Outcome::Refused,
            "it was refused, or was not there before"
        );
        ensure!(self.there.insert(token), "it is there twice");
        let action = change["action"].as_str().unwrap_or_default();
        ensure!(entry.act.is_called(action), "it was {:?}", entry.act);
        let id = change["id"].as_str().context("no identifier")?;
        ensure!(
            entry.on.as_deref().is_none_or(|on| on == id),
            "it was to be on {:?}",
            entry.on
        );
        let sheet = self.sheet(id, token, &entry.act)?;
        ensure!(!sheet.withdrawn, "the sheet was withdrawn before");
        let content = entry.act.apply(token, &sheet.revisions)?;
        sheet.withdrawn = entry.act == Act::Withdraw;
        if entry.act == Act::Rename {
            sheet.slug = text::new_slug(token);
        }
        let number = content.map(|content| {
            sheet.revisions.push((token, content));
            sheet.revisions.len()
        });
        let numbered = change["revision"]
            .as_u64()
            .map(usize::try_from)
            .transpose()?;
        ensure!(numbered == number, "it should be revision {number:?}");
        if let (Outcome::Acknowledged(Some(promised)), Some(number)) = (&entry.outcome, number) {
            ensure!(
                usize::try_from(*promised)? == number,
                "revision {promised} was promised"
            );
        }
        self.touched
            .insert((id.to_owned(), number.unwrap_or_default()));
        Ok(())
    }

    fn sheet(&mut self, id: &str, token: Token, act: &Act) -> anyhow::Result<&mut Sheet> {
        if let Act::Create { owner, .. } = act {
            let sheet = Sheet {
                id: id.to_owned(),
                slug: text::slug(token),
                owner: *owner,
                revisions: Vec::new(),
                withdrawn: false,
            };
            ensure!(
                self.sheets.insert(id.to_owned(), sheet).is_none(),
                "the identifier is taken"
            );
        }
        self.sheets.get_mut(id).context("there is no such sheet")
    }
}
