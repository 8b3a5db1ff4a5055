//! What is known of a file, and how it is written.
//!
//! An entry is the SHA-256 of the rest, an end of line, and JSON: an [`Inspection`] with, where it may be bettered, how often
//! that was tried. It needs no flush: one that a power cut leaves damaged is known by its hash.

use extraction::{Inspection, Note};
use model::Sha256;
use serde::{Deserialize, Serialize};
use sha2::Digest;
use std::io;

/// How often a file is looked into whose text was missed for a cause that may lie outside it. Three: who is unlucky twice is
/// helped, and a file that takes all the time it is given does so three times.
pub(super) const MOST_TRIES: u8 = 3;

/// What is known of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    #[serde(flatten)]
    pub(super) found: Inspection,
    /// How often it was looked into in vain; 0 once it was not.
    #[serde(default, skip_serializing_if = "is_zero")]
    tries: u8,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the shape that serde asks for"
)]
fn is_zero(tries: &u8) -> bool {
    *tries == 0
}

impl Entry {
    /// What stands, whatever it is worth.
    pub(super) fn settled(found: Inspection) -> Self {
        Self { found, tries: 0 }
    }

    /// What is known once the file was looked into, and before. Of two that may be bettered the longer text counts: no
    /// accident takes away what was there.
    pub(super) fn after(found: Inspection, before: Option<Self>) -> Self {
        if !found.note.is_some_and(Note::may_pass) {
            return Self::settled(found);
        }
        let tries = before.as_ref().map_or(0, |before| before.tries) + 1;
        let known = before
            .map(|before| before.found)
            .filter(|known| length(known) > length(&found));
        Self {
            found: known.unwrap_or(found),
            tries,
        }
    }

    /// Whether looking into the file again would tell no more, or was tried often enough.
    pub(super) fn is_settled(&self) -> bool {
        self.tries == 0 || self.tries >= MOST_TRIES
    }

    pub(super) fn bytes(&self) -> io::Result<Vec<u8>> {
        let json = serde_json::to_vec(self)?;
        let mut bytes = format!("{}\n", hash(&json)).into_bytes();
        bytes.extend(json);
        Ok(bytes)
    }

    /// The entry with these bytes, where they are whole.
    pub(super) fn parse(bytes: &[u8]) -> Option<Self> {
        let end = bytes.iter().position(|byte| *byte == b'\n')?;
        let (named, json) = (&bytes[..end], &bytes[end + 1..]);
        let whole = named == hash(json).to_string().as_bytes();
        whole.then(|| serde_json::from_slice(json).ok())?
    }
}

/// Length of the text, in bytes.
fn length(found: &Inspection) -> usize {
    found.pages.iter().map(|page| page.text.len()).sum()
}

fn hash(bytes: &[u8]) -> Sha256 {
    Sha256(sha2::Sha256::digest(bytes).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use extraction::PageText;

    fn found(text: &str, note: Option<Note>) -> Inspection {
        let page = PageText {
            page: None,
            text: text.to_owned(),
        };
        Inspection {
            pages: vec![page],
            note,
            ..Inspection::without_text("text/plain", Note::Empty)
        }
    }

    #[test]
    fn what_may_pass_is_tried_again_and_not_for_ever() {
        let late = |text| found(text, Some(Note::TimedOut));
        let first = Entry::after(late("un peu"), None);
        assert!(!first.is_settled());
        let second = Entry::after(late(""), Some(first));
        assert!(!second.is_settled());
        assert_eq!(second.found.pages[0].text, "un peu");
        let third = Entry::after(late("plus qu’avant"), Some(second.clone()));
        assert!(third.is_settled(), "often enough");
        assert_eq!(third.found.pages[0].text, "plus qu’avant");
        for note in [None, Some(Note::Failed), Some(Note::Damaged)] {
            let last = Entry::after(found("", note), Some(second.clone()));
            assert!(last.is_settled());
            assert_eq!((&last.found.pages[0].text[..], last.found.note), ("", note));
        }
    }

    #[test]
    fn an_entry_is_read_as_it_was_written() {
        let once = Entry::after(found("é", Some(Note::Interrupted)), None);
        for entry in [Entry::settled(found("é", None)), once] {
            assert_eq!(Entry::parse(&entry.bytes().unwrap()), Some(entry));
        }
    }
}
