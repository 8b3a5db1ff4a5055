//! A worker and its process, which is this program again: called with `mark-worker` it marks a file, else it runs the tests.

#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "tests")]

use libtest_mimic::{Arguments, Failed, Trial};
use marking::{Error, Limits, Mark, Worker, mark, work};
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

const PNG: &[u8] = include_bytes!("../files/vignette.png");

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, act, growth, path, media_type] = arguments.as_slice()
        && act == "mark-worker"
    {
        let limits = limits(growth.parse().unwrap());
        return match work(Path::new(path), media_type, &limits) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("{error}");
                ExitCode::from(error.exit_code())
            }
        };
    }
    let tests: [(&str, fn()); _] = [
        ("a_copy_is_as_in_process", a_copy_is_as_in_process),
        (
            "a_refusal_comes_with_its_reason",
            a_refusal_comes_with_its_reason,
        ),
        ("a_copy_has_an_end", a_copy_has_an_end),
        (
            "nesting_costs_its_own_copy_alone",
            nesting_costs_its_own_copy_alone,
        ),
        (
            "one_that_hangs_or_dies_is_told_from_one_that_was_ended",
            whose_fault_it_was,
        ),
        (
            "nothing_is_left_in_the_folder",
            nothing_is_left_in_the_folder,
        ),
        ("what_is_missing_is_a_failure", what_is_missing_is_a_failure),
    ];
    let trials = tests.map(|(name, test)| {
        Trial::test(name, move || {
            test();
            Ok::<(), Failed>(())
        })
    });
    libtest_mimic::run(&Arguments::from_args(), trials.into()).exit_code()
}

fn limits(growth_bytes: u64) -> Limits {
    Limits {
        time: Duration::from_secs(20),
        growth_bytes,
        ..Limits::PRODUCTION
    }
}

fn a_mark() -> Mark {
    Mark {
        title: "La vignette".into(),
        authors: vec!["Réseau A".into()],
        attribution: "« La vignette » par Réseau A, CC BY 4.0".into(),
        licence: "CC BY 4.0".into(),
        licence_url: "https://creativecommons.org/licenses/by/4.0/".into(),
        page_url: "https://exemple.fr/ressources/vignette".into(),
        copyrighted: true,
    }
}

/// A folder with a file, and a worker that runs this program and writes beside it.
struct Desk {
    folder: tempfile::TempDir,
    worker: Worker,
}

impl Desk {
    fn new(file: &[u8], growth_bytes: u64) -> Self {
        let arguments = vec!["mark-worker".into(), growth_bytes.to_string().into()];
        Self::of(
            std::env::current_exe().unwrap(),
            arguments,
            file,
            limits(growth_bytes),
        )
    }

    /// A worker that runs a script instead, for two seconds.
    fn script(script: &str) -> Self {
        let limits = Limits {
            time: Duration::from_secs(2),
            ..limits(1_000_000)
        };
        let arguments = vec!["-c".into(), script.into()];
        Self::of(PathBuf::from("/bin/sh"), arguments, PNG, limits)
    }

    fn of(
        program: PathBuf,
        arguments: Vec<std::ffi::OsString>,
        file: &[u8],
        limits: Limits,
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("original"), file).unwrap();
        let worker = Worker::new(program, arguments, limits, folder.path().to_owned());
        Self { folder, worker }
    }

    fn mark(&self, media_type: &str) -> Result<File, Error> {
        let path = self.folder.path().join("original");
        self.worker.mark(&path, media_type, &a_mark())
    }
}

fn bytes(mut file: File) -> Vec<u8> {
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).unwrap();
    bytes
}

fn a_copy_is_as_in_process() {
    let copy = Desk::new(PNG, 100_000).mark("image/png").unwrap();
    assert!(bytes(copy) == mark("image/png", PNG, &a_mark()).unwrap());
}

fn a_refusal_comes_with_its_reason() {
    let damaged = Desk::new(b"%PDF-1.7 rien", 100_000).mark("application/pdf");
    assert!(matches!(damaged, Err(Error::Damaged(_))), "{damaged:?}");
    let unsupported = Desk::new(b"a;b", 100_000).mark("text/csv");
    assert!(
        matches!(unsupported, Err(Error::Unsupported)),
        "{unsupported:?}"
    );
}

/// The mark has more bytes than the copy may have above its original.
fn a_copy_has_an_end() {
    let cut = Desk::new(PNG, 10).mark("image/png");
    assert!(cut.is_err(), "{cut:?}");
}

/// A list in a list in a list, for ever: whoever reads it by calling itself has no stack left.
fn nesting_costs_its_own_copy_alone() {
    let depth = 3_000_000;
    let (open, close) = ("[".repeat(depth), "]".repeat(depth));
    let pdf = format!(
        "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/A {open}{close}>>\nendobj\n\
         2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"
    );
    let start = Instant::now();
    let refused = Desk::new(pdf.as_bytes(), 100_000).mark("application/pdf");
    assert!(
        matches!(refused, Err(Error::Damaged(_) | Error::TooLarge(_))),
        "{refused:?}"
    );
    assert!(start.elapsed() < Duration::from_secs(25));
}

fn whose_fault_it_was() {
    for (script, expected) in [
        ("kill -KILL $$", "interrupted"),
        ("kill -TERM $$", "interrupted"),
        ("kill -SEGV $$", "damaged"),
        ("kill -ABRT $$", "damaged"),
        ("sleep 60", "large"),
        ("echo non >&2; exit 3", "failed"),
    ] {
        let told = match Desk::script(script).mark("image/png").unwrap_err() {
            Error::Interrupted(_) => "interrupted",
            Error::Damaged(_) => "damaged",
            Error::TooLarge(_) => "large",
            Error::Failed(_) => "failed",
            Error::Unsupported | Error::Encrypted => "refused",
        };
        assert_eq!(told, expected, "{script}");
    }
}

fn nothing_is_left_in_the_folder() {
    for desk in [
        Desk::new(PNG, 100_000),
        Desk::new(b"rien", 100_000),
        Desk::script("echo moitié; kill -KILL $$"),
    ] {
        let _ = desk.mark("image/png");
        let names: Vec<_> = fs::read_dir(desk.folder.path()).unwrap().collect();
        assert_eq!(names.len(), 1, "{names:?}");
        assert!(fs::read(desk.folder.path().join("original")).is_ok());
    }
}

fn what_is_missing_is_a_failure() {
    let nobody = Worker::new(
        "/nowhere/at/all".into(),
        Vec::new(),
        limits(1),
        "/tmp".into(),
    );
    let desk = Desk::new(PNG, 100_000);
    for failed in [
        nobody.mark(Path::new("/dev/null"), "image/png", &a_mark()),
        desk.worker
            .mark(Path::new("/nowhere/at/all"), "image/png", &a_mark()),
    ] {
        assert!(matches!(failed, Err(Error::Failed(_))), "{failed:?}");
    }
}
