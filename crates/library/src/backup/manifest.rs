//! What a backup says of itself: its last entry, `manifest.json`.

use jiff::Timestamp;
use model::{Seq, Sha256};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Name of the entry that holds the log: one change as JSON in each line, in the order of the log.
pub(super) const CHANGES: &str = "changes.jsonl";

/// Name of the manifest.
pub(super) const MANIFEST: &str = "manifest.json";

/// Name of the entry that holds the bytes of a file.
pub(super) fn file_entry(sha256: Sha256) -> String {
    format!("files/{sha256}")
}

/// The hash that the name of a file's entry tells; `None` when it is not exactly such a name.
pub(super) fn file_of(entry: &str) -> Option<Sha256> {
    let sha256 = Sha256::parse(entry.strip_prefix("files/")?).ok()?;
    (file_entry(sha256) == entry).then_some(sha256)
}

/// Places of the log, the first and the last of a run, that cannot be read where the backup was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Gap {
    pub(super) first: Seq,
    pub(super) last: Seq,
}

impl Gap {
    /// How many places.
    pub(super) fn places(self) -> u64 {
        (self.last.0 - self.first.0).saturating_add(1)
    }
}

/// What the archive holds, with the hash of every entry. Keys that came later are optional: older
/// backups are restored as well.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub(super) format: u32,
    pub(super) changes: u64,
    pub(super) files: u64,
    /// place of the last change
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) position: Option<Seq>,
    /// seal of the log up to there, from a store that seals
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) seal: Option<Sha256>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) taken_at: Option<Timestamp>,
    /// version of the program that wrote it
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) program: Option<String>,
    /// files that revisions name and that were damaged or missing when the backup was made
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) missing: Vec<Sha256>,
    /// places up to [`position`](Self::position) of which the backup has no change, in their order
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) missing_changes: Vec<Gap>,
    pub(super) sha256: BTreeMap<String, Sha256>,
}

impl Manifest {
    /// The format of a backup of the whole log.
    pub(super) const WHOLE: u32 = 1;
    /// The format of one that lacks changes: a program that does not know of gaps refuses it.
    pub(super) const WITH_GAPS: u32 = 2;

    /// Whether the gaps are runs of places up to the position, in their order and apart from each other, and the format
    /// is the one for them.
    pub(super) fn has_good_gaps(&self) -> bool {
        let mut before = Seq(0);
        let in_order = self.missing_changes.iter().all(|gap| {
            // two that touch would be one
            let good = before.0 == 0 || gap.first > before.next();
            let good = good && gap.first > Seq(0) && gap.first <= gap.last;
            before = gap.last;
            good
        });
        let within = self.position.is_some_and(|position| before <= position);
        self.missing_changes.is_empty()
            || in_order && within && before < Seq(u64::MAX) && self.format == Self::WITH_GAPS
    }
}
