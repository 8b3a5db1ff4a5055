//! The shipped content, loaded once for all stories of a run.

use super::server::Server;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

/// Makes a data folder that holds the shipped content.
pub fn copy_loaded(data: &Path) {
    copy(loaded(), data);
}

fn loaded() -> &'static Path {
    static LOADED: OnceLock<PathBuf> = OnceLock::new();
    LOADED.get_or_init(|| {
        let place = Path::new(env!("CARGO_TARGET_TMPDIR"));
        forget_earlier_runs(place);
        let data = place.join(format!("loaded-{}", std::process::id()));
        Server::on(&data).stop();
        data
    })
}

/// Nothing runs at the end of all tests, so each run clears away what those of more than an hour ago left.
fn forget_earlier_runs(place: &Path) {
    for entry in place.read_dir().unwrap().map_while(Result::ok) {
        let age = entry.metadata().and_then(|metadata| metadata.modified());
        let old = age.is_ok_and(|at| {
            at.elapsed()
                .is_ok_and(|age| age > Duration::from_secs(3600))
        });
        if old && entry.file_name().to_string_lossy().starts_with("loaded-") {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir(to).unwrap();
    for entry in from.read_dir().unwrap() {
        let (entry, name) = entry
            .map(|entry| (entry.path(), entry.file_name()))
            .unwrap();
        if entry.is_dir() {
            copy(&entry, &to.join(name));
        } else {
            std::fs::copy(entry, to.join(name)).unwrap();
        }
    }
}
