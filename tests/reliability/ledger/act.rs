//! What writes do to a sheet.

use super::{Token, text};
use anyhow::Context;
use serde_json::{Value, json};

/// What a write does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// A new sheet with so many slots, each a paragraph; of one writer, or shared.
    Create {
        /// number of the writer who alone writes on it
        owner: Option<usize>,
        /// paragraphs
        slots: usize,
    },
    /// Another paragraph in a slot.
    Revise {
        /// which
        slot: usize,
        /// title and theme too
        whole: bool,
    },
    /// One file more.
    Attach,
    /// An older revision brought back.
    Restore {
        /// its number
        revision: u32,
    },
    /// A tombstone.
    Withdraw,
    /// Another address.
    Rename,
}

impl Act {
    /// The content that it makes of a sheet, none where it makes no revision.
    ///
    /// # Errors
    /// When the sheet is not one on which it could have been done.
    pub fn apply(
        &self,
        token: Token,
        revisions: &[(Token, Content)],
    ) -> anyhow::Result<Option<Content>> {
        let latest = || {
            revisions
                .last()
                .map(|(_, content)| content.clone())
                .context("the sheet has no revision")
        };
        Ok(Some(match self {
            Self::Create { slots, .. } => Content {
                title: token,
                slots: vec![token; *slots],
                files: Vec::new(),
            },
            Self::Revise { slot, whole } => {
                let mut content = latest()?;
                *content.slots.get_mut(*slot).context("no such slot")? = token;
                if *whole {
                    content.title = token;
                }
                content
            }
            Self::Attach => {
                let mut content = latest()?;
                content.files.push(token);
                content
            }
            Self::Restore { revision } => {
                let index = usize::try_from(*revision)?
                    .checked_sub(1)
                    .context("no revision 0")?;
                revisions
                    .get(index)
                    .map(|(_, content)| content.clone())
                    .context("no such revision")?
            }
            Self::Withdraw | Self::Rename => return Ok(None),
        }))
    }

    /// Whether the log may call it so.
    pub fn is_called(&self, action: &str) -> bool {
        match self {
            Self::Create { .. } => action == "created",
            Self::Revise { .. } => matches!(action, "revised" | "merged"),
            Self::Attach => action == "file_attached",
            Self::Restore { .. } => action == "restored",
            Self::Withdraw => action == "withdrawn",
            Self::Rename => action == "renamed",
        }
    }
}

/// The content of a revision, as the numbers of the writes that each part comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// Title and theme.
    pub title: Token,
    /// Paragraphs.
    pub slots: Vec<Token>,
    /// Files.
    pub files: Vec<Token>,
}

impl Content {
    /// The text.
    pub fn body(&self) -> String {
        let slots = self.slots.iter().enumerate();
        let paragraphs: Vec<String> = slots
            .map(|(slot, token)| text::paragraph(slot, *token))
            .collect();
        paragraphs.join("\n\n") + "\n"
    }

    /// What is sent to write it.
    pub fn to_json(&self, by: Token) -> Value {
        json!({
            "title": text::title(self.title), "tags": [text::tag(self.title)], "body": self.body(),
            "kind": "fiche-methode", "licence": "CC-BY-SA-4.0", "by": text::signature(by),
        })
    }

    /// What differs from a revision that was read, if anything does.
    pub fn differs(&self, by: Token, read: &Value) -> Option<String> {
        let mut files: Vec<(String, String)> = self
            .files
            .iter()
            .map(|token| (text::file_name(*token), text::sha256(&text::file(*token))))
            .collect();
        let mut given: Vec<(String, String)> = read["files"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|file| {
                let text = |name: &str| file[name].as_str().unwrap_or_default().to_owned();
                (text("name"), text("sha256"))
            })
            .collect();
        files.sort();
        given.sort();
        let expected = self.to_json(by);
        let parts = ["title", "tags", "body", "kind", "licence", "by"];
        let part = parts.iter().find(|part| expected[**part] != read[**part]);
        match part {
            Some(part) => Some(format!(
                "{part} is {}, not {}",
                read[*part], expected[*part]
            )),
            None if files != given => Some(format!("the files are {given:?}, not {files:?}")),
            None => None,
        }
    }
}
