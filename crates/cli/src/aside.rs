//! A folder beside a backup in which it is restored to see whether it can be, and which goes afterwards.

use crate::wiring;
use anyhow::Context;
use library::{Library, Limits};
use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// What begins the names of such folders; a [`wiring::run_name`] follows.
const PREFIX: &str = ".rehearsal-";

/// The file in each by which it is known as ours. It is locked for as long as the folder is in use.
const MARK: &str = "RESTORED-ASIDE";

/// Name of the mark until it is locked.
const UNMARKED: &str = "RESTORED-ASIDE.new";

/// How often a folder that fills meanwhile is removed, and how long is waited between: one second in all.
const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(50);

/// The data folder in it.
const DATA: &str = "data";

/// The folder; removed when this is dropped.
#[derive(Debug)]
pub struct Aside {
    folder: PathBuf,
    limits: Limits,
    _mark: File,
}

impl Aside {
    /// Makes one, in the folder of the backup or in another. What crashes left there of earlier ones is removed.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn beside(backup: &Path, instead: Option<&Path>, limits: Limits) -> anyhow::Result<Self> {
        let parent = instead.unwrap_or_else(|| folder_of(backup));
        remove_leftovers(parent);
        let folder = parent.join(format!("{PREFIX}{}", wiring::run_name()));
        let made = std::fs::create_dir(&folder).and_then(|()| mark(&folder));
        let mark = made
            .inspect_err(|_| forget_unmarked(&folder))
            .with_context(|| format!("cannot restore aside in {}", folder.display()))?;
        Ok(Self {
            folder,
            limits,
            _mark: mark,
        })
    }

    /// An empty library in it.
    ///
    /// # Errors
    /// When it cannot be made, for want of room perhaps.
    pub async fn library(&self) -> anyhow::Result<Arc<Library>> {
        let data = self.folder.join(DATA);
        Ok(wiring::open_folder(&data, self.limits, |_, _| {})
            .await?
            .library)
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        remove(&self.folder);
    }
}

/// What is there of a folder that could not be made; the fault that is told says why.
fn forget_unmarked(folder: &Path) {
    let _ = std::fs::remove_file(folder.join(UNMARKED));
    let _ = std::fs::remove_dir(folder);
}

/// Marks a folder as ours. The mark has its name only once it is locked, so that nobody takes it for a leftover.
fn mark(folder: &Path) -> std::io::Result<File> {
    let aside = folder.join(UNMARKED);
    let mark = File::create_new(&aside)?;
    // on a file system without locks the mark alone must do
    let _ = mark.try_lock();
    std::fs::rename(aside, folder.join(MARK))?;
    Ok(mark)
}

/// The folder that a file is in.
pub fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

/// Removes what crashes left of such folders. One that is in use is locked and stays, and so does whatever does not carry
/// our mark.
pub fn remove_leftovers(parent: &Path) {
    let Ok(entries) = parent.read_dir() else {
        return;
    };
    for entry in entries.map_while(Result::ok) {
        let named = entry.file_name().to_str().is_some_and(is_name);
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if named && is_folder && is_left(&entry.path()) {
            remove(&entry.path());
        }
    }
}

fn is_name(name: &str) -> bool {
    let run = name.strip_prefix(PREFIX);
    run.is_some_and(|run| run.len() == wiring::RUN_CHARS && run.bytes().all(is_digit))
}

fn is_digit(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'a'..=b'f')
}

/// Whether it carries our mark, and no program holds it.
fn is_left(folder: &Path) -> bool {
    let mark = folder.join(MARK);
    let ours = mark.symlink_metadata().is_ok_and(|mark| mark.is_file());
    let free = |mark: File| mark.try_lock().is_ok();
    ours && File::options().write(true).open(mark).is_ok_and(free)
}

