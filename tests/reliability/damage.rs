//! Bits flip, ends are lost, blocks are zeroed: one damage at a time to a copy of a library, over every kind of file.
//!
//! The server never panics and never serves wrong content as right; damage to what follows the journal heals by itself;
//! damage to journal or files is detected by `check` every time.

mod library;
mod look;
mod stroke;

use crate::Form;
use crate::harness::{Place, ressourcotheque};
use crate::report::{Account, Told};
use anyhow::bail;
use library::Prepared;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use stroke::Target;

/// Damages in the short form.
const SHORT: u64 = 300;
/// Copies looked at at once.
const AT_ONCE: usize = 2;

/// What was found for one kind of file.
#[derive(Debug, Default)]
pub struct Count {
    tried: u64,
    detected: u64,
    healed: u64,
    mended: u64,
    wrong: u64,
    panics: u64,
}

/// What one damage came to.
#[derive(Debug, Default)]
pub struct Verdict {
    /// `check` named it.
    pub detected: bool,
    /// Everything is right again, and `check` finds no fault.
    pub healed: bool,
    /// `check --repair --from` brought everything back.
    pub mended: bool,
    /// Answers that were wrong and looked right.
    pub wrong: Vec<String>,
    /// The server panicked.
    pub panicked: bool,
    /// What is not as it must be.
    pub faults: Vec<String>,
}

/// Tells the story.
pub fn tell(form: &Form, place: &Place) -> anyhow::Result<Told> {
    let prepared = Prepared::new(place)?;
    let repairs = ressourcotheque(&prepared.stopped, ["check", "--help"])?
        .out
        .contains("--repair");
    let times = form.times.unwrap_or(SHORT);
    let (next, counts) = (
        AtomicU64::new(0),
        Mutex::new(BTreeMap::<Target, Count>::new()),
    );
    let faults = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let time = next.fetch_add(1, Ordering::Relaxed);
                    if time >= times {
                        return;
                    }
                    // kinds of file in turn, so that each has its share
                    let target =
                        Target::ALL[usize::try_from(time).unwrap_or_default() % Target::ALL.len()];
                    let chance = fastrand::Rng::with_seed(form.seed() ^ (time << 20));
                    let tried = look::at(&prepared, target, chance, time, repairs);
                    let verdict = tried.unwrap_or_else(|error| Verdict {
                        faults: vec![format!("{target}, time {time}: {error:#}")],
                        ..Verdict::default()
                    });
                    note(&counts, &faults, target, verdict);
                }
            });
        }
    });
    report(
        counts.into_inner().unwrap_or_else(PoisonError::into_inner),
        &faults.into_inner().unwrap_or_else(PoisonError::into_inner),
        repairs,
    )
}

fn note(
    counts: &Mutex<BTreeMap<Target, Count>>,
    faults: &Mutex<Vec<String>>,
    target: Target,
    verdict: Verdict,
) {
    let mut counts = counts.lock().unwrap_or_else(PoisonError::into_inner);
    let count = counts.entry(target).or_default();
    count.tried += 1;
    count.detected += u64::from(verdict.detected);
    count.healed += u64::from(verdict.healed);
    count.mended += u64::from(verdict.mended);
    count.wrong += u64::from(!verdict.wrong.is_empty());
    count.panics += u64::from(verdict.panicked);
    let mut faults = faults.lock().unwrap_or_else(PoisonError::into_inner);
    for fault in verdict.faults.into_iter().chain(verdict.wrong) {
        println!("damage: {fault}");
        faults.push(fault);
    }
}

fn report(
    counts: BTreeMap<Target, Count>,
    faults: &[String],
    repairs: bool,
) -> anyhow::Result<Told> {
    let mut notes = vec![format!(
        "{:<16} {:>6} {:>9} {:>7} {:>7} {:>13} {:>7}",
        "kind of file", "tried", "detected", "healed", "mended", "wrong served", "panics"
    )];
    let mut times = 0;
    for (target, count) in &counts {
        let Count {
            tried,
            detected,
            healed,
            mended,
            wrong,
            panics,
        } = count;
        times += tried;
        notes.push(format!(
            "{:<16} {tried:>6} {detected:>9} {healed:>7} {mended:>7} {wrong:>13} {panics:>7}",
            target.to_string()
        ));
    }
    if !repairs {
        notes.push("SKIP mending: `check` has no --repair --from".to_owned());
    }
    if !faults.is_empty() {
        for note in &notes {
            println!("damage: {note}");
        }
        bail!(
            "{} things are not as they must be, such as {}",
            faults.len(),
            faults[0]
        );
    }
    Ok(Told::Passed(Account {
        times,
        notes,
        ..Account::default()
    }))
}
