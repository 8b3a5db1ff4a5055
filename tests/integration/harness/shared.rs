//! Where the repository is, and the data shared by those who build it.

#[path = "../../shared.rs"]
mod data;

use std::path::PathBuf;

/// The top of the repository.
pub fn repository() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.join("../..").canonicalize().unwrap()
}

/// A folder of the shared data, or `None`, said aloud, where it is not there: it is no part of the repository.
pub fn shared_data(name: &str) -> Option<PathBuf> {
    data::shared(name)
}

#[test]
fn continuous_integration_skips_nothing_for_want_of_data_unless_it_says_so() {
    for (ci, named, skipped) in [
        (false, None, true),
        (false, Some("/nowhere"), true),
        (true, None, false),
        (true, Some("/nowhere"), false),
        (true, Some("absent"), true),
    ] {
        assert_eq!(data::may_be_skipped(ci, named), skipped, "{ci} {named:?}");
    }
}
