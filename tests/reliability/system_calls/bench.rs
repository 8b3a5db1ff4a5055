//! Prepared folders, and one point: an operation on a copy of one of them with a fault at one call.

use super::attempt::Try;
use super::judge::Judge;
use super::operation::Operation;
use super::writing::{self, NEW_TEXT, attach, revise};
use crate::contents::Contents;
use crate::faults::{Hit, Order, Shim, Way, which};
use crate::harness::{Launch, Place, copy, kinds_only, write_new};
use anyhow::{Context, bail, ensure};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// Where points are tried.
pub struct Bench {
    shim: Shim,
    folder: PathBuf,
    /// Memory where there is some: what is measured is what the program does, not the disk.
    scratch: tempfile::TempDir,
    content: PathBuf,
    old: Contents,
    filled: Contents,
    imported: Contents,
    recovered: Contents,
    next: AtomicU64,
}

/// What one point showed.
pub struct Point {
    /// Calls counted: writes, syncs, names.
    calls: [(u32, u64); 3],
    /// The call at which the fault was; none when the operation made fewer calls.
    pub hit: Option<Hit>,
    /// Writes that were acknowledged; all were there afterwards.
    pub acknowledged: u64,
}

impl Point {
    /// Calls of those kinds.
    pub fn calls(&self, kinds: u32) -> u64 {
        let counted = self.calls.iter().filter(|(kind, _)| kind & kinds != 0);
        counted.map(|(_, count)| count).sum()
    }
}

impl Bench {
    /// Prepares a small library, a backup of it, a folder of content, and a folder in which a write was torn.
    pub fn prepare(shim: Shim, place: &Place) -> anyhow::Result<Self> {
        let memory = Path::new("/dev/shm");
        let scratch = match memory.is_dir() {
            true => tempfile::tempdir_in(memory)?,
            false => tempfile::tempdir_in(place.path())?,
        };
        let content = content(place)?;
        let mut bench = Self {
            shim,
            folder: place.path().to_owned(),
            scratch,
            content,
            old: Contents::default(),
            filled: Contents::default(),
            imported: Contents::default(),
            recovered: Contents::default(),
            next: AtomicU64::new(0),
        };
        bench.old = bench.small_library(place)?;
        let backup = bench.folder.join("old.backup");
        run_plain(
            &bench.folder.join("old"),
            &["backup".as_ref(), backup.as_os_str()],
        )?;
        copy(&bench.folder.join("old"), &bench.folder.join("unindexed"))?;
        std::fs::remove_dir_all(bench.folder.join("unindexed/index"))?;
        bench.tear()?;
        bench.recovered = bench.after(&bench.folder.join("torn"), &[])?;
        bench.imported = bench.after(
            &bench.folder.join("old"),
            &["import".as_ref(), bench.sheets().as_os_str()],
        )?;
        let empty = bench.folder.join("filled");
        bench.filled = bench.contents_of(&empty)?;
        Ok(bench)
    }

    fn sheets(&self) -> PathBuf {
        self.folder.join("sheets")
    }

    /// Four sheets, one revised, one with a file.
    fn small_library(&self, place: &Place) -> anyhow::Result<Contents> {
        let data = self.folder.join("old");
        let server = Launch::new(&data)
            .content(&kinds_only(place.path())?)
            .start()?;
        let client = server.client();
        for (title, word) in [
            ("La source", "premiermot"),
            ("Le débat", "debatmot"),
            ("Le jeu", "jeumot"),
            ("La carte", "cartemot"),
        ] {
            let body = format!("Texte de « {title} », avec un mot à lui : {word}\n");
            let sheet =
                json!({"title": title, "kind": "page", "licence": "CC-BY-SA-4.0", "body": body});
            client
                .json("POST", "/api/v1/resources", &sheet)?
                .expect(201)?;
        }
        revise(&client, 1, "Le texte ancien, et son mot : ancienmot\n")?.expect(200)?;
        attach(&client, "le-debat", 1, "ancien.txt")?.expect(201)?;
        let contents = Contents::read(&client)?;
        contents.found(&client)?;
        server.stop()?;
        Ok(contents)
    }

    /// A folder whose server was killed in the middle of a write to the journal.
    fn tear(&self) -> anyhow::Result<()> {
        let torn = self.folder.join("torn");
        let order = Order {
            way: Way::KillHalf,
            error: 0,
            which: which::WRITES | which::BUT_SEARCH,
        };
        for n in 1..20 {
            let attempt = self.attempt(Some("old"), order, n)?;
            let server = attempt.launch().start()?;
            attempt.control.arm(order, n)?;
            let answer = revise(&server.client(), 2, NEW_TEXT);
            ensure!(answer.is_err(), "nothing was torn");
            server.kill()?;
            let hit = attempt.control.hit()?.context("no call was hit")?;
            if hit.path.to_string_lossy().contains("/journal/") {
                copy(&attempt.data, &torn)?;
                return Ok(());
            }
        }
        bail!("a save writes nothing to the journal")
    }

