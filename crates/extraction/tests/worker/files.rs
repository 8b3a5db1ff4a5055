//! Files of every sort, each in a process of its own.

use std::fs;
use std::path::{Path, PathBuf};

use extraction::{Error, Inspection, Limits, Note, Worker, inspect};

use crate::shared::shared;
use crate::{SOON, a_file, a_text, limits, timed, worker, worker_within};

/// The files of a folder of `shared/data/documents`; none without shared data.
fn documents(folder: &str) -> Vec<(PathBuf, String)> {
    let Some(documents) = shared("documents") else {
        return Vec::new();
    };
    let entries = fs::read_dir(documents.join(folder)).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .filter(|path| path.is_file())
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (path, name)
        })
        .collect()
}

pub fn documents_are_as_in_process() {
    for (path, name) in documents("") {
        assert_eq!(
            worker().inspect(&path, &name).unwrap(),
            inspect(&path, &name).unwrap(),
            "{name}"
        );
    }
}

/// The process has half of its usual memory, and a bomb of 300 MB fits in it
/// only as long as it is not set off.
pub fn hostile_files_end_soon() {
    for (path, name) in documents("hostile") {
        let limits = limits(256 * 1024 * 1024);
        let (found, time) = timed(|| worker_within(limits).inspect(&path, &name));
        assert!(time < SOON, "{name}: {time:?}");
        assert_eq!(found, inspect(&path, &name).unwrap(), "{name}");
    }
}

/// A process of 104 MiB, of which 64 are its stack, has no room for a file of 30.
pub fn memory_has_an_end() {
    let mut rtf = b"{\\rtf1 ".to_vec();
    rtf.resize(30 * 1024 * 1024, b'a');
    rtf.push(b'}');
    let file = a_file(&rtf);
    let enough = worker().inspect(file.path(), "a.rtf").unwrap();
    assert_eq!(enough.note, Some(Note::Cut));
    let limits = limits(104 * 1024 * 1024);
    let found = worker_within(limits).inspect(file.path(), "a.rtf").unwrap();
    assert_eq!(found.note, Some(Note::TooLarge));
}

pub fn names_are_only_names() {
    let file = a_file("# Été\n".as_bytes());
    for name in ["-a; exit.md", "$(exit).md", "a\0b.md", "--help.md", "\n.md"] {
        let found = worker().inspect(file.path(), name).unwrap();
        assert_eq!(found.title.as_deref(), Some("Été"), "{name:?}");
    }
}

pub fn pictures_need_no_process() {
    let nobody = Worker::new(PathBuf::from("/nowhere/at/all"), Vec::new(), Limits::TEST);
    let picture = a_file(b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR");
    let found = nobody.inspect(picture.path(), "a.png").unwrap();
    assert_eq!(
        found,
        Inspection::without_text("image/png", Note::NotSupported)
    );
}

pub fn what_is_missing_is_an_error() {
    let nobody = Worker::new(PathBuf::from("/nowhere/at/all"), Vec::new(), Limits::TEST);
    let file = a_text();
    assert!(matches!(
        nobody.inspect(file.path(), "a.txt"),
        Err(Error::Worker(_))
    ));
    assert!(matches!(
        worker().inspect(Path::new("/nowhere/at/all"), "a.txt"),
        Err(Error::Read(_))
    ));
}
