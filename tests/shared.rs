//! The data shared by those who build the library: sample documents, tables of licences, judged searches. They are no part of
//! the repository. Tests of several crates read this file.

use std::env;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Names the folder of shared data; [`ABSENT`] says that there is none.
const VARIABLE: &str = "RESSOURCOTHEQUE_SHARED";

/// Where continuous integration has no shared data, somebody says so.
const ABSENT: &str = "absent";

/// A file or folder of the shared data, in the folder that `RESSOURCOTHEQUE_SHARED` names or in `shared` beside the
/// repository; `None` where it is not there, which is said aloud: past what the test runner keeps from a test that passes.
///
/// # Panics
/// Where it is missing in continuous integration (`CI=true`), unless `RESSOURCOTHEQUE_SHARED=absent`: what is skipped there
/// is tested nowhere.
pub fn shared(name: &str) -> Option<PathBuf> {
    let named = env::var(VARIABLE).ok();
    let folder = named.as_ref().map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
        PathBuf::from,
    );
    let path = folder.join("data").join(name);
    if path.exists() {
        return Some(path);
    }
    let ci = env::var("CI").is_ok_and(|ci| ci == "true");
    let missing = format!("no shared data: {} is not there", path.display());
    assert!(
        may_be_skipped(ci, named.as_deref()),
        "{missing}; {VARIABLE} names another folder, or says {ABSENT:?}"
    );
    let _ = writeln!(std::io::stderr(), "skipped: {missing}");
    None
}

/// Whether tests that find no shared data are skipped.
pub fn may_be_skipped(ci: bool, named: Option<&str>) -> bool {
    !ci || named == Some(ABSENT)
}