    /// What is in a copy of a folder after a command.
    fn after(&self, folder: &Path, arguments: &[&std::ffi::OsStr]) -> anyhow::Result<Contents> {
        let data = self.scratch.path().join("reference");
        copy(folder, &data)?;
        if !arguments.is_empty() {
            run_plain(&data, arguments)?;
        }
        let contents = self.contents_of(&data)?;
        std::fs::remove_dir_all(&data)?;
        Ok(contents)
    }

    /// What a server of that folder gives out; search finds exactly that, and `check` finds no fault.
    pub(super) fn contents_of(&self, data: &Path) -> anyhow::Result<Contents> {
        let server = Launch::new(data)
            .content(&self.content)
            .log(&data.with_extension("log"))
            .start()?;
        let contents = Contents::read(&server.client())?;
        contents.found(&server.client())?;
        server.stop()?;
        crate::harness::sound(data)?;
        Ok(contents)
    }

    fn attempt(&self, from: Option<&str>, order: Order, n: u64) -> anyhow::Result<Try> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let case = self.scratch.path().join(format!("case-{number}"));
        std::fs::create_dir(&case)?;
        let data = case.join("data");
        if let Some(from) = from {
            copy(&self.folder.join(from), &data)?;
        }
        let control = self.shim.control(&case, &case.with_extension("control"))?;
        Ok(Try {
            log: case.with_extension("log"),
            case,
            data,
            control,
            order,
            n,
        })
    }

    /// Tries one point. What it used is taken away when all was right.
    pub fn point(&self, operation: Operation, order: Order, n: u64) -> anyhow::Result<Point> {
        let from = match operation {
            Operation::Filling | Operation::Restore => None,
            Operation::Rebuild => Some("unindexed"),
            Operation::Recovery => Some("torn"),
            _ => Some("old"),
        };
        let attempt = self.attempt(from, order, n)?;
        let acknowledged = self
            .act(operation, &attempt)
            .with_context(|| attempt.what_was_hit())?;
        let hit = attempt.control.hit()?;
        let mut calls = [(which::WRITES, 0), (which::SYNCS, 0), (which::NAMES, 0)];
        for (kind, count) in &mut calls {
            *count = attempt.control.count_of(*kind)?;
        }
        std::fs::remove_dir_all(&attempt.case)?;
        for extension in ["log", "control"] {
            std::fs::remove_file(attempt.case.with_extension(extension))?;
        }
        Ok(Point {
            calls,
            hit,
            acknowledged,
        })
    }

    fn act(&self, operation: Operation, attempt: &Try) -> anyhow::Result<u64> {
        let judge = Judge {
            bench: self,
            attempt,
        };
        match operation {
            Operation::Save | Operation::Upload => {
                writing::write(self, &self.old, operation, attempt)
            }
            Operation::Rebuild => judge.start(&self.old),
            Operation::Recovery => judge.start(&self.recovered),
            Operation::Filling => judge.fill(&self.filled, &self.content),
            Operation::Backup => judge.backup(&self.old),
            Operation::Restore => judge.restore(&self.old, &self.folder.join("old.backup")),
            Operation::Reindex => judge.reindex(&self.old),
            Operation::Import => judge.import(&self.old, &self.imported, &self.sheets()),
        }
    }
}

/// A folder of content: the shipped kinds and three sheets, one with a file; beside it the sheets alone.
fn content(place: &Place) -> anyhow::Result<PathBuf> {
    let (sheets, content) = (place.join("sheets"), place.join("filling"));
    for (name, word) in [("un", "unmot"), ("deux", "deuxmot"), ("trois", "troismot")] {
        let files = if name == "deux" {
            "files:\n  - path: deux/joint.txt\n"
        } else {
            ""
        };
        let text = format!(
            "---\ntitle: Fiche {name}\nkind: page\nlicence: CC-BY-4.0\n{files}---\nTexte de la fiche {name} : {word}\n"
        );
        write_new(&sheets.join(format!("{name}.md")), text.as_bytes())?;
    }
    write_new(
        &sheets.join("deux/joint.txt"),
        "joint à la fiche\n".repeat(500).as_bytes(),
    )?;
    copy(&sheets, &content)?;
    copy(
        &kinds_only(place.path())?.join("kinds"),
        &content.join("kinds"),
    )?;
    Ok(content)
}

/// Runs a command without faults; it must succeed.
pub(super) fn run_plain(
    data: &Path,
    arguments: &[&std::ffi::OsStr],
) -> anyhow::Result<crate::harness::Run> {
    crate::harness::ressourcotheque(data, arguments)?.ends(0)
}
