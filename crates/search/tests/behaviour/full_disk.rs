//! A disk without room, on a real small file system.

use crate::shelf::{found, put, sheet};
use model::Seq;
use search::{Index, Update};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;
use tempfile::{TempDir, tempdir};

/// A file system of 4 MiB in memory, taken away with the value. `None`, said aloud, where nobody may mount one.
struct Small(TempDir);

impl Small {
    fn mount() -> Option<Self> {
        let folder = tempdir().unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=4m", "small"])
            .arg(folder.path())
            .output();
        if mounted.is_ok_and(|output| output.status.success()) {
            return Some(Self(folder));
        }
        eprintln!("skipped: needs root to mount a small tmpfs");
        None
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.path()).output();
    }
}

/// Fills the file system to the last byte, but leaves so many.
fn fill(folder: &Path, leaving: u64) {
    let mut file = fs::File::create(folder.join("rest")).unwrap();
    let page = [1; 4096];
    let mut written = 0;
    while let Ok(length @ 1..) = file.write(&page) {
        written += length as u64;
    }
    file.set_len(written.saturating_sub(leaving)).unwrap();
}

#[test]
fn a_full_disk_stops_nothing_but_this_work() {
    let Some(small) = Small::mount() else { return };
    let folder = small.path().join("search");
    let index = Index::open(&folder).unwrap();
    put(&index, [sheet(1, "Un atelier", "")], 1);
    // from nothing at all, in steps, to enough: each ends in another place of the work
    let mut failures = 0;
    for pages in 0..24 {
        let number = pages + 10;
        let title = format!("Fiche {number}");
        let update = [Update::Put(Box::new(sheet(
            number,
            &title,
            &"mot ".repeat(500),
        )))];
        let position = Seq(u64::from(number));
        let before = index.position();
        fill(small.path(), u64::from(pages) * 4096);
        let answer = index.apply(&update, position);
        let room_again = fs::remove_file(small.path().join("rest"));
        room_again.unwrap();
        if answer.is_err() {
            failures += 1;
            assert_eq!(index.position(), before, "{pages} pages");
            assert!(
                !found(&index, "").contains(&title),
                "{pages} pages: half applied"
            );
            index.apply(&update, position).unwrap();
        }
        assert!(found(&index, "").contains(&title), "{pages} pages");
    }
    assert!(failures >= 3, "the disk was never full");
    let count = index.count();
    assert_eq!(count, 25);
    index.close().unwrap();
    drop(index);
    let again = Index::open(&folder).unwrap();
    assert_eq!((again.count(), again.position()), (count, Seq(33)));
}
