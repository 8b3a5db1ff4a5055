//! Kills or fails the n-th system call of each operation, for n = 1, 2, 3 … until the operation runs through.
//!
//! After each: the old state or the new one, never a mix; what was acknowledged is there; a refusal is told with a code;
//! reading goes on; and `check` finds no fault.

mod attempt;
mod bench;
mod judge;
mod operation;
mod writing;

use crate::Form;
use crate::faults::{EDQUOT, EIO, EMFILE, ENOSPC, Order, Shim, Way, which};
use crate::harness::Place;
use crate::report::{Account, Told};
use anyhow::bail;
use bench::{Bench, Point};
use operation::Operation;
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, PoisonError};

/// Points tried at once.
const AT_ONCE: usize = 2;
/// In the short form, each kind of error is tried at about that many calls of an operation.
const SHORT_POINTS: u64 = 2;
/// An operation that makes more calls than that does not come to an end.
const MOST_CALLS: u64 = 20_000;

/// What is done to an operation.
const ORDERS: [(&str, Order); 9] = [
    (
        "killed before, but in search",
        order(Way::KillBefore, 0, which::ALL | which::BUT_SEARCH),
    ),
    ("killed before", order(Way::KillBefore, 0, which::ALL)),
    ("killed half-way", order(Way::KillHalf, 0, which::WRITES)),
    (
        "ENOSPC once",
        order(Way::FailOnce, ENOSPC, which::WRITES | which::NAMES),
    ),
    (
        "EIO once",
        order(Way::FailOnce, EIO, which::WRITES | which::NAMES),
    ),
    (
        "ENOSPC from there",
        order(Way::FailFrom, ENOSPC, which::WRITES | which::NAMES),
    ),
    ("EIO of syncs", order(Way::FailOnce, EIO, which::SYNCS)),
    ("EDQUOT once", order(Way::FailOnce, EDQUOT, which::WRITES)),
    ("EMFILE once", order(Way::FailOnce, EMFILE, which::NAMES)),
];

const fn order(way: Way, error: u32, which: u32) -> Order {
    Order { way, error, which }
}

/// One operation with one thing done to it, at one call after the other.
struct Job {
    operation: Operation,
    name: &'static str,
    order: Order,
    /// From one tried call to the next.
    stride: u64,
    /// No call after that one is tried.
    last: u64,
}

/// What came out.
#[derive(Default)]
struct Findings {
    points: BTreeMap<(Operation, &'static str), u64>,
    acknowledged: u64,
    faults: Vec<String>,
}

/// Tells the story.
pub fn tell(form: &Form, place: &Place) -> anyhow::Result<Told> {
    let shim = match Shim::build(place)? {
        Ok(shim) => shim,
        Err(reason) => return Ok(Told::Skipped(reason)),
    };
    let bench = Bench::prepare(shim, place)?;
    let (mut counted, mut notes) = (Vec::new(), Vec::new());
    for operation in Operation::ALL {
        let point = bench.point(operation, order(Way::Count, 0, which::ALL), 0)?;
        let calls = |which| point.calls(which);
        let note = format!(
            "{operation}: {} calls that change the disk: {} writes, {} syncs, {} names",
            calls(which::ALL),
            calls(which::WRITES),
            calls(which::SYNCS),
            calls(which::NAMES)
        );
        println!("system-calls: {note}");
        notes.push(note);
        counted.push((operation, point));
    }
    let mut jobs = VecDeque::new();
    let wanted = |name: &str| form.order.as_ref().is_none_or(|wanted| wanted == name);
    if !ORDERS.iter().any(|(name, _)| wanted(name)) {
        bail!("there is no such fault; see ORDERS");
    }
    for (name, order) in ORDERS.into_iter().filter(|(name, _)| wanted(name)) {
        for (operation, point) in &counted {
            let every = form.times == Some(0) || order.which & which::BUT_SEARCH != 0;
            let points = form.times.unwrap_or(SHORT_POINTS).max(1);
            let stride = if every {
                1
            } else {
                1 + point.calls(order.which) / points
            };
            // where each call is tried, until there is no further one
            let last = if every {
                MOST_CALLS
            } else {
                point.calls(order.which)
            };
            jobs.push_back(Job {
                operation: *operation,
                name,
                order,
                stride,
                last,
            });
        }
    }
    notes.push("drafts: skipped, there is no address that keeps one".to_owned());
    let findings = run(&bench, jobs);
    report(form, findings, notes)
}

fn run(bench: &Bench, jobs: VecDeque<Job>) -> Findings {
    let (jobs, findings) = (Mutex::new(jobs), Mutex::new(Findings::default()));
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let job = jobs
                        .lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .pop_front();
                    let Some(job) = job else { return };
                    go_through(bench, &job, &findings);
                }
            });
        }
    });
    findings
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner)
}

/// Tries calls one after the other until the operation runs through without being hit.
fn go_through(bench: &Bench, job: &Job, findings: &Mutex<Findings>) {
    let mut n = 1;
    while n <= job.last {
        let point = bench.point(job.operation, job.order, n);
        let mut findings = findings.lock().unwrap_or_else(PoisonError::into_inner);
        *findings
            .points
            .entry((job.operation, job.name))
            .or_default() += 1;
        match point {
            Ok(Point { hit: None, .. }) => return,
            Ok(point) => {
                findings.acknowledged += point.acknowledged;
                n += job.stride;
            }
            Err(error) => {
                let Job {
                    operation, name, ..
                } = job;
                let fault = format!("{operation}, {name}, call {n}: {error:#}");
                println!("system-calls: {fault}");
                findings.faults.push(fault);
                n += job.stride;
            }
        }
    }
}

fn report(form: &Form, findings: Findings, mut notes: Vec<String>) -> anyhow::Result<Told> {
    for ((operation, name), points) in &findings.points {
        notes.push(format!("{operation}, {name}: {points} points"));
    }
    let points = findings.points.values().sum();
    if !findings.faults.is_empty() {
        for note in &notes {
            println!("system-calls: {note}");
        }
        bail!(
            "{} of {points} points left something wrong{}",
            findings.faults.len(),
            if form.times == Some(0) {
                ""
            } else {
                " (short form)"
            }
        );
    }
    Ok(Told::Passed(Account {
        times: points,
        acknowledged: findings.acknowledged,
        lost: 0,
        notes,
    }))
}
