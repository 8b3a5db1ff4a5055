//! Why a text is not a licence of the catalogue, and what might help.

use thiserror::Error;

use crate::{Lang, LicenceId};

/// Why a text is not a licence of the catalogue. `given` is what was typed, on
/// one line, without control characters, cut at 80 characters.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", self.text(Lang::En))]
pub enum ParseError {
    /// Nothing was typed.
    Empty,
    /// A licence without its version; one is never guessed.
    VersionMissing {
        /// What was typed.
        given: String,
        /// The licences it may be, newest first.
        candidates: Vec<LicenceId>,
    },
    /// Not a licence of the catalogue, or not wholly understood.
    Unknown {
        /// What was typed.
        given: String,
        /// At most five licences that look like it; perhaps none.
        suggestions: Vec<LicenceId>,
    },
}

impl ParseError {
    /// A sentence that says what is wrong and what to do.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Empty => lang
                .pick("Indiquez une licence.", "Give a licence.")
                .to_owned(),
            Self::VersionMissing { given, candidates } => {
                let list = list(candidates, lang);
                match lang {
                    Lang::Fr => format!("« {given} » ne dit pas quelle version : {list} ?"),
                    Lang::En => format!("“{given}” does not say which version: {list}?"),
                }
            }
            Self::Unknown { given, suggestions } => unknown(given, suggestions, lang),
        }
    }

    /// The licences to propose instead.
    pub fn proposals(&self) -> &[LicenceId] {
        match self {
            Self::Empty => &[],
            Self::VersionMissing {
                candidates: ids, ..
            }
            | Self::Unknown {
                suggestions: ids, ..
            } => ids,
        }
    }
}

fn unknown(given: &str, suggestions: &[LicenceId], lang: Lang) -> String {
    let refusal = match lang {
        Lang::Fr => format!("« {given} » n’est pas une licence du catalogue."),
        Lang::En => format!("“{given}” is not a licence of the catalogue."),
    };
    let help = match (suggestions, lang) {
        ([], Lang::Fr) => {
            "Une œuvre sous une autre licence peut être citée par un lien, pas déposée.".to_owned()
        }
        ([], Lang::En) => {
            "A work under another licence may be linked to, not deposited.".to_owned()
        }
        (ids, Lang::Fr) => format!("Pensiez-vous à {} ?", list(ids, lang)),
        (ids, Lang::En) => format!("Did you mean {}?", list(ids, lang)),
    };
    format!("{refusal} {help}")
}

/// `A, B ou C`, at most five, for a sentence must stay readable.
fn list(ids: &[LicenceId], lang: Lang) -> String {
    let names: Vec<&str> = ids
        .iter()
        .take(5)
        .map(|id| id.licence().short_name())
        .collect();
    match names.as_slice() {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [most @ .., last] => format!("{} {} {last}", most.join(", "), lang.pick("ou", "or")),
    }
}
