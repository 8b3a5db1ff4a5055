//! Reads the licence a person typed or pasted.
//!
//! One rule governs the whole module: every word must be understood. A word
//! that is not may take rights away ("or MIT", "personal use"), so the answer
//! is then [`ParseError::Unknown`] with suggestions, never the nearest licence.

mod address;
mod error;
mod expression;
mod suggest;
mod text;
mod words;

use crate::licence::Version;
use crate::{Licence, LicenceId, catalogue};

pub use error::ParseError;
pub(crate) use text::is_invisible;

/// Longer input is not the name of a licence, in characters.
const MAX_CHARS: usize = 300;

pub(crate) fn parse(given: &str) -> Result<LicenceId, ParseError> {
    if given.trim().is_empty() {
        return Err(ParseError::Empty);
    }
    if let Some(id) = LicenceId::exact(given.trim()) {
        return Ok(id);
    }
    read(given).unwrap_or(Reading::Nothing).into_result(given)
}

/// What a text says of a licence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// This one.
    One(LicenceId),
    /// One of these, the version would tell which.
    Several(Vec<LicenceId>),
    /// No licence was understood.
    Nothing,
}

impl Reading {
    /// The licences among `candidates` that fit a version and a port.
    fn among<'a>(
        candidates: impl Iterator<Item = &'a Licence>,
        version: Option<GivenVersion>,
        port: Option<&str>,
    ) -> Self {
        let fits = |licence: &&Licence| match version {
            Some(given) => {
                licence.version().is_some_and(|v| given.fits(v)) && licence.port() == port
            }
            None => port.is_none() || licence.port() == port,
        };
        let found: Vec<LicenceId> = candidates.filter(fits).map(Licence::id).collect();
        match (found.as_slice(), version) {
            ([], _) => Self::Nothing,
            (&[only], Some(_)) => Self::One(only),
            _ => Self::Several(found),
        }
    }

    fn into_result(self, given: &str) -> Result<LicenceId, ParseError> {
        match self {
            Self::One(id) => Ok(id),
            Self::Several(candidates) => Err(ParseError::VersionMissing {
                given: text::quotable(given),
                candidates,
            }),
            Self::Nothing => Err(ParseError::Unknown {
                given: text::quotable(given),
                suggestions: match expression::choice(given) {
                    choice if choice.is_empty() => suggest::suggestions(given),
                    choice => choice,
                },
            }),
        }
    }
}

/// A version as people write it: `4.0`, or `4` alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct GivenVersion {
    major: u8,
    minor: Option<u8>,
}

impl GivenVersion {
    fn fits(self, version: Version) -> bool {
        self.major == version.major && self.minor.is_none_or(|minor| minor == version.minor)
    }

    /// Reads `4.0`, `4`, `v4.0` or `v4`.
    fn read(token: &str) -> Option<Self> {
        let number = token.strip_prefix('v').unwrap_or(token);
        let (major, minor) = match number.split_once('.') {
            Some((major, minor)) => (major, Some(minor.parse().ok()?)),
            None => (number, None),
        };
        Some(Self {
            major: major.parse().ok()?,
            minor,
        })
    }
}

/// Reads addresses and words; where both or several are given, as in a pasted
/// notice, all must say the same. `None` when they do not.
fn read(given: &str) -> Option<Reading> {
    if given.chars().count() > MAX_CHARS {
        return None;
    }
    let (addresses, rest) = text::split_addresses(given);
    let mut readings: Vec<Reading> = addresses.iter().map(|a| address::read(a)).collect();
    if readings.is_empty() || !words::is_filler(&rest) {
        readings.push(read_words(&rest));
    }
    let first = readings.first()?.clone();
    readings
        .iter()
        .all(|reading| *reading == first)
        .then_some(first)
}

/// Reads words; `Name (short name)` is read as two statements that must agree.
fn read_words(rest: &str) -> Reading {
    let whole = words::read(rest);
    if whole != Reading::Nothing {
        return whole;
    }
    let Some((outside, inside)) = rest
        .trim_end()
        .strip_suffix(')')
        .and_then(|r| r.rsplit_once('('))
    else {
        return Reading::Nothing;
    };
    let (outside, inside) = (words::read(outside), words::read(inside));
    if outside == inside {
        outside
    } else {
        Reading::Nothing
    }
}

/// The licence with this SPDX or `LicenseRef-` id, in any case.
fn by_code(code: &str) -> Reading {
    catalogue()
        .iter()
        .find(|licence| licence.id().as_str().eq_ignore_ascii_case(code))
        .map_or(Reading::Nothing, |licence| Reading::One(licence.id()))
}
