//! A file is looked into, and what is found is kept.

use super::entry::Entry;
use super::kept::Kept;
use super::key::Key;
use super::{Extractor, Known, before};
use extraction::{HEAD_BYTES, Inspection, Note};
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

/// A file that is about to be looked into.
pub(super) struct Looking {
    pub(super) extractor: Arc<dyn Extractor>,
    pub(super) kept: Option<Arc<Kept>>,
    /// whether there is room to keep what is found
    pub(super) keep: bool,
    pub(super) name: String,
    pub(super) key: Key,
}

impl Looking {
    /// Blocks.
    pub(super) fn look(self, path: &Path) -> Known {
        let before = self
            .kept
            .as_deref()
            .and_then(|kept| before(kept, &self.key));
        let found = match self.extractor.inspect(path, &self.name) {
            Ok(found) => found,
            Err(error) => {
                tracing::error!(path = %path.display(), %error, "a file could not be looked into");
                let type_alone = type_alone(path, &self.name);
                // nobody looked: it is no try, and asked for again at no cost
                if matches!(error, extraction::Error::Worker(_)) {
                    let found = before.map_or(type_alone, |before| before.found);
                    return Known {
                        found,
                        settled: false,
                    };
                }
                type_alone
            }
        };
        let entry = Entry::after(found, before);
        if let Some(kept) = self.kept.filter(|_| self.keep) {
            kept.put(&self.key, &entry);
        }
        Known {
            settled: entry.is_settled(),
            found: entry.found,
        }
    }
}

/// What the beginning of a file tells, when nobody could be found to look further.
fn type_alone(path: &Path, name: &str) -> Inspection {
    let mut head = Vec::with_capacity(HEAD_BYTES);
    let read =
        File::open(path).and_then(|file| file.take(HEAD_BYTES as u64).read_to_end(&mut head));
    match read {
        Ok(_) => Inspection::without_text(extraction::identify(&head, name), Note::Interrupted),
        Err(_) => Inspection {
            note: Some(Note::Interrupted),
            ..unknown()
        },
    }
}

/// Of a file that cannot be read nothing is known. It is a file all the same.
pub(super) fn unknown() -> Inspection {
    Inspection::without_text("application/octet-stream", Note::Failed)
}
