//! What the findings in a file depend on.

use model::Sha256;
use std::path::{Path, PathBuf};

/// The bytes of a file, and what its name tells of them, where that makes a difference: plain texts are told apart by it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Key {
    sha256: Sha256,
    told_by_name: Option<&'static str>,
}

impl Key {
    pub(super) fn new(sha256: Sha256, name: &str) -> Self {
        Self {
            sha256,
            told_by_name: extraction::told_by_name(name),
        }
    }

    /// Where the entry of this file stands in a folder.
    pub(super) fn path(&self, folder: &Path) -> PathBuf {
        let hash = self.sha256.to_string();
        let (shard, rest) = hash.split_at(2);
        let name = match self.told_by_name {
            None => rest.to_owned(),
            Some(ending) => format!("{rest}.{ending}"),
        };
        folder.join(shard).join(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_tell_the_same_are_the_same_entry() {
        let path = |name: &str| Key::new(Sha256([7; 32]), name).path(Path::new(""));
        for (name, same) in [
            ("a.pdf", "Guide.docx"),
            ("a.md", "b.MARKDOWN"),
            ("a.pdf", "a"),
        ] {
            assert_eq!(path(name), path(same), "{name}, {same}");
        }
        assert_ne!(path("a.md"), path("a.txt"));
        assert_eq!(path("a.csv").extension().unwrap(), "csv");
    }
}
