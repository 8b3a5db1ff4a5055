//! The disk is full: to the last byte, or the last file, while people write and read; then there is room again.

mod volume;
mod watch;

use crate::Form;
use crate::harness::{Client, Launch, Place, Server, kinds_only, ressourcotheque, sound};
use crate::ledger::{Ledger, Scope};
use crate::load::{Load, prepare};
use crate::report::{Account, Told};
use anyhow::{Context, ensure};
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};
use volume::{KINDS, Kind, Volume};
use watch::Watch;

/// How often each disk is filled in the short form.
const SHORT: u64 = 3;
/// How long it stays full.
const HELD: Duration = Duration::from_secs(2);
/// Within that, once there is room, writing goes on by itself.
const RESUMES_WITHIN: Duration = Duration::from_secs(10);

/// Tells the story.
pub fn tell(form: &Form, place: &Place) -> anyhow::Result<Told> {
    let mut account = Account::default();
    let mut faults = Vec::new();
    for kind in KINDS {
        match Volume::mount(kind, place)? {
            Err(reason) => account.notes.push(format!("SKIP {}: {reason}", kind.name)),
            Ok(volume) => {
                // each is told, so that one report shows all
                if let Err(error) = on(&volume, kind, form, place, &mut account) {
                    println!("disk-full: {}: {error:#}", kind.name);
                    faults.push(kind.name);
                }
            }
        }
    }
    ensure!(faults.is_empty(), "not withstood: {}", faults.join(", "));
    Ok(if account.times == 0 {
        Told::Skipped(account.notes.join("; "))
    } else {
        Told::Passed(account)
    })
}

fn on(
    volume: &Volume,
    kind: Kind,
    form: &Form,
    place: &Place,
    account: &mut Account,
) -> anyhow::Result<()> {
    let content = kinds_only(place.path())?;
    let log = place.join(&format!("{}.log", kind.name.replace(' ', "-")));
    let data = volume.join("data");
    let server = Launch::new(&data).content(&content).log(&log).start()?;
    let client = server.client();
    let ledger = Ledger::new();
    ledger.read_log(&client)?;
    let load = Load {
        writers: form.clients.unwrap_or(4),
        readers: 1,
        seed: form.seed(),
        expected: &[503, 507],
    };
    prepare(&client, &ledger, load.writers)?;
    let (mut slowest, watch) = (Duration::ZERO, Watch::default());
    let times = form.times.unwrap_or(SHORT);
    for time in 0..times {
        let resumed = work_while_full(volume, &load, &client, &ledger, &watch, time)
            .with_context(|| format!("time {}", time + 1))?;
        slowest = slowest.max(resumed);
    }
    let said = std::fs::read(&log)?;
    let said = String::from_utf8_lossy(&said);
    let panic = said.lines().find(|line| line.contains("panicked at"));
    ensure!(panic.is_none(), "it panicked: {panic:?}");
    verify(server, &ledger, &content, &log)?;
    backup_when_full(volume, &data)?;
    account.times += times;
    account.acknowledged += ledger.acknowledged();
    account.notes.push(format!(
        "{}: full {times} times, {} writes acknowledged, {} of the watching writer refused, {} readings while full (slowest {} ms), writing went on within {} ms",
        kind.name,
        ledger.acknowledged(),
        watch.refused.load(Ordering::Relaxed),
        watch.read_when_full.load(Ordering::Relaxed),
        watch.slowest.load(Ordering::Relaxed),
        slowest.as_millis()
    ));
    Ok(())
}

