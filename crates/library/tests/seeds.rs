//! The seeds of the fuzz targets, at the entrances that the fuzzer uses: so that what it found once stays mended, and the
//! entrances keep compiling, without a nightly compiler.
#![expect(
    clippy::unwrap_used,
    reason = "a test that meets a surprise should stop there"
)]

use std::collections::BTreeSet;
use std::fs::{read, read_dir};
use std::path::{Path, PathBuf};

#[path = "../../../fuzz/src/lib.rs"]
mod entrances;

use entrances::ENTRANCES;

fn fuzz(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../fuzz")
        .join(folder)
}

/// The names in a folder, without what follows the dot.
fn names(folder: &Path) -> BTreeSet<String> {
    let entries = read_dir(folder).unwrap();
    let stem = |entry: std::fs::DirEntry| {
        let path = entry.path();
        path.file_stem().unwrap().to_str().unwrap().to_owned()
    };
    entries.map(|entry| stem(entry.unwrap())).collect()
}

#[test]
fn every_entrance_has_a_target_and_seeds() {
    let entrances: BTreeSet<String> = ENTRANCES
        .iter()
        .map(|(name, _)| (*name).to_owned())
        .collect();
    assert_eq!(names(&fuzz("targets")), entrances);
    assert_eq!(names(&fuzz("seeds")), entrances);
}

#[test]
fn every_seed_is_answered() {
    for (name, entrance) in ENTRANCES {
        let folder = fuzz("seeds").join(name);
        let mut seeds = 0;
        for seed in read_dir(&folder).unwrap() {
            let path = seed.unwrap().path();
            // what a test prints is shown when it fails: the last line names the seed
            println!("{}", path.display());
            entrance(&read(path).unwrap());
            seeds += 1;
        }
        assert!(seeds > 0, "{name} has no seeds");
    }
}
