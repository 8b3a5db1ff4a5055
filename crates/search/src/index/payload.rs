//! What is written with every commit.

use super::{Places, Reached};
use model::{Seq, Sha256};
use std::fmt;
use tantivy::TantivyError;

/// What stands for the seal of a log that has none.
const NO_SEAL: &str = "-";

/// Whose analysis wrote the index, and how far it has followed the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payload {
    pub fingerprint: u64,
    pub reached: Reached,
}

impl Payload {
    /// The payload of the latest commit, if there was one.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn of(index: &tantivy::Index) -> Result<Option<Self>, TantivyError> {
        Ok(index.load_metas()?.payload.as_deref().and_then(Self::parse))
    }

    fn parse(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let (fingerprint, position) = (words.next()?, words.next()?);
        let seal = match words.next()? {
            NO_SEAL => None,
            seal => Some(Sha256::parse(seal).ok()?),
        };
        let payload = Self {
            fingerprint: u64::from_str_radix(fingerprint, 16).ok()?,
            reached: Reached {
                position: Seq(position.parse().ok()?),
                seal,
                unread: Places::parse(words.next()?)?,
            },
        };
        words.next().is_none().then_some(payload)
    }
}

impl fmt::Display for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reached = &self.reached;
        write!(f, "{:016x} {} ", self.fingerprint, reached.position.0)?;
        match reached.seal {
            Some(seal) => write!(f, "{seal}")?,
            None => f.write_str(NO_SEAL)?,
        }
        write!(f, " {}", reached.unread)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_payload_is_read_back() {
        for seal in [None, Some(Sha256([0x5a; 32]))] {
            let mut reached = Reached::from(Seq(40));
            reached.seal = seal;
            reached.pass_over(Seq(42));
            let payload = Payload {
                fingerprint: 0xab,
                reached,
            };
            assert_eq!(Payload::parse(&payload.to_string()), Some(payload));
        }
        for wrong in [
            "",
            "ab",
            "ab 1",
            "ab 1 -",
            "xyz 1 - -",
            "ab -1 - -",
            "ab 1 5a -",
            "ab 1 - 2",
            "ab 1 - - -",
        ] {
            assert_eq!(Payload::parse(wrong), None, "{wrong}");
        }
    }
}
