//! People who ask without pause, and how long they wait.

use std::sync::Barrier;
use std::time::{Duration, Instant};

/// What was measured.
pub struct Figures {
    /// Answers a second, all connections together.
    pub rate: f64,
    /// Half of the answers came within.
    pub p50: Duration,
    /// Of a hundred answers, one took longer.
    pub p99: Duration,
    /// Length of an answer's body, on average.
    pub bytes: usize,
}

/// Lets so many people ask for that long, after a moment in which nothing is counted.
pub fn measure<A: FnMut() -> usize>(
    people: usize,
    span: Duration,
    person: impl Fn(usize) -> A + Sync,
) -> Figures {
    let together = Barrier::new(people);
    let (person, together) = (&person, &together);
    let waits: Vec<(Duration, usize)> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..people)
            .map(|number| {
                scope.spawn(move || {
                    let mut ask = person(number);
                    together.wait();
                    one(&mut ask, span / 6);
                    one(&mut ask, span)
                })
            })
            .collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap())
            .collect()
    });
    figures(waits, span)
}

fn one(ask: &mut impl FnMut() -> usize, span: Duration) -> Vec<(Duration, usize)> {
    let begun = Instant::now();
    let mut waits = Vec::new();
    while begun.elapsed() < span {
        let asked = Instant::now();
        let bytes = ask();
        waits.push((asked.elapsed(), bytes));
    }
    waits
}

fn figures(mut waits: Vec<(Duration, usize)>, span: Duration) -> Figures {
    waits.sort_unstable();
    let at = |share: usize| waits[(waits.len() - 1) * share / 100].0;
    Figures {
        rate: waits.len() as f64 / span.as_secs_f64(),
        p50: at(50),
        p99: at(99),
        bytes: waits.iter().map(|(_, bytes)| bytes).sum::<usize>() / waits.len(),
    }
}
