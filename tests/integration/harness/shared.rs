//! Where the repository is, and the data shared by those who build it.

use std::path::PathBuf;

/// The top of the repository.
pub fn repository() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.join("../..").canonicalize().unwrap()
}

/// A folder of the shared data, or `None`, said aloud, where it is not there: it is no part of the repository.
pub fn shared_data(name: &str) -> Option<PathBuf> {
    let shared = std::env::var_os("RESSOURCOTHEQUE_SHARED")
        .map_or_else(|| repository().join("../shared"), PathBuf::from);
    let folder = shared.join("data").join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!(
        "skipped: no shared data: {} is not a folder; RESSOURCOTHEQUE_SHARED may name another",
        folder.display()
    );
    None
}
