//! Backups made by the running server while many write: each, restored, is the library as it was at one place of its log.
//! A rehearsal passes for them, and fails for one with a byte that flipped.

use crate::Form;
use crate::harness::{
    Client, Launch, Place, Server, files_below, kinds_only, ressourcotheque, sound,
};
use crate::ledger::{Ledger, Scope, changes_after};
use crate::load::{Load, prepare};
use crate::report::{Account, Told};
use anyhow::{Context, ensure};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Backups in the short form.
const SHORT: u64 = 3;
/// Bytes that are flipped, one at a time, spread over a backup.
const FLIPS: usize = 8;

/// Tells it.
pub fn tell(form: &Form, place: &Place) -> anyhow::Result<Told> {
    let times = form.times.unwrap_or(SHORT);
    let mut chance = fastrand::Rng::with_seed(form.seed());
    let library = Library {
        place,
        data: place.join("data"),
        ledger: Ledger::new(),
        writers: form.clients.unwrap_or(8),
    };
    let server = library.fill()?;
    let positions = (1..=times)
        .map(|time| {
            let told = library.back_up_and_restore(&server, time, &mut chance);
            told.with_context(|| format!("backup {time}"))
        })
        .collect::<anyhow::Result<Vec<u64>>>()?;
    library.ledger.verify(&server.client(), Scope::All)?;
    server.stop()?;
    sound(&library.data)?;
    let backup = library.back_up_stopped()?;
    let caught = library.rehearse(&backup, &mut chance)?;
    Ok(Told::Passed(Account {
        times,
        acknowledged: library.ledger.acknowledged(),
        lost: 0,
        notes: vec![format!(
            "of {} changes the backups hold {positions:?}; the rehearsal caught {caught} of {FLIPS} flipped bytes",
            library.ledger.position()
        )],
    }))
}

/// The library of which backups are made.
struct Library<'a> {
    place: &'a Place,
    data: PathBuf,
    ledger: Ledger,
    writers: usize,
}

/// A backup made under load.
struct Backup {
    file: PathBuf,
    /// the log's end before it began: that much it must hold
    before: u64,
}

