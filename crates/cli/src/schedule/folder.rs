//! The folder of the schedule: that it is there, tidy, and has room.

use crate::aside;
use anyhow::{Context, bail};
use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Makes the folder when it is not there, and removes what crashes left in it; the caller has the turn. The folder above
/// must be there: where a disk is not mounted, nothing is written to another.
pub(super) fn prepare(folder: &Path) -> anyhow::Result<()> {
    match std::fs::create_dir(folder) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            return Err(error).with_context(|| {
                format!("the folder of backups {} cannot be made", folder.display())
            });
        }
        _ => {}
    }
    aside::remove_leftovers(folder);
    remove_partial(folder);
    Ok(())
}

/// One that a command writes at this moment is locked and stays.
fn remove_partial(folder: &Path) {
    for entry in folder
        .read_dir()
        .into_iter()
        .flatten()
        .map_while(Result::ok)
    {
        let name = entry.file_name();
        let partial = name.to_str().is_some_and(library::is_partial_backup);
        // opening a pipe of that name would wait for ever
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if partial
            && is_file
            && !is_locked(&entry.path())
            && let Err(error) = std::fs::remove_file(entry.path())
        {
            tracing::warn!(path = %entry.path().display(), %error, "an unfinished backup is not removed");
        }
    }
}

fn is_locked(path: &Path) -> bool {
    File::options()
        .write(true)
        .open(path)
        .is_ok_and(|file| file.try_lock().is_err())
}

/// Whether there is room for a backup, or for what comes out of one: at most about what the journal and the files take.
///
/// # Errors
/// When there is not, or that cannot be found out.
pub(super) async fn has_room(data: &Path, folder: &Path) -> anyhow::Result<()> {
    let parts = ["journal", "files"].map(|part| data.join(part));
    let sizes = parts.map(|part| tokio::task::spawn_blocking(move || size(&part)));
    let mut needed = 0;
    for size in sizes {
        needed += size.await??;
    }
    let available = fs4::available_space(folder)
        .with_context(|| format!("the room in {}", folder.display()))?;
    if available < needed {
        bail!(
            "not enough room in {}: about {needed} bytes are needed and {available} are free",
            folder.display()
        );
    }
    Ok(())
}

/// Bytes of all files below a folder. What goes meanwhile does not count.
fn size(folder: &Path) -> std::io::Result<u64> {
    let mut open: Vec<PathBuf> = vec![folder.to_owned()];
    let mut bytes = 0;
    while let Some(folder) = open.pop() {
        for entry in folder.read_dir()? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                open.push(entry.path());
            } else {
                bytes += entry.metadata().map_or(0, |metadata| metadata.len());
            }
        }
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_crash_left_goes_and_what_is_being_written_stays() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let [left, held, whole, theirs] = [
            "ressourcotheque-2026-11-22T031500Z-1-3f3f3f3f.backup.zip.partial",
            "ressourcotheque-2026-11-22T031500Z-2.backup.zip.partial",
            "ressourcotheque-2026-11-22T031500Z-3.backup.zip",
            "avant-travaux.backup.zip.partial",
        ];
        for name in [left, held, whole, theirs] {
            std::fs::write(at(name), "x").unwrap();
        }
        let lock = File::open(at(held)).unwrap();
        lock.lock().unwrap();
        prepare(folder.path()).unwrap();
        assert!(!at(left).exists());
        assert!([held, whole, theirs].iter().all(|name| at(name).exists()));
    }

    #[test]
    fn a_disk_that_is_not_there_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let told = prepare(&folder.path().join("usb/backups")).unwrap_err();
        assert!(format!("{told:#}").contains("cannot be made"), "{told:#}");
        assert!(!folder.path().join("usb").exists());
    }

    #[tokio::test]
    async fn room_is_what_journal_and_files_take() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path();
        std::fs::create_dir_all(data.join("files/ab")).unwrap();
        std::fs::create_dir(data.join("journal")).unwrap();
        std::fs::write(data.join("files/ab/c"), [0; 10]).unwrap();
        assert_eq!(size(&data.join("files")).unwrap(), 10);
        has_room(data, data).await.unwrap();
        // a file of a size that no disk has
        let sparse = File::create(data.join("journal/1.log")).unwrap();
        sparse.set_len(1 << 43).unwrap();
        let told = has_room(data, data).await.unwrap_err();
        assert!(told.to_string().contains("not enough room"), "{told}");
    }
}
