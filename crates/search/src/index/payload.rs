//! What is written with every commit.

use std::fmt;
use tantivy::TantivyError;

/// Whose analysis wrote the index, and how far it has followed the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Payload {
    pub fingerprint: u64,
    pub position: u64,
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
        let (fingerprint, position) = text.split_once(' ')?;
        Some(Self {
            fingerprint: u64::from_str_radix(fingerprint, 16).ok()?,
            position: position.parse().ok()?,
        })
    }
}

impl fmt::Display for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x} {}", self.fingerprint, self.position)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_payload_is_read_back() {
        let payload = Payload {
            fingerprint: 0xab,
            position: 42,
        };
        assert_eq!(Payload::parse(&payload.to_string()), Some(payload));
        for wrong in ["", "ab", "xyz 1", "ab -1"] {
            assert_eq!(Payload::parse(wrong), None, "{wrong}");
        }
    }
}