impl Library<'_> {
    /// Starts a server on an empty folder and writes the shared sheets.
    fn fill(&self) -> anyhow::Result<Server> {
        let content = kinds_only(self.place.path())?;
        let server = Launch::new(&self.data).content(&content).start()?;
        self.ledger.read_log(&server.client())?;
        prepare(&server.client(), &self.ledger, self.writers)?;
        Ok(server)
    }

    /// One backup under load, restored and compared; gives how many changes it holds.
    fn back_up_and_restore(
        &self,
        server: &Server,
        time: u64,
        chance: &mut fastrand::Rng,
    ) -> anyhow::Result<u64> {
        let backup = self.back_up(server, time, chance.u64(..))?;
        let scope = Scope::some(chance);
        self.ledger.verify(&server.client(), scope)?;
        let restored = self.restored(&backup.file)?;
        self.same_as_then(&restored, backup.before)
    }

    /// Makes a backup through the running server while all write.
    fn back_up(&self, server: &Server, time: u64, seed: u64) -> anyhow::Result<Backup> {
        let load = Load {
            writers: self.writers,
            readers: 2,
            seed,
            expected: &[],
        };
        let client = server.client();
        let file = self.place.join(&format!("backup-{time}"));
        let (backup, _) = load.run(&client, &self.ledger, || {
            self.ledger.until_acknowledged(10);
            let before = position(&client)?;
            let run =
                ressourcotheque(&self.data, ["backup".as_ref(), file.as_os_str()])?.ends(0)?;
            ensure!(
                run.said().contains("through the running server"),
                "backup said {}",
                run.said()
            );
            ensure!(
                position(&client)? > before,
                "nobody wrote while the backup was made"
            );
            std::thread::sleep(Duration::from_millis(50));
            Ok(Backup {
                file: file.clone(),
                before,
            })
        })?;
        Ok(backup)
    }

    /// The same while no server runs. Restored, it is the whole library, and exports the same bytes.
    fn back_up_stopped(&self) -> anyhow::Result<PathBuf> {
        let file = self.place.join("backup-stopped");
        ressourcotheque(&self.data, ["backup".as_ref(), file.as_os_str()])?.ends(0)?;
        let restored = self.restored_whole(&file)?;
        let export = |data: &Path, name: &str| {
            let folder = self.place.join(name);
            ressourcotheque(data, ["export".as_ref(), folder.as_os_str()])?.ends(0)?;
            files_below(&folder)
        };
        let (ours, theirs) = (
            export(&self.data, "export")?,
            export(&restored, "export-restored")?,
        );
        ensure!(!ours.is_empty() && ours == theirs, "the exports differ");
        Ok(file)
    }

    /// Restores a backup into a folder of its own, which must be sound.
    fn restored(&self, backup: &Path) -> anyhow::Result<PathBuf> {
        let folder = self.place.join("restored");
        if folder.exists() {
            std::fs::remove_dir_all(&folder)?;
        }
        ressourcotheque(&folder, ["restore".as_ref(), backup.as_os_str()])?.ends(0)?;
        sound(&folder)?;
        Ok(folder)
    }

    /// A restored folder is the library as it was at one place of the log; gives that place.
    fn same_as_then(&self, restored: &Path, before: u64) -> anyhow::Result<u64> {
        let server = Server::start(restored)?;
        let client = server.client();
        let theirs = changes_after(&client, 0)?;
        let position = theirs.len() as u64;
        ensure!(
            position >= before,
            "the backup ends at {position}, and {before} changes were there when it began"
        );
        let log = self.ledger.log();
        ensure!(
            log.len() >= theirs.len(),
            "the backup has {position} changes, the log {}",
            log.len()
        );
        for (ours, theirs) in log.iter().zip(&theirs) {
            // the address is the present one, and may have changed since
            for part in [
                "seq", "at", "id", "revision", "action", "author", "actor", "summary",
            ] {
                ensure!(
                    ours[part] == theirs[part],
                    "the backup has {theirs} where the log has {ours}"
                );
            }
        }
        self.ledger.at(position)?.compare(&client, Scope::All)?;
        server.stop()?;
        Ok(position)
    }

    /// The rehearsal passes, and fails for a flipped byte; gives for how many it failed. It may pass only where the byte
    /// means nothing, so that what is restored is right in everything: a zip says some things twice.
    fn rehearse(&self, backup: &Path, chance: &mut fastrand::Rng) -> anyhow::Result<u64> {
        let rehearse =
            |file: &Path| ressourcotheque(&self.data, ["rehearse".as_ref(), file.as_os_str()]);
        rehearse(backup)?.ends(0)?;
        let whole = std::fs::read(backup)?;
        let damaged = self.place.join("backup-damaged");
        let part = whole.len() / FLIPS;
        let mut caught = 0;
        for number in 0..FLIPS {
            let place = number * part + chance.usize(..part);
            let mut bytes = whole.clone();
            bytes[place] ^= 1 << chance.u8(..8);
            std::fs::write(&damaged, bytes)?;
            let run = rehearse(&damaged)?;
            if run.code == Some(1) {
                caught += 1;
                continue;
            }
            run.ends(0)
                .and_then(|_| self.restored_whole(&damaged))
                .with_context(|| format!("byte {place} of {} flipped", whole.len()))?;
        }
        ensure!(
            caught * 2 > FLIPS as u64,
            "it failed for {caught} of {FLIPS} flipped bytes"
        );
        Ok(caught)
    }

    /// Restores a backup of the whole library and compares everything; gives the folder.
    fn restored_whole(&self, backup: &Path) -> anyhow::Result<PathBuf> {
        let restored = self.restored(backup)?;
        let position = self.same_as_then(&restored, self.ledger.position())?;
        ensure!(position == self.ledger.position(), "it ends at {position}");
        Ok(restored)
    }
}

fn position(client: &Client) -> anyhow::Result<u64> {
    let health = client.get("/healthz")?.expect(200)?.json()?;
    health["store"]["position"].as_u64().context("no position")
}
