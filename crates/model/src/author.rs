//! Who wrote a work, and who acts on the library.

use crate::{Line, Reason};
use serde::{Deserialize, Serialize};

/// Somebody who is credited for a work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// The name as the person or the team wants to be credited.
    pub name: Line,
    /// What they did: conception, rédaction, illustration…
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Line>,
}

impl Author {
    /// An author without a role.
    ///
    /// # Errors
    /// As for [`Line::parse`].
    pub fn named(name: &str) -> Result<Self, Reason> {
        Ok(Self {
            name: Line::parse(name)?,
            role: None,
        })
    }
}

/// Who acts: shown in the history. Never an address or another personal datum that the person did not choose to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// A visitor who gave no name.
    Anonymous,
    /// A visitor who signed with a name of their choice; nothing proves it.
    Signed(Line),
    /// The program itself: first load, import, maintenance.
    System,
}

impl Actor {
    /// The chosen name, if there is one.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Signed(name) => Some(name.as_str()),
            Self::Anonymous | Self::System => None,
        }
    }
}
