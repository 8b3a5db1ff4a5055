//! The current fails: what was not synced is gone. Killed under load on a file system of its own, which is then shut down
//! without flushing its journal, mounted again and looked at. A control, in which syncs do nothing, must lose writes.

mod disk;

use crate::Form;
use crate::faults::{Order, Shim, Way, which};
use crate::harness::{Launch, Place, Server, kinds_only, sound};
use crate::ledger::{Ledger, Scope};
use crate::load::{Load, Moment, prepare};
use crate::report::{Account, Told};
use anyhow::{Context, ensure};
use disk::Disk;
use std::path::Path;
use std::time::Duration;

/// Cuts in the short form.
const SHORT: u64 = 25;
/// Cuts within which the control must lose something.
const CONTROL: u64 = 5;
/// File systems, by what makes them.
const FILE_SYSTEMS: [&str; 2] = ["ext4", "xfs"];

/// Tells it.
pub fn tell(form: &Form, place: &Place) -> anyhow::Result<Told> {
    if let Some(reason) = disk::missing() {
        return Ok(Told::Skipped(reason));
    }
    let mut account = Account::default();
    let mut chance = fastrand::Rng::with_seed(form.seed());
    for kind in FILE_SYSTEMS {
        if let Some(reason) = disk::cannot_make(kind) {
            account.notes.push(format!("SKIP {kind}: {reason}"));
            continue;
        }
        let disk = Disk::new(kind, place)?;
        let cuts = Cuts::begin(&disk, place, form)?;
        let times = form.times.unwrap_or(SHORT);
        let told = (1..=times).try_for_each(|time| {
            cuts.cut(time, times, &mut chance)
                .with_context(|| format!("{kind}, cut {time}"))
        });
        if told.is_err() {
            disk.keep_in(place);
        }
        told?;
        account.times += times;
        account.acknowledged += cuts.ledger.acknowledged();
        drop(cuts);
        drop(disk);
        account.notes.push(control(kind, place, form, &mut chance)?);
    }
    Ok(if account.times == 0 {
        Told::Skipped(account.notes.join("; "))
    } else {
        Told::Passed(account)
    })
}

/// One library on one disk.
struct Cuts<'a> {
    disk: &'a Disk,
    place: &'a Place,
    writers: usize,
    ledger: Ledger,
}

impl<'a> Cuts<'a> {
    /// Fills an empty library and stops it well.
    fn begin(disk: &'a Disk, place: &'a Place, form: &Form) -> anyhow::Result<Self> {
        let content = kinds_only(place.path())?;
        let cuts = Self {
            disk,
            place,
            writers: form.clients.unwrap_or(8),
            ledger: Ledger::new(),
        };
        let server = cuts.launch().content(&content).start()?;
        cuts.ledger.read_log(&server.client())?;
        prepare(&server.client(), &cuts.ledger, cuts.writers)?;
        server.stop()?;
        Ok(cuts)
    }

    fn launch(&self) -> Launch {
        Launch::new(&self.disk.data()).log(&self.place.join("server.log"))
    }

    /// Works on that server until it is killed, then cuts the current and mounts the disk again.
    fn work_and_cut(&self, server: Server, moment: Moment, seed: u64) -> anyhow::Result<()> {
        let load = Load {
            writers: self.writers,
            readers: 2,
            seed,
            expected: &[],
        };
        load.run(&server.client(), &self.ledger, || {
            moment.wait(&self.ledger);
            // killed before the cut: nothing may be acknowledged after it
            server.kill()
        })?;
        self.disk.cut()
    }

    fn cut(&self, time: u64, times: u64, chance: &mut fastrand::Rng) -> anyhow::Result<()> {
        self.work_and_cut(self.launch().start()?, Moment::draw(chance), chance.u64(..))?;
        if chance.u8(..4) == 0 {
            // once more, while it recovers
            let starting = self.launch().begin()?;
            std::thread::sleep(Duration::from_millis(chance.u64(1..300)));
            starting.kill()?;
            self.disk.cut()?;
        }
        // every other time it is `check` that recovers
        if time.is_multiple_of(2) {
            sound(&self.disk.data())?;
        }
        let server = self.launch().start()?;
        self.ledger
            .verify(&server.client(), Scope::after(time, times, chance))?;
        server.stop()?;
        if time.is_multiple_of(2) {
            return Ok(());
        }
        sound(&self.disk.data())
    }
}

/// The same while syncs do nothing: unless acknowledged writes are lost then, the bench cannot see.
fn control(
    kind: &str,
    place: &Place,
    form: &Form,
    chance: &mut fastrand::Rng,
) -> anyhow::Result<String> {
    let shim = match Shim::build(place)? {
        Ok(shim) => shim,
        Err(reason) => return Ok(format!("SKIP control on {kind}: {reason}")),
    };
    for time in 1..=CONTROL {
        let disk = Disk::new(kind, place)?;
        let cuts = Cuts::begin(&disk, place, form)?;
        disk.sync()?;
        let lost = cuts.lose(&shim, &place.join("no-sync"), chance)?;
        if lost > 0 {
            return Ok(format!(
                "control on {kind}: with syncs that do nothing, cut {time} lost {lost} acknowledged writes"
            ));
        }
    }
    anyhow::bail!(
        "control on {kind}: syncs did nothing and {CONTROL} cuts lost nothing: this bench cannot see"
    )
}

impl Cuts<'_> {
    /// Acknowledged writes that one cut without syncs lost.
    fn lose(
        &self,
        shim: &Shim,
        control: &Path,
        chance: &mut fastrand::Rng,
    ) -> anyhow::Result<usize> {
        let control = shim.control(&self.disk.data(), control)?;
        let order = Order {
            way: Way::NoSync,
            error: 0,
            which: which::SYNCS,
        };
        control.arm(order, 0)?;
        let mut launch = self.launch();
        for (name, value) in control.environment() {
            launch = launch.env(name, value);
        }
        let before = self.ledger.acknowledged();
        self.work_and_cut(
            launch.start()?,
            Moment::with_acknowledged(chance),
            chance.u64(..),
        )?;
        ensure!(
            self.ledger.acknowledged() > before,
            "nothing was acknowledged"
        );
        let server = self.launch().start()?;
        Ok(self.ledger.read_log(&server.client())?.lost.len())
    }
}