/// Fills the disk at a random moment of the work, holds it full, gives the room back; gives how long it took until
/// writes were acknowledged again.
fn work_while_full(
    volume: &Volume,
    load: &Load,
    client: &Client,
    ledger: &Ledger,
    watch: &Watch,
    time: u64,
) -> anyhow::Result<Duration> {
    let mut chance = fastrand::Rng::with_seed(load.seed ^ time);
    let load = Load {
        seed: chance.u64(..),
        ..*load
    };
    let watch_now = Watch::default();
    let standing = ledger.standing();
    let slug = &standing.first().context("no sheet")?.slug;
    let resumed = std::thread::scope(|scope| {
        let reader = scope.spawn(|| watch_now.read(client, slug));
        let writer = scope.spawn(|| watch_now.write(client, ledger));
        let worked = load.run(client, ledger, || {
            std::thread::sleep(Duration::from_millis(chance.u64(50..600)));
            fill_and_free(volume, ledger, &watch_now)
        });
        watch_now.stop();
        let joined = |thread: std::thread::ScopedJoinHandle<'_, anyhow::Result<()>>| {
            thread
                .join()
                .unwrap_or_else(|_| anyhow::bail!("who watched panicked"))
        };
        joined(reader)?;
        joined(writer)?;
        worked.map(|(resumed, _)| resumed)
    })?;
    for (all, now) in [
        (&watch.read_when_full, &watch_now.read_when_full),
        (&watch.refused, &watch_now.refused),
    ] {
        all.fetch_add(now.load(Ordering::Relaxed), Ordering::Relaxed);
    }
    watch
        .slowest
        .fetch_max(watch_now.slowest.load(Ordering::Relaxed), Ordering::Relaxed);
    // search catches up by itself, and everything acknowledged is there
    ledger.verify(
        client,
        Scope::New {
            sample: 10,
            seed: chance.u64(..),
        },
    )?;
    Ok(resumed)
}

fn fill_and_free(volume: &Volume, ledger: &Ledger, watch: &Watch) -> anyhow::Result<Duration> {
    volume.fill()?;
    watch.full.store(true, Ordering::Relaxed);
    let begun = Instant::now();
    while begun.elapsed() < HELD {
        // what the server gives back is taken too
        volume.fill()?;
        std::thread::sleep(Duration::from_millis(100));
    }
    watch.full.store(false, Ordering::Relaxed);
    volume.free()?;
    let (freed, before) = (Instant::now(), ledger.acknowledged());
    while ledger.acknowledged() < before + 5 {
        ensure!(
            freed.elapsed() < RESUMES_WITHIN,
            "writing did not go on by itself {} s after there was room again",
            RESUMES_WITHIN.as_secs()
        );
        std::thread::sleep(Duration::from_millis(5));
    }
    let resumed = freed.elapsed();
    // some work with room, before the next time
    std::thread::sleep(Duration::from_millis(300));
    Ok(resumed)
}

/// Everything is there: in the running server, after a kill, and for `check`.
fn verify(
    server: Server,
    ledger: &Ledger,
    content: &std::path::Path,
    log: &std::path::Path,
) -> anyhow::Result<()> {
    ledger.verify(&server.client(), Scope::All)?;
    let data = server.data.clone();
    server.kill()?;
    let server = Launch::new(&data).content(content).log(log).start()?;
    ledger
        .verify(&server.client(), Scope::All)
        .context("after a kill")?;
    server.stop()?;
    sound(&data)
}

/// A backup onto a full disk fails with a sentence and leaves nothing.
fn backup_when_full(volume: &Volume, data: &std::path::Path) -> anyhow::Result<()> {
    let folder = volume.join("backups");
    std::fs::create_dir(&folder)?;
    volume.fill()?;
    let target = folder.join("library.zip");
    let run = ressourcotheque(data, ["backup".as_ref(), target.as_os_str()])?.ends(1)?;
    let last = run.err.lines().last().unwrap_or_default();
    ensure!(
        !run.said().contains("panicked at") && last.contains(": "),
        "no sentence: {}",
        run.said()
    );
    let left: Vec<_> = folder.read_dir()?.collect();
    ensure!(left.is_empty(), "a failed backup left {left:?}");
    volume.free()?;
    sound(data)?;
    ressourcotheque(data, ["backup".as_ref(), target.as_os_str()])?
        .ends(0)
        .context("a backup once there is room")
        .map(drop)
}