/// Removes what we made; the mark goes after the data, so that a crash between leaves it marked. What others have put
/// beside keeps the folder.
fn remove(folder: &Path) {
    let gone = |removed: std::io::Result<()>| match removed {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    };
    let removed = gone(remove_data(&folder.join(DATA)))
        .and_then(|()| gone(std::fs::remove_file(folder.join(MARK))))
        .and_then(|()| gone(std::fs::remove_dir(folder)));
    if let Err(error) = removed {
        tracing::warn!(folder = %folder.display(), %error, "what was restored aside is not removed yet");
    }
}

/// Removes the data folder, again for a moment where it fills meanwhile: work that was given up may still be writing.
fn remove_data(data: &Path) -> std::io::Result<()> {
    for _ in 1..TRIES {
        match std::fs::remove_dir_all(data) {
            Err(error) if error.kind() == ErrorKind::DirectoryNotEmpty => {
                std::thread::sleep(PAUSE);
            }
            removed => return removed,
        }
    }
    std::fs::remove_dir_all(data)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Barrier;
    use std::time::Instant;

    #[test]
    fn it_goes_though_something_still_writes_into_it() {
        let parent = tempfile::tempdir().unwrap();
        // a single try would be lucky now and then
        for _ in 0..4 {
            let folder = parent.path().join(".rehearsal-e0ad");
            let data = folder.join(DATA);
            std::fs::create_dir_all(&data).unwrap();
            std::fs::write(folder.join(MARK), "").unwrap();
            let file = move |name: String| std::fs::write(data.join(name), "");
            for number in 0..500 {
                file(format!("old-{number}")).unwrap();
            }
            let together = Arc::new(Barrier::new(2));
            let begins = Arc::clone(&together);
            let writer = std::thread::spawn(move || {
                begins.wait();
                let begun = Instant::now();
                for number in (0..).take_while(|_| begun.elapsed() < PAUSE * 4) {
                    let _ = file(format!("new-{number}"));
                }
            });
            together.wait();
            remove(&folder);
            writer.join().unwrap();
            assert!(!folder.exists());
        }
    }

    #[test]
    fn it_goes_with_what_crashes_left_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for name in ["dead", "e0ad", "he1d"].map(|run| format!("{PREFIX}{run}")) {
            std::fs::create_dir_all(at(&name).join(DATA)).unwrap();
            std::fs::write(at(&name).join(DATA).join("lock"), "").unwrap();
            std::fs::write(at(&name).join(MARK), "").unwrap();
        }
        // not ours, however it is named
        for name in ["0123", "mine", "deadbeef"].map(|rest| format!("{PREFIX}{rest}")) {
            std::fs::create_dir(at(&name)).unwrap();
            std::fs::write(at(&name).join("lock"), "").unwrap();
        }
        std::fs::write(at(".rehearsal-mine").join(MARK), "").unwrap();
        let held = File::open(at(".rehearsal-e0ad").join(MARK)).unwrap();
        held.lock().unwrap();

        let aside = Aside::beside(&at("b.zip"), None, Limits::default()).unwrap();
        assert!(!at(".rehearsal-dead").exists());
        assert!(at(".rehearsal-e0ad/data/lock").exists(), "it is in use");
        remove_leftovers(folder.path());
        assert!(aside.folder.exists(), "it is in use");
        drop(aside);
        drop(held);
        remove_leftovers(folder.path());
        let left = folder.path().read_dir().unwrap();
        let mut left: Vec<String> = left
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        left.sort();
        let expected = ["0123", "deadbeef", "he1d", "mine"].map(|rest| format!("{PREFIX}{rest}"));
        assert_eq!(left, expected);
    }

    #[test]
    fn what_others_put_into_it_stays() {
        let folder = tempfile::tempdir().unwrap();
        let aside = Aside::beside(&folder.path().join("b.zip"), None, Limits::default()).unwrap();
        let theirs = aside.folder.join("notes.txt");
        std::fs::write(&theirs, "mine").unwrap();
        drop(aside);
        assert!(theirs.exists());
    }

    #[test]
    fn a_backup_named_without_a_folder_is_in_this_one() {
        assert_eq!(folder_of(Path::new("b.zip")), Path::new("."));
        assert_eq!(folder_of(Path::new("/b.zip")), Path::new("/"));
    }
}
